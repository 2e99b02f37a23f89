"""`python -m sessions.messages [STATIC]`: writes the client's copy of the definitions."""

import sys
from pathlib import Path

from sessions.messages.typescript import declarations, field_tables


def main(static: Path) -> None:
    """Write `messages.d.ts` and `js/net/fields.js` under `static`."""
    (static / "js" / "net").mkdir(parents=True, exist_ok=True)
    (static / "messages.d.ts").write_text(declarations(), encoding="utf-8")
    (static / "js" / "net" / "fields.js").write_text(field_tables(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "static"))
