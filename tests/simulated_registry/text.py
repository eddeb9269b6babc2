"""Small text helpers shared by the generator and the comparison."""

import re
import unicodedata


def lose_accents(text: str) -> str:
    """Vowels without accents; ñ stays, as it does on most pages typed in capitals."""
    out = []
    for char in text:
        bare = unicodedata.normalize("NFD", char)[0]
        out.append(char if char in "ñÑ" else bare)
    return "".join(out)


def key(text: str) -> str:
    """Only what matters when two titles are compared: letters and digits, no accents, no capitals."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return re.sub(r"[^0-9a-z]+", " ", plain).strip()
