"""Labels of sizes as the bodies that they are cut for, metres.

Letter codes have the middles of the girth ranges of EN 13402-3 (women lead by bust, men by chest);
waist and hips beside them are those of its tables. Numbers: a man's EU number is half of his chest
in cm; a woman's EU number (German counting) steps her bust by 4 cm up to 46, then by 6. Jeans are
named by the waist in inches. UK and US dress numbers overlap EU ones and one another, so they count
only where they say which they are (``UK 12``, ``US8``). Heights and inseams are those of the middle
body: letters grade girths, not lengths. A brand's own chart, where there is one, is used instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from sessions.errors import ShowroomError

Sex = Literal["women", "men", "unisex"]
Girths = Mapping[str, float]
Chart = Mapping[str, Girths]

INCH_M: Final = 0.0254
LETTERS: Final = ("XS", "S", "M", "L", "XL", "XXL", "3XL")
_SAME: Final = {"2XL": "XXL", "XXXL": "3XL", "1XL": "XL"}
_ONE: Final = {"ONE SIZE", "ONESIZE", "OS", "O/S", "OSFA", "FREE SIZE", "FREE", "均码"}

_ZONES: Final = ("bust", "waist", "hips")
_LETTER: Final[Mapping[str, tuple[tuple[float, ...], ...]]] = {
    "women": (
        (0.78, 0.86, 0.94, 1.025, 1.13, 1.25, 1.37),
        (0.62, 0.70, 0.78, 0.865, 0.97, 1.09, 1.21),
        (0.86, 0.94, 1.02, 1.105, 1.20, 1.31, 1.42),
    ),
    "men": (
        (0.82, 0.90, 0.98, 1.06, 1.14, 1.235, 1.35),
        (0.70, 0.78, 0.86, 0.94, 1.02, 1.115, 1.23),
        (0.86, 0.93, 1.00, 1.07, 1.14, 1.22, 1.31),
    ),
}
_WOMAN: Final = {
    number: (bust, waist, hips)
    for number, bust, waist, hips in zip(
        range(32, 56, 2),
        (0.76, 0.80, 0.84, 0.88, 0.92, 0.96, 1.00, 1.04, 1.10, 1.16, 1.22, 1.28),
        (0.60, 0.64, 0.68, 0.72, 0.76, 0.80, 0.84, 0.88, 0.945, 1.01, 1.075, 1.14),
        (0.84, 0.88, 0.92, 0.96, 1.00, 1.04, 1.08, 1.12, 1.17, 1.22, 1.27, 1.32),
        strict=True,
    )
}
_LENGTH: Final = {
    "women": {"height": 1.68, "inseam": 0.78},
    "men": {"height": 1.80, "inseam": 0.82},
}
_EU_OF: Final = {"UK": 28, "US": 32}
"""What a woman's UK or US number is below her EU one (UK 8, US 4 = EU 36)."""
_SIZE: Final = re.compile(r"(EU|DE|UK|US)?\s*(\d{1,2})", re.ASCII)
_JEANS: Final = re.compile(
    r"W\s*(\d{2})(?:\s*[/ ]?\s*L?\s*(\d{2}))?|(\d{2})\s*/\s*(?:L\s*)?(\d{2})", re.ASCII
)


class SizeUnread(ShowroomError):
    """A label that names no size of clothes that is known here; `label` is the one."""

    code = "size_unread"

    def __init__(self, label: str, sex: str) -> None:
        self.label = label
        super().__init__(f"no body is known for size {label[:40]!r} ({sex})")


def chart_for(sizes: Sequence[str], sex: Sex = "unisex", brand: Chart | None = None) -> Chart:
    """The bodies that sizes are cut for.

    Args:
        sizes: labels as the shop writes them.
        sex: whom they are cut for; `unisex` is the mean of the two where both have the size.
        brand: the product's own chart, size -> zone -> metres; it wins for the sizes in it.

    Returns:
        By label: body bust (men: chest), waist, hips, height, inseam in metres; jeans have waist,
        hips and inseam. A size for everyone has no zone.

    Raises:
        SizeUnread: a label does not read.
    """
    own = brand or {}
    return {label: own[label] if label in own else _body(label, sex) for label in sizes}


def _body(label: str, sex: Sex) -> Girths:
    name = " ".join(label.upper().split())
    if name in _ONE:
        return {}
    builds = ("women", "men") if sex == "unisex" else (sex,)
    found = [body for build in builds if (body := _read(name, build)) is not None]
    if not found:
        raise SizeUnread(label, sex)
    return {zone: sum(body[zone] for body in found) / len(found) for zone in found[0]}


def _read(name: str, build: str) -> Girths | None:
    letter = _SAME.get(name, name)
    if letter in LETTERS:
        at = LETTERS.index(letter)
        rows = _LETTER[build]
        return _LENGTH[build] | {zone: row[at] for zone, row in zip(_ZONES, rows, strict=True)}
    if jeans := _JEANS.fullmatch(name):
        waist, length, waist_too, length_too = jeans.groups()
        return _jeans(int(waist or waist_too), int(length or length_too or 0), build)
    if number := _SIZE.fullmatch(name):
        return _numbered(int(number[2]), number[1] or "EU", build)
    return None


def _jeans(waist: int, length: int, build: str) -> Girths | None:
    """Waist (and leg) in inches; hips as the letter codes have them at such a waist."""
    if not 22 <= waist <= 50 or not (length == 0 or 26 <= length <= 38):
        return None
    middle = waist * INCH_M
    inseam = length * INCH_M if length else _LENGTH[build]["inseam"]
    _, waists, hips = _LETTER[build]
    return {"waist": middle, "hips": _along(middle, waists, hips), "inseam": inseam}


def _numbered(number: int, country: str, build: str) -> Girths | None:
    """A number of a country's counting; men's UK and US numbers are the chest in inches."""
    if build == "women":
        at = number + _EU_OF.get(country, 0)
        if at not in _WOMAN:
            return None
        return _LENGTH[build] | dict(zip(_ZONES, _WOMAN[at], strict=True))
    chest = number * (INCH_M if country in _EU_OF else 0.02)
    if number % 2 or not 0.87 <= chest <= 1.25:
        return None
    busts, waists, hips = _LETTER[build]
    return _LENGTH[build] | {
        "bust": chest,
        "waist": _along(chest, busts, waists),
        "hips": _along(chest, busts, hips),
    }


def _along(at: float, known: Sequence[float], sought: Sequence[float]) -> float:
    """Between the rows of a table by straight lines, which go on beyond its ends."""
    right = next((row for row in range(1, len(known)) if at <= known[row]), len(known) - 1)
    share = (at - known[right - 1]) / (known[right] - known[right - 1])
    return sought[right - 1] + share * (sought[right] - sought[right - 1])
