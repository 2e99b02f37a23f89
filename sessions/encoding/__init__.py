"""Text to vectors: one interface, several models; the features above it do not know which one.

`base` is the interface, `hashed` needs no weights, `compact` is a tracked table that `train` distils,
`use` and `transformer` run a pack or any `AutoModel`, and `model.load` picks one from the setting
`SHOWROOM_TEXT_MODEL`.
"""
