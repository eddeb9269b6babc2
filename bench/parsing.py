"""From the captured bytes of pages of 40 kB to observations, beside what pandas makes of the same pages (SIMULADO).

``python -m bench.parsing``. Two kinds of page: tables of some ninety agreements each, as the simulated registry prints
them in all its dresses, and municipal pages with one agreement in the middle of everything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from bench.measured import QUICK_ROUNDS, ROUNDS, Measure, main, side_by_side
from bench.municipal_sites import municipal_page
from bench.rivals.read_html import tables_of
from extractors.capture import Capture, sha256_of
from extractors.decode import HTML
from extractors.source import Source
from flows.part_reading import layout_of, observe
from tests.simulated_registry.pages import render
from tests.simulated_registry.truth import SimulatedAgreement, simulated_agreements
from transforms.places import municipalities, states
from warehouse.store import Part

ENOUGH = 60
SIZE = 40_000
LAYOUTS = ("table", "rowspans")
SEEDS = 6
PAGES, QUICK_PAGES = 40, 8  # a round, none read twice: what a page says is new to every cache
TOWNS, QUICK_TOWNS = 400, 40
SEEN_ON = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Served:
    """A page as it was captured, and how many agreements it prints."""

    source: Source
    part: Part
    capture: Capture
    rows: int

    @property
    def as_sent(self) -> tuple[bytes, str]:
        """Its bytes, and the charset that its server or its head names."""
        named = f"{self.capture.header('content-type')} {self.capture.body[:500]!r}"
        return self.capture.body, "cp1252" if "1252" in named else "utf-8"


def _served(name: str, state: str, body: bytes, content_type: str, rows: int) -> Served:
    address = f"https://simulado.example.org/{name}"
    source = Source(id=name, dataset="agreements", url=address, evidence="registry", state=state)
    capture = Capture(name, "", address, SEEN_ON, 200, HTML, (("content-type", content_type),), body, sha256_of(body))
    return Served(source, Part(name, ""), capture, rows)


def registry_pages(count: int) -> Iterator[Served]:
    """Tables of one state each, of about ``SIZE`` bytes, in the dresses of so many registries."""
    by_state: dict[str, list[SimulatedAgreement]] = defaultdict(list)
    for seed in range(1, SEEDS + 1):
        for row in simulated_agreements(seed):
            by_state[row.state_code].append(row)
    states_with_many = sorted(code for code, rows in by_state.items() if len(rows) >= ENOUGH)
    for number in range(count):
        code = states_with_many[number % len(states_with_many)]
        rows, layout = by_state[code], LAYOUTS[number % len(LAYOUTS)]
        Random(number).shuffle(rows)
        length = len(render(layout, rows[:ENOUGH], number)[0].body)
        shown = rows[: ENOUGH * SIZE // length]
        page = render(layout, shown, number)[0]
        yield _served(f"sim_registry_{number}", code, page.body, page.content_type, len(shown))


def town_pages(count: int) -> Iterator[Served]:
    """A page of one agreement for each of so many municipalities."""
    places = sorted(municipalities().values(), key=lambda place: place.code)
    for number in range(count):
        place = places[number % len(places)]
        text = municipal_page(place.name, states()[place.state_code].name, number)
        yield _served(f"sim_town_{number}", place.state_code, text.encode(), "text/html; charset=utf-8", 1)


def read(pages: Sequence[Served]) -> int:
    """Observations of the pages with the marks of their layouts, as a run reads them; how many."""
    found = 0
    for page in pages:
        observations = observe(page.source, page.part, [page.capture]).observations
        layout_of(page.part, observations)
        assert len(observations) == page.rows, f"{page.source.id}: {len(observations)} rows of {page.rows}"
        found += len(observations)
    return found


def _measured(what: str, pages: Sequence[Served], rounds: int) -> Measure:
    size = len(pages) // (rounds + 1)
    shares = [pages[start : start + size] for start in range(0, size * (rounds + 1), size)]
    ours, theirs = iter(shares), iter(shares)

    def rival() -> None:
        share = next(theirs)
        for page, tables in zip(share, tables_of(one.as_sent for one in share), strict=True):
            assert sum(map(len, tables)) >= page.rows, "pandas found fewer rows than the page prints"

    seconds, rival_seconds = side_by_side(lambda: read(next(ours)), rival, rounds)
    rows = sum(page.rows for page in pages[:size])
    kilobytes = sum(len(page.capture.body) for page in pages) / len(pages) / 1000
    note = f"{rounds} rounds of {size} pages of {kilobytes:.0f} kB, {rows} rows, none read twice"
    return Measure(what, "rows/s", rows / seconds, 2.0, True, "pandas.read_html", rows / rival_seconds, note)


def measure(quick: bool) -> list[Measure]:
    """Rows a second of both kinds of page."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    tables = list(registry_pages((QUICK_PAGES if quick else PAGES) * (rounds + 1)))
    towns = list(town_pages((QUICK_TOWNS if quick else TOWNS) * (rounds + 1)))
    return [
        _measured("parse the registry's tables to observations", tables, rounds),
        _measured("parse municipal pages to observations", towns, rounds),
    ]


if __name__ == "__main__":
    main(measure)
