from assets_pipeline.errors import AssetRejected


def test_a_refusal_names_file_place_and_reason():
    refusal = AssetRejected("too_ugly", "look at it", pointer="/nodes/1").within("a.glb")
    assert (refusal.code, refusal.file, refusal.pointer) == ("too_ugly", "a.glb", "/nodes/1")
    assert str(refusal) == "a.glb/nodes/1: look at it [too_ugly]"
