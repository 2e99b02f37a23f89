from assets_pipeline import metadata
from assets_pipeline.demo import folder
from assets_pipeline.demo.designs import DESIGNS
from assets_pipeline.demo.model import to_glb


def test_a_folder_is_written_that_the_build_reads(tmp_path):
    out = tmp_path / "shop"
    told = dict(folder.write(out, ["round-wire"], cell_m=0.03))
    table = metadata.load(out)
    assert table.body == "mannequin.glb"
    files = {path.name: path.stat().st_size for path in out.iterdir()}
    assert set(files) == {"mannequin.glb", "round-wire.glb", "products.json"}
    assert sum(told.values()) == sum(files.values())
    made = to_glb(DESIGNS["round-wire"].model(), "round-wire")
    assert (out / "round-wire.glb").read_bytes() == made
