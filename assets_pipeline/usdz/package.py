"""A document as one USDZ file (USDZ File Format Specification 1.3): stored zip, 64-byte aligned."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pxr import Kind, Sdf, Tf, Usd, UsdGeom, UsdShade

from assets_pipeline import features
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected
from assets_pipeline.pictures import materials as looks_of
from assets_pipeline.pictures.gather import Surface, gather
from assets_pipeline.usdz import geometry, images, materials

ROOT = "/product"
VARIANTS = "colorway"
_LAYER = "product.usdc"
_PLAIN = "as_it_came"


def package(document: Document) -> bytes:
    """The package of a document in metres, +Y up; the same document gives the same bytes.

    Raises:
        AssetRejected: `no_geometry`, `picture_too_large`, `usdz_failed`.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _layer(document, folder)
        out = folder / "out.usdz"
        writer = Sdf.ZipFileWriter.CreateNew(str(out))
        pictures = sorted((folder / images.FOLDER).iterdir())
        for file in (_LAYER, *(f"{images.FOLDER}/{one.name}" for one in pictures)):
            writer.AddFile(str(folder / file), file)
        if not writer.Save():
            raise AssetRejected("usdz_failed", "usd-core could not write the package")
        return out.read_bytes()


def _layer(document: Document, folder: Path) -> None:
    stage = Usd.Stage.CreateNew(str(folder / _LAYER))
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    root = UsdGeom.Xform.Define(stage, ROOT).GetPrim()
    stage.SetDefaultPrim(root)
    Usd.ModelAPI(root).SetKind(Kind.Tokens.component)
    surface = gather(document)
    made = _Materials(stage, surface, images.files(document, folder))
    choices = _choices(document, surface)
    first = choices[_PLAIN]
    meshes = [_mesh(stage, surface, part, first) for part in range(len(surface.primitives))]
    if len(choices) == 1:
        made.bind(meshes, first)
    else:
        _variants(root, choices, made, meshes)
    stage.Save()


def _mesh(
    stage: Usd.Stage, surface: Surface, part: int, looks: list[looks_of.Look]
) -> UsdGeom.Mesh:
    mesh = geometry.mesh(stage, f"{ROOT}/mesh_{part}", surface, part)
    mesh.CreateDoubleSidedAttr(looks[part].double_sided)
    UsdShade.MaterialBindingAPI.Apply(mesh.GetPrim())
    return mesh


class _Materials:
    """Each look once."""

    def __init__(self, stage: Usd.Stage, surface: Surface, find: images.Find) -> None:
        self._stage, self._find = stage, find
        self._colored = ["COLOR_0" in one["attributes"] for one in surface.primitives]
        self._made: dict[tuple[looks_of.Look, bool], UsdShade.Material] = {}

    def bind(self, meshes: list[UsdGeom.Mesh], looks: list[looks_of.Look]) -> None:
        """Give each mesh its look, under the stage's edit target."""
        for mesh, look, colored in zip(meshes, looks, self._colored, strict=True):
            UsdShade.MaterialBindingAPI(mesh).Bind(self.of(look, colored=colored))

    def of(self, look: looks_of.Look, *, colored: bool) -> UsdShade.Material:
        """The material of a look, outside of all variants."""
        key = (look, colored)
        if key not in self._made:
            path = f"{ROOT}/materials/look_{len(self._made)}"
            with Usd.EditContext(self._stage, self._stage.GetRootLayer()):
                made = materials.define(self._stage, path, look, self._find, colored=colored)
            self._made[key] = made
        return self._made[key]


def _choices(document: Document, surface: Surface) -> dict[str, list[looks_of.Look]]:
    """Looks of the file as it came, and of each colourway by its name."""
    indices = {_PLAIN: None} | {
        _token(name, index): index for index, name in enumerate(features.variants(document.json))
    }
    return {
        name: looks_of.looks(document.json, surface.primitives, index)
        for name, index in indices.items()
    }


def _variants(
    root: Usd.Prim,
    choices: dict[str, list[looks_of.Look]],
    made: _Materials,
    meshes: list[UsdGeom.Mesh],
) -> None:
    """One variant set; all binding is inside, since what is said outside would win over it."""
    found = root.GetVariantSets().AddVariantSet(VARIANTS)
    for name, looks in choices.items():
        found.AddVariant(name)
        found.SetVariantSelection(name)
        with found.GetVariantEditContext():
            made.bind(meshes, looks)
    found.SetVariantSelection(_PLAIN)


def _token(name: str, index: int) -> str:
    """A name that USD takes and that no other variant has."""
    return f"{Tf.MakeValidIdentifier(name)}_{index}"
