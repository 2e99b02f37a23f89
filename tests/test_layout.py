"""A newcomer finds the test of a module by its name."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path.relative_to(ROOT)
    for package in ("server", "sessions", "assets_pipeline")
    for path in (ROOT / package).rglob("*.py")
    if path.name != "__init__.py"
)
LARGEST = 1 << 20

COVERED = {
    # Socket and visit are one road; it is tested end to end, over sockets and a real store.
    "server/connection.py": "server/test_road.py",
    "server/visit.py": "server/test_visits.py",
    # The command is what the test of its figures calls.
    "sessions/recommend/__main__.py": "sessions/recommend/test_evaluate.py",
    # One sentence goes through all of them, and is right or wrong as a whole.
    "sessions/tryon/described/colors.py": "sessions/tryon/described/test_parts.py",
    "sessions/tryon/described/cut.py": "sessions/tryon/described/test_described.py",
    "sessions/tryon/described/dyes.py": "sessions/tryon/described/test_described.py",
    "sessions/tryon/described/lexicon.py": "sessions/tryon/described/test_parts.py",
    "sessions/tryon/described/measures.py": "sessions/tryon/described/test_parts.py",
    "sessions/tryon/described/phrase.py": "sessions/tryon/described/test_described.py",
    "sessions/tryon/described/reading.py": "sessions/tryon/described/test_described.py",
    "sessions/tryon/described/tokens.py": "sessions/tryon/described/test_parts.py",
    "sessions/tryon/described/words.py": "sessions/tryon/described/test_described.py",
    "sessions/tryon/__main__.py": "sessions/tryon/sizing/test_evaluate.py",
    # Records, numbers and words without behaviour, and the tests of what reads them.
    "assets_pipeline/guard/limits.py": "assets_pipeline/guard/test_graph.py",
    "assets_pipeline/guard/schema.py": "assets_pipeline/guard/test_structure.py",
    "server/api/parts.py": "server/api/test_health.py",
    "sessions/guide/data/en.py": "sessions/guide/test_words.py",
    "sessions/guide/data/zh.py": "sessions/guide/test_words.py",
    "sessions/guide/data/plain.py": "sessions/guide/test_claims.py",
    "sessions/intent/data/cues.py": "sessions/intent/test_gazetteer.py",
    "sessions/intent/data/lexicon.py": "sessions/intent/test_gazetteer.py",
    "sessions/intent/data/wider.py": "sessions/intent/test_gazetteer.py",
    "sessions/recommend/blend/model.py": "sessions/recommend/blend/test_train.py",
    "sessions/messages/common.py": "sessions/test_wire.py",
    "sessions/messages/frames.py": "sessions/test_wire.py",
    "sessions/messages/jobs.py": "sessions/session/test_digest.py",
    "sessions/messages/shopper.py": "sessions/test_wire.py",
    "sessions/recommend/weights.py": "sessions/recommend/test_ranker.py",
}
"""Modules whose test has another name."""


def has_test(module):
    return (ROOT / "tests" / module.parent / f"test_{module.name}").exists()


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_module_has_a_test_file(module):
    assert has_test(module) or module.as_posix() in COVERED


@pytest.mark.parametrize(("module", "test"), COVERED.items())
def test_the_table_is_needed_and_true(module, test):
    assert (ROOT / module).is_file()
    assert (ROOT / "tests" / test).is_file()
    assert not has_test(Path(module)), "take it out of the table"


def test_no_tracked_file_is_large():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    assert [path for path in paths if path.is_file() and path.stat().st_size > LARGEST] == []
