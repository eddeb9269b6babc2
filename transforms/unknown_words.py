"""Words of a row that no vocabulary of ours knows: each is told with the file and the line that would teach it.

What a source leaves blank is no unknown word, nor is what is known and tells nothing (``known_others`` and the like).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from transforms.counterpart_types import counterpart_type_said
from transforms.countries import MEXICO, country_named
from transforms.draft_agreements import TABLE, Draft
from transforms.folding import fold
from transforms.foreign_places import countries_said
from transforms.instruments import OTHER, instrument_type
from transforms.observations import Issue, Row
from transforms.places import find_state, state_mentioned
from transforms.raw_agreements import level_said
from transforms.text import cell, contains_words
from transforms.topics import unknown_areas
from transforms.validity import holds, is_known_standing, tells_nothing
from transforms.vocabulary import rows

FOLDER = "transforms/vocabulary"
# Words of an instrument's name that tell nothing of its kind.
_NOTHING_TOLD = frozenset(
    "acuerdo acuerdos convenio convenios instrumento otro otros interinstitucional inter institucional agreement carta "
    "de del la el los las y e o u en para con".split()
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed vocabulary that the printed text of one field is looked up in.

    ``rule``: name of the issue; ``printed``: the raw field; ``filled``: column of the record that it should fill;
    ``known``: whether a text of the field is understood; ``what``: what is not known, in Spanish; ``file`` and
    ``line``: where it is taught, and what to write there for a text of a source.
    """

    rule: str
    printed: str
    filled: str
    known: Callable[[str], bool]
    what: str
    file: str
    line: Callable[[str, str], str]


def _tells_kind(text: str) -> bool:
    """Whether the name of an instrument has a word that tells its kind, or none that could."""
    kind = instrument_type(text)
    return bool(kind) and (kind != OTHER or not _telling_words(text) or _known_other(text))


def _telling_words(text: str) -> list[str]:
    return [word for word in fold(text).split() if word not in _NOTHING_TOLD]


def _known_other(text: str) -> bool:
    """Whether the words that could tell the kind say by themselves that it is another (``Protocolo``)."""
    return instrument_type(" ".join(_telling_words(text))) == OTHER


def _is_country(text: str) -> bool:
    found = countries_said(text)
    return bool(found.countries) or found.worldwide or country_named(text) == MEXICO or fold(text) in _OF_MEXICO


_OF_MEXICO = frozenset({"nacional", "mexico", "republica mexicana"})


def _are_states(text: str) -> bool:
    return all(find_state(piece) or state_mentioned(piece) for piece in text.split(";"))


def _is_status(text: str) -> bool:
    folded = fold(text)
    return is_known_standing(text) or any(contains_words(folded, row["words"]) for row in rows("date_meanings"))


def _is_date_meaning(text: str) -> bool:
    return any(contains_words(fold(text), row["words"]) for row in rows("date_meanings"))


def _is_source_kind(text: str) -> bool:
    return any(row["source_kind"] == text for row in rows("source_kinds"))


def _is_answer(text: str) -> bool:
    return re.match(r"(yes|si|no|unknown|se desconoce)\b", fold(text)) is not None


