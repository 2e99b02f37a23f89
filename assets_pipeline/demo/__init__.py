"""The demo catalogue: every product is grown from numbers by the generators of this folder.

`python -m assets_pipeline.demo OUT` writes `OUT/*.glb` and `OUT/products.json`; the same code gives
the same bytes. Garments are grown around the mannequin of `body.py`, in its coordinates.
"""
