import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets_pipeline.errors import AssetRejected
from assets_pipeline.guard import syntax

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text() | st.floats(
        allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


def encodable(value) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


@settings(max_examples=50)
@given(st.dictionaries(st.text(), VALUES, max_size=5), st.booleans())
def test_reads_what_json_reads(value, ascii_only):
    if encodable(value):
        text = json.dumps(value, ensure_ascii=ascii_only).encode()
        assert syntax.parse(text) == value


@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:\\u0d8019.eE-+ntf ', max_size=60))
def test_rubbish_is_refused_or_read(text):
    data = text if isinstance(text, bytes) else text.encode()
    try:
        found = syntax.parse(data)
    except AssetRejected as refusal:
        assert refusal.code.startswith("json_")  # noqa: PT017 -- both ends are good ends
    else:
        assert found == json.loads(data)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "json_too_deep"),
        ('{"a":' * 65 + "1" + "}" * 65, "json_too_deep"),
        ("[" + "[]," * 2_000_000 + "0]", "json_too_large"),
        ('{"a": NaN}', "json_malformed"),
        ('{"a": -Infinity}', "json_malformed"),
        ('{"a": 1e999}', "json_malformed"),
        ('{"a": ' + "9" * 5000 + "}", "json_malformed"),
        ('{"a": "\\ud800"}', "json_malformed"),
        ('{"a": "' + "\\\\" * 10, "json_malformed"),
        ("[1]", "json_malformed"),
        ("", "json_malformed"),
    ],
)
def test_refused(text, code):
    with pytest.raises(AssetRejected) as refusal:
        syntax.parse(text.encode())
    assert refusal.value.code == code


def test_brackets_in_strings_do_not_count():
    assert syntax.parse(json.dumps({"a": '[{"\\' * 500}).encode()) == {"a": '[{"\\' * 500}


def test_a_real_pair_of_surrogates_is_a_character():
    assert syntax.parse(b'{"a": "\\ud83d\\ude00"}') == {"a": "\U0001f600"}
