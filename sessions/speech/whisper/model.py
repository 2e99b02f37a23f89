"""Any transformers Whisper model: slower than a stream, and better at words nobody expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sessions.errors import PackUnusable
from sessions.messages.common import Lang
from sessions.speech.sound import RATE, samples

WORDS_A_SECOND: Final = 8
"""Tokens that speech may hold; it is kept from repeating itself for ever."""


class Whisper:
    """A Whisper model for conditional generation with its processor.

    Args:
        setting: a local folder, or a hub id.

    Raises:
        PackUnusable: it does not load as such a model.
    """

    def __init__(self, setting: str) -> None:
        import torch  # noqa: PLC0415 - only where it is used
        from transformers import AutoProcessor, WhisperForConditionalGeneration  # noqa: PLC0415

        torch.set_num_threads(1)
        local = Path(setting).expanduser().is_dir()
        try:
            self._processor = AutoProcessor.from_pretrained(setting, local_files_only=local)
            self._model = WhisperForConditionalGeneration.from_pretrained(
                setting, local_files_only=local
            ).eval()
        except Exception as error:  # a bad file makes these libraries raise nearly anything
            why = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise PackUnusable(
                f"{setting} does not load as a Whisper model: {why}; unset SHOWROOM_SPEECH_MODEL"
            ) from error
        self._model.generation_config.max_length = (
            None  # the speech's length says how much to write
        )
        self._many = bool(getattr(self._model.generation_config, "is_multilingual", False))

    def reader(self, lang: Lang) -> Callable[[bytes], str] | None:
        """Sound -> words, for one language; `None` for one that the model does not know."""
        if lang != "en" and not self._many:
            return None
        return lambda pcm: self._read(pcm, lang)

    def _read(self, pcm: bytes, lang: Lang) -> str:
        import torch  # noqa: PLC0415

        sound = samples(pcm)
        given = self._processor(sound, sampling_rate=RATE, return_tensors="pt")
        asked = {"language": lang[:2], "task": "transcribe"} if self._many else {}
        with torch.inference_mode():
            made = self._model.generate(
                given.input_features,
                max_new_tokens=4 + WORDS_A_SECOND * len(sound) // RATE,
                num_beams=1,
                do_sample=False,
                **asked,
            )
        return str(self._processor.batch_decode(made, skip_special_tokens=True)[0]).strip()
