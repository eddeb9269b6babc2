"""The two editions of what people read, Spanish and English: what a thing is called in each. Pure, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from warehouse.fields import Field, Table
from warehouse.schema import TABLES
from warehouse.wording import Language, date_in_words, duration_in_words, on_date

# No browser breaks a line here: a number stays with what it counts.
GLUE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Edition:
    """One language; every text that a reader of a page sees goes through it."""

    language: Language

    @property
    def spanish(self) -> bool:
        """Whether this is the Spanish edition, the first one."""
        return self.language == "es"

    @property
    def folder(self) -> str:
        """Where the edition's files lie under ``public``: the Spanish ones at the top."""
        return "" if self.spanish else "en/"

    @property
    def tag(self) -> str:
        """The language of the edition as HTML names it (BCP 47)."""
        return "es-MX" if self.spanish else "en"

    def say(self, spanish: str, english: str) -> str:
        """The one of two texts that is in this language."""
        return spanish if self.spanish else english

    def name(self, thing: Field | Table) -> str:
        """The label of a table or a column."""
        return self.say(thing.spanish, thing.english)

    def meaning(self, thing: Field | Table) -> str:
        """What a table or a column means."""
        return self.say(thing.meaning, thing.meaning_english)

    def table(self, table: str) -> str:
        """The label of the published table of that name; raises ``KeyError`` where there is none."""
        return self.name(TABLES[table])

    def field(self, table: str, column: str) -> str:
        """The label of a column of a published table; raises ``KeyError`` where there is none."""
        return self.name(TABLES[table].field(column))

    def value(self, table: str, column: str, value: object) -> str:
        """A cell for a reader: labels of its vocabulary in place of codes, lists in a row; empty for none."""
        if value is None or value == "":
            return ""
        field = TABLES[table].field(column)
        values = value if isinstance(value, list) else [value]
        return ", ".join(self._label(field, str(one)) for one in values)

    def country(self, code: object, printed: object = None) -> str:
        """The name of a country (ISO 3166-1 alpha-2) as Unicode CLDR has it; else ``printed`` or the code."""
        names = _territories(self.language)
        return names.get(str(code or ""), "") or str(printed or code or "")

    def date(self, iso: object) -> str:
        """A whole or partial ISO date in words; empty for none."""
        return date_in_words(str(iso), self.language) if iso else ""

    def on_date(self, iso: object) -> str:
        """The same with its preposition."""
        return on_date(str(iso), self.language) if iso else ""

    def duration(self, iso: object) -> str:
        """``P5Y`` in words; any other text as it stands; empty for none."""
        return duration_in_words(str(iso), self.language) if iso else ""

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """``1,350``, as Mexico and English write it; a dash for none."""
        if value is None:
            return "—"
        if decimals is not None:
            return f"{value:,.{decimals}f}"
        return f"{value:,.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"

    def percent(self, share: float | None) -> str:
        """A share from 0 to 1 with at most one decimal; a dash for none."""
        if share is None:
            return "—"
        return f"{100 * share:.1f}".removesuffix(".0") + self.say(f"{GLUE}%", "%")

    def counted(self, count: int, spanish: tuple[str, str], english: tuple[str, str]) -> str:
        """``1 acuerdo``, ``1,350 agreements``; the nouns come as (singular, plural)."""
        nouns = spanish if self.spanish else english
        return f"{count:,}{GLUE}{nouns[count != 1]}"

    def _label(self, field: Field, value: str) -> str:
        if field.vocabulary is None or value not in field.vocabulary.labels:
            return value
        return self.say(*field.vocabulary.labels[value])


SPANISH = Edition("es")
ENGLISH = Edition("en")
EDITIONS = (SPANISH, ENGLISH)


@lru_cache(maxsize=2)
def _territories(language: Language) -> dict[str, str]:
    return dict(Locale.parse("es_MX" if language == "es" else "en").territories)
