"""What a heading or label is called in our fields: by meaning, through one file of synonyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extractors.office_names import name_line, names_in

_FILE = Path(__file__).with_name("headings.yaml")
LONGEST_HEADING = 120  # titles of agreements are longer
# Transparency-law headings of offices are longer than any text a cell of theirs holds.
LONGEST_OFFICE_HEADING = 260
LONGEST_LABEL_WORDS = 9
_DIGITS_OF_A_LABEL = 2  # "Teléfono 1"
_WORDS_OF_A_LABEL = 3  # "Oficina de Enlace", but not "Oficina de Enlace Los Ángeles"
OPEN_FIELDS = frozenset({"date", "type", "party", "city", "state", "scope", "number"})
# Without one of these a row is about something else: a menu has "Acuerdos", a footer "País". The datasets share no
# anchor, so that one set serves them all.
ANCHORS = frozenset(
    {"title", "counterpart", "local_party", "instrument", "parties", "objective", "party", "municipality"}
    | {"office_name", "parent_body", "address", "street", "phone", "email"}
    | {"phones", "emails", "law"}
)
# What stands alone over its value wherever it is printed, and is never a text of its own.
_CONTACT = frozenset({"address", "phone", "phones", "email", "emails", "hours", "website"})
ABOUT_AGREEMENTS = frozenset({"agreements", "claims"})


def _plain(letter: str) -> str:
    """A letter as a heading is compared: without case and accents, a blank for what is no ASCII letter or digit."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]", " ", bare)


class _Letters(dict[int, str]):
    """Letters worked out when they are first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


_LETTERS = _Letters()
# Letters of Latin-1, in which most of our texts can be written, change in one go; one of several letters is marked.
_SEVERAL = b"\xff"
_LATIN = b"".join(
    plain.encode() if len(plain) == 1 else _SEVERAL for plain in (_plain(chr(code)) for code in range(256))
)


def folded(text: str) -> str:
    """Lower-case ASCII words of a heading, one space between."""
    try:
        latin = text.encode("latin-1").translate(_LATIN)
    except UnicodeEncodeError:
        latin = _SEVERAL
    plain = text.translate(_LETTERS) if _SEVERAL in latin else latin.decode("ascii")
    return " ".join(plain.split())


_JOINS = re.compile(r"\b(?:con|entre)\b", re.IGNORECASE)


@cache
def _document() -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # both are safe, the first is fast
    loaded: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return loaded


@cache
def _rules(dataset: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = _document().get(dataset, [])
    if isinstance(rules, str):
        return _rules(rules)
    return tuple((rule["field"], re.compile(rule["when"])) for rule in rules)


@cache
def title_start() -> re.Pattern[str]:
    """Matches the beginning of a text that is the title of an instrument, after its number if it has one."""
    words = _document()["title_starts"].replace(" ", "").replace("\n", "")
    return re.compile(rf"^\W{{0,40}}+(?:\d{{1,4}}\s*[.)\-–ºª°]*\s*)?(?:{words})\b", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def _shared(dataset: str, heading: str) -> str:
    return next((name for name, pattern in _rules(dataset) if pattern.search(heading)), "")


_NEXT_PART = re.compile(r",\s*[A-ZÁÉÍÓÚÑ\d]")  # "Nos encontramos en Pasteur Sur 6, Centro"
_OF_A_LABEL = re.compile(
    r"respons|administrat|ejecut|encarg|otorga|presta|brinda|ofrece|contacto|adscri|pertenec", re.IGNORECASE
)


def _is_value(text: str) -> bool:
    """Whether a text with a known word in it is no label: a number, a label with its value, the name of an office."""
    many_digits = sum(map(str.isdigit, text)) > _DIGITS_OF_A_LABEL
    if many_digits or ":" in text.rstrip(" :") or _NEXT_PART.search(text):
        return True
    if any(name.is_for_migrants for name in names_in(text)):
        return True  # "Representaciones de la Dirección de Oaxaqueños en el Exterior"
    proper = bool(name_line(text)) and len(text.split()) > _WORDS_OF_A_LABEL
    return proper and not text.endswith(":") and not _OF_A_LABEL.search(text)


class Headings:
    """The headings of one source: its own ``columns`` first, then the shared synonyms of its dataset."""

    def __init__(self, dataset: str, columns: Mapping[str, str]) -> None:
        self._dataset = dataset
        self._columns = {folded(heading): field for heading, field in columns.items()}

    @property
    def dataset(self) -> str:
        """What the rows are about; it decides which synonyms hold."""
        return self._dataset

    @property
    def names_instruments(self) -> bool:
        """Whether a row is an agreement, so that a text beginning as the title of an instrument does names it."""
        return self._dataset in ABOUT_AGREEMENTS

    def field(self, heading: str) -> str:
        """Field that a printed heading means; empty for an unknown one."""
        text = folded(heading)
        if text in self._columns:
            return self._columns[text]
        if not text:
            return "number" if heading.strip() in {"#", "№", "N°", "Nº"} else ""
        if len(heading) > (LONGEST_HEADING if self.names_instruments else LONGEST_OFFICE_HEADING):
            return ""
        return _shared(self._dataset, text)

    def label(self, text: str) -> str:
        """Field of a label before a colon or in a cell of its own: short, and known."""
        words = text.split()
        if not words or len(words) > LONGEST_LABEL_WORDS or len(text) > LONGEST_HEADING:
            return ""
        if self.names_instruments and title_start().match(text) and _JOINS.search(text):
            return ""  # "Convenio de Cooperación con la Alcaldía de X" is a title that has a known word in it
        if not self.names_instruments and _is_value(text):
            return ""
        return self.field(text)

    def is_contact_label(self, text: str) -> bool:
        """Whether a text is the label of an office's address, telephone, e-mail or hours, and nothing else."""
        return not self.names_instruments and self.label(text.rstrip(" :")) in _CONTACT
