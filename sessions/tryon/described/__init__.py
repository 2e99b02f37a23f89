"""Garments from words: `describe` a new one, `edit` one."""

from sessions.tryon.described.described import Described, describe, edit

__all__ = ["Described", "describe", "edit"]
