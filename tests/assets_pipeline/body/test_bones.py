from assets_pipeline.body.bones import BONES, PARENTS


def test_parents_come_before_their_children():
    assert len(PARENTS) == len(BONES)
    assert PARENTS[0] == -1
    assert all(0 <= parent < child for child, parent in enumerate(PARENTS) if child)


def test_both_sides_are_alike():
    assert {name[:-2] for name in BONES if name.endswith("_l")} == {
        name[:-2] for name in BONES if name.endswith("_r")
    }
