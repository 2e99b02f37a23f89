"""Garments as parameters, and the meshes that are sewn from them.

`spec` holds the records (what `sessions` may read); the other modules turn a record and a body
into a mesh.
"""
