"""Garments on bodies: contact, the cloth solver, and what the fit says in numbers.

`contact` finds the nearest skin, `solver` settles the cloth, `wardrobe` keeps patterns and sizes,
`dress` puts a size on a body, `report` measures how it sits.
"""
