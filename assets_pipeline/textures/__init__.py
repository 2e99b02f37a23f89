"""The pictures of a document in the smallest honest form."""

from assets_pipeline.textures.optimise import COARSE_PX, FULL_PX, MIDDLE_PX, optimise

__all__ = ["COARSE_PX", "FULL_PX", "MIDDLE_PX", "optimise"]
