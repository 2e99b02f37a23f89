"""What a microphone hears becomes words.

    sound (16 kHz) -> model.Vad      is somebody speaking?
                   -> model.Streams  words so far, twice: as the shop is spoken to, and freely
                   -> endpoint       has the speaker come to an end, given what was said?
                   -> listener       partial and final words, with their times

Everything but `model` is pure. Nothing here keeps sound longer than it takes to read it: at most
`listener.PREROLL` of silence, and the utterance under way.
"""
