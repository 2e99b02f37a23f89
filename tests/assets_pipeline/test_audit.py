import pytest

from assets_pipeline import audit, normalise


def checks(document, size=1000):
    bounds = normalise.stand(document)
    found = audit.report(document, size, bounds)
    return {check.name: check for check in (*found.khronos, *found.guidelines)}


def test_numbers_of_a_known_document(rich):
    found = checks(rich)
    values = {name: check.value for name, check in found.items()}
    assert values["triangles"] == 242
    assert (values["materials"], values["meshes"], values["primitives"]) == (2, 1, 1)
    assert values["nodes"] == 3  # with the wrapper
    assert (values["texture_px_smallest"], values["texture_px_largest"]) == (4, 8)
    assert values["roots_with_transform"] == 1
    assert values["metres_off_origin"] == 0
    assert values["uv_outside_unit"] == 0
    assert values["names_not_plain"] == 0


def test_what_is_over_its_budget_says_so(rich):
    rich.json["materials"] *= 3
    rich.json["nodes"][0]["name"] = "Große Tasche"
    found = checks(rich, size=6 << 20)
    wrong = {name for name, check in found.items() if not check.ok}
    assert {"bytes", "materials", "names_not_plain", "texture_px_smallest"} <= wrong
    assert "triangles" not in wrong


@pytest.mark.parametrize("mirrored", [False, True])
def test_mirrored_textures(rich, mirrored):
    uv = rich.accessor(1) * [1, 1 if mirrored else -1]
    attributes = rich.json["meshes"][0]["primitives"][0]["attributes"]
    attributes["TEXCOORD_0"] = rich.add_accessor(uv.astype("f4"), target=34962)
    found = checks(rich)
    assert found["uv_mirrored_share"].value == mirrored
    assert found["uv_outside_unit"].value == (0 if mirrored else 1)


def test_a_document_without_textures(rich):
    del rich.json["materials"][0]["pbrMetallicRoughness"]
    found = checks(rich)
    assert found["texture_px_largest"].ok
    assert found["texture_px_smallest"].ok
