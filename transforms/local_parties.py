"""Who signed on the Mexican side: the state or one of its municipalities, and which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms.counterpart_types import known_body
from transforms.foreign_places import place_in
from transforms.places import MEXICO_CITY, find_municipality, find_state, municipalities, names_of_state, state_named_in
from transforms.text import contains_words, fold

STATE = "state"
MUNICIPAL = "municipal"

_MUNICIPAL_WORDS = re.compile(
    r"\b(municipio|municipios|ayuntamiento|alcaldia|delegacion|demarcacion territorial|"
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
    r"(?:municipio|ayuntamiento(?: constitucional)?|ciudad|alcald[ií]a|delegaci[oó]n(?: pol[ií]tica)?|"
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
_MEXICAN = re.compile(r"\b(estados unidos mexicanos|republica mexicana)\b|(?<!nuevo )(?<!new )\bmexico$")


@dataclass(frozen=True, slots=True)
class LocalParty:
    """``level`` empty where the words do not tell; ``municipality_code`` empty if the state signs or none is found."""

    state_code: str
    level: str
    municipality_code: str


def _longest(words: list[str], state_code: str, *, exact: bool = False) -> str:
    """Municipality named by the most of the first words; a part of a name only counts where it is all there is."""
    for length in range(min(len(words), 9), 0, -1):
        code = find_municipality(" ".join(words[:length]), state_code, in_part=not exact and length == len(words))
        if code:
            return code
    return ""


@lru_cache(maxsize=50_000)
def municipality_named(text: str, state_code: str) -> str:
    """CVEGEO of the municipality of that state named in the text after ``Municipio de`` and the like, or as a whole.

    Of a municipal body (``Instituto Municipal de Planeación de Mérida``) it is the last place named.
    """
    for found in _NAMED.finditer(text):
        code = _longest(_OF_STATE.sub("", found[1]).split(), state_code)
        if code:
            return code
    head = re.split(r"[,;(]", text, maxsplit=1)[0]
    head = _OF_STATE.sub("", head)
    code = find_municipality(text, state_code) or find_municipality(head, state_code)
    if not code and (_MUNICIPAL_WORDS.search(fold(head)) or _BODY_WORDS.match(fold(head))):
        for after in re.finditer(r"(?i)\s+(?:del?|en)\s+", head):
            code = code or _longest(head[after.end() :].split(), state_code, exact=True)
    return code


def _level(text: str, municipality: str) -> str:
    """Level by the head of the name: ``Ciudad de León, Estado de Guanajuato`` is a municipality."""
    text = re.sub(r"(?i),?\s+de los estados unidos mexicanos\b|,?\s+de la rep[uú]blica mexicana\b", "", text)
    head = re.split(r"[,;(]", text, maxsplit=1)[0]
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


@lru_cache(maxsize=50_000)
def looks_local(text: str, state_hint: str) -> bool:
    """Whether a party is Mexican: it says so, or names a state, or a municipality of the page's state."""
    folded = fold(text)
    body = known_body(text)
    if body and body.scope:
        return False  # "UNICEF México", "Oficina en México de la UNESCO"
    if _MEXICAN.search(folded):
        return True
    rest = text.split(",", 1)[1] if "," in text else ""
    if state_hint and rest and state_named_in(rest) == state_hint:
        return True  # "San Luis Río Colorado, Sonora" before "Colorado" is looked at
    if place_in(text).country:
        return False
    if state_named_in(text) or find_state(text):
        return True
    if _OF_THE_STATE.search(folded):
        return True
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
