"""Who signed on the Mexican side: the state or one of its municipalities, and which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.counterpart_types import known_body
from transforms.folding import fold
from transforms.foreign_places import place_in
from transforms.places import MEXICO_CITY, find_municipality, find_state, municipalities, names_of_state, state_named_in
from transforms.text import contains_words

STATE = "state"
MUNICIPAL = "municipal"

_MUNICIPAL_WORDS = re.compile(
    r"\b(municipio|municipios|ayuntamiento|ayto|mpio|alcaldia|delegacion|demarcacion territorial|"
    r"organo politico administrativo|municipal|municipalidad|"
    r"presidencia municipal|presidente municipal|cabildo|alcalde|alcaldesa|puerto|villa|cabecera|intermunicipal)\b"
)
_STATE_WORDS = re.compile(
    r"\b(gobierno del estado|gobierno constitucional|estado libre y soberano|poder ejecutivo|gobernador|gobernadora|"
    r"estado de|jefe de gobierno|jefatura de gobierno|jefa de gobierno|gobierno de la ciudad de mexico|"
    r"congreso del estado|"
    r"gobierno del distrito federal|estatal|poder judicial|tribunal superior|del estado|entidad federativa|"
    r"gobierno estatal|poder legislativo|cdmx|gobierno del df)\b"
)
# Bodies that belong to the state unless a municipal word says otherwise.
_BODY_WORDS = re.compile(
    r"^(?:el |la |los |las )?(secretaria|subsecretaria|instituto|universidad|comision|consejo|fiscalia|procuraduria|"
    r"direccion|coordinacion|sistema|organismo|fideicomiso|promotora|agencia|centro|colegio|servicios|congreso|"
    r"tribunal|oficina|tecnologico|junta|corporacion|unidad|gobierno|fundacion|patronato|administracion|museo|casa|"
    r"hospital|escuela|red|parque)\b"
)
_NAMED = re.compile(
    r"(?:municipio|mpio\.?|ayto\.?|ayuntamiento(?: constitucional)?|ciudad|alcald[ií]a|delegaci[oó]n(?: pol[ií]tica)?|"
    r"gobierno municipal|"
    r"demarcaci[oó]n(?: territorial)?|presidencia municipal|[oó]rgano pol[ií]tico[ -]administrativo|puerto|villa|"
    r"municipality|city)\s+(?:libre\s+)?(?:del?|en|of)?\s*(?:la\s+ciudad\s+de\s+)?([^,;()]+)",
    re.IGNORECASE,
)
_OF_THE_STATE = re.compile(r"\b(del estado|gobierno estatal|del municipio|del ayuntamiento|estado libre y soberano)$")
_OF_STATE = re.compile(
    r"\s*,?\s+(?:del?|en)\s+(?:el\s+)?estado\s+(?:libre\s+y\s+soberano\s+)?de\s+.*$|"
    r"\s*,\s*(?:estado\s+de\s+)?[^,]*,?\s*(?:m[eé]xico)\s*$",
    re.IGNORECASE,
)
_OF_MEXICO = re.compile(r"(?i),?\s+de los estados unidos mexicanos\b|,?\s+de la rep[uú]blica mexicana\b")
_AFTER_NAME = re.compile(r"[,;(]")
_OF = re.compile(r"(?i)\s+(?:del?|en)\s+")
_MEXICAN = re.compile(r"\b(estados unidos mexicanos|republica mexicana)\b|(?<!nuevo )(?<!new )\bmexico$")


@dataclass(frozen=True, slots=True)
class LocalParty:
    """``level`` empty where the words do not tell; ``municipality_code`` empty if the state signs or none is found."""

    state_code: str
    level: str
    municipality_code: str


def _longest(words: Sequence[str], state_code: str, *, exact: bool = False) -> str:
    """Municipality named by the most of the first words; a part of a name only counts where it is all there is."""
    for length in range(min(len(words), 9), 0, -1):
        code = find_municipality(" ".join(words[:length]), state_code, in_part=not exact and length == len(words))
        if code:
            return code
    return ""


@dataclass(frozen=True, slots=True)
class _PlaceWords:
    """Words of a text that may name a municipality, whatever the state: those after ``Municipio de`` and the like, what
    stands before its first comma, and, of a body, those after each ``de``.
    """

    named: tuple[tuple[str, ...], ...]
    head: str
    of_a_body: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=20_000)
def _place_words(text: str) -> _PlaceWords:
    named = tuple(tuple(_OF_STATE.sub("", found[1]).split()) for found in _NAMED.finditer(text))
    head = _OF_STATE.sub("", _AFTER_NAME.split(text, maxsplit=1)[0])
    folded = fold(head)
    is_body = _MUNICIPAL_WORDS.search(folded) or _BODY_WORDS.match(folded)
    after = tuple(tuple(head[found.end() :].split()) for found in _OF.finditer(head)) if is_body else ()
    return _PlaceWords(named, head, after)


@lru_cache(maxsize=50_000)
def municipality_named(text: str, state_code: str) -> str:
    """CVEGEO of the municipality of that state named in the text after ``Municipio de`` and the like, or as a whole.

    Of a municipal body (``Instituto Municipal de Planeación de Mérida``) it is the last place named.
    """
    found = _place_words(text)
    for words in found.named:
        code = _longest(words, state_code)
        if code:
            return code
    code = find_municipality(text, state_code) or find_municipality(found.head, state_code)
    for words in found.of_a_body if not code else ():
        code = code or _longest(words, state_code, exact=True)
    return code


def _level(text: str, municipality: str) -> str:
    """Level by the head of the name: ``Ciudad de León, Estado de Guanajuato`` is a municipality."""
    text = _OF_MEXICO.sub("", text)
    head = _AFTER_NAME.split(text, maxsplit=1)[0]
    return _level_of(fold(head), municipality) or _level_of(fold(text), municipality)


def _level_of(folded: str, municipality: str) -> str:
    municipal, state = _MUNICIPAL_WORDS.search(folded), _STATE_WORDS.search(folded)
    if re.match(r"(?:el |la )?gobierno (?:del estado|de la ciudad de mexico|del distrito federal)", folded):
        return STATE
    if municipality and re.match(r"(?:el |la )?(?:ciudad|villa|puerto|pueblo|heroica ciudad)\b", folded):
        return MUNICIPAL if not folded.endswith("ciudad de mexico") else STATE
    if municipal and (not state or municipal.start() < state.start() or municipality):
        return MUNICIPAL
    if state:
        return STATE
    if folded in {"ciudad de mexico", "cdmx", "distrito federal", "gobierno de ciudad de mexico"}:
        return STATE
    same_name = find_state(folded) or find_state(re.sub(r"^gobierno (?:de |del )?", "", folded))
    if same_name and municipality and not folded.startswith("ciudad"):
        # "Puebla" alone may be either; "Gobierno de Puebla" is how a state's government is called.
        return STATE if folded.startswith("gobierno") else ""
    if same_name and not municipality:
        return STATE
    if municipality and not _BODY_WORDS.match(folded):
        return MUNICIPAL
    if municipality and folded.startswith("gobierno"):
        return MUNICIPAL
    return STATE if _BODY_WORDS.match(folded) else ""


@lru_cache(maxsize=50_000)
def local_party(text: str, state_hint: str) -> LocalParty:
    """What a Mexican party's name says; the state is the hint's unless the text names another."""
    state_code = state_hint or state_named_in(text) or find_state(text)
    municipality = municipality_named(text, state_code) if state_code else ""
    level = _level(text, municipality)
    return LocalParty(state_code, level, municipality if level != STATE else "")


@dataclass(frozen=True, slots=True)
class _Looks:
    """What a party's name says whatever the page's state: whether it is Mexican, and the state named after its first
    comma, which counts more than ``otherwise``; None where it does not tell.
    """

    plainly: bool | None
    state_after_comma: str = ""
    otherwise: bool | None = None


@lru_cache(maxsize=50_000)
def _looks(text: str) -> _Looks:
    folded = fold(text)
    body = known_body(text)
    if body and body.scope:
        return _Looks(plainly=False)  # "UNICEF México", "Oficina en México de la UNESCO"
    if _MEXICAN.search(folded):
        return _Looks(plainly=True)
    _, _, rest = text.partition(",")
    after_comma = state_named_in(rest) if rest else ""
    if place_in(text).country:
        return _Looks(None, after_comma, otherwise=False)
    told = state_named_in(text) or find_state(text) or _OF_THE_STATE.search(folded)
    return _Looks(None, after_comma, otherwise=True if told else None)


@lru_cache(maxsize=50_000)
def looks_local(text: str, state_hint: str) -> bool:
    """Whether a party is Mexican: it says so, or names a state, or a municipality of the page's state."""
    looks = _looks(text)
    if looks.plainly is not None:
        return looks.plainly
    if state_hint and looks.state_after_comma == state_hint:
        return True  # "San Luis Río Colorado, Sonora" before "Colorado" is looked at
    if looks.otherwise is not None:
        return looks.otherwise
    folded = fold(text)
    if state_hint == MEXICO_CITY and "ciudad de mexico" in folded:
        return True
    if state_hint and any(contains_words(folded, name) for name in names_of_state(state_hint) if len(name) > 4):
        return True  # "Universidad de Colima", "Secretaría de Cultura del Distrito Federal"
    return bool(state_hint and municipality_named(text, state_hint))


