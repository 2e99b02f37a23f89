"""The packs, where they have been fetched: a tone is no speech, and the recognisers can be built."""

import wave
from pathlib import Path

import numpy as np
import pytest

from sessions.encoding.model import fetched
from sessions.errors import PackUnusable
from sessions.speech.model import PACKS, Ears, SileroVad, narrowed
from sessions.speech.sound import FRAME, FRAME_BYTES, RATE

MODELS = Path("var/models")
THERE = all(pack in fetched(str(MODELS)) for pack in PACKS)
needs_packs = pytest.mark.skipif(not THERE, reason="the speech packs were not fetched")


def test_without_packs_it_says_what_to_do(tmp_path):
    with pytest.raises(PackUnusable, match="models fetch"):
        Ears(tmp_path, {"en": [], "zh-CN": []})


class Net:
    """In place of silero's: what it is given, and a state that counts."""

    def __init__(self):
        self.fed = []

    def run(self, _, feed):
        self.fed.append(feed)
        return np.array([[0.25]], np.float32), feed["state"] + 1


def test_each_frame_is_seen_with_the_end_of_the_one_before():
    net = Net()
    vad = SileroVad(net)
    frames = [np.full(FRAME, value, "<i2").tobytes() for value in (8192, 16384)]
    assert [vad(frame) for frame in frames] == [0.25, 0.25]
    first, second = (feed["input"][0] for feed in net.fed)
    assert first.shape == (FRAME + 64,)
    assert set(first[:64]) == {0.0}
    assert set(second[:64]) == {0.25}
    assert net.fed[1]["state"].max() == 1


def test_a_model_is_narrowed_and_else_the_same(tmp_path):
    pack, folder = tmp_path / "pack", tmp_path / "narrow"
    (pack / "conf").mkdir(parents=True)
    folder.mkdir()
    (pack / "conf" / "model.conf").write_text("--min-active=200\n--beam=13.0\n")
    (pack / "final.mdl").write_bytes(b"weights")
    narrowed(pack, folder)
    config = (folder / "conf" / "model.conf").read_text().splitlines()
    assert config == ["--min-active=200", "--beam=9.0", "--max-active=2000"]
    assert (folder / "final.mdl").read_bytes() == b"weights"
    assert "13" in (pack / "conf" / "model.conf").read_text()


SPEECH = Path(__file__).parents[2] / "speech"


@needs_packs
@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "name", "word"), [("en", "red_en", "red"), ("zh-CN", "red_zh", "红")]
)
def test_a_spoken_request_is_understood(lang, name, word):
    ears = Ears(MODELS, {"en": ["show me the red coat"], "zh-CN": ["给我看看红色的大衣"]})
    listener = ears.listener(lang, lambda _text: 0.0)
    with wave.open(str(SPEECH / f"{name}.wav")) as file:
        pcm = file.readframes(file.getnframes())
    told = [*listener.hear(pcm), *listener.finish()]
    assert [each.state for each in told if each.state != "partial"] == ["began", "final"]
    assert word in told[-1].text
    assert 300 < told[-1].start_ms < told[-1].end_ms < 1000 * len(pcm) / 32000


@needs_packs
@pytest.mark.slow
def test_a_tone_is_heard_and_not_taken_for_words():
    ears = Ears(MODELS, {"en": ["show me the red coat"], "zh-CN": ["加入购物车"]})
    times = np.arange(2 * RATE) / RATE
    tone = (3000 * np.sin(2 * np.pi * 440 * times)).astype("<i2").tobytes()
    vad = ears.vad()
    chances = [vad(tone[at : at + FRAME_BYTES]) for at in range(0, 20 * FRAME_BYTES, FRAME_BYTES)]
    assert max(chances[5:]) < 0.5
    for lang in ("en", "zh-CN"):
        listener = ears.listener(lang, lambda _text: 0.0)
        told = [*listener.hear(tone), *listener.finish()]
        assert not [each for each in told if each.state == "final"]


@needs_packs
@pytest.mark.slow
def test_streams_can_be_used_again_after_a_turn():
    ears = Ears(MODELS, {"en": ["show me the red coat"], "zh-CN": ["加入购物车"]})
    for stream in ears.streams("en"):
        for _ in range(2):
            stream.accept(bytes(RATE))
            assert stream.final().text == ""
