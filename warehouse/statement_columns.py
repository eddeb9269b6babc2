"""Columns that statements about offices, branches and laws share: when it was so, who says it, since when no more."""

from __future__ import annotations

from warehouse import columns as column
from warehouse.fields import Field

AS_OF = Field(
    "as_of", "text", "Fecha del hecho", "As of",
    "Fecha a la que vale lo dicho, ISO 8601, tan precisa como la fuente; vacía si no trae fecha.",
    "Date for which it is said, ISO 8601, as precise as the source; empty where it prints none.",
    pattern=column.ISO_DATE, example="2025-10",
)  # fmt: skip
AS_OF_PRINTED = Field(
    "as_of_printed", "text", "Fecha impresa", "Date as printed", "Fecha o fechas que da la fuente, como se imprimen.",
    "Date or dates the source gives, as printed.",
)  # fmt: skip
ENDED_ON = Field(
    "ended_on", "text", "Valió hasta", "Ended on", "Fecha en que dejó de valer, si una fuente lo dice.",
    "Date on which it ended, where a source says so.", pattern=column.ISO_DATE,
)  # fmt: skip
EVIDENCE_PRINTED = Field(
    "evidence_printed", "text", "Evidencia, como se da", "Evidence as given",
    "Clases de fuente como las da una recopilación; `evidence` es la más débil de ellas.",
    "Kinds of source as a survey gives them; `evidence` is the weakest of them.", example="publication+press",
)  # fmt: skip
SEEN_ON = Field(
    "seen_on", "text", "Visto el", "Seen on", "Día en que lo leímos.", "Day we read it.", required=True,
    pattern=column.ISO_DAY, volatile=True,
)  # fmt: skip
FIRST_SEEN = Field(
    "first_seen", "text", "Visto por primera vez", "First seen", "Día en que lo leímos por primera vez.",
    "Day we first read it.", required=True, pattern=column.ISO_DAY,
)  # fmt: skip
WITHDRAWN_ON = Field(
    "withdrawn_on", "text", "Retirado el", "Withdrawn on",
    "Día en que se vio que su fuente ya no lo dice; vacío mientras lo dice.",
    "Day on which its source was seen to say it no more; empty while it does.", pattern=column.ISO_DAY,
)  # fmt: skip
REFERENCE = Field(
    "reference", "text", "Referencia", "Reference", "Páginas o direcciones de donde se tomó.",
    "Pages or addresses it was taken from.",
)  # fmt: skip


def said(name: str, spanish: str, english: str, meaning: str, meaning_english: str) -> Field:
    """A column of free text, described and nothing more."""
    return Field(name, "text", spanish, english, meaning, meaning_english)
