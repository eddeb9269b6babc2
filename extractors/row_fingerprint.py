"""What the rows of a page say, as one number: the same while only a clock, a banner or a session id moves."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from functools import lru_cache

from extractors.observation import Observation

_MONTHS = "ene|feb|mar|abr|may|jun|jul|ago|sep|sept|oct|nov|dic"
_MONTHS += "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
_WEEKDAYS = "lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo"
# A heading over the rows may carry a clock ("Actualizado: 24/11/2026 10:32") or a counter; a bare year is of the rows.
_MOVING = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?\s*m\b\.?)?"
    r"|(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?!\d)"
    rf"|(?:\b(?:{_WEEKDAYS})\b,?\s+)?(?<!\d)\d{{1,2}}[°º]?\s+(?:de\s+)?(?:{_MONTHS})\b\.?,?\s+(?:del?\s+)?\d{{4}}"
    r"|\b(?:visitas?|visitantes)\b\W*\d[\d.,]*(?:\s\d{3})*(?!\d)"
    r"|(?<![\d.,])\d+(?:[.,\s]\d{3})*\s+(?:visitas?|visitantes)\b"
    r"|\b\w*(?:sess?i[oó]n|sessid)(?:\s*id)?\b\s*(?:[:=#]\s*[\w.-]+|(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{4,})",
    re.IGNORECASE,
)
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def row_fingerprint(observations: Iterable[Observation]) -> str:
    """SHA-256 of the printed texts of the rows in their order, with the headings over them.

    Where a row stands in the page is left out: a table set before the rows moves their locators and changes nothing.
    """
    digest = hashlib.sha256()
    for seen in observations:
        said = [_standing(seen.section), sorted(seen.fields.items()), sorted(seen.original.items())]
        digest.update(_as_json(said).encode() + b"\n")
    return digest.hexdigest()


@lru_cache(maxsize=2_000)
def _standing(section: str) -> str:
    return _MOVING.sub("", section)
