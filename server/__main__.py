"""`python -m server [serve | models fetch|list [NAME ...] | logs export VISIT OUT]`.

`serve` is what happens without a word. Exit 0 good, 1 a failed check or refused input, 2 bad usage.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy: one thread is faster among others

USAGE = "usage: python -m server [serve | models fetch|list [NAME ...] | logs export VISIT OUT]"


def main(argv: list[str]) -> int:
    """Run one command; the exit code."""
    match argv:
        case [] | ["serve"]:
            from server.serve import main as serve  # noqa: PLC0415 - `models` needs none of it

            return serve(os.environ)
        case ["models", *rest]:
            from server.models_cli import main as models  # noqa: PLC0415

            return models(rest)
        case ["logs", "export", visit, out]:
            from server.logs_cli import export  # noqa: PLC0415

            return export(visit, out, os.environ)
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
