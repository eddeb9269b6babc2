"""Agreements known and the same ones captured again (SIMULADO), some of them edited, with the truth of which is which.

All worlds of the simulated registry together. What an edit does is what a registry is seen to do: a slip of the pen, an
office abbreviated, an instrument named in other words, a date told coarser or corrected, a counterpart's place left
out, all in capitals; each changes what the row's key is made of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from unicodedata import combining, normalize

import pyarrow as pa

from tests.simulated_registry.truth import SimulatedAgreement, simulated_agreements
from tests.transforms.observed import Seen
from transforms.countries import country_name
from transforms.interpretation import interpret

DAY = "2026-11-23"
EDITED, SIGNED_AGAIN = 0.02, 0.005
# What every rival may compare; the same for all.
COMPARED = ("state_code", "level", "municipality_code", "local_party", "title", "counterpart", "counterpart_country",
            "instrument_type", "signed_on")  # fmt: skip
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class KnownAgain:
    """``known``: rows of agreement_observations; ``seen``: records as they are read; ``truth``: by the place of a row
    seen, the observation it is of; a row that is not in it is new.
    """

    known: list[Row]
    seen: list[Row]
    truth: dict[int, str]

    def records(self) -> list[Row]:
        """The rows seen, as nobody has linked them yet."""
        return [dict(row) for row in self.seen]

    def tables(self) -> tuple[pa.Table, pa.Table]:
        """What is compared of both sides, with a ``unique_id``: the observation, and the place of the row seen."""
        return (
            _table(self.known, [str(row["observation_id"]) for row in self.known]),
            _table(self.seen, [str(place) for place in range(len(self.seen))]),
        )

    def quality(self, links: dict[int, str], among: Sequence[int] | None = None) -> tuple[float, float]:
        """Precision and recall of links from the place of a row seen to an observation, of some rows or all."""
        places = range(len(self.seen)) if among is None else among
        right = sum(place in links and links[place] == self.truth.get(place) for place in places)
        told = sum(place in links for place in places)
        return right / max(1, told), right / max(1, sum(place in self.truth for place in places))


def known_again(count: int, seed: int = 1) -> KnownAgain:
    """So many known, so many seen: some edited, some signed again on another day and as many gone."""
    rng = Random(f"conocidos-{seed}")
    agreements = _distinct(count)
    known = _read(agreements)
    for number, row in enumerate(known):
        row |= {"agreement_id": f"{row['raw_key']}-{number}", "observation_id": f"obs-{number}", "withdrawn_on": None}
    edited = rng.sample(range(count), round(count * EDITED))
    gone = set(rng.sample(range(count), round(count * SIGNED_AGAIN)))
    again = [_signed_again(agreements[rng.randrange(count)], rng) for _ in gone]
    changed = dict(zip(edited, _read([_edit(agreements[n], k, rng) for k, n in enumerate(edited)]), strict=True))
    rows = [
        (str(known[n]["observation_id"]), changed.get(n) or _unnamed(known[n])) for n in range(count) if n not in gone
    ]
    rows += [("", row) for row in _read(again)]
    rng.shuffle(rows)
    return KnownAgain(known, [row for _, row in rows], {place: name for place, (name, _) in enumerate(rows) if name})


def _table(rows: Sequence[Row], names: Sequence[str]) -> pa.Table:
    columns = {name: [str(row.get(name) or "") or None for row in rows] for name in COMPARED}
    return pa.table({"unique_id": list(names), **columns})


def _distinct(count: int) -> list[SimulatedAgreement]:
    """So many agreements of which no two print the same."""
    found: dict[tuple[str, ...], SimulatedAgreement] = {}
    world = 0
    while len(found) < count:
        world += 1
        for one in simulated_agreements(world):
            found.setdefault((one.state_code, one.local_party, one.counterpart, one.signed_on, one.title), one)
    return list(found.values())[:count]


def _read(agreements: Sequence[SimulatedAgreement]) -> list[Row]:
    rows = []
    for one in interpret((("agreements", _printed(agreement)) for agreement in agreements), DAY):
        (reading,) = one.readings
        assert reading.record is not None, one.seen
        rows.append({**reading.record, "raw_key": reading.record["agreement_id"], "part": ""})
    return rows


def _printed(one: SimulatedAgreement) -> Seen:
    fields = {
        "title": one.title, "local_party": one.local_party, "counterpart": one.counterpart,
        "country": country_name(one.counterpart_country), "instrument": one.instrument_words,
        "signed_on": one.signed_on,
    }  # fmt: skip
    printed = {name: text for name, text in fields.items() if text}
    return Seen(printed, state=one.state_code, source_id=f"sim_{one.state_code}", original=printed)


def _unnamed(row: Row) -> Row:
    return {
        name: value for name, value in row.items() if name not in ("agreement_id", "observation_id", "withdrawn_on")
    }


def _signed_again(one: SimulatedAgreement, rng: Random) -> SimulatedAgreement:
    """The same parties years later: another agreement."""
    day = date(1983, 1, 1) + timedelta(rng.randrange(15_000))
    return replace(one, signed_on=day.isoformat(), signed_precision="day")


def _edit(one: SimulatedAgreement, number: int, rng: Random) -> SimulatedAgreement:
    """The row after an edit; the kinds of edit in turn, the next one where one does not apply."""
    for turn in range(len(_EDITS)):
        edited = _EDITS[(number + turn) % len(_EDITS)](one, rng)
        if edited != one:
            return edited
    raise AssertionError(one)


def _typo(one: SimulatedAgreement, rng: Random) -> SimulatedAgreement:
    words = [word for word in one.counterpart.split() if word.isalpha() and len(word) > 5]
    if not words:
        return one
    word = rng.choice(words)
    wrong = word[:3] + word[4] + word[3] + word[5:]
    return replace(one, counterpart=one.counterpart.replace(word, wrong), title=wrong.join(one.title.rsplit(word, 1)))


def _abbreviated(one: SimulatedAgreement, _: Random) -> SimulatedAgreement:
    party = one.local_party
    for long, short in (("Municipio de", "Mpio. de"), ("Gobierno del Estado de", "Gob. del Edo. de"),
                        ("Ayuntamiento", "Ayto."), ("Secretaría", "Sría."), ("Universidad", "Univ.")):  # fmt: skip
        party = party.replace(long, short)
    return replace(one, local_party=party)


def _otherwise_named(one: SimulatedAgreement, rng: Random) -> SimulatedAgreement:
    words = rng.choice(("Instrumento: {}", "{} interinstitucional", "{} (registrado)")).format(one.instrument_words)
    return replace(one, instrument_words=words, title=one.title.replace(" entre ", " que celebran ", 1))


def _dated(one: SimulatedAgreement, rng: Random) -> SimulatedAgreement:
    if one.signed_precision != "day":
        return one
    beside = (date.fromisoformat(one.signed_on) + timedelta(rng.choice((-1, 1)))).isoformat()
    return replace(one, signed_on=rng.choice((one.signed_on[:7], beside)))


def _without_place(one: SimulatedAgreement, _: Random) -> SimulatedAgreement:
    return replace(one, counterpart=one.counterpart.split(",")[0])


def _in_capitals(one: SimulatedAgreement, _: Random) -> SimulatedAgreement:
    def plain(text: str) -> str:
        return "".join(c for c in normalize("NFKD", text) if not combining(c)).upper()

    return replace(one, title=plain(one.title), counterpart=plain(one.counterpart), local_party=plain(one.local_party))


_EDITS: tuple[Callable[[SimulatedAgreement, Random], SimulatedAgreement], ...] = (
    _typo, _abbreviated, _otherwise_named, _dated, _without_place, _in_capitals,
)  # fmt: skip
