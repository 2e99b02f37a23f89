import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest
import trimesh

from assets_pipeline import build, catalogue, crews, features, progress
from assets_pipeline.document import Document
from assets_pipeline.errors import CatalogueUnreadable

pytestmark = pytest.mark.usefixtures("in_process")
NONE = Path("/nonexistent/simplifier.js")


def run(folder, out, **options) -> build.Report:
    return build.build(folder, out, script=options.pop("script", NONE), jobs=1, **options)


@pytest.fixture
def shop(tmp_path, rich_glb) -> Path:
    folder = tmp_path / "in"
    (folder / "more").mkdir(parents=True)
    (folder / "red chair.glb").write_bytes(rich_glb())
    (folder / "more/red chair.glb").write_bytes(rich_glb())
    (folder / "table.stl").write_bytes(
        trimesh.creation.box((900, 700, 500)).export(file_type="stl")
    )
    (folder / "broken.glb").write_bytes(rich_glb()[:-8])
    (folder / "notes.txt").write_text("not a product")
    return folder


def files(out: Path) -> dict[str, bytes]:
    """All that is published: what lies in `cache/` depends on when it was written."""
    found = [out / "catalogue.json", *sorted((out / "a").iterdir())]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def test_a_shop(shop, tmp_path):
    steps: list[progress.Step] = []
    report = run(shop, tmp_path / "out", watch=steps.append)
    lines = [str(step) for step in steps]
    made = catalogue.decode((tmp_path / "out/catalogue.json").read_bytes())
    assert made == report.catalogue
    first, second, table = made.products
    assert (first.id, first.source) == ("red-chair", "more/red chair.glb")
    assert second.id.startswith("red-chair-")
    assert first.attributes["color"] == "red"
    assert (first.category, first.section) == ("chair", "furniture")
    assert first.lods == second.lods
    assert table.bounds_m == ((-0.45, 0, -0.25), (0.45, 0.7, 0.25))
    (broken,) = made.rejected
    assert (broken.file, broken.code) == ("broken.glb", "length_mismatch")
    for product in made.products:
        for lod in product.lods:
            data = (tmp_path / "out/a" / lod.sha256).read_bytes()
            assert len(data) == lod.bytes
            assert Document.from_glb(data)
    assert sum("refused broken.glb" in line for line in lines) == 1
    assert any("table.stl (900 units wide and no units given: taken as mm)" in one for one in lines)


def test_the_same_bytes_again_and_for_any_number_of_jobs(shop, tmp_path):
    run(shop, tmp_path / "one")
    build.build(shop, tmp_path / "two", script=NONE, jobs=3)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    before = files(tmp_path / "one")
    assert run(shop, tmp_path / "one").cached == 3
    assert files(tmp_path / "one") == before


def test_only_what_changed_is_built(shop, tmp_path):
    out = tmp_path / "out"
    run(shop, out)
    (shop / "table.stl").write_bytes(trimesh.creation.box((90, 70, 50)).export(file_type="stl"))
    assert run(shop, out).cached == 2
    (out / "a" / run(shop, out).catalogue.products[0].lods[0].sha256).unlink()
    assert run(shop, out).cached < 3
    assert run(shop, out).cached == 3
    (out / "cache/state.db").write_bytes(b"rubbish" * 999)
    assert run(shop, out).cached <= 1  # of two equal files the second may find what the first left
    assert run(shop, out).cached == 3


def test_a_table_and_a_figure_are_remembered_too(shop, tmp_path, rich_glb, monkeypatch):
    (shop / "figure.glb").write_bytes(rich_glb())
    (shop / "broken.glb").unlink()
    (shop / "products.json").write_text(json.dumps({"body": "figure.glb"}))
    run(shop, tmp_path / "out")
    before = files(tmp_path / "out")
    monkeypatch.setattr("assets_pipeline.crews.processes.Worker.call", None)
    monkeypatch.setattr("assets_pipeline.spool.Worker", None)
    assert run(shop, tmp_path / "out").cached == 3
    assert files(tmp_path / "out") == before


def test_a_check_finds_a_rotten_blob_and_pruning_an_old_one(shop, tmp_path):
    out = tmp_path / "out"
    table = run(shop, out).catalogue.by_id["table"]
    blob = out / "a" / table.lods[0].sha256
    good = blob.read_bytes()
    blob.write_bytes(bytes(len(good)))
    again = build.run(shop, out, crew=crews.start(1), script=NONE, check=True)
    assert (again.unchanged, blob.read_bytes()) == (2, good)
    (shop / "table.stl").unlink()
    assert build.run(shop, out, crew=crews.start(1), script=NONE, prune=True).pruned == 1
    assert not blob.exists()
    assert run(shop, out).cached == 2


def test_a_changed_texture_counts_as_a_change(tmp_path, picture):
    folder = tmp_path / "in"
    folder.mkdir()
    obj = (
        "mtllib m.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nvt 0 0\nvt 1 0\nvt 0 1\nusemtl a\nf 1/1 2/2 3/3\n"
    )
    (folder / "a.obj").write_text(obj)
    (folder / "m.mtl").write_text("newmtl a\nmap_Kd t.png\n")
    (folder / "t.png").write_bytes(picture)
    first = run(folder, tmp_path / "out")
    (folder / "t.png").write_bytes(picture + b"\0")
    second = run(folder, tmp_path / "out")
    assert (first.cached, second.cached) == (0, 0)
    assert first.catalogue.products[0].lods != second.catalogue.products[0].lods


