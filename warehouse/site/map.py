"""The map of the 32 states as SVG markup, shaded in two ways at once: by total, and per million inhabitants.

Outlines: ``map/states.svg`` (see ``map/CREDIT.txt``); colours are classes of ``front.css``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from markupsafe import Markup

from warehouse.edition import Edition
from warehouse.quality_reading import Row
from warehouse.site import addresses

STATES = Path(__file__).parent / "map" / "states.svg"
CLASSES = 5
MILLION = 1_000_000
_SVG = "{http://www.w3.org/2000/svg}"


class Range(NamedTuple):
    """One class of the legend: its number, 0 for none, and what it holds in words."""

    number: int
    text: str


class Place(NamedTuple):
    """One state: its row of ``list_states.sql``, where its page lies, its count per million, its title."""

    row: Row
    path: str
    share: float | None
    printed_share: str
    told: str


@dataclass(frozen=True, slots=True)
class StateMap:
    """The map, its two legends and the rows of the table behind it, most agreements first."""

    drawing: Markup
    totals: tuple[Range, ...]
    shares: tuple[Range, ...]
    places: tuple[Place, ...]


def state_map(rows: Sequence[Row], edition: Edition, *, here: str) -> StateMap:
    """The map for the page at ``here``, from rows of ``list_states.sql``."""
    places = [_place(row, edition) for row in rows]
    totals = class_limits(float(place.row["agreements"]) for place in places)
    shares = class_limits(place.share or 0.0 for place in places)
    outlines = _outlines()
    title = edition.say("Acuerdos conocidos por entidad", "Known agreements by state")
    parts = [
        Markup('<svg class="map total" viewBox="{}" role="group" aria-labelledby="mapa-t">').format(_view_box()),
        Markup('<title id="mapa-t">{}</title>').format(title),
    ]
    for place in places:
        outline = outlines.get(place.row["state_code"])
        if outline:
            parts.append(_shape(place, outline, totals, shares, here))
    parts.append(Markup("</svg>"))
    ordered = sorted(places, key=lambda place: (-place.row["agreements"], addresses.slug(place.row["state"])))
    legends = (_legend(totals, edition, whole=True), _legend(shares, edition, whole=False))
    return StateMap(Markup("\n").join(parts), *legends, tuple(ordered))


def per_million(count: int, population: int | None) -> float | None:
    """How many there are for each million inhabitants; None where nobody is known to live."""
    return count * MILLION / population if population else None


def class_limits(values: Iterable[float]) -> tuple[float, ...]:
    """The upper limits of at most five classes, round numbers (1, 2, 5, 10…) the last of which reaches the greatest.

    Empty where nothing is above 0. The same limits serve as long as the greatest value stays under the last of them,
    so that two versions can be compared.
    """
    above = [value for value in values if value > 0]
    if not above:
        return ()
    rounds = [digit * 10.0**power for power in range(-3, 8) for digit in (1, 2, 5)]
    last = bisect_left(rounds, max(above))
    limits = rounds[max(0, last - CLASSES + 1) : last + 1]
    # Classes under the least value would be empty; those of whole numbers begin at 1.
    return tuple(limits[bisect_left(limits, min(above)) :])


def class_of(value: float | None, limits: Sequence[float]) -> int:
    """The class of a value, from 1 for the lowest to 5; 0 for none. The highest class is always 5."""
    if not value or value <= 0:
        return 0
    return CLASSES - len(limits) + 1 + bisect_left(limits, value)


def _place(row: Row, edition: Edition) -> Place:
    share = per_million(row["agreements"], row["population_2020"])
    told = f"{row['state']}: " + edition.counted(
        row["agreements"], ("acuerdo", "acuerdos"), ("agreement", "agreements")
    )
    if share:
        told += edition.say("; {} por millón de habitantes", "; {} per million inhabitants").format(
            edition.number(share, 2)
        )
    printed = "0" if share == 0 else edition.number(share, 2)
    return Place(row, addresses.state(row["state"]), share, printed, told)


def _shape(place: Place, outline: str, totals: Sequence[float], shares: Sequence[float], here: str) -> Markup:
    return Markup('<a href="{}" aria-label="{}"><path class="c{} p{}" d="{}"><title>{}</title></path></a>').format(
        addresses.relative(place.path, here), place.told, class_of(place.row["agreements"], totals),
        class_of(place.share, shares), outline, place.told,
    )  # fmt: skip


def _legend(limits: Sequence[float], edition: Edition, *, whole: bool) -> tuple[Range, ...]:
    """The classes in words: ``3–5`` for counts, ``more than 2, up to 5`` as ``2–5`` for what is not whole."""
    first = CLASSES - len(limits) + 1
    none = Range(0, edition.say("ninguno conocido", "none known"))
    if not limits:
        return (none,)
    up_to = edition.say("hasta {}", "up to {}").format(edition.number(limits[0]))
    texts = [_span(1, limits[0], edition) if whole else up_to]
    texts += [_span(int(below) + 1 if whole else below, limit, edition) for below, limit in pairwise(limits)]
    return (none, *(Range(first + number, text) for number, text in enumerate(texts)))


def _span(lowest: float, limit: float, edition: Edition) -> str:
    lowest_text, limit_text = edition.number(float(lowest)), edition.number(float(limit))
    return limit_text if lowest_text == limit_text else f"{lowest_text}–{limit_text}"


@cache
def _drawing() -> ElementTree.Element:
    return ElementTree.parse(STATES).getroot()  # noqa: S314 - a file of ours


def _view_box() -> str:
    return _drawing().attrib["viewBox"]


@cache
def _outlines() -> Mapping[str, str]:
    """Outline by INEGI code."""
    return {path.attrib["id"].removeprefix("ent-"): path.attrib["d"] for path in _drawing().iter(f"{_SVG}path")}
