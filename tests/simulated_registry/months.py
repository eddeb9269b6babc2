"""A made-up registry (SIMULADO) that lives: month after month rows are edited, added, dropped, shown again or moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random
from unicodedata import combining, normalize

from tests.simulated_registry.month_pages import LAYOUTS, page
from tests.simulated_registry.signing import random_date, random_validity
from tests.simulated_registry.text import key
from tests.simulated_registry.truth import SimulatedAgreement, simulated_agreements

EDITS = {"typo": 6, "reworded": 6, "validity": 5, "topics": 5, "signed_again": 4, "lapsed": 5, "returned": 3}


@dataclass(slots=True)
class Month:
    """What was done to the registry in a month: the numbers of the rows, by edit; ``moved``: states shown otherwise."""

    edits: dict[str, set[int]] = field(default_factory=lambda: {name: set() for name in EDITS})
    moved: set[str] = field(default_factory=set)


class LivingRegistry:
    """The rows by their true number, those that are printed, and how each state prints them."""

    def __init__(self, seed: int, *, edits: dict[str, int] | None = None) -> None:
        self.seed = seed
        self.rng = Random(f"meses-{seed}")
        self.rows = dict(enumerate(simulated_agreements(seed)))
        self.order = list(self.rows)
        self.lapsed: list[int] = []
        self.edits = EDITS if edits is None else edits
        codes = sorted({row.state_code for row in self.rows.values()})
        self.layouts = {code: LAYOUTS[int(code) % len(LAYOUTS)] for code in codes}
        self.looks = dict.fromkeys(codes, seed)

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """The page of each state, with its code."""
        for code, layout in self.layouts.items():
            rows = [self.rows[n] for n in self.order if self.rows[n].state_code == code]
            if rows:
                yield code, page(layout, rows, self.looks[code])

    def live(self) -> dict[tuple[str, str, str], int]:
        """The number of each printed row by state, title and date."""
        return {self._mark(self.rows[n]): n for n in self.order}

    @staticmethod
    def _mark(row: SimulatedAgreement) -> tuple[str, str, str]:
        return row.state_code, key(row.title), row.signed_on

    def pass_a_month(self) -> Month:
        """Edit the registry, and tell what was done."""
        month = Month()
        touched: set[int] = set()
        for name, count in self.edits.items():
            for _ in range(count):
                number = getattr(self, f"_{name}")(touched)
                if number is not None:
                    touched.add(number)
                    month.edits[name].add(number)
        self._swap()
        month.moved = self._move()
        return month

    def _pick(self, touched: set[int]) -> int:
        return self.rng.choice([n for n in self.order if n not in touched])

    def _change(self, number: int, row: SimulatedAgreement) -> int | None:
        if row == self.rows[number] or (
            self._mark(row) != self._mark(self.rows[number]) and self._mark(row) in self.live()
        ):
            return None
        self.rows[number] = row
        return number

    def _typo(self, touched: set[int]) -> int | None:
        number = self._pick(touched)
        row = self.rows[number]
        # Two letters of a long word of the counterpart change places.
        words = [word for word in row.counterpart.split() if word.isalpha() and len(word) > 6]
        if not words:
            return None
        word = self.rng.choice(words)
        wrong = word[:3] + word[4] + word[3] + word[5:]
        party = row.counterpart.replace(word, wrong)
        # The counterpart comes last in most titles: a word both parties share is mistaken in one of them only.
        title = wrong.join(row.title.rsplit(word, 1))
        return self._change(number, replace(row, counterpart=party, title=title))

    def _reworded(self, touched: set[int]) -> int | None:
        number = self._pick(touched)
        row = self.rows[number]
        wordings: list[Callable[[str], str]] = [
            lambda title: title.upper(),
            lambda title: title.replace(" entre ", " que celebran ", 1),
            lambda title: "".join(c for c in normalize("NFKD", title) if not combining(c)),
            lambda title: title.rstrip(".") + ", para fortalecer sus lazos de amistad y cooperación",
        ]
        return self._change(number, replace(row, title=self.rng.choice(wordings)(row.title)))

    def _validity(self, touched: set[int]) -> int | None:
        number = self._pick(touched)
        row = self.rows[number]
        text, years, expires = random_validity(row.signed_on, row.signed_precision, self.rng)
        if (text, expires) == (row.validity, row.expires_on):
            return None
        return self._change(number, replace(row, validity=text, validity_years=years, expires_on=expires))

    def _topics(self, touched: set[int]) -> int | None:
        number = self._pick(touched)
        row = self.rows[number]
        return self._change(number, replace(row, topics=frozenset({*row.topics, "security"})))

    def _signed_again(self, touched: set[int]) -> int | None:
        row = self.rows[self._pick(touched)]
        signed_on, precision = random_date(row.administration, self.rng)
        again = replace(row, signed_on=signed_on, signed_precision=precision)
        near = {mark[2] for mark in self.live() if mark[:2] == self._mark(row)[:2]}
        if any(signed_on.startswith(other[:7]) or other.startswith(signed_on) for other in near):
            return None
        number = len(self.rows)
        self.rows[number] = again
        self.order.insert(self.rng.randrange(len(self.order)), number)
        return number

    def _lapsed(self, touched: set[int]) -> int:
        number = self._pick(touched)
        self.order.remove(number)
        self.lapsed.append(number)
        return number

    def _returned(self, touched: set[int]) -> int | None:
        waiting = [n for n in self.lapsed if n not in touched and self._mark(self.rows[n]) not in self.live()]
        if not waiting:
            return None
        number = self.rng.choice(waiting)
        self.lapsed.remove(number)
        self.order.insert(self.rng.randrange(len(self.order)), number)
        return number

    def _swap(self) -> None:
        one, other = self.rng.sample(range(len(self.order)), 2)
        self.order[one], self.order[other] = self.order[other], self.order[one]

    def _move(self) -> set[str]:
        """One state prints its columns in another order; another changes from table to list or back."""
        shuffled, moved = self.rng.sample(sorted(self.layouts), 2)
        self.looks[shuffled] += 1000
        self.layouts[moved] = self.rng.choice([name for name in LAYOUTS if name != self.layouts[moved]])
        return {shuffled, moved}
