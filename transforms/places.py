"""Mexican states and municipalities by name, never a municipality without its state unless its name is unique."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.folding import fold
from transforms.vocabulary import rows

MEXICO_CITY = "09"


@dataclass(frozen=True, slots=True)
class State:
    """A federal entity: INEGI code of two characters, name, ISO 3166-2 code."""

    code: str
    name: str
    iso_code: str


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality or alcaldía of INEGI's catalogue; ``code`` is the five-character CVEGEO."""

    code: str
    state_code: str
    name: str
    seat: str
    population_2020: int | None


@cache
def states() -> dict[str, State]:
    """The 32 federal entities by INEGI code."""
    return {r["state_code"]: State(r["state_code"], r["state"], r["iso_code"]) for r in rows("states")}


@cache
def municipalities() -> dict[str, Municipality]:
    """INEGI's municipalities by CVEGEO."""
    return {
        r["cvegeo"]: Municipality(
            r["cvegeo"], r["cve_ent"], r["nom_mun"], r["nom_cab"], int(r["pob_2020"]) if r["pob_2020"] else None
        )
        for r in rows("municipalities")
    }


def without_lost_letters(name: str) -> str:
    """The folded name as it looks once a bad conversion dropped its accented letters: ``León`` -> ``len``."""
    return fold("".join(c for c in name if c.isascii()))


@cache
def state_names() -> dict[str, str]:
    """Every folded name and abbreviation of a state to its code."""
    names: dict[str, str] = {}
    for row in rows("states"):
        for name in (row["state"], *row["aliases"].split("|")):
            names[fold(name)] = row["state_code"]
    for row in rows("states"):
        names.setdefault(without_lost_letters(row["state"]), row["state_code"])
    return names


@cache
def names_of_state(code: str) -> tuple[str, ...]:
    """Folded names of one state, longest first."""
    return tuple(sorted((name for name, owner in state_names().items() if owner == code), key=lambda n: (-len(n), n)))


_STATE_PREFIX = re.compile(
    r"^(?:(?:el|la|del|de|gobierno|poder ejecutivo|constitucional|estado|entidad federativa|"
    r"libre y soberano|libre|y|soberano)\s+)+"
)


@lru_cache(maxsize=50_000)
def find_state(text: str) -> str:
    """Code of the state that the text names and nothing else; empty where it names none."""
    folded = fold(text)
    names = state_names()
    if folded in names:
        return names[folded]
    if folded.isdigit() and folded.zfill(2) in states():
        return folded.zfill(2)
    bare = _expanded(_STATE_PREFIX.sub("", folded))
    # "Estado de México" is a state; "México" alone after "gobierno de" may be the country.
    if bare == "mexico":
        return names[bare] if "estado" in folded else ""
    return names.get(bare, "")


_ABBREVIATIONS = {
    "cd": "ciudad", "sta": "santa", "sto": "santo", "sn": "san", "gral": "general", "dr": "doctor", "pto": "puerto",
    "gpe": "guadalupe", "mpio": "municipio", "cdad": "ciudad", "fco": "francisco", "ma": "maria", "vlla": "villa",
}  # fmt: skip
_PLACE_PREFIX = re.compile(
    r"^(?:(?:el|la|los|del|h|honorable|r|republicano|ilustre|municipio|ayuntamiento|gobierno|municipal|presidencia|"
    r"constitucional|delegacion|alcaldia|demarcacion|territorial|politica|ciudad|puerto|villa|cabecera|pueblo magico|"
    r"heroica|heroico|libre|y soberano|gobierno municipal)\s+)+(?:(?:de|del|en)\s+)?(?:la ciudad de\s+|"
    r"municipio de\s+)?"
)


_BEFORE_A_STATE = re.compile(r"(?: del| de| en| estado| el)+$")
_AFTER_NAME = re.compile(r"[,(/;]")
_TITLE_OF_HONOUR = re.compile(r"^(?:heroica |h )?(?:ciudad|villa) de |^heroica |^villa de ")


@cache
def _places_by_state() -> dict[str, list[Municipality]]:
    found: dict[str, list[Municipality]] = defaultdict(list)
    for place in municipalities().values():
        found[place.state_code].append(place)
    return found


@cache
def _index(state_code: str) -> tuple[dict[str, str], dict[str, str]]:
    """Names and then weaker names (aliases, seats) of a state's municipalities, unique ones only."""
    bearers: dict[str, set[str]] = defaultdict(set)
    weaker: dict[str, set[str]] = defaultdict(set)
    for place in _places_by_state().get(state_code, ()):
        name, seat = fold(place.name), fold(place.seat)
        bearers[name].add(place.code)
        for form in (_expanded(name), seat, _expanded(seat), _TITLE_OF_HONOUR.sub("", name)):
            weaker[form].add(place.code)
        weaker[without_lost_letters(place.name)].add(place.code)
    names = _only(bearers)
    unique = {name: code for name, code in _only(weaker).items() if name not in bearers}
    for row in rows("municipality_aliases"):
        if row["state_code"] == state_code:
            unique[fold(row["alias"])] = row["municipality_code"]
    return names, unique


def _expanded(folded: str) -> str:
    return " ".join(_ABBREVIATIONS.get(word, word) for word in folded.split())


