"""What the demo shop says of its goods: names, prices, facts, care, reviews, in two languages."""
