import pytest

from assets_pipeline import stage
from assets_pipeline.document import Document
from assets_pipeline.errors import AssetRejected


@pytest.fixture
def shop(tmp_path, rich):
    (tmp_path / "out/a").mkdir(parents=True)
    rich.json["materials"][1]["pbrMetallicRoughness"]["baseColorFactor"] = [1, 0.2158605, 0, 1]
    (tmp_path / "a.glb").write_bytes(rich.to_glb())
    return tmp_path


def make(shop, script="") -> stage.Made:
    return stage.make(str(shop / "a.glb"), str(shop), str(shop / "out"), ("", "y"), script)


def test_one_file(shop):
    made = make(shop)
    (only,) = made.lods
    document = Document.from_glb((shop / "out/a" / only.sha256).read_bytes())
    assert document.json["nodes"][-1]["name"] == "showroom_root"
    assert made.bounds_m[0][1] == 0
    assert made.credits == "someone"
    assert only.error_m == 0
    assert only.triangles == 242


def test_variants_and_their_swatches(shop):
    plain, red = make(shop).variants
    assert (plain.index, plain.color, plain.rgb) == (0, "", "")  # textured: no one colour
    assert (red.id, red.index, red.color, red.rgb) == ("1", 1, "red", "#ff8000")
    assert red.name == {"en": "Red", "zh-CN": "红色"}


def test_with_the_simplifier_the_small_level_comes_first(shop, simplifier_script, make_rich):
    (shop / "a.glb").write_bytes(make_rich(40).to_glb())
    coarse, finest = make(shop, str(simplifier_script)).lods
    assert coarse.bytes < 0.6 * finest.bytes
    assert coarse.triangles < finest.triangles
    assert coarse.error_m > 0 == finest.error_m


def test_a_doubtful_size_is_remarked(shop, rich):
    rich.json["nodes"][0] = {"mesh": 0, "scale": [300, 300, 300]}
    (shop / "a.glb").write_bytes(rich.to_glb())
    assert make(shop).note == "300 m: is that in metres?"


def test_the_figure_is_stored_as_it_is(shop):
    (blob,) = stage.check(str(shop / "a.glb"), str(shop), str(shop / "out"), ("", "y"), "").lods
    assert (shop / "out/a" / blob.sha256).read_bytes() == (shop / "a.glb").read_bytes()


def test_refusals_carry_the_name(shop):
    (shop / "a.glb").write_bytes(Document.new().to_glb())
    with pytest.raises(AssetRejected) as refusal:
        make(shop)
    assert (refusal.value.code, refusal.value.file) == ("no_geometry", "a.glb")


def test_what_lost_something_is_not_published(shop, monkeypatch):
    whole = Document.to_glb

    def careless(document):
        document.json["materials"][1].pop("extensions", None)
        return whole(document)

    monkeypatch.setattr(Document, "to_glb", careless)
    with pytest.raises(AssetRejected, match="KHR_materials_sheen is gone") as refusal:
        make(shop)
    assert (refusal.value.code, refusal.value.pointer) == (
        "feature_lost", "/materials/1/extensions/KHR_materials_sheen",
    )  # fmt: skip
    assert not list((shop / "out/a").iterdir())


def test_compare(shop, rich):
    rich.json["animations"].clear()
    del rich.json["animations"]
    (shop / "b.glb").write_bytes(rich.to_glb())
    found = stage.compare(str(shop / "a.glb"), str(shop / "b.glb"))
    assert found["lost"][0]["kind"] == "clip"


def test_inspect(shop):
    assert stage.inspect(str(shop / "a.glb"))["node_names"] == ["cloth", "hip"]


def test_a_root_file_for_other_viewers_where_there_are_levels(shop, simplifier_script, make_rich):
    assert make(shop).progressive is None
    (shop / "a.glb").write_bytes(make_rich(40).to_glb())
    made = make(shop, str(simplifier_script))
    root = Document.from_glb((shop / "out/a" / made.progressive.sha256).read_bytes())
    paths = root.json["meshes"][0]["extensions"]["NEEDLE_progressive"]["lods"]
    assert [each["path"][:64] for each in paths] == [lod.sha256 for lod in made.lods[:0:-1]]
