"""How far the name of an office goes: word by word, to the verb, the comma or the other body that ends it."""

from __future__ import annotations

import re
import unicodedata

from extractors.office_words import pattern

_LINKS = frozenset(
    {"de", "del", "la", "las", "los", "el", "lo", "y", "e", "a", "al", "para", "en", "con", "su", "sus", "o", "u", "i"}
)
_ARTICLES = frozenset({"la", "el", "del", "los"})
_WORD = re.compile(r"[^\W_][\w.'’\-]*|[(),;:.«»\"“”/|–—&]")
# "Personas Migrantes, Refugiadas, Desplazadas y Retornadas": a list of single words is still of the name.
_LISTED = re.compile(
    r"(?:,\s*[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+){1,4}\s+(?:y|e)\s+(?:en\s+)?[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+(?:as|os|es|ad|ón|ia|ía)\b"
)
_COMMON = pattern("common_words", behind="$")
_ENDING = pattern("ending_words", behind="$")
_LABEL = pattern("labels_behind_names", behind="$")
_BODY = re.compile(rf"(?:{pattern('ranks').pattern}|{pattern('other_bodies').pattern})$")
# Words for bodies that are also plain words of a complement.
_ALSO_PLAIN = frozenset({"enlace", "casa", "centro", "espacio", "area", "proteccion", "poblacion"})
_ALSO_SECOND = frozenset({"enlace", "proteccion", "programa", "representacion", "servicio"})
_ABROAD = re.compile(
    r"(?:exterior|extranjero|estados|materia|contexto|movilidad|retorno|transito|situacion|desarrollo|california|e\.?u|ee)"
)
_PLACED = pattern("placed_ranks", behind="$")
_PAST_OR_FUTURE = re.compile(r"(?:ó|[aei]rán?|[ai]eron|aron)$")
_INFINITIVE = re.compile(r"[aei]r$")
_MOST_WORDS = 18


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


def complement_end(text: str, position: int, rank: str) -> int:
    """Where the complement of a rank word that ends at ``position`` ends; ``position`` itself where it has none."""
    end = upto = position
    links: list[str] = []
    count = 0
    shouted = text[max(0, position - 6) : position].isupper()
    for token in _WORD.finditer(text, position):
        word, plain = token[0], _bare(token[0]).rstrip(".")
        gap = text[upto : token.start()]
        quoted = word in '«“"'
        if gap.strip() or "\n" in gap or not (word[0].isalnum() or word == "&" or quoted):
            break
        if quoted or (plain in _LINKS and (not word[0].isupper() or shouted or len(word) < 4)):
            links.append(plain)
            upto = token.end()
            continue
        if not _takes(word, plain, links, rank, shouted=shouted):
            break
        end = upto = token.end()
        links, count = [], count + 1
        if text[end - 1] == "." and not re.match(r"\s*[,a-z]", text[end:]):
            end -= 1
            break
        if count > _MOST_WORDS:
            break
    if count and (listed := _LISTED.match(text, end)):
        return complement_end(text, listed.end(), rank)
    return end + 1 if count and text[end : end + 1] and text[end] in '»”"' else end


def _takes(word: str, plain: str, links: list[str], rank: str, *, shouted: bool) -> bool:
    """Whether a word goes on with the name, given the small words before it."""
    capital = word[0].isupper()
    if not capital and (_PAST_OR_FUTURE.search(word) or ("para" in links and _INFINITIVE.search(word))):
        return False  # "apoyó" is no "apoyo", and "para repatriar" tells what for
    if _ends(plain, links, capital=capital, shouted=shouted) or (not capital and not _COMMON.match(plain)):
        return False
    if _begins_body(plain, links, rank):
        return False
    if "en" in links:
        placed = bool(_PLACED.match(rank)) and capital and not _ENDING.match(plain)
        return bool(_ABROAD.match(plain)) or placed
    if links[:1] == ["y"] and links[1:2] in (["el"], ["la"], ["lo"]):
        return bool(_COMMON.match(plain)) and plain != "gobierno"
    return not (links[:1] == ["y"] and capital and bool(_BODY.match(plain)) and plain not in _ALSO_SECOND)


def _ends(plain: str, links: list[str], *, capital: bool, shouted: bool) -> bool:
    """Whether a word is a verb or a label that no name goes over."""
    if not (_ENDING.match(plain) or _LABEL.match(plain)):
        return False
    after_of = bool(links) and links[-1] in {"de", "del"}
    if (not capital or shouted or _LABEL.match(plain)) and not after_of:
        return True
    return capital and not links and not _COMMON.match(plain)


def _begins_body(plain: str, links: list[str], rank: str) -> bool:
    """Whether another body begins: ``Dirección de Atención a Migrantes de la Secretaría de Gobierno`` is two."""
    if not _BODY.match(plain) or links[:1] not in (["de"], ["del"], ["y"], ["e"]) or not _ARTICLES.intersection(links):
        return False
    return plain not in _ALSO_PLAIN and not (plain == "gobierno" and bool(_PLACED.match(rank)))
