"""The loop's side against small processes: one that answers, one that dies, one that is not there."""

import asyncio
import sys

from server.ears.front import AHEAD_S, Ears, Microphone
from sessions.messages.shopper import Audio, Hush, Listen
from sessions.speech.sound import RATE

ECHO = """
import sys
from server.ears.orders import Close, Open, Pcm, Told, framed, order, read
from sessions.speech.listener import Heard
while given := read(sys.stdin.buffer.read, order):
    heard = Heard("final", 1, repr(given.pcm)) if isinstance(given, Pcm) else None
    if not isinstance(given, Open):
        sys.stdout.buffer.write(framed(Told(given.ear, heard)))
        sys.stdout.buffer.flush()
"""
DIES = "import sys; sys.stdin.buffer.read(1)"
BABBLES = "import sys; sys.stdout.buffer.write(bytes([255]) * 64)"


def python(text):
    return (sys.executable, "-c", text)


def told_by(command, *messages, until=1, now=lambda: 0.0):
    """What one microphone is told, at least `until` times."""
    out = []

    async def main():
        ears = Ears(command, ("en",))
        microphone = Microphone(ears, out.append, now)
        async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
            running = tasks.create_task(ears.run())
            for message in messages:
                microphone.take(message)
            while len(out) < until:
                await asyncio.sleep(0.01)
            running.cancel()

    asyncio.run(main())
    return [(each.talk, each.state, each.text) for each in out]


def test_sound_goes_there_and_words_come_back():
    talk = (Listen(talk=5, lang="en"), Audio(talk=5, pcm=b"ab"), Hush(talk=5))
    assert told_by(python(ECHO), *talk, until=2) == [(5, "final", "b'ab'"), (5, "closed", "")]


def test_sound_of_another_talk_is_dropped():
    late = (Audio(talk=4, pcm=b"no"), Hush(talk=4))
    talk = (Audio(talk=5, pcm=b"no"), Listen(talk=5, lang="en"), *late, Audio(talk=5, pcm=b"ab"))
    assert told_by(python(ECHO), *talk) == [(5, "final", "b'ab'")]


def test_a_new_talk_ends_the_one_before():
    talk = (Listen(talk=1, lang="en"), Listen(talk=2, lang="en"), Audio(talk=2, pcm=b"ab"))
    assert told_by(python(ECHO), *talk) == [(2, "final", "b'ab'")]


def test_a_process_that_ends_is_told():
    for command in (python(DIES), python(BABBLES), ("/nowhere/at/all",)):
        talk = (Listen(talk=5, lang="en"), Audio(talk=5, pcm=b"ab"))
        assert told_by(command, *talk) == [(5, "failed", "")]


def test_a_language_that_nobody_understands_fails_at_once():
    assert told_by(python(ECHO), Listen(talk=1, lang="zh-CN")) == [(1, "failed", "")]
    assert told_by((), Listen(talk=1, lang="en")) == [(1, "failed", "")]


def test_nobody_speaks_faster_than_time_passes():
    second = [Audio(talk=1, pcm=bytes(8000))] * (2 * RATE // 8000)
    talk = (Listen(talk=1, lang="en"), *second * int(AHEAD_S), *second)
    assert told_by(python(ECHO), *talk) == [(1, "failed", "")]


def test_a_connection_that_ends_is_not_told_any_more():
    out = []

    async def main():
        ears = Ears(python(ECHO), ("en",))
        microphone = Microphone(ears, out.append, lambda: 0.0)
        microphone.take(Listen(talk=1, lang="en"))
        microphone.take(Audio(talk=1, pcm=b"ab"))
        microphone.close()
        other = Microphone(ears, out.append, lambda: 0.0)
        async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
            running = tasks.create_task(ears.run())
            other.take(Listen(talk=2, lang="en"))
            other.take(Audio(talk=2, pcm=b"cd"))
            while not out:
                await asyncio.sleep(0.01)
            running.cancel()

    asyncio.run(main())
    assert [each.talk for each in out] == [2]