def test_what_the_shop_says_goes_first(shop, tmp_path, rich_glb):
    (shop / "figure.glb").write_bytes(rich_glb())
    entries = [
        {"source": "table.stl", "id": "t1", "category": "desk", "units": "cm", "up": "z",
         "attributes": {"material": "oak"}, "sizes": ["L"], "stock": {"L": 2}},
        {"id": "broken", "name": "x"},
        {"source": "gone.glb"},
    ]  # fmt: skip
    table = {"products": entries, "body": "figure.glb"}
    (shop / "products.json").write_text(json.dumps(table))
    made = run(shop, tmp_path / "out").catalogue
    table = made.by_id["t1"]
    assert (table.category, table.section) == ("desk", "furniture")
    assert table.attributes == {"material": "oak"}
    assert table.bounds_m[1] == (4.5, 5.0, 3.5)
    assert table.in_stock("L")
    assert made.body is not None
    assert (tmp_path / "out/a" / made.body.sha256).read_bytes() == rich_glb()
    assert all(product.source != "figure.glb" for product in made.products)
    assert {one.file: one.code for one in made.rejected} == {
        "broken.glb": "length_mismatch", "gone.glb": "file_missing",
    }  # fmt: skip


@pytest.mark.parametrize("body", ["none.glb", "../x.glb", "broken.glb"])
def test_a_figure_that_cannot_be_used_is_refused(shop, tmp_path, body):
    (shop / "products.json").write_text(json.dumps({"body": body}))
    made = run(shop, tmp_path / "out").catalogue
    assert made.body is None
    assert body in [one.file for one in made.rejected]


def test_empty_folder_and_output_inside(tmp_path, rich_glb):
    folder = tmp_path / "in"
    folder.mkdir()
    assert run(folder, folder / "out").catalogue.products == []
    (folder / "a.glb").write_bytes(rich_glb())
    (folder / "out/copy.glb").write_bytes(rich_glb())
    (folder / "b.glb").mkdir()
    assert [p.source for p in run(folder, folder / "out").catalogue.products] == ["a.glb"]


def test_a_table_that_does_not_read_stops_before_anything(shop, tmp_path):
    (shop / "products.json").write_text("[{]")
    with pytest.raises(CatalogueUnreadable):
        run(shop, tmp_path / "out")
    assert not (tmp_path / "out/catalogue.json").exists()
    assert not list((tmp_path / "out/a").iterdir())


def test_links_out_of_the_folder_are_refused(shop, tmp_path, rich_glb):
    (tmp_path / "secret.glb").write_bytes(rich_glb())
    (shop / "link.glb").symlink_to(tmp_path / "secret.glb")
    (shop / "loop.glb").symlink_to(shop / "loop.glb")
    made = run(shop, tmp_path / "out").catalogue
    codes = {one.file: one.code for one in made.rejected}
    assert codes["link.glb"] == "uri_outside"
    assert codes["loop.glb"] == "file_unreadable"
    assert len(made.products) == 3


def encoding(line: str) -> bool:
    """Whether a difference comes of standing on the floor, or of being written anew."""
    added = line.startswith("extensions: ") and line.endswith(" only in the second")
    return added or line.startswith(("nodes: ", "accessors: ")) or "showroom_root" in line


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_real_files(real_files, simplifier_script, tmp_path):
    """All build; nothing that was in a file is missing from its finest level."""
    made = run(real_files[0].parent, tmp_path / "out", script=simplifier_script).catalogue
    assert [product.source for product in made.products] == [path.name for path in real_files]
    assert made.rejected == []
    for path, product in zip(real_files, made.products, strict=True):
        data = (tmp_path / "out/a" / product.lods[-1].sha256).read_bytes()
        before = features.features(Document.from_glb(path.read_bytes()))
        after = features.features(Document.from_glb(data))
        assert len(before.pop("images")) == len(after.pop("images"))  # their bytes are made smaller
        lines = features.difference(before, after)
        assert [one for one in lines if not encoding(one)] == []


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_validator_finds_no_new_error(real_files, simplifier_script, tmp_path):
    modules = simplifier_script.parents[1]
    if not (modules / "gltf-validator").is_dir():
        pytest.skip("gltf-validator is not installed")
    made = run(real_files[0].parent, tmp_path / "out", script=simplifier_script).catalogue
    script = tmp_path / "validate.cjs"
    script.write_text(VALIDATE % json.dumps(str(modules / "gltf-validator")))
    for path, product in zip(real_files, made.products, strict=True):
        outputs = [str(tmp_path / "out/a" / lod.sha256) for lod in product.lods]
        answer = subprocess.run(
            ["node", str(script), str(path), *outputs], capture_output=True, check=True, timeout=60
        )
        source, *ours = json.loads(answer.stdout)
        new = [Counter(codes) - Counter(source) for codes in ours]
        assert not any(new), (path.name, new)


VALIDATE = """
const validator = require(%s), fs = require("fs");
(async () => {
  const found = [];
  for (const name of process.argv.slice(2)) {
    const bytes = new Uint8Array(fs.readFileSync(name));
    const { issues } = await validator.validateBytes(bytes, { maxIssues: 0 });
    found.push(issues.messages.filter(({ severity }) => !severity).map(({ code }) => code));
  }
  console.log(JSON.stringify(found));
})();
"""
