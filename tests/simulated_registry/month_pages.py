"""The pages of a living registry (SIMULADO): the same rows print the same words, whatever else is on the page."""

from __future__ import annotations

from html import escape
from random import Random

from tests.simulated_registry.truth import SimulatedAgreement

LAYOUTS = ("table", "cards", "list")
MONTHS = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
          "noviembre", "diciembre")  # fmt: skip
TOPICS = {
    "education": "Educación", "culture": "Cultura", "tourism": "Turismo", "science_technology": "Ciencia y tecnología",
    "trade_promotion": "Promoción comercial", "investment_promotion": "Promoción de inversiones",
    "urban_development": "Desarrollo urbano", "environment": "Medio ambiente",
    "human_capital_training": "Formación de capital humano", "security": "Seguridad",
}  # fmt: skip


def _date(iso: str) -> str:
    parts = iso.split("-")
    words = [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    words = [str(int(parts[2])), *words] if len(parts) > 2 else words
    return " de ".join([*words, parts[0]])


def _validity(row: SimulatedAgreement) -> str:
    if row.validity == "fixed":
        return f"Hasta el {_date(row.expires_on)}"
    return {"none": "", "indefinite": "Indefinida"}.get(row.validity, f"{row.validity_years} años")


def _cells(row: SimulatedAgreement) -> dict[str, str]:
    return {
        "Título": row.title, "Parte mexicana": row.local_party, "Contraparte": row.counterpart,
        "Fecha de firma": _date(row.signed_on), "Vigencia": _validity(row),
        "Áreas": "; ".join(label for name, label in TOPICS.items() if name in row.topics),
    }  # fmt: skip


def page(layout: str, rows: list[SimulatedAgreement], look: int) -> bytes:
    """One state's page in UTF-8; ``look`` orders the columns."""
    names = list(_cells(rows[0]))
    Random(look).shuffle(names)
    cells = [{name: escape(text) for name, text in _cells(row).items()} for row in rows]
    if layout == "table":
        head = "".join(f"<th>{name}</th>" for name in names)
        lines = ("".join(f"<td>{row[name]}</td>" for name in names) for row in cells)
        body = f"<table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
    elif layout == "cards":
        order = ["Título", *(name for name in names if name != "Título")]
        cards = ("".join(f"<dt>{name}</dt><dd>{row[name]}</dd>" for name in order) for row in cells)
        body = "".join(f"<dl>{card}</dl>" for card in cards)
    else:
        items = (
            f"{row['Título']}. Firmado el {row['Fecha de firma']}. Vigencia: {row['Vigencia'] or '-'}. "
            f"Áreas: {row['Áreas']}."
            for row in cells
        )
        body = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    return f"<html><body><h1>SIMULADO</h1>{body}</body></html>".encode()
