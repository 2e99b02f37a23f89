"""The guide's sentences and words, one table per language, the same keys in each."""
