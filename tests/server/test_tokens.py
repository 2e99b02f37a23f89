import base64
import json

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.tokens import Tokens, new_subject
from sessions.errors import TokenInvalid

SECRET = b"s" * 32
NOW = 1_800_000_000.5
TOKENS = Tokens(SECRET, minutes=15, renew_days=30)


def signed(secret=SECRET, algorithm="HS256", **changed) -> str:
    claims = {"sub": "x", "aud": "visit", "iat": int(NOW), "exp": int(NOW) + 60} | changed
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(claims, secret, algorithm=algorithm)


def test_a_token_is_its_subjects_until_it_expires():
    token, seconds = TOKENS.issue(NOW)
    subject = TOKENS.verify(token, NOW)
    assert seconds == 900
    assert TOKENS.verify(token, NOW + seconds - 1) == subject
    with pytest.raises(TokenInvalid, match="expired"):
        TOKENS.verify(token, NOW + seconds)


def test_each_guest_is_somebody_else():
    assert len({TOKENS.verify(TOKENS.issue(NOW)[0], NOW) for _ in range(100)}) == 100


def test_a_renewal_buys_a_token_of_the_same_subject_and_opens_nothing_itself():
    renewal = TOKENS.issue_renewal(NOW, "me")
    later = NOW + 29 * 86_400
    assert (
        TOKENS.verify(TOKENS.issue(later, TOKENS.verify_renewal(renewal, later))[0], later) == "me"
    )
    with pytest.raises(TokenInvalid):
        TOKENS.verify(renewal, NOW)
    with pytest.raises(TokenInvalid):
        TOKENS.verify_renewal(TOKENS.issue(NOW)[0], NOW)
    with pytest.raises(TokenInvalid):
        TOKENS.verify_renewal(renewal, NOW + 30 * 86_400)


def unsigned() -> str:
    parts = ({"alg": "none", "typ": "JWT"}, {"sub": "x", "aud": "visit", "iat": 1, "exp": 2**40})
    coded = [base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts]
    return ".".join([*coded, ""])


@pytest.mark.parametrize(
    "token",
    [
        signed(b"t" * 32),
        signed(b"s" * 64, algorithm="HS512"),
        unsigned(),
        signed(aud="other"),
        *[signed(**{claim: None}) for claim in ("sub", "aud", "iat", "exp")],
        signed(exp="soon"),
        signed(sub=7),
        "",
        "a.b.c",
        "." * 2048,
        "é" * 100,
        "x" * 100_000,
    ],
)
def test_what_is_not_ours_is_refused(token):
    with pytest.raises(TokenInvalid):
        TOKENS.verify(token, NOW)


@given(st.text(max_size=300))
def test_rubbish_is_refused(text):
    with pytest.raises(TokenInvalid):
        TOKENS.verify(text, NOW)


@given(st.data())
def test_an_altered_token_is_refused(data):
    token = TOKENS.issue(NOW)[0]
    # the last character of the signature carries bits that base64 drops
    place = data.draw(st.integers(0, len(token) - 2))
    letter = data.draw(st.sampled_from("abcXYZ019-_."))
    changed = token[:place] + letter + token[place + 1 :]
    if changed != token:
        with pytest.raises(TokenInvalid):
            TOKENS.verify(changed, NOW)


def test_an_independent_reader_agrees():
    claims = jwt.decode(
        TOKENS.issue(NOW, "me")[0], SECRET, algorithms=["HS256"], audience="visit",
        options={"verify_exp": False, "verify_iat": False},
    )  # fmt: skip
    assert claims == {"sub": "me", "aud": "visit", "iat": int(NOW), "exp": int(NOW) + 900}


def test_pseudonyms_fit_an_id():
    assert len(new_subject()) <= 64
