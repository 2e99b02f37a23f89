"""The finished document: new accessors and views, and all the rest as it was."""

from __future__ import annotations

from typing import Any

from assets_pipeline import meshopt_views
from assets_pipeline.accessors import Json
from assets_pipeline.document import Document
from assets_pipeline.encode import views
from assets_pipeline.encode.held import Held
from assets_pipeline.encode.place import Place
from assets_pipeline.encode.slots import Slots
from assets_pipeline.guard import references

_KEPT = ("extras", "extensions")
_HARMLESS_ACCESSOR: Json = {"componentType": 5121, "count": 1, "type": "SCALAR"}
_HARMLESS_VIEW: Json = {"buffer": 0, "byteLength": 1}


class Writer:
    """Builds one document out of the source, a copy of its JSON, and the places to fill."""

    def __init__(self, source: Document, json: Json, held: Held, extension: str) -> None:
        self._source = source
        self._json = json
        self._extension = extension
        self._bin = bytearray()
        self._fallback = 0
        old = source.json
        kept = {index: json["accessors"][index] for index in held.accessors}
        self._accessors = Slots(kept, _HARMLESS_ACCESSOR)
        self._views = Slots({}, _HARMLESS_VIEW)
        opened = {index: self._opened(old["bufferViews"][index], index) for index in held.views}
        self._views = Slots(opened, _HARMLESS_VIEW)
        self._held = held

    def write(self, places: list[Place]) -> Document:
        """Fill all places, carry over images, and close the document."""
        items, numbers = self._unique(places)
        at = self._lay(items)
        made: dict[int, int] = {}
        for place, number in zip(places, numbers, strict=True):
            if number not in made:
                said = self._kept(place)
                made[number] = self._accessors.add({**at[number], **place.described, **said})
            place.parent[place.key] = made[number]
        self._carry_views()
        return self._closed(places)

    def _unique(self, places: list[Place]) -> tuple[list[views.Item], list[int]]:
        """Items without repetition, and which one each place takes."""
        known: dict[object, int] = {}
        items: list[views.Item] = []
        numbers = []
        for place in places:
            stream = place.stream
            shape = (stream.values.dtype.str, stream.values.shape, stream.normalized, stream.filter)
            told = (place.kind, place.minmax, repr(self._kept(place)))
            key = (stream.values.tobytes(), stream.rows.tobytes(), shape, told)
            if key not in known:
                known[key] = len(items)
                items.append((stream, place.kind))
            numbers.append(known[key])
        return items, numbers

    def _kept(self, place: Place) -> Json:
        """What the accessor said that was there before, beside what it describes."""
        old = (
            self._source.json["accessors"][place.parent[place.key]]
            if place.key in place.parent
            else {}
        )
        return {key: old[key] for key in _KEPT if key in old}

    def _lay(self, items: list[views.Item]) -> dict[int, Json]:
        """Write all views; where each item stands."""
        at: dict[int, Json] = {}
        for view in views.group(items, self._extension):
            index = self._views.add(
                self._compressed(view) if view.compressed else self._plain(view)
            )
            offset = 0
            for number in view.items:
                at[number] = {"bufferView": index} | ({"byteOffset": offset} if offset else {})
                size = len(views.packed(items[number]))
                offset += size + -size % 4
        return at

    def _append(self, data: bytes) -> Json:
        self._bin += bytes(-len(self._bin) % 4)
        start = len(self._bin)
        self._bin += data
        offset = {"byteOffset": start} if start else {}
        return {"buffer": 0, **offset, "byteLength": len(data)}

    def _plain(self, view: views.View) -> Json:
        return {**self._append(view.plain), **view.fields}

    def _compressed(self, view: views.View) -> Json:
        start = self._fallback
        self._fallback += len(view.plain)
        offset = {"byteOffset": start} if start else {}
        said = {**self._append(view.compressed), **view.extension}
        extensions = {self._extension: said}
        length = len(view.plain)
        return {
            "buffer": 1,
            **offset,
            "byteLength": length,
            **view.fields,
            "extensions": extensions,
        }

    def _opened(self, view: Json, index: int) -> Json:
        """A view of the source, laid open where it was compressed."""
        new = self._append(self._source.view(index)[0])
        fields: Json = {
            key: view[key] for key in ("byteStride", "target", "name", "extras") if key in view
        }
        others = {
            name: block
            for name, block in view.get("extensions", {}).items()
            if name not in meshopt_views.NAMES
        }
        return {**new, **fields, **({"extensions": others} if others else {})}

    def _carry_views(self) -> None:
        """Views of images and whatever else names one, in the order of the source."""
        old = self._source.json.get("bufferViews", [])
        self._json.pop("accessors", None)
        self._json.pop("bufferViews", None)
        named = references.used(self._json, "bufferViews")
        moved = {
            index: index
            if index in self._held.views
            else self._views.add(self._opened(old[index], index))
            for index in named
        }
        references.remap(self._json, "bufferViews", moved)

    def _closed(self, places: list[Place]) -> Document:
        json = self._json
        _put(json, "accessors", self._accessors.items())
        _put(json, "bufferViews", self._views.items())
        whole = {k: v for k, v in json.get("buffers", [{}])[0].items() if k in {"name", "extras"}}
        buffers: list[Json] = [{"byteLength": len(self._bin), **whole}] if self._bin else []
        if self._fallback:
            extensions = {self._extension: {"fallback": True}}
            buffers.append({"byteLength": self._fallback, "extensions": extensions})
        _put(json, "buffers", buffers)
        document = Document(json, self._bin, list(self._source.chunks))
        for key in ("extensionsUsed", "extensionsRequired"):
            names = [name for name in json.get(key, []) if name not in meshopt_views.NAMES]
            _put(json, key, names)
        if self._fallback:
            document.use_extension(self._extension, required=True)
        if any(place.beyond_core for place in places):
            document.use_extension("KHR_mesh_quantization", required=True)
        return document


def _put(json: Json, key: str, items: list[Any]) -> None:
    """Put a top-level array, or leave it out where it would be empty, as glTF demands."""
    if items:
        json[key] = items
    else:
        json.pop(key, None)
