"""Opens the speech packs: the one module of this room that touches files and native libraries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from sessions.encoding.model import REPAIR, check, fetched
from sessions.errors import PackUnusable
from sessions.messages.common import Lang
from sessions.speech.listener import Judge, Listener, Reading, Second, Stream, Vad
from sessions.speech.phrases import phrases
from sessions.speech.sound import FRAME, RATE, samples

RECOGNISER: Final = "vosk-zh-en"
ACTIVITY: Final = "silero-vad"
PACKS: Final = (RECOGNISER, ACTIVITY)
"""What listening needs."""

FOLDERS: Final[Mapping[Lang, str]] = {"en": "en", "zh-CN": "zh"}

CONFIG: Final = "model.conf"
SEARCH: Final = {"--beam": "9.0", "--max-active": "2000"}
"""Less wide than the Chinese model's own (12, 5000): it takes half the time and hears no worse
(character errors of 60 requests .257 by the free recogniser, .265 before)."""

CONTEXT: Final = 64
"""Samples before a frame that the activity model wants to see again."""


class Ears:
    """Recognisers for both languages, made for the way one shop is spoken to.

    Args:
        models: the folder of the packs.
        texts: how the shop is spoken to, by language.

    Raises:
        PackUnusable: a pack is missing or damaged.
    """

    def __init__(self, models: Path, texts: Mapping[Lang, Iterable[str]]) -> None:
        packs = fetched(str(models))
        for name in PACKS:
            if name not in packs:
                raise PackUnusable(f"{name} is not there; {REPAIR}")
            check(models / name, packs[name])
        self._models = models
        self._texts = texts

    def listener(
        self, lang: Lang, judge: Judge, *, push: bool = False, second: Second | None = None
    ) -> Listener:
        """For one speaker."""
        streams = self.streams(lang)
        return Listener(self.vad(), streams, judge, lang=lang, push=push, second=second)

    def streams(self, lang: Lang) -> list[Stream]:
        """The shop's own recogniser, and the free one beside it."""
        model, grammar = self._tongues[lang]
        return [VoskStream(model, grammar), VoskStream(model)]

    def vad(self) -> Vad:
        """Voice activity of one speaker."""
        return SileroVad(self._activity)

    @cached_property
    def _tongues(self) -> dict[Lang, tuple[Any, str]]:
        return {lang: self._tongue(lang) for lang in FOLDERS}

    def _tongue(self, lang: Lang) -> tuple[Any, str]:
        import vosk  # noqa: PLC0415 - only where it is used

        vosk.SetLogLevel(-1)
        with TemporaryDirectory() as place:  # it is read at once, and not needed afterwards
            narrowed(self._models / RECOGNISER / FOLDERS[lang], Path(place))
            model = vosk.Model(place)
        known = phrases(self._texts[lang], lambda word: model.vosk_model_find_word(word) >= 0)
        return model, json.dumps(known, ensure_ascii=False)

    @cached_property
    def _activity(self) -> Any:
        import onnxruntime  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        path = str(self._models / ACTIVITY / "silero_vad.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def narrowed(pack: Path, folder: Path) -> None:
    """A model in `folder` that is the one in `pack` but for the width of its search."""
    for path in pack.rglob("*"):
        here = folder / path.relative_to(pack)
        if path.is_dir():
            here.mkdir()
        elif path.name != CONFIG:
            here.symlink_to(path.resolve())
        else:
            lines = path.read_text("utf-8").splitlines()
            kept = [line for line in lines if line.partition("=")[0] not in SEARCH]
            ours = [f"{name}={value}" for name, value in SEARCH.items()]
            here.write_text("\n".join([*kept, *ours]) + "\n", "utf-8")


class VoskStream:
    """A Kaldi recogniser; with a grammar it hears only the grammar's words."""

    def __init__(self, model: Any, grammar: str = "") -> None:
        import vosk  # noqa: PLC0415

        given = (model, RATE, grammar) if grammar else (model, RATE)
        self._recogniser = vosk.KaldiRecognizer(*given)
        self._recogniser.SetWords(True)
        self._done: list[dict[str, Any]] = []
        """Words of earlier parts: it ends a part at a pause by itself."""

    def accept(self, pcm: bytes) -> None:
        """Read on."""
        if self._recogniser.AcceptWaveform(pcm):
            self._done += json.loads(self._recogniser.Result()).get("result", [])

    def partial(self) -> str:
        """The words so far."""
        newest = json.loads(self._recogniser.PartialResult()).get("partial", "")
        return " ".join([*(word["word"] for word in self._done), newest])

    def final(self) -> Reading:
        """The words of the whole turn."""
        words = self._done + json.loads(self._recogniser.FinalResult()).get("result", [])
        self._recogniser.Reset()
        self._done = []
        if not words:
            return Reading("")
        return Reading(
            " ".join(word["word"] for word in words),
            min(float(word["conf"]) for word in words),
            round(1000 * words[0]["start"]),
            round(1000 * words[-1]["end"]),
        )


class SileroVad:
    """Silero's recurrent net, for one speaker."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._state = np.zeros((2, 1, 128), np.float32)
        self._context = np.zeros(CONTEXT, np.float32)
        self._rate = np.array(RATE, np.int64)

    def __call__(self, frame: bytes) -> float:
        """The chance that the frame holds speech."""
        heard = samples(frame)
        assert len(heard) == FRAME
        given = np.concatenate([self._context, heard])[None]
        feed = {"input": given, "state": self._state, "sr": self._rate}
        chance, self._state = self._session.run(None, feed)
        self._context = heard[-CONTEXT:]
        return float(chance[0, 0])