_VOCABULARIES = (
    Vocabulary("instrument_unknown", "instrument", "instrument_type", _tells_kind, "clase de instrumento",
               f"{FOLDER}/instruments.yaml",
               lambda text, _: f"- {{type: <clase>, all: [{', '.join(_telling_words(text))}]}}"),
    Vocabulary("counterpart_type_unknown", "counterpart_type", "counterpart_type",
               lambda text: bool(counterpart_type_said(text)), "clase de contraparte",
               f"{FOLDER}/counterpart_words.yaml, en column", lambda text, _: f"- [<clase>, [..., {fold(text)}]]"),
    Vocabulary("country_unknown", "country", "region", _is_country, "país", f"{FOLDER}/country_aliases.csv",
               lambda text, source: f"{cell(text)},<código ISO>,así lo imprime {source}"),
    Vocabulary("level_unknown", "level", "level", lambda text: bool(level_said(text)), "nivel de gobierno",
               f"{FOLDER}/levels.yaml", lambda text, _: f"<state o municipal>: [..., {fold(text)}]"),
    Vocabulary("state_unknown", "state", "state_code", _are_states, "entidad",
                f"{FOLDER}/states.csv, en la columna aliases de su entidad", lambda text, _: f"|{text}"),
    Vocabulary("status_unknown", "status", "status", _is_status, "situación del instrumento",
               f"{FOLDER}/validity.yaml", lambda text, _: f"<ended, holds o neither>: [..., {fold(text)}]"),
    Vocabulary("date_meaning_unknown", "date_meaning", "", _is_date_meaning, "significado de la fecha",
               f"{FOLDER}/date_meanings.csv", lambda text, _: f"{fold(text)},<stage>,<razón>"),
    Vocabulary("source_kind_unknown", "source_kind", "", _is_source_kind, "clase de fuente",
               f"{FOLDER}/source_kinds.csv", lambda text, _: f"{cell(text)},<evidencia>"),
    Vocabulary("in_registry_unknown", "in_registry", "", _is_answer, "respuesta a si está en el registro",
               "transforms/agreements.py, en _in_registry", lambda text, _: fold(text)),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def _is_known(number: int, text: str) -> bool:
    """Columns print the same few words over and over."""
    return _VOCABULARIES[number].known(text)


def unknown_words(draft: Draft, record: Row) -> Iterator[Issue]:
    """What the row prints that is in none of our vocabularies; a warning where the record stays without it."""
    source = draft.seen.source_id
    for number, one in enumerate(_VOCABULARIES):
        text = draft.raw.get(one.printed, "")
        if not text or _is_known(number, text):
            continue
        severity = "info" if not one.filled or record[one.filled] else "warning"
        message = f"No se conoce «{text}» como {one.what}."
        remedy = f"{one.file}: {one.line(text, source)}"
        yield Issue(severity, one.rule, message, TABLE, one.printed, text, remedy, about=fold(text))
    yield from _unknown_municipality(draft, record)
    yield from _unknown_counterpart(draft, record)
    yield from _unknown_areas(draft.raw.get("topics", ""))
    yield from _unknown_validity(draft.raw.get("validity", ""), str(record["validity"]))


def _unknown_municipality(draft: Draft, record: Row) -> Iterator[Issue]:
    text = draft.raw.get("municipality", "") or str(record["local_party"])
    if text and record["level"] == "municipal" and not record["municipality_code"]:
        message = f"No se conoce «{text}» como municipio de {record['state'] or 'ninguna entidad'}."
        alias = f"{record['state_code']},{cell(text)},<clave INEGI>,así lo imprime la fuente,{draft.seen.source_id}"
        yield Issue("warning", "municipality_unknown", message, TABLE, "municipality", text,
                    f"{FOLDER}/municipality_aliases.csv: {alias}", about=fold(text))  # fmt: skip


def _unknown_counterpart(draft: Draft, record: Row) -> Iterator[Issue]:
    text = str(record["counterpart"])
    if text and not record["counterpart_type"] and not draft.raw.get("counterpart_type"):
        message = f"No se sabe qué clase de contraparte es «{text}»."
        body = f"{cell(text)},<siglas>,<clase>,<país>,<alcance>,la imprime {draft.seen.source_id}"
        yield Issue("warning", "counterpart_type_unknown", message, TABLE, "counterpart", text,
                    f"{FOLDER}/bodies.csv: {body}", about=fold(text))  # fmt: skip


def _unknown_areas(printed: str) -> Iterator[Issue]:
    for area in unknown_areas(printed) if printed else ():
        remedy = f"{FOLDER}/topics.yaml: <área>: [..., {fold(area)}], o en known_others si no es de ninguna"
        yield Issue(
            "info", "topic_unknown", f"Área desconocida: «{area}».", TABLE, "topics", area, remedy, about=fold(area)
        )


def _unknown_validity(printed: str, term: str) -> Iterator[Issue]:
    if printed and not term and not holds(printed) and not tells_nothing(printed):
        message = f"No se entiende la vigencia «{printed}»."
        remedy = f"{FOLDER}/validity.yaml: <indefinite, ended, holds o neither>: [..., {fold(printed)}]"
        yield Issue("info", "validity_unreadable", message, TABLE, "validity", printed, remedy, about=fold(printed))
