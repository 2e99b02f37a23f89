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


def has_test(module):
    return (ROOT / "tests" / module.parent / f"test_{module.name}").exists()


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_every_module_has_a_test_file(module):
    assert has_test(module)


def test_no_tracked_file_is_large():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    assert [path for path in paths if path.is_file() and path.stat().st_size > LARGEST] == []
