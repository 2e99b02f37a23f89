"""A microphone that hears a recorded request: the words come back, and the shelf answers them."""

from pathlib import Path

import pytest

from sessions.encoding.model import fetched
from sessions.messages.shopper import Audio, Hush, Listen, Say
from sessions.speech.model import PACKS

MODELS = Path("var/models").resolve()
SPEECH = Path(__file__).parents[1] / "speech"
FAKE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")

pytestmark = pytest.mark.skipif(
    not all(pack in fetched(str(MODELS)) for pack in PACKS), reason="the packs were not fetched"
)


@pytest.fixture(scope="module")
def listening(serve, catalogue):
    """A server with ears."""
    return serve(catalogue, MODELS)


@pytest.fixture
def speaker(launch, visit, listening):
    """Opens a page whose microphone hears a recording."""

    def open_page(recording):
        heard = f"--use-file-for-fake-audio-capture={SPEECH / recording}"
        return visit(listening, browser=launch(*FAKE, heard))

    return open_page


@pytest.mark.parametrize(
    ("lang", "recording", "word"), [("en", "red_en.wav", "red"), ("zh-CN", "red_zh.wav", "红")]
)
def test_what_is_spoken_is_shown_and_answered(speaker, lang, recording, word):
    shopper = speaker(recording).enter(lang=lang)
    shopper.page.click("#mic")
    shopper.until("__app.state.ears === 'open'")
    shopper.until("__app.state.partial")
    shopper.until("__app.state.talk.some(({who}) => who === 'me')")
    shopper.page.click("#mic")
    [said, *_] = [each for each in shopper.sent if isinstance(each, Say)]
    assert word in said.text
    assert (said.by, said.lang) == ("voice", lang)
    assert said.scene, "what was in view goes along"
    shopper.until("__app.said.length")
    shopper.until("__app.state.slate.context === 'search'")
    sound = [each for each in shopper.sent if isinstance(each, Audio)]
    assert {each.talk for each in sound} == {1}
    assert all(len(each.pcm) == 3200 for each in sound)
    assert [type(each) for each in shopper.sent if isinstance(each, Listen | Hush)] == [
        Listen,
        Hush,
    ]


def test_a_held_key_listens_until_it_is_let_go(speaker):
    shopper = speaker("red_en.wav").enter()
    shopper.page.keyboard.down("v")
    shopper.until("__app.state.ears === 'push'")
    shopper.until("__app.state.partial.split(' ').length > 3")
    shopper.page.keyboard.up("v")
    shopper.until("__app.state.talk.some(({who}) => who === 'me')")
    assert shopper.get("__app.state.ears") == ""
    assert shopper.page.input_value("#say") == ""
