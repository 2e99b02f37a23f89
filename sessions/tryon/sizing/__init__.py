"""Which size: by charts and the shopper's measurements, and learned from fit feedback.

`chart` reads the labels of a shop as bodies that sizes are cut for; `recommend` chooses among them.
`table`, `effects`, `history`, `train` and `evaluate` learn P(small | fit | large) from feedback
tables, for `python -m sessions.tryon evaluate`; nothing learned from a research table ships.
"""
