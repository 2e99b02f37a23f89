"""Decisions: pure functions of a visit's state and one event."""
