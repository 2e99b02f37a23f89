"""Speaks written commands, for `voice.py`: WAV files and a list of what is said in them.

    python tests/benchmarks/speak.py COMMANDS OUT --lang en --voices af_bella,bm_george --models DIR

COMMANDS has lines `act slot=value .. | text`; line n is spoken by voice n, round and round. Voices
are Kokoro-82M's (pack `kokoro`); English is put into phonemes by hibari-tts, Chinese by misaki.
Neither is a part of the showroom: run this in an environment of its own with

    hibari-tts==0.2.1 misaki==0.9.4 (--no-deps) jieba pypinyin cn2an ordered-set onnxruntime scipy

Room: each recording is convolved with a decaying echo (RT60 0.25 s, 12 dB below the voice) and
lies in pink noise, 20 dB below the speech; half a second of that noise before, 1.6 s after.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import wave
from pathlib import Path

import numpy as np
import onnxruntime
from scipy.signal import fftconvolve, resample_poly

RATE, SPOKEN = 16_000, 24_000
BEFORE_S, AFTER_S = 0.5, 1.6
SNR_DB, ECHO_DB, RT60_S = 20.0, -12.0, 0.25


class Voice:
    """Kokoro-82M: phonemes to sound at 24 kHz."""

    def __init__(self, models: Path) -> None:
        folder = models / "kokoro"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._net = onnxruntime.InferenceSession(str(folder / "model.onnx"), options)
        self._ids = json.loads((folder / "vocab.json").read_text("utf-8"))["vocab"]
        self._folder = folder / "voices"

    def __call__(self, phonemes: str, name: str, speed: float):
        ids = [self._ids[each] for each in phonemes if each in self._ids][:500]
        style = np.fromfile(self._folder / f"{name}.bin", np.float32).reshape(-1, 1, 256)[len(ids)]
        names = [each.name for each in self._net.get_inputs()]
        given = (np.array([[0, *ids, 0]], np.int64), style, np.array([speed], np.float32))
        return self._net.run(None, dict(zip(names, given, strict=True)))[0].reshape(-1)


def speller(lang: str):
    """Text -> phonemes."""
    from hibari import Hibari  # noqa: PLC0415 - not in the showroom's own environment

    english = Hibari().g2p

    def spoken(text: str) -> str:
        made = english(text)
        return made[0] if isinstance(made, tuple) else made

    if lang == "en":
        return spoken
    from misaki.zh import ZHG2P  # noqa: PLC0415

    chinese = ZHG2P()

    def mixed(text: str) -> str:
        parts = re.findall(r"[A-Za-z][A-Za-z ]*|[^A-Za-z]+", text)
        return " ".join(
            spoken(part) if part[0].isascii() and part[0].isalpha() else chinese(part)[0]
            for part in parts
        )

    return mixed


def in_room(sound, draw: np.random.Generator):
    """16 kHz, with echo and noise around it; the place of the last word's end in seconds."""
    voiced = resample_poly(sound, 2, 3)
    loud = np.flatnonzero(np.abs(voiced) > 0.02 * np.abs(voiced).max())
    voiced = voiced[max(0, loud[0] - 400) : loud[-1] + 400]
    power = np.sqrt(np.mean(voiced**2))
    times = np.arange(int(RT60_S * RATE)) / RATE
    tail = draw.standard_normal(len(times)) * 10 ** (-3 * times / RT60_S)
    tail *= 10 ** (ECHO_DB / 20) / np.sqrt(np.sum(tail**2))
    tail[0] += 1.0
    before = int(BEFORE_S * RATE)
    out = np.zeros(before + len(voiced) + int(AFTER_S * RATE))
    wet = fftconvolve(voiced, tail)[: len(out) - before]
    out[before : before + len(wet)] += wet
    spectrum = np.fft.rfft(draw.standard_normal(len(out)))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 20))
    noise = np.fft.irfft(spectrum, len(out))
    out += noise * power * 10 ** (-SNR_DB / 20) / np.sqrt(np.mean(noise**2))
    return out * 0.1 / power, (before + len(voiced) - 400) / RATE


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("commands", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--lang", choices=("en", "zh"), required=True)
    options.add_argument("--voices", required=True)
    options.add_argument("--models", type=Path, default=Path("var/models"))
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    voice, spell = Voice(given.models), speller(given.lang)
    names = given.voices.split(",")
    draw = np.random.default_rng(7)
    lines = [x for x in given.commands.read_text("utf-8").splitlines() if x and x[0] not in "#@"]
    with (given.out / "said.jsonl").open("w", encoding="utf-8") as index:
        for number, line in enumerate(lines):
            label, _, text = line.partition(" | ")
            name, speed = names[number % len(names)], float(draw.uniform(0.9, 1.15))
            sound, end_s = in_room(voice(spell(text), name, speed), draw)
            path = given.out / f"{number:04}.wav"
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
            row = {
                "file": path.name,
                "label": label,
                "text": text,
                "voice": name,
                "end_s": round(end_s, 3),
            }
            index.write(json.dumps(row, ensure_ascii=False) + "\n")
            sys.stderr.write(f"\r{number + 1} of {len(lines)} ")


if __name__ == "__main__":
    main()
