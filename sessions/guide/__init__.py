"""The shopping guide and service answers, from catalogue facts alone."""
