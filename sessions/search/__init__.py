"""Which products answer a request: filters that hold, words and vectors that order.

`filters` decides, `relax` gives up the least important condition when nothing is left (and says
so), `lexical` and the vectors order, `near` finds what is like, cheaper than, or goes with a product.
"""
