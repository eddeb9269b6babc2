"""Charts as SVG markup. Pure functions: numbers and words in, markup out; colours are classes of ``front.css``.

No chart has a ``viewBox``: lengths across are percentages, so that it fills any width and its letters keep their
size, which on a telephone a scaled picture would not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

# Down the column chart, in pixels: names of the bands, columns, years.
TOP, FLOOR, HEIGHT = 76, 290, 314
# Names of the bands are written on so many lines, one below the other, where there is little room.
LINES, LEADING = 4, 14
MOST_TICKS = 5
# How much of its year a column takes.
FILLED = 0.78
_DECADE = 10
_MIDDLE = 50


class Column(NamedTuple):
    """One column: where it stands on the axis, how high, and what it says when pointed at."""

    position: int
    value: int
    told: str


class Band(NamedTuple):
    """A stretch of the axis from ``start`` on, until the next band begins."""

    start: float
    name: str
    told: str


def column_chart(
    columns: Sequence[Column], bands: Sequence[Band], *, first: int, last: int, name: str, title: str, told: str
) -> Markup:
    """Columns over the whole years ``first`` to ``last``, on bands; ``name`` is the id of its title in the page.

    ``title`` and ``told`` are for who cannot see it. Raises ``ValueError`` where ``last`` is before ``first``.
    """
    if last < first:
        raise ValueError(f"an axis from {first} to {last} has no length")
    highest = max((column.value for column in columns), default=0)
    ticks = tick_values(highest)
    axis = _Axis(first, last + 1, ticks[-1])
    seen = _seen(bands, axis)
    parts = [
        Markup('<svg class="timeline" width="100%" height="{}" role="img" aria-labelledby="{}-t {}-d">').format(
            HEIGHT, name, name
        ),
        Markup('<title id="{}-t">{}</title><desc id="{}-d">{}</desc>').format(name, title, name, told),
        *_shades(seen),
        *_ticks(ticks, axis),
        *_columns(columns, axis),
        *_names(seen),
        *_years(first, last, axis),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def bar(value: float, highest: float) -> Markup:
    """The bar of one row of a table, as long as ``value`` is of ``highest``; the number stands beside it."""
    share = min(max(value / highest, 0.0), 1.0) if highest > 0 else 0.0
    return Markup(
        '<svg class="bar" width="100%" height="14" aria-hidden="true" focusable="false">'
        '<rect width="{}%" height="14"/></svg>'
    ).format(_short(100 * share))


def tick_values(highest: float) -> tuple[int, ...]:
    """Round numbers from 0 up to the first that is not below ``highest``, at most five steps: 0, 5, 10, 15."""
    step = next(step for step in _round_steps() if step * MOST_TICKS >= highest)
    return tuple(range(0, max(step, int(-(-highest // step) * step)) + 1, step))


class _Axis(NamedTuple):
    start: float
    end: float
    highest: float

    def across(self, position: float) -> float:
        return 100 * (position - self.start) / (self.end - self.start)

    def down(self, value: float) -> float:
        return FLOOR - (FLOOR - TOP) * value / self.highest


class _Seen(NamedTuple):
    """A band as far as the axis shows it: from ``left`` to ``right`` across."""

    band: Band
    left: float
    right: float


def _seen(bands: Sequence[Band], axis: _Axis) -> list[_Seen]:
    ends = [*(band.start for band in bands[1:]), axis.end]
    return [
        _Seen(band, axis.across(max(band.start, axis.start)), axis.across(min(end, axis.end)))
        for band, end in zip(bands, ends, strict=False)
        if end > axis.start and band.start < axis.end
    ]


def _shades(seen: Sequence[_Seen]) -> Iterator[Markup]:
    for number, (band, left, right) in enumerate(seen):
        yield Markup('<rect class="band {}" x="{}%" y="0" width="{}%" height="{}"><title>{}</title></rect>').format(
            "even" if number % 2 else "odd", _short(left), _short(right - left), FLOOR, band.told
        )


def _names(seen: Sequence[_Seen]) -> Iterator[Markup]:
    """The names of the bands twice, for much room and for little; the style sheet shows one of the two."""
    yield Markup('<g class="roomy">')
    for number, (band, left, right) in enumerate(seen):
        # The last band may be too short for its name, which then reaches under that of the one before.
        last = number == len(seen) - 1 and number > 0
        yield _name(band.name, right if last else left, line=int(last), to_the_left=last)
    yield Markup('</g><g class="narrow">')
    for number, (band, left, right) in enumerate(seen):
        to_the_left = left > _MIDDLE
        yield _name(band.name, right if to_the_left else left, line=number % LINES, to_the_left=to_the_left)
    yield Markup("</g>")


def _name(name: str, across: float, *, line: int, to_the_left: bool) -> Markup:
    return Markup('<text class="band" x="{}%" y="{}" dx="{}" text-anchor="{}">{}</text>').format(
        _short(across), 14 + LEADING * line, -4 if to_the_left else 4, "end" if to_the_left else "start", name
    )


def _ticks(ticks: Sequence[int], axis: _Axis) -> Iterator[Markup]:
    for tick in ticks:
        height = _short(axis.down(tick))
        yield Markup('<line class="{}" x1="0" x2="100%" y1="{}" y2="{}"/>').format(
            "tick" if tick else "floor", height, height
        )
        if tick:
            yield Markup('<text class="tick" x="0" y="{}" dx="2" dy="-4">{}</text>').format(height, f"{tick:,}")


def _columns(columns: Sequence[Column], axis: _Axis) -> Iterator[Markup]:
    width = axis.across(axis.start + FILLED)
    for column in columns:
        height = axis.down(column.value)
        left = axis.across(column.position + (1 - FILLED) / 2)
        yield Markup('<rect class="column" x="{}%" y="{}" width="{}%" height="{}"><title>{}</title></rect>').format(
            _short(left), _short(height), _short(width), _short(FLOOR - height), column.told
        )


def _years(first: int, last: int, axis: _Axis) -> Iterator[Markup]:
    """A year every ten, so that they fit on a telephone, but for those that would be cut at either end."""
    for year in range(first, last + 1):
        if year % _DECADE == 0 and first < year < last:
            yield Markup('<text class="year" x="{}%" y="{}" text-anchor="middle">{}</text>').format(
                _short(axis.across(year + 0.5)), FLOOR + 18, year
            )


def _round_steps() -> Iterator[int]:
    scale = 1
    while True:
        yield from (scale, 2 * scale, 5 * scale)
        scale *= 10


def _short(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
