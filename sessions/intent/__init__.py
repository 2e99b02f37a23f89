"""Words to acts: what the shopper wants done, with which values, to which product.

`text` makes one spelling of many, `gazetteer` finds the shop's words, `quick` knows the closed
commands, `features`, `sense` and `head` guess the act of all other words and know when not to,
`values` reads prices, sizes and angles, `referents` finds what "this" is, and `parse` composes them.
"""
