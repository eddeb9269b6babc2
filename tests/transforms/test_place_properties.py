"""Of any state and municipality: known however it is written, and never found where its name is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from tests.torture.examples import bounded
from tests.transforms.test_places import without_accents
from transforms.places import (
    Municipality,
    State,
    find_municipality,
    find_municipality_anywhere,
    find_state,
    municipalities,
    state_mentioned,
    state_named_in,
    states,
)
from transforms.text import fold
from transforms.vocabulary import rows

ABBREVIATED = {"Ciudad": "Cd.", "Santa": "Sta.", "Santo": "Sto.", "General": "Gral.", "Puerto": "Pto.", "San": "Sn."}


def abbreviated(name: str) -> str:
    return " ".join(ABBREVIATED.get(word, word) for word in name.split())


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "small letters": str.lower,
    "accents lost": without_accents,
    "capitals without accents": lambda name: without_accents(name).upper(),
    "wide spaces": lambda name: f"  {name.replace(' ', chr(0xA0) + ' ')} ",
    "abbreviated": abbreviated,
}
# Where two municipalities of a state share a name, or one its seat with another's name, only a number tells them apart.
_SHARED = Counter((place.state_code, fold(place.name)) for place in municipalities().values())
PLACES = [place for place in municipalities().values() if _SHARED[place.state_code, fold(place.name)] == 1]
NAMES = [fold(name) for place in municipalities().values() for name in (place.name, place.seat)]
NAMES += [fold(row["alias"]) for row in rows("municipality_aliases")]
NAMES += [fold(name) for row in rows("states") for name in (row["state"], *row["aliases"].split("|"))]
WORDS_OF_NAMES = frozenset(word for name in NAMES for word in name.split())
# "..., México" may say the country.
NAMED_LIKE_THE_COUNTRY = frozenset({"09", "15"})
NO_NAMES = st.text(alphabet="bcdfghjklñpqrtvwxyz áé,.()-", max_size=30)


@given(place=st.sampled_from(PLACES), way=st.sampled_from(sorted(WAYS)))
@bounded(500)
def test_a_municipality_is_known_however_its_name_is_written(place: Municipality, way: str) -> None:
    assert find_municipality(WAYS[way](place.name), place.state_code) == place.code


@given(
    place=st.sampled_from(PLACES),
    way=st.sampled_from(sorted(WAYS)),
    before=st.sampled_from(("Municipio de ", "H. Ayuntamiento de ")),
)
@bounded(300)
def test_a_municipality_is_known_behind_what_it_is_called(place: Municipality, way: str, before: str) -> None:
    name = f"{before}{place.name}, {states()[place.state_code].name}"
    assert find_municipality(WAYS[way](name), place.state_code) == place.code


@given(state=st.sampled_from(sorted(states().values(), key=lambda one: one.code)), way=st.sampled_from(sorted(WAYS)))
@bounded(200)
def test_a_state_is_known_however_its_name_is_written(state: State, way: str) -> None:
    write = WAYS[way]
    assert find_state(write(state.name)) == state.code
    if state.code not in NAMED_LIKE_THE_COUNTRY:
        assert state_named_in(write(f"Municipio SIMULADO, {state.name}")) == state.code


@given(text=NO_NAMES, state=st.sampled_from(sorted(states())))
@bounded(300)
def test_no_place_is_found_in_a_text_without_its_name(text: str, state: str) -> None:
    if not WORDS_OF_NAMES & set(fold(text).split()) and not any(name.startswith(fold(text)) for name in NAMES):
        assert (find_municipality(text, state), find_municipality_anywhere(text)) == ("", "")
        assert (find_state(text), state_named_in(text), state_mentioned(text)) == ("", "", "")


@given(place=st.sampled_from(PLACES), state=st.sampled_from(sorted(states())))
@bounded(200)
def test_a_municipality_is_never_found_in_another_state(place: Municipality, state: str) -> None:
    assert find_municipality(place.name, state)[:2] in {"", state}
