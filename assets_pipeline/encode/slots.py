"""An array of the document in which some elements must keep their index."""

from __future__ import annotations

from assets_pipeline.accessors import Json


class Slots:
    """Elements by index: the held ones where they were, others in the gaps and behind."""

    def __init__(self, held: dict[int, Json], filler: Json) -> None:
        self._items = dict(held)
        self._held = frozenset(held)
        self._filler = filler
        self._next = 0

    def add(self, item: Json) -> int:
        """Put an element into the first gap; returns its index."""
        while self._next in self._held:
            self._next += 1
        self._items[self._next] = item
        self._next += 1
        return self._next - 1

    def items(self) -> list[Json]:
        """The whole array; gaps before a held element are filled with something harmless."""
        end = max(self._items, default=-1) + 1
        return [self._items.get(index, self._filler) for index in range(end)]
