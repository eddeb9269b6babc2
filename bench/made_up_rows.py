"""Raw rows of registries that nobody keeps (SIMULADO), as many as asked for, as a page prints them.

Parties, dates, validities and areas are drawn from four simulated worlds, in the book's proportions and in the dress of
each office, so that there are a few thousand of each; a title is composed of its row's, so that nearly all differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from random import Random

from extractors.observation import Observation
from tests.simulated_registry.style import Style
from tests.simulated_registry.titles import title
from tests.simulated_registry.truth import SimulatedAgreement, simulated_agreements

WORLDS = 4
SEEN_ON = "2026-11-23"
# What is drawn together, since it is one party's, one signature's or one purpose's.
_ABROAD = ("counterpart", "country", "instrument")
_SIGNING = ("signed_on", "validity")
_PURPOSE = ("topics", "objective")


@dataclass(frozen=True, slots=True)
class _Office:
    """One state's office in one world: its source, its habits, and its rows as it prints them."""

    source_id: str
    state: str
    style: Style
    names: tuple[str, ...]
    rows: tuple[SimulatedAgreement, ...]
    cells: tuple[dict[str, str], ...]


def _offices() -> list[_Office]:
    found = []
    for world in range(WORLDS):
        for code, group in groupby(simulated_agreements(world), key=lambda row: row.state_code):
            rows = list(group)
            style = Style(Random(f"renglones-{world}-{code}"), rows)
            names = tuple(dict.fromkeys((*style.fields(), "counterpart", "country")))
            cells = tuple(style.cells(row, number) for number, row in enumerate(rows, start=1))
            found.append(_Office(f"sim_{code}_{world}", code, style, names, tuple(rows), cells))
    return found


def _with_article(party: str, printed: str) -> str:
    """The party with the article it has in a title."""
    forms = (f"{article} {form}" for article in ("el", "la", "los") for form in (party, party[0].lower() + party[1:]))
    return next((form for form in forms if form in printed), party)


def _title(mine: SimulatedAgreement, theirs: SimulatedAgreement, about: SimulatedAgreement, rng: Random) -> str:
    local = _with_article(mine.local_party, mine.title)
    foreign = _with_article(theirs.counterpart, theirs.title)
    return title(theirs.instrument_words, local, foreign, sorted(about.topics), mine.title_tells_local, rng)


def made_up_rows(count: int, seed: int) -> Iterator[Observation]:
    """So many rows of the dataset of agreements; the same for the same seed."""
    rng = Random(f"renglones-{seed}")
    offices = _offices()
    weights = [len(office.rows) for office in offices]
    number = 0
    while number < count:
        for office in rng.choices(offices, weights, k=1_000):
            if number == count:
                return
            number += 1
            yield _row(office, rng.choice(offices), rng, seed, number)


def _row(office: _Office, other: _Office, rng: Random, seed: int, number: int) -> Observation:
    """A row of an office: a party, a date and a purpose of its own, with a counterpart of another's."""
    mine_at, signed_at, about_at = (rng.randrange(len(office.rows)) for _ in range(3))
    theirs_at = rng.randrange(len(other.rows))
    mine, signed, about = office.cells[mine_at], office.cells[signed_at], office.cells[about_at]
    theirs = other.cells[theirs_at]
    cells = {
        **mine, **{name: theirs[name] for name in _ABROAD}, **{name: signed[name] for name in _SIGNING},
        **{name: about[name] for name in _PURPOSE}, "number": str(number),
    }  # fmt: skip
    printed = office.style.plain(_title(office.rows[mine_at], other.rows[theirs_at], office.rows[about_at], rng))
    cells["title"] = printed.upper() if "title" in office.style.capitals else printed
    fields = {name: cells[name] for name in office.names if cells[name]}
    headings = {office.style.heading(name): text for name, text in fields.items()}
    return Observation(
        office.source_id, "agreements", "registry", office.state, f"https://simulado.example.org/{office.source_id}",
        f"{seed:064x}", SEEN_ON, f"tabla 1, renglón {number}", "", fields, headings,
    )  # fmt: skip
