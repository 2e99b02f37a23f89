from assets_pipeline.catalogue import Lod, Product
from assets_pipeline.errors import AssetRejected
from assets_pipeline.usdz import stage


def test_a_package_that_fails_does_not_lose_the_product(tmp_path):
    def fails(*_arguments):
        raise AssetRejected("usdz_failed", "no room")

    product = Product("a", {}, "a.glb", "other", lods=[Lod("0" * 64, 1, 1, 0)])
    assert stage.exported(product, tmp_path, fails) == (product, "no USDZ: no room")
    bare = Product("a", {}, "a.glb", "other")
    assert stage.exported(bare, tmp_path, fails) == (bare, "")
