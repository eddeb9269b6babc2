"""Comparing only what may be alike finds what comparing everything finds; made-up rows (SIMULADO)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import numpy
from hypothesis import example, given
from hypothesis import strategies as st

from tests.torture.examples import bounded
from transforms.across_sources import ACROSS_DOUBTFUL, _less_unless_agreeing
from transforms.best_pairs import best_pairs
from transforms.date_index import DateIndex, candidates
from transforms.linkage import DOUBTFUL, LINKED
from transforms.observations import Row
from transforms.pair_likeness import Pairs, all_pairs, joined, likely_pairs
from transforms.similarity import date_likeness

DATES = ("2011-05-03", "2011-05-04", "2011-03-05", "2012-05-03", "2011-05", "2011", "2019", "2018-10-17", "")
CITIES = ("Ciudad de Laredo, Texas", "Laredo", "Ciudad de Lareod, Texas", "Ciudad de El Paso, Texas", "Kioto", "")
PARTIES = ("Municipio de León", "Mpio. de León", "Gobierno del Estado de Guanajuato", "")
TITLES = ("Acuerdo de Hermanamiento entre {} y {}", "Hermanamiento de {} con {}", "Acuerdo de Cooperación", "")
PLACES = {
    "instrument_type": ("sister_city", "other", "mou", ""), "counterpart_country": ("US", "JP", ""),
    "municipality_code": ("11020", "11007", ""), "level": ("municipal", "state", ""),
}  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> Row:
    party, city = draw(st.sampled_from(PARTIES)), draw(st.sampled_from(CITIES))
    row: Row = {name: draw(st.sampled_from(values)) for name, values in PLACES.items()}
    title = draw(st.sampled_from(TITLES)).format(party, city)
    return row | {"title": title, "local_party": party, "counterpart": city, "signed_on": draw(st.sampled_from(DATES))}


SOME = st.lists(rows(), min_size=1, max_size=6)
ANY_DATE = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)


def blocked(known: Sequence[Row], seen: Sequence[Row], least: float, *, slips: bool) -> Pairs:
    index = DateIndex(slips=slips)
    for row in known:
        index.add(str(row["signed_on"]))
    found = candidates(index, [str(row["signed_on"]) for row in seen])
    return joined(likely_pairs(known, seen, lines, columns, least) for lines, columns in found)


def everything(known: Sequence[Row], seen: Sequence[Row]) -> Pairs:
    return likely_pairs(known, seen, *all_pairs(len(known), len(seen)), -math.inf)


def told(pairs: Pairs, least: float) -> list[tuple[int, int, float]]:
    some = pairs.where(pairs.scores >= least)
    return sorted(zip(some.lines.tolist(), some.columns.tolist(), some.scores.tolist(), strict=True))


@given(known=SOME, seen=SOME)
@bounded(40)
def test_inside_a_source_nothing_alike_is_left_out(known: list[Row], seen: list[Row]) -> None:
    assert told(blocked(known, seen, DOUBTFUL, slips=True), DOUBTFUL) == told(everything(known, seen), DOUBTFUL)


@given(known=SOME, seen=SOME)
@bounded(40)
def test_between_sources_nothing_alike_is_left_out(known: list[Row], seen: list[Row]) -> None:
    some, every = blocked(known, seen, ACROSS_DOUBTFUL, slips=False), everything(known, seen)
    found = [told(_less_unless_agreeing(known, seen, pairs), ACROSS_DOUBTFUL) for pairs in (some, every)]
    assert found[0] == found[1]


@given(known=SOME, seen=SOME)
@bounded(40)
def test_the_pairing_of_each_group_has_the_best_total_of_all(known: list[Row], seen: list[Row]) -> None:
    from scipy.optimize import linear_sum_assignment

    pairs = everything(known, seen)
    matrix = pairs.scores.reshape(len(known), len(seen))
    worth = matrix * (matrix >= LINKED)
    best = worth[linear_sum_assignment(worth, maximize=True)].sum()
    found = best_pairs(pairs, LINKED)
    assert math.isclose(sum(score for _, _, score in found), best)
    assert all(len({pair[side] for pair in found}) == len(found) for side in (0, 1))


@given(one=ANY_DATE, other=ANY_DATE, cut=st.sampled_from((4, 7, 10)), place=st.integers(0, 9), digit=st.integers(0, 9))
@example(one="0001-01-01", other="9999-12-31", cut=10, place=0, digit=9)
@bounded(80)
def test_every_date_that_is_like_another_is_near_it(one: str, other: str, cut: int, place: int, digit: int) -> None:
    slip = f"{one[:place]}{digit}{one[place + 1 :]}" if one[place] != "-" else one
    for known in (one, other, slip, one[:cut], slip[:cut]):
        for seen in (one, one[:cut]):
            if not _is_date(known):
                continue
            index = DateIndex(slips=True)
            index.add(known)
            assert (index.near(seen).tolist() == [0]) >= (date_likeness(known, seen) > 0)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text) if len(text) == 10 else int(text.replace("-", ""))
    except ValueError:
        return False
    return True


def test_no_pairs_is_no_trouble() -> None:
    empty = numpy.empty(0, dtype="int64")
    assert len(likely_pairs([], [], empty, empty, 0.5).scores) == 0
    assert best_pairs(joined([]), 0.5) == []
