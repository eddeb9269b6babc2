"""Numbers, labels and texts as the quality page writes them: Spanish of Mexico, labels in place of codes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from warehouse import quality_tables
from warehouse import vocabularies as vocabulary
from warehouse.fields import Field, Table
from warehouse.schema import TABLES
from warehouse.wording import LONGEST, in_a_row

# No browser breaks a line here: a number stays with what it counts.
GLUE = "\u00a0"
PRINTED_TABLES: Mapping[str, str] = {
    "schiavon_t1_index": "Capítulo 2, cuadro 1: índice de internacionalización",
    "schiavon_t2_level": "Capítulo 2, cuadro 2: por entidad y nivel",
    "schiavon_t3_administration": "Capítulo 2, cuadro 3: por presidencia y época del TLCAN",
    "schiavon_t4_counterpart": "Capítulo 2, cuadro 4: por tipo de contraparte",
    "schiavon_t5_region": "Capítulo 2, cuadro 5: por región",
    "schiavon_t6_area": "Capítulo 2, cuadro 6: por área de cooperación",
    "schiavon_text_country": "Capítulo 2, texto: por país",
    "schiavon_text_nafta": "Capítulo 2, texto: antes del TLCAN",
    "schiavon_f1_projection": "Capítulo 2, gráfica 1: proyección a 2050",
    "martinez_justo_t1_level": "Capítulo 3, cuadro 1: por entidad y nivel",
    "martinez_justo_text": "Capítulo 3, texto",
    "ofam_facts": "Capítulo 7, texto y figuras",
    "us_offices": "Capítulo 7, figura 3",
    "book_ch8_text": "Capítulo 8, texto",
}
_CATEGORIES: Mapping[str, str] = {
    "total": "Total", "state_share": "Estatal, parte", "municipal_share": "Municipal, parte", "china": "China",
    "united_states": "Estados Unidos", "us_texas": "Texas", "us_california": "California",
    "registered_2020_peak": "Registrados en 2020", "best_rate": "Mejor caso, tasa por quinquenio",
    "ofam_total": "Entidades con oficina", "state_law_total": "Entidades con ley",
    "us_office_states_total": "Entidades con representación en Estados Unidos",
    "constitutions_total_stated": "Constituciones que nombran a los migrantes",
    "iom_windows_total": "Ventanillas de la OIM",
}  # fmt: skip
_CASES: Mapping[str, str] = {
    "base": "Caso base", "best": "Mejor caso", "best_doubled": "Mejor caso, incrementos dobles", "worst": "Peor caso",
}  # fmt: skip
_CATEGORY_LISTS = (
    vocabulary.LEVEL, vocabulary.ADMINISTRATION, vocabulary.NAFTA_ERA, vocabulary.COUNTERPART_TYPE,
    vocabulary.REGION, vocabulary.TOPIC,
)  # fmt: skip
_UNITS: Mapping[str, str] = {"agreements": "acuerdos", "percent": "%", "points": "puntos", "states": "entidades"}
_MORE_TABLES = (
    quality_tables.COVERAGE, quality_tables.QUARANTINE, quality_tables.QUALITY, quality_tables.RECONCILIATION,
    quality_tables.PRINTED_CONTRADICTIONS,
)  # fmt: skip
_TABLES: Mapping[str, Table] = {**{table.name: table for table in _MORE_TABLES}, **TABLES}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def number(value: float | None) -> str:
    """``1350`` as ``1,350``, ``4.5`` as ``4.5``; a dash for none."""
    if value is None:
        return "—"
    return f"{value:,.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def percent(share: float | None) -> str:
    """A share from 0 to 1 with one decimal; neither nothing nor everything where it is only nearly so."""
    if share is None:
        return "—"
    shown = min(max(share, 0.001), 0.999) if 0 < share < 1 else share
    return f"{100 * shown:.1f}".removesuffix(".0") + f"{GLUE}%"


def counted(count: int, one: str, several: str) -> str:
    """``1 acuerdo``, ``1,350 acuerdos``."""
    return f"{count:,}{GLUE}{one if count == 1 else several}"


class Noun(NamedTuple):
    """What is counted: its plural article, and its name in singular and plural."""

    article: str
    one: str
    several: str


AGREEMENTS = Noun("los", "acuerdo", "acuerdos")
FIGURES = Noun("las", "cifra impresa", "cifras impresas")
STATEMENTS = Noun("las", "afirmación", "afirmaciones")


def of_all(part: int, whole: int, noun: Noun) -> str:
    """``82 de los 83 acuerdos (98.8 %)``; ``los 83 acuerdos`` where it is all of them."""
    named = counted(whole, noun.one, noun.several)
    if part == whole:
        return named if whole == 1 else f"{noun.article} {named}"
    return f"{part:,} de {noun.article} {named} ({percent(part / whole)})"


def sentence(text: str) -> str:
    """A text with its first letter as a sentence has it, and its full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "…")) else ".")


def shown(value: object, longest: int = LONGEST) -> str:
    """A text of a source on one line, cut where it is very long, without what no page can show."""
    line = " ".join(_CONTROL.sub(" ", "" if value is None else str(value)).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def listed(names: Sequence[str], most: int = 40) -> str:
    """``a, b y c``; with semicolons where a name has commas; past ``most`` of them the rest is a count."""
    shortened = [*names[:most], f"otras {len(names) - most:,}"] if len(names) > most else names
    if not any("," in name for name in shortened):
        return in_a_row(shortened, "es")
    return "; ".join([*shortened[:-2], "; y ".join(shortened[-2:])])


def table_label(name: object) -> str:
    """The Spanish name of a published table; the code where there is none."""
    table = _TABLES.get(str(name))
    return table.spanish if table else {"figures": "Cifras impresas"}.get(str(name), shown(name))


def field_label(table_name: object, name: object) -> str:
    """The Spanish name of a column; the code where the table has none of that name."""
    field = _field(table_name, name)
    return field.spanish if field else shown(name)


def value_label(table_name: object, name: object, value: object) -> str:
    """A cell as a person reads it: the label of its vocabulary where it has one."""
    field = _field(table_name, name)
    return field.vocabulary.spanish(str(value)) if field and field.vocabulary else shown(value)


def printed_table_label(table_id: object) -> str:
    """What a printed table is called in the book."""
    return PRINTED_TABLES.get(str(table_id), shown(table_id))


def printed_table_order(table_id: object) -> tuple[int, str]:
    """Where a printed table stands in the book; unknown ones last."""
    known = list(PRINTED_TABLES)
    return known.index(str(table_id)) if table_id in known else len(known), str(table_id)


def category_label(category: object) -> str:
    """The column of a printed table in Spanish."""
    code = str(category)
    if code in _CATEGORIES:
        return _CATEGORIES[code]
    case, _, year = code.rpartition("_")
    if case in _CASES and year.isdigit():
        return f"{_CASES[case]}, {year}"
    return next((known.spanish(code) for known in _CATEGORY_LISTS if code in known.values), shown(category))


def figure(value: float | None, unit: object) -> str:
    """A printed figure with its unit, where the unit is not plain counting; percent with two decimals, as printed."""
    if value is None:
        return number(value)
    text = f"{value:,.2f}" if unit == "percent" else number(value)
    return text if unit == "agreements" else f"{text}{GLUE}{_UNITS.get(str(unit), shown(unit))}"


def is_address(text: object) -> bool:
    """Whether a text may stand in a link: nothing but the web."""
    return str(text).startswith(("https://", "http://"))


def _field(table_name: object, name: object) -> Field | None:
    table = _TABLES.get(str(table_name))
    return next((field for field in table.fields if field.name == name), None) if table else None
