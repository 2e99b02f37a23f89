"""`python -m sessions.messages` writes both files."""

from sessions.messages.__main__ import main
from sessions.messages.typescript import declarations, field_tables


def test_writes_both_files(tmp_path):
    main(tmp_path)
    assert (tmp_path / "messages.d.ts").read_text(encoding="utf-8") == declarations()
    assert (tmp_path / "js" / "net" / "fields.js").read_text(encoding="utf-8") == field_tables()
