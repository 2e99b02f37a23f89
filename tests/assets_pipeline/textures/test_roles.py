import pytest

from assets_pipeline.document import Document
from assets_pipeline.textures.roles import Role, Use, sources, uses

BLANK = {"asset": {"version": "2.0"}, "images": [{}], "textures": [{"source": 0}]}
INFO = {"index": 0}


def of(material, **more) -> Use:
    return uses({**BLANK, "materials": [material], **more})[0]


def extension(name, slot):
    return {"extensions": {f"KHR_materials_{name}": {slot: INFO}}}


@pytest.mark.parametrize(
    ("material", "role", "alpha"),
    [
        ({"pbrMetallicRoughness": {"baseColorTexture": INFO}}, Role.COLOUR, False),
        ({"pbrMetallicRoughness": {"baseColorTexture": INFO}, "alphaMode": "MASK"}, Role.COLOUR, True),
        ({"pbrMetallicRoughness": {"baseColorTexture": INFO}, "alphaMode": "BLEND"}, Role.COLOUR, True),
        ({"pbrMetallicRoughness": {"metallicRoughnessTexture": INFO}}, Role.DATA, False),
        ({"normalTexture": INFO, "alphaMode": "BLEND"}, Role.DATA, False),
        ({"occlusionTexture": INFO}, Role.DATA, False),
        ({"emissiveTexture": INFO}, Role.COLOUR, False),
        (extension("clearcoat", "clearcoatNormalTexture"), Role.DATA, False),
        (extension("clearcoat", "clearcoatRoughnessTexture"), Role.DATA, False),
        (extension("transmission", "transmissionTexture"), Role.DATA, False),
        (extension("volume", "thicknessTexture"), Role.DATA, False),
        (extension("iridescence", "iridescenceThicknessTexture"), Role.DATA, False),
        (extension("anisotropy", "anisotropyTexture"), Role.DATA, False),
        (extension("sheen", "sheenColorTexture"), Role.COLOUR, False),
        (extension("sheen", "sheenRoughnessTexture"), Role.DATA, True),
        (extension("specular", "specularTexture"), Role.DATA, True),
        (extension("specular", "specularColorTexture"), Role.COLOUR, False),
        (extension("diffuse_transmission", "diffuseTransmissionTexture"), Role.DATA, True),
        (extension("pbrSpecularGlossiness", "specularGlossinessTexture"), Role.COLOUR, True),
        (extension("not_yet_invented", "somethingTexture"), Role.DATA, True),
        ({"extensions": {"SHOP_wear": {"wearTexture": INFO}}}, Role.DATA, True),
    ],
)  # fmt: skip
def test_slots(material, role, alpha):
    assert of(material)[:2] == (role, alpha)


def test_the_strictest_use_wins():
    material = {"emissiveTexture": INFO, "occlusionTexture": INFO}
    assert of(material) == Use(Role.DATA)
    masked = {"pbrMetallicRoughness": {"baseColorTexture": INFO}, "alphaMode": "MASK"}
    assert of(masked).coverage
    masked |= extension("sheen", "sheenRoughnessTexture")
    assert of(masked) == Use(Role.DATA, alpha=True, coverage=False)


def test_what_no_material_shows_stays_exact():
    assert uses(BLANK) == [Use(Role.EXACT)]
    ids = {"featureIds": [{"featureCount": 4, "texture": {"index": 0, "channels": [0]}}]}
    primitive = {"attributes": {}, "extensions": {"EXT_mesh_features": ids}}
    material = {"emissiveTexture": INFO}
    assert of(material, meshes=[{"primitives": [primitive]}]).role is Role.EXACT


@pytest.mark.parametrize("name", ["KHR_texture_basisu", "EXT_texture_avif", "SHOP_texture"])
def test_slots_of_other_formats_are_left_alone(name):
    texture = {"source": 0, "extensions": {name: {"source": 1}}}
    assert sources(texture) == [(0, True), (1, True)]
    json = {
        **BLANK,
        "images": [{}, {}],
        "textures": [texture],
        "materials": [{"emissiveTexture": INFO}],
    }
    assert [use.role for use in uses(json)] == [Role.EXACT, Role.EXACT]


def test_webp_with_a_fall_back():
    texture = {"source": 0, "extensions": {"EXT_texture_webp": {"source": 1}}}
    assert sources(texture) == [(0, False), (1, False)]


def test_a_texture_that_is_not_there_names_nothing():
    assert of({"emissiveTexture": {"index": 7}}) == Use(Role.EXACT)


def test_a_document_without_pictures():
    assert uses(Document.new().json) == []
