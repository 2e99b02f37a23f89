import pytest

from assets_pipeline import blobs, needle, publish, simplify
from assets_pipeline.document import Document


@pytest.fixture
def out(tmp_path):
    (tmp_path / blobs.FOLDER).mkdir()
    return tmp_path


def sized(*kilobytes):
    return [
        publish.Encoded(bytes(1000 * size), Document.new(), size, float(len(kilobytes) - number))
        for number, size in enumerate(kilobytes, 1)
    ]


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [
        ([10, 30, 100], [10, 30, 100]),
        ([100], [100]),
        ([70, 100], [100]),  # the first saves too little
        ([60, 100], [60, 100]),
        ([10, 70, 100], [10, 100]),  # too near the whole
        ([10, 14, 100], [10, 100]),  # too near the first
        ([10, 20, 40, 100], [10, 20, 40, 100]),
        ([10, 35, 40, 100], [10, 40, 100]),  # of two that are alike, the finer
    ],
)
def test_a_level_must_be_worth_a_request(sizes, kept):
    assert [level.triangles for level in publish._worth(sized(*sizes))] == kept


def test_levels_are_stored_under_their_hash_and_errors_in_three_digits(out):
    made = sized(1, 2)
    made[0] = made[0]._replace(error_m=0.0123456)
    coarse, whole = publish.store(out, made)
    assert (coarse.bytes, coarse.triangles, coarse.error_m) == (1000, 1, 0.0123)
    assert (out / blobs.FOLDER / whole.sha256).read_bytes() == bytes(2000)
    assert whole.error_m == 0.0


def test_of_a_document_coarse_first_and_the_whole_last(rich, simplifier_script):
    made = publish.levels(rich, simplify.Simplifier(simplifier_script))
    assert [level.triangles for level in made] == sorted(level.triangles for level in made)
    assert made[-1].error_m == 0
    assert made[-1].triangles == 2 * 11 * 11
    assert Document.from_glb(made[-1].glb).json == made[-1].document.json


def test_without_a_simplifier_there_is_the_whole_alone_and_nothing_to_stream(rich, out):
    made = publish.levels(rich, None)
    assert len(made) == 1
    assert publish.progressive(out, made) is None


def test_the_root_names_the_finer_levels_finest_first(make_rich, out, simplifier_script):
    document = needle.tag(make_rich(40), "lamp")
    made = publish.levels(document, simplify.Simplifier(simplifier_script))
    assert len(made) > 1
    root = publish.progressive(out, made)
    assert root is not None
    text = (out / blobs.FOLDER / root.sha256).read_bytes()
    places = [text.find(blobs.sha256(level.glb).encode()) for level in reversed(made[1:])]
    assert -1 not in places
    assert places == sorted(places)
