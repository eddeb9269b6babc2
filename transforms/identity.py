"""Lasting identifiers, short and readable, made of what the source printed and of nothing we cleaned."""

from __future__ import annotations

import hashlib

from transforms.text import squeeze

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to misread
_LENGTH = 8


def short_hash(*parts: str) -> str:
    """Eight characters of Crockford base 32 (40 bits) of the SHA-256 of the squeezed parts."""
    digest = hashlib.sha256("\x1f".join(squeeze(part) for part in parts).encode()).digest()
    number = int.from_bytes(digest[:5], "big")
    return "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(_LENGTH)))


def agreement_id(state_code: str, *raw: str) -> str:
    """Identifier of an agreement from its state and its raw mandatory fields (``aii-14-3f9k2m7q``).

    ``raw``: local party, counterpart, date and instrument as printed; state 00 where none is known.
    """
    return f"aii-{state_code or '00'}-{short_hash(state_code, *raw)}"
