"""Garments from words: `describe` a new one, `edit` one, `say` one."""

from sessions.tryon.described.described import Described, describe, edit
from sessions.tryon.described.say import name_changes, say

__all__ = ["Described", "describe", "edit", "name_changes", "say"]
