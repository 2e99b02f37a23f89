"""The README cannot lie: its tables are the generated ones, its links and commands exist.

`PYTHONPATH=. python tests/test_readme.py` writes the tables anew.
"""

import re
import sys
import tomllib
from pathlib import Path

import pytest

from assets_pipeline import metadata
from server.settings import table as settings_table
from sessions.messages.registry import table as messages_table

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TABLES = {"messages": messages_table, "settings": settings_table}


def section(name, text):
    return re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_the_generated_ones(name):
    found = section(name, README.read_text(encoding="utf-8"))
    assert found.group(1).strip() == TABLES[name]().strip(), (
        "run `PYTHONPATH=. python tests/test_readme.py`"
    )


def test_links_lead_somewhere():
    text = README.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target


def test_make_targets_and_modules_exist():
    text = README.read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`?make (\w+)", text)) - {"is"} <= targets
    for module in re.findall(r"python -m ([\w.]+)", text):
        path = ROOT / module.replace(".", "/")
        assert (path / "__main__.py").exists() or path.with_suffix(".py").exists(), module


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = README.read_text(encoding="utf-8").split("## Parts")[1].split("\n## ")[0]
    for pin in project["project"]["dependencies"]:
        assert pin.split("==")[0] in parts, pin


def test_the_table_of_products_reads(tmp_path):
    (sample,) = re.findall(r"```csv\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "products.csv").write_text(sample, encoding="utf-8")
    (entry,) = metadata.load(tmp_path).products
    assert entry.attributes["color"] == ["navy", "camel"]
    assert (entry.sizes, entry.stock) == (["S", "M", "L"], {"S": 3, "M": 0, "L": 5})


def write():
    text = README.read_text(encoding="utf-8")
    for name, table in TABLES.items():
        found = section(name, text)
        text = text[: found.start(1)] + table() + text[found.end(1) :]
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(write())
