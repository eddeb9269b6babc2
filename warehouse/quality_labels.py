"""What codes are called on the quality pages: tables, columns, values, and the printed tables and their columns."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse import vocabularies as vocabulary
from warehouse.edition import SPANISH, Edition
from warehouse.fields import Field, Vocabulary
from warehouse.quality_words import shown
from warehouse.schema import TABLES

_FIGURES = ("Cifras impresas", "Printed figures")
PRINTED_TABLES: Mapping[str, tuple[str, str]] = {
    "schiavon_t1_index": (
        "Capítulo 2, cuadro 1: índice de internacionalización", "Chapter 2, table 1: internationalization index",
    ),
    "schiavon_t2_level": ("Capítulo 2, cuadro 2: por entidad y nivel", "Chapter 2, table 2: by state and level"),
    "schiavon_t3_administration": (
        "Capítulo 2, cuadro 3: por presidencia y época del TLCAN", "Chapter 2, table 3: by presidency and NAFTA era",
    ),
    "schiavon_t4_counterpart": (
        "Capítulo 2, cuadro 4: por tipo de contraparte", "Chapter 2, table 4: by type of counterpart",
    ),
    "schiavon_t5_region": ("Capítulo 2, cuadro 5: por región", "Chapter 2, table 5: by region"),
    "schiavon_t6_area": (
        "Capítulo 2, cuadro 6: por área de cooperación", "Chapter 2, table 6: by area of cooperation",
    ),
    "schiavon_text_country": ("Capítulo 2, texto: por país", "Chapter 2, text: by country"),
    "schiavon_text_nafta": ("Capítulo 2, texto: antes del TLCAN", "Chapter 2, text: before NAFTA"),
    "schiavon_f1_projection": ("Capítulo 2, gráfica 1: proyección a 2050", "Chapter 2, chart 1: projection to 2050"),
    "martinez_justo_t1_level": ("Capítulo 3, cuadro 1: por entidad y nivel", "Chapter 3, table 1: by state and level"),
    "martinez_justo_text": ("Capítulo 3, texto", "Chapter 3, text"),
    "ofam_facts": ("Capítulo 7, texto y figuras", "Chapter 7, text and figures"),
    "us_offices": ("Capítulo 7, figura 3", "Chapter 7, figure 3"),
    "book_ch8_text": ("Capítulo 8, texto", "Chapter 8, text"),
}  # fmt: skip
_CATEGORIES: Mapping[str, tuple[str, str]] = {
    "total": ("Total", "Total"),
    "state_share": ("Estatal, parte", "State, share"),
    "municipal_share": ("Municipal, parte", "Municipal, share"),
    "china": ("China", "China"),
    "united_states": ("Estados Unidos", "United States"),
    "us_texas": ("Texas", "Texas"),
    "us_california": ("California", "California"),
    "registered_2020_peak": ("Registrados en 2020", "Registered in 2020"),
    "best_rate": ("Mejor caso, tasa por quinquenio", "Best case, rate per five years"),
    "ofam_total": ("Entidades con oficina", "States with an office"),
    "state_law_total": ("Entidades con ley", "States with a law"),
    "us_office_states_total": (
        "Entidades con representación en Estados Unidos", "States with a branch in the United States",
    ),
    "constitutions_total_stated": (
        "Constituciones que nombran a los migrantes", "Constitutions that name migrants",
    ),
    "iom_windows_total": ("Ventanillas de la OIM", "IOM service windows"),
}  # fmt: skip
_CASES: Mapping[str, tuple[str, str]] = {
    "base": ("Caso base", "Base case"),
    "best": ("Mejor caso", "Best case"),
    "best_doubled": ("Mejor caso, incrementos dobles", "Best case, increments doubled"),
    "worst": ("Peor caso", "Worst case"),
}
_CATEGORY_LISTS = (
    vocabulary.LEVEL, vocabulary.ADMINISTRATION, vocabulary.NAFTA_ERA, vocabulary.COUNTERPART_TYPE,
    vocabulary.REGION, vocabulary.TOPIC,
)  # fmt: skip


def code_label(codes: Vocabulary, code: str, edition: Edition = SPANISH) -> str:
    """What a code of a vocabulary is called; the code itself where it is not of it."""
    return edition.say(*codes.labels.get(code, (code, code)))


def table_label(name: object, edition: Edition = SPANISH) -> str:
    """The name of a published table; the code where there is none."""
    if str(name) == "figures":
        return edition.say(*_FIGURES)
    table = TABLES.get(str(name))
    return edition.name(table) if table else shown(name)


def field_label(table_name: object, name: object, edition: Edition = SPANISH) -> str:
    """The name of a column; the code where the table has none of that name."""
    field = _field(table_name, name)
    return edition.name(field) if field else shown(name)


def value_label(table_name: object, name: object, value: object, edition: Edition = SPANISH) -> str:
    """A cell as a person reads it: the label of its vocabulary where it has one."""
    field = _field(table_name, name)
    return code_label(field.vocabulary, str(value), edition) if field and field.vocabulary else shown(value)


def printed_table_label(table_id: object, edition: Edition = SPANISH) -> str:
    """What a printed table is called in the book."""
    labels = PRINTED_TABLES.get(str(table_id))
    return edition.say(*labels) if labels else shown(table_id)


def printed_table_order(table_id: object) -> tuple[int, str]:
    """Where a printed table stands in the book; unknown ones last."""
    known = list(PRINTED_TABLES)
    return known.index(str(table_id)) if table_id in known else len(known), str(table_id)


def category_label(category: object, edition: Edition = SPANISH) -> str:
    """What the column of a printed table is called."""
    code = str(category)
    if code in _CATEGORIES:
        return edition.say(*_CATEGORIES[code])
    case, _, year = code.rpartition("_")
    if case in _CASES and year.isdigit():
        return f"{edition.say(*_CASES[case])}, {year}"
    return next(
        (code_label(known, code, edition) for known in _CATEGORY_LISTS if code in known.values), shown(category)
    )


def _field(table_name: object, name: object) -> Field | None:
    table = TABLES.get(str(table_name))
    return next((field for field in table.fields if field.name == name), None) if table else None
