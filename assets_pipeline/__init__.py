"""Geometry: meshes, bodies, garments and textures, and the catalogue that names them."""
