"""`python tests/pins.py run|dev|torch`: requirements out of pyproject.toml, for the Makefile."""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main(which: str) -> None:
    """Print one requirement a line."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = project["project"]["dependencies"]
    wanted = {
        "run": run,
        "dev": project["dependency-groups"]["dev"],
        "torch": [each for each in run if each.startswith("torch==")],
    }[which]
    sys.stdout.write("\n".join(wanted) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
