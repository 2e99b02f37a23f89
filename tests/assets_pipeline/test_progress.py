import io

from assets_pipeline.progress import Display, Step


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def shown(*steps, bar, seconds=1.0) -> str:
    stream, clock = io.StringIO(), Clock()
    display = Display(stream, bar=bar, clock=clock)
    for step in steps:
        clock.now += seconds
        display(step)
    display.finish()
    return stream.getvalue()


BUILT = Step("a.glb", "built", "", 1, 4)
KNOWN = Step("b.glb", "unchanged", "", 2, 4)
REFUSED = Step("c.glb", "refused", "c.glb: no triangles [no_geometry]", 3, 4)
REMARKED = Step("d.stl", "built", "taken as mm", 4, 4)


def test_plain_lines():
    assert shown(BUILT, KNOWN, REFUSED, REMARKED, bar=False).splitlines() == [
        "built a.glb",
        "refused c.glb: no triangles [no_geometry]",
        "built d.stl (taken as mm)",
        "4/4  1.0/s  0:00 left  2 built, 1 unchanged, 1 refused",
    ]


def test_long_silence_is_broken():
    steps = [KNOWN._replace(done=n + 1, total=9999) for n in range(9)]
    lines = shown(*steps, bar=False, seconds=5.0).splitlines()
    assert lines[0] == "2/9999  0.2/s  13:53:05 left  2 unchanged"
    assert len(lines) == 5


def test_a_bar_shows_refusals_above_itself():
    text = shown(BUILT, REFUSED, bar=True)
    assert "\r\x1b[K[######..................] 1/4  1.0/s  0:03 left  1 built" in text
    assert "\r\x1b[Krefused c.glb: no triangles [no_geometry]\n" in text
    assert text.endswith("\n")


def test_a_name_cannot_write_to_the_terminal():
    text = shown(REFUSED._replace(note="\x1b]0;x\x07.glb: no"), bar=False)
    assert "\x1b" not in text
    assert "\x07" not in text


def test_an_empty_shop():
    assert shown(bar=False) == ""
