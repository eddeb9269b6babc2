"""What the quality pages are made of: cautions, and the chapters to which they send. Pure, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from warehouse.edition import SPANISH, Edition

# Agreements that their source withdrew stay in the table and out of the counts.
COUNTING = "status <> 'withdrawn'"
_TITLES: Mapping[str, tuple[str, str]] = {
    "cobertura": ("Cobertura y confianza", "Coverage and confidence"),
    "conciliacion": ("Conciliación con lo impreso", "Reconciliation with print"),
    "impresas": ("Lo impreso frente a sí mismo", "Print against itself"),
    "oficinas": ("Oficinas: lo nuestro junto al libro", "Offices: ours beside the book"),
    "reglas": ("Reglas y sus resultados", "Rules and their results"),
    "cuarentena": ("Renglones en cuarentena", "Rows in quarantine"),
    "asuntos": ("Asuntos de la lectura", "Reading issues"),
    "fuentes": ("Fuentes", "Sources"),
    "contradicciones": ("Contradicciones entre fuentes", "Contradictions between sources"),
}


class Caution(NamedTuple):
    """One thing not to conclude: the warning, why, and the chapter that tells more.

    ``quoted`` are the pieces of ``why`` that come from the tables as they are, in Spanish in both editions.
    """

    warning: str
    why: str
    chapter: str
    quoted: tuple[str, ...] = ()


def titles(edition: Edition = SPANISH) -> dict[str, str]:
    """The titles of the chapters by their anchors, in their order."""
    return {anchor: edition.say(*title) for anchor, title in _TITLES.items()}
