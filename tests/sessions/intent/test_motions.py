import pytest

from sessions.intent.motions import angle, factor

ANGLES = [
    ("rotate 90 degrees", 90), ("turn it to the left by 30 degrees", -30), ("向左转九十度", -90),
    ("往右转四十五度", 45), ("clockwise 45°", -45), ("counterclockwise 45°", 45), ("show me the back", 180),
    ("背面", 180), ("spin it around", 360), ("转一圈", 360), ("a bit to the right", 30), ("rotate it", 90),
    ("右转四分之一圈", 90), ("rotate 99999 degrees", 3600),
]  # fmt: skip


@pytest.mark.parametrize(("text", "degrees"), ANGLES)
def test_angle(text, degrees):
    assert angle(text) == degrees


FACTORS = [
    ("bigger", 1.25), ("a little bigger", 1.1), ("smaller", 0.8), ("twice the size", 2), ("放大两倍", 2),
    ("缩小一半", 0.5), ("half the size", 0.5), ("increase it by 20 percent", 1.2), ("scale to 50%", 0.5),
    ("放大百分之二十", 1.2), ("three times larger", 3), ("放大9999倍", 20),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by"), FACTORS)
def test_factor(text, by):
    assert factor(text) == (pytest.approx(by), False)


@pytest.mark.parametrize("text", ["real size", "恢复原来大小", "back to the original size"])
def test_true_size(text):
    assert factor(text) == (1.0, True)
