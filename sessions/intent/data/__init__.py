"""What the understanding is made of: words, utterances written for this project, and the head."""
