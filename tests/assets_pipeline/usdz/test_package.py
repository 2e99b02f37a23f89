import io
import struct
import zipfile

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("pxr", reason="usd-core is an optional extra", exc_type=ImportError)

from pxr import Usd, UsdGeom, UsdShade

from assets_pipeline import normalise, scene
from assets_pipeline.usdz import package


def opened(data: bytes, folder) -> Usd.Stage:
    path = folder / "one.usdz"
    path.write_bytes(data)
    return Usd.Stage.Open(str(path))


def bounds(found: Usd.Stage) -> np.ndarray:
    cache = UsdGeom.BBoxCache(Usd.TimeCode.Default(), [UsdGeom.Tokens.default_])
    box = cache.ComputeWorldBound(found.GetPseudoRoot()).ComputeAlignedRange()
    return np.array([box.GetMin(), box.GetMax()])


def looks(found: Usd.Stage) -> list[str]:
    meshes = [prim for prim in found.Traverse() if prim.IsA(UsdGeom.Mesh)]
    bound = [UsdShade.MaterialBindingAPI(mesh).ComputeBoundMaterial()[0] for mesh in meshes]
    return [str(one.GetPath()) for one in bound]


def test_in_metres_with_its_textures_and_colourways(rich, tmp_path):
    normalise.stand(rich)
    found = opened(package.package(rich), tmp_path)
    assert UsdGeom.GetStageMetersPerUnit(found) == 1
    assert UsdGeom.GetStageUpAxis(found) == "Y"
    assert np.abs(bounds(found) - scene.bounds(rich)).max() < 1e-5
    choice = found.GetDefaultPrim().GetVariantSet(package.VARIANTS)
    assert choice.GetVariantNames() == ["Red_1", "as_it_came", "plain_0"]
    before = looks(found)
    choice.SetVariantSelection("Red_1")
    assert looks(found) != before
    choice.SetVariantSelection("plain_0")
    assert looks(found) == before
    files = [UsdShade.Shader(prim).GetInput("file") for prim in found.Traverse()]
    paths = [one.Get().resolvedPath for one in files if one]
    assert paths
    assert all("textures/0.png" in path for path in paths)


def test_a_stored_zip_at_64_bytes_the_same_each_time(rich):
    data = package.package(rich)
    assert data == package.package(rich)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "product.usdc"
        for entry in archive.infolist():
            assert entry.compress_type == zipfile.ZIP_STORED
            name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
            assert (entry.header_offset + 30 + name + extra) % 64 == 0


def test_texture_coordinates_count_from_the_bottom(rich, tmp_path):
    primitive = rich.json["meshes"][0]["primitives"][0]
    corners = rich.accessor(primitive["indices"])  # flat faces share no corner
    uv = rich.accessor(primitive["attributes"]["TEXCOORD_0"])[corners]
    found = opened(package.package(rich), tmp_path)
    (mesh,) = (prim for prim in found.Traverse() if prim.IsA(UsdGeom.Mesh))
    st = np.array(UsdGeom.PrimvarsAPI(mesh).GetPrimvar("st").Get())
    assert np.allclose(st[:, 0], uv[:, 0])
    assert np.allclose(st[:, 1], 1 - uv[:, 1], atol=1e-6)


@pytest.mark.parametrize(("mode", "suffix"), [("RGB", "jpg"), ("RGBA", "png")])
def test_webp_becomes_what_a_phone_reads(mode, suffix, rich, tmp_path):
    out = io.BytesIO()
    Image.new(mode, (8, 8), (200, 10, 10, 99)[: len(mode)]).save(out, "WEBP", lossless=True)
    rich.json["textures"][0]["source"] = rich.add_image(out.getvalue(), "image/webp")
    opened(package.package(rich), tmp_path)
    with zipfile.ZipFile(tmp_path / "one.usdz") as archive:
        assert archive.namelist()[1:] == [f"textures/1.{suffix}"]
