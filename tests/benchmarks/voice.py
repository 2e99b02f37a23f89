"""Spoken commands: `python tests/benchmarks/voice.py EN_FOLDER ZH_FOLDER [--catalogue DIR] [--live]`.

`PYTHONPATH=. OMP_NUM_THREADS=1`. The folders are what `speak.py` wrote: one WAV a command with room
noise at 20 dB, and `said.jsonl`. Each is heard in pieces of 100 ms by the listener that the server
uses (voice activity, two recognisers, endpointing, choice by meaning), and what it understood is
parsed with the default pack. Turns that were cut into two are joined for the words and counted.

WER (English words) and CER (Chinese characters): edits / length, both sides in lower case without
punctuation, digits as they are. Act: the first act is one of the label's. RTF: processor time of the
listening thread by length of the recording. Delay: from the end of the last word to the final words,
in time of the sound plus the time it took to compute the last piece; `complete` are commands that
the shop was sure of when they ended. `--live` also speaks some of them, two at a time, to a server
in real time over its socket, and measures there.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import sys
import tempfile
import time
import wave
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from assets_pipeline.catalogue import Catalogue, decode
from server.ears.worker import judges, said_here
from sessions.encoding.model import load
from sessions.errors import PackUnusable
from sessions.intent.model import load_head, sayings
from sessions.intent.parse import Parser
from sessions.messages.common import Lang
from sessions.messages.jobs import Understand
from sessions.speech.listener import Judge, Second
from sessions.speech.model import Ears
from sessions.speech.whisper.model import Whisper

PIECE: Final = 3200
BYTES_S: Final = 32_000
BARS: Final = {"acts": 0.85, "errors": 0.15, "rtf": 0.3, "delay_ms": 600}


class Command(NamedTuple):
    """One recording and what is in it."""

    pcm: bytes
    label: str
    text: str
    voice: str
    end_s: float


class Result(NamedTuple):
    """What was heard."""

    command: Command
    heard: str
    turns: int
    delay_ms: float
    complete: bool
    cpu_s: float
    act: bool


def commands(folder: Path) -> list[Command]:
    out = []
    for line in (folder / "said.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        with wave.open(str(folder / row["file"])) as file:
            pcm = file.readframes(file.getnframes())
        out.append(Command(pcm, row["label"], row["text"], row["voice"], row["end_s"]))
    return out


def listen(
    ears: Ears, judge: Judge, parser: Parser, lang: Lang, command: Command, *, second: Second | None
) -> Result:
    listener, finals = ears.listener(lang, judge, second=second), []
    began = time.thread_time()
    for at in range(0, len(command.pcm), PIECE):
        before = time.thread_time()
        for heard in listener.hear(command.pcm[at : at + PIECE]):
            if heard.state == "final":
                said_s = (at + PIECE) / BYTES_S + time.thread_time() - before
                finals.append((heard.text, said_s))
    finals += [
        (heard.text, len(command.pcm) / BYTES_S)
        for heard in listener.finish()
        if heard.state == "final"
    ]
    cpu_s = time.thread_time() - began
    text = " ".join(text for text, _ in finals)
    acts = parser.parse(text, Understand(1, lang=lang)).acts if text else ()
    wanted = set(command.label.split()[0].split("+"))
    delay = 1000 * (finals[-1][1] - command.end_s) if finals else float("nan")
    sure = bool(finals) and judge(finals[-1][0]) >= 0.75
    right = bool(acts) and acts[0].act in wanted
    return Result(command, text, len(finals), delay, sure, cpu_s, right)


def units(text: str, lang: Lang) -> list[str]:
    pattern = r"[a-z']+|\d+" if lang == "en" else r"[a-z]+|[\u3400-\u9fff]|\d+"
    return re.findall(pattern, text.lower())


def edits(said: list[str], heard: list[str]) -> int:
    row = list(range(len(heard) + 1))
    for at, left in enumerate(said, 1):
        before = row[:]
        row[0] = at
        for to, right in enumerate(heard, 1):
            row[to] = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (left != right))
    return row[-1]


def report(results: list[Result], lang: Lang) -> dict[str, Any]:
    wrong = np.array([edits(units(r.command.text, lang), units(r.heard, lang)) for r in results])
    length = np.array([len(units(r.command.text, lang)) for r in results])
    acts = np.array([float(r.act) for r in results])
    delays = np.array([r.delay_ms for r in results])
    done = delays[[r.complete for r in results]]
    sound_s = sum(len(r.command.pcm) for r in results) / BYTES_S
    draws = np.random.default_rng(1).integers(0, len(wrong), (2000, len(wrong)))
    return {
        "commands": len(results),
        "voices": sorted({r.command.voice for r in results}),
        "acts": round(float(acts.mean()), 3),
        "acts_95": spread(acts[draws].mean(1)),
        "errors": round(float(wrong.sum() / length.sum()), 3),
        "errors_95": spread(wrong[draws].sum(1) / length[draws].sum(1)),
        "rtf": round(sum(r.cpu_s for r in results) / sound_s, 3),
        "complete": len(done),
        "delay_ms": {
            "complete_p50": round(float(np.nanmedian(done))),
            "all_p50": round(float(np.nanmedian(delays))),
            "all_p90": round(float(np.nanquantile(delays, 0.9))),
        },
        "cut_in_two": round(float(np.mean([r.turns > 1 for r in results])), 3),
        "unheard": round(float(np.mean([r.turns == 0 for r in results])), 3),
    }


def spread(drawn: Any) -> list[float]:
    """95 % of what was drawn again."""
    return [round(float(each), 3) for each in np.quantile(drawn, (0.025, 0.975))]


def missed(found: dict[str, Any]) -> list[str]:
    bad = [f"acts {found['acts']}"] if found["acts"] < BARS["acts"] else []
    bad += [f"errors {found['errors']}"] if found["errors"] > BARS["errors"] else []
    bad += [f"rtf {found['rtf']}"] if found["rtf"] > BARS["rtf"] else []
    late = found["delay_ms"]["complete_p50"] > BARS["delay_ms"]
    return bad + ([f"delay {found['delay_ms']['complete_p50']}"] if late else [])


def measure(
    folder: Path, lang: Lang, shop: Catalogue, models: Path, whisper: Whisper | None
) -> dict[str, Any]:
    encoder = load("", str(models))
    parser = Parser(shop, encoder, load_head(None, encoder))
    ears = Ears(models, {each: list(said_here(each, shop)) for each in ("en", "zh-CN")})
    judge, known = judges(shop)[lang], set(sayings(lang))
    second = whisper.reader(lang) if whisper else None
    results = []
    for number, command in enumerate(commands(folder)):
        results.append(listen(ears, judge, parser, lang, command, second=second))
        sys.stderr.write(f"\r{lang} {number + 1} ")
    found = report(results, lang)
    found["texts_in_training"] = sum(r.command.text in known for r in results)
    found["worst"] = [
        f"{r.command.label.split()[0]}: {r.command.text} -> {r.heard}" for r in results if not r.act
    ][:40]
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("en", type=Path)
    options.add_argument("zh", type=Path)
    options.add_argument("--catalogue", type=Path, default=Path("var/catalogue"))
    options.add_argument("--models", type=Path, default=Path("var/models"))
    options.add_argument("--second", default="", help="a Whisper model that reads each turn again")
    options.add_argument("--live", type=int, default=0, help="so many are spoken to a server")
    given = options.parse_args()
    if not all((folder / "said.jsonl").is_file() for folder in (given.en, given.zh)):
        print("not run: no data (speak.py makes it)")
        return 0
    shop = decode((given.catalogue / "catalogue.json").read_bytes())
    folders: dict[Lang, Path] = {"en": given.en, "zh-CN": given.zh}
    try:
        whisper = Whisper(given.second) if given.second else None
        found = {
            lang: measure(folder, lang, shop, given.models, whisper)
            for lang, folder in folders.items()
        }
    except PackUnusable as error:
        print(f"not run: {error.message}")
        return 0
    if given.live:
        for lang, folder in folders.items():
            some = commands(folder)[: given.live]
            found[lang]["live"] = asyncio.run(
                live(some, lang, given.catalogue.resolve(), given.models.resolve())
            )
    misses = {lang: missed(each) for lang, each in found.items()}
    print(
        json.dumps({"found": found, "bars": BARS, "missed": misses}, ensure_ascii=False, indent=1)
    )
    return int(any(misses.values()))


async def live(some: list[Command], lang: Lang, catalogue: Path, models: Path) -> dict[str, Any]:
    """Two shoppers speak at once, in real time."""
    from serving import Server  # noqa: PLC0415 - beside this file
    from shopper import Shopper, guest  # noqa: PLC0415

    delays: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), catalogue, models=models)
        server.start()
        try:
            async with asyncio.timeout(60 + 20 * len(some)), asyncio.TaskGroup() as tasks:
                shoppers = [Shopper(server.base, guest(server.base), lang=lang) for _ in range(2)]
                for number, shopper in enumerate(shoppers):
                    tasks.create_task(shopper.run())
                    tasks.create_task(speak(shopper, some[number::2], lang, delays, tasks))
        finally:
            server.stop()
    return {
        "heard": len(delays),
        "spoken": len(some),
        "delay_ms_p50": round(float(np.median(delays))),
    }


async def speak(
    shopper: Any,
    some: list[Command],
    lang: Lang,
    delays: list[float],
    tasks: asyncio.TaskGroup,
) -> None:
    final = asyncio.Event()

    def on_frame(frame: list[Any]) -> None:
        if frame[0] == "heard" and frame[5] == "final":
            final.set()

    shopper.on_frame = on_frame
    await shopper.open.wait()
    for talk, command in enumerate(some, 1):
        final.clear()
        shopper.volatile("listen", talk, lang, False)
        began = time.perf_counter()
        waiting = tasks.create_task(final.wait())
        for at in range(0, len(command.pcm), PIECE):
            await asyncio.sleep(max(0.0, began + (at + PIECE) / BYTES_S - time.perf_counter()))
            shopper.volatile("audio", talk, command.pcm[at : at + PIECE])
            if final.is_set():
                break
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(waiting, 10)
            delays.append(1000 * (time.perf_counter() - began - command.end_s))
        shopper.volatile("hush", talk, True)
    shopper.over = True
    await shopper.socket.close()


if __name__ == "__main__":
    sys.exit(main())