@lru_cache(maxsize=50_000)
def domestic_place(text: str) -> bool:
    """Whether a supposed counterpart is a place in Mexico (``Nochistlán, Zacatecas``)."""
    folded = fold(text)
    if re.search(r"\b(estados unidos mexicanos|republica mexicana)\b", folded):
        return True
    if place_in(text).country:
        return False
    parts = [part.strip(" .") for part in re.split(r"[,()]|\s-\s", text) if part.strip(" .")]
    if len(parts) > 1 and fold(parts[-1]) in {"mexico", "mx", "mexican"}:
        return True
    last = parts[-1] if parts else ""
    state_code = find_state(last) or (state_named_in(text) if len(parts) > 1 else "")
    if len(parts) > 1 and state_code:
        return True
    bare = re.sub(r"^(?:el |la )?(?:gobierno del )?estado de ", "", folded)
    return (
        len(parts) == 1 and bool(find_state(text)) and (bare != folded or find_state(text) not in _names_also_abroad())
    )


def _names_also_abroad() -> frozenset[str]:
    # Hidalgo (Texas), Durango (Colorado, Spain), Guerrero, Morelos, Puebla... a bare name may be a city abroad.
    return frozenset({"13", "10", "12", "17"})


def municipality_name(code: str) -> str:
    """Official name of a municipality; empty for no code."""
    place = municipalities().get(code)
    return place.name if place else ""