def _beginnings(names: dict[str, str]) -> dict[str, str]:
    """First words of the names that only one place's begin with, to its code."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for name, code in names.items():
        words = name.split()
        for length in range(1, len(words)):
            bearers[" ".join(words[:length])].add(code)
    return _only(bearers)


@cache
def _beginnings_in(state_code: str) -> dict[str, str]:
    names, weaker = _index(state_code)
    return _beginnings({**weaker, **names})


@cache
def _beginnings_anywhere() -> dict[str, str]:
    return _beginnings({fold(place.name): code for code, place in municipalities().items()})


def _by_part(folded: str, beginnings: dict[str, str]) -> str:
    """The one municipality whose name begins with these words (``Silao``); never by its end (``Nuevo Laredo``)."""
    return "" if len(folded) < 4 or folded in state_names() else beginnings.get(folded, "")


@lru_cache(maxsize=50_000)
def _forms(text: str) -> tuple[tuple[str, str], ...]:
    """The text and what stands before its first comma, each folded, and without the words before a place's name."""
    candidates = dict.fromkeys(_expanded(fold(one)) for one in (text, _AFTER_NAME.split(text, maxsplit=1)[0]))
    return tuple((folded, _PLACE_PREFIX.sub("", folded)) for folded in candidates)


@lru_cache(maxsize=100_000)
def find_municipality(text: str, state_code: str, *, in_part: bool = True) -> str:
    """CVEGEO of the municipality of that state that the text names and nothing else; empty where it names none.

    Knows seats (Chetumal), former and short names, ``Ciudad``/``H. Ayuntamiento de`` before the name and the state
    after it (``Guadalajara, Jalisco``). ``in_part``: whether the beginning or end of a name, if only one municipality
    has it, will do (``Silao``).
    """
    if not state_code:
        return ""
    names, weaker = _index(state_code)
    for folded, bare in _forms(text):
        for form in (folded, bare):
            for trimmed in (form, _without_state(form, state_code)):
                if trimmed in names:
                    return names[trimmed]
                if trimmed in weaker:
                    return weaker[trimmed]
        found = _by_part(_without_state(bare, state_code), _beginnings_in(state_code)) if in_part else ""
        if found:
            return found
    return ""


@cache
def _endings(state_code: str) -> dict[str, tuple[str, ...]]:
    """Names of a state with a blank before, longest first, by their last word: most texts end with none."""
    endings: dict[str, tuple[str, ...]] = {}
    for name in names_of_state(state_code):
        last = name.rpartition(" ")[2]
        endings[last] = (*endings.get(last, ()), f" {name}")
    return endings


def _without_state(folded: str, state_code: str) -> str:
    for ending in _endings(state_code).get(folded.rpartition(" ")[2], ()):
        if folded.endswith(ending):
            return _BEFORE_A_STATE.sub("", folded[: -len(ending)])
    return folded


@cache
def _unique_names() -> tuple[dict[str, str], dict[str, str]]:
    """Names, and then seats and aliases, that only one municipality of the whole country bears, to its CVEGEO."""
    names: dict[str, set[str]] = defaultdict(set)
    seats: dict[str, set[str]] = defaultdict(set)
    for place in municipalities().values():
        names[fold(place.name)].add(place.code)
        seats[fold(place.seat)].add(place.code)
    for row in rows("municipality_aliases"):
        seats[fold(row["alias"])].add(row["municipality_code"])
    return _only(names), _only(seats)


@cache
def _shared_names() -> frozenset[str]:
    """Names that several municipalities bear."""
    return frozenset({fold(place.name) for place in municipalities().values()} - _unique_names()[0].keys())


def _only(bearers: dict[str, set[str]]) -> dict[str, str]:
    return {name: next(iter(codes)) for name, codes in bearers.items() if name and len(codes) == 1}


def find_municipality_anywhere(text: str) -> str:
    """CVEGEO of a place whose state is not said: only if one municipality in the country bears the name."""
    names, seats = _unique_names()
    shared = _shared_names()
    folded = _expanded(fold(text))
    for form in (folded, _PLACE_PREFIX.sub("", folded)):
        if form in names:
            return names[form]
        if form in shared:
            return ""
        if form in seats:
            return seats[form]
    return _by_part(folded, _beginnings_anywhere())


_PARTS = re.compile(r"[,()/;]")
_COUNTRY = re.compile(r"\b(?:de los )?estados unidos mexicanos\b|\bm[eé]xico\b(?=\s*$)", re.IGNORECASE)
_OF_THE_STATE = re.compile(r"\bestado (?:libre y soberano )?de ((?:[a-z]+ ?){1,6})")


@lru_cache(maxsize=50_000)
def state_named_in(text: str) -> str:
    """Code of a state the text says it belongs to: after a comma, in parentheses or ``Estado de X``; else empty."""
    for part in reversed(_PARTS.split(text)):
        part = _COUNTRY.sub("", part).strip()
        code = find_state(part) if part and not part.isdigit() else ""  # "Zapopan (24)" counts something
        if code:
            return code
    found = _OF_THE_STATE.search(fold(text))
    if found:
        words = found[1].split()
        for length in range(len(words), 0, -1):
            code = state_names().get(" ".join(words[:length]), "")
            if code:
                return code
    return ""


_SHORTEST_IN_TEXT = 5  # "Ver", "Son" and "Mor" abbreviate states only where they stand alone
_NAME_OF_THE_COUNTRY = "mexico"


@lru_cache(maxsize=50_000)
def state_mentioned(text: str) -> str:
    """Code of the one state a text of any wording speaks of (``Ver los acuerdos de Jalisco (24)``); else empty."""
    if whole := find_state(text):
        return whole
    rest = f" {fold(text)} "
    found: set[str] = set()
    for name in sorted(state_names(), key=len, reverse=True):
        if len(name) >= _SHORTEST_IN_TEXT and name != _NAME_OF_THE_COUNTRY and f" {name} " in rest:
            found.add(state_names()[name])
            rest = rest.replace(f" {name} ", "  ")  # "Baja California Sur" mentions no other state
    return found.pop() if len(found) == 1 else ""
