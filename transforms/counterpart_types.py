"""What kind of body a counterpart is: government, intergovernmental, NGO, or private and academic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.folding import fold
from transforms.phrases import PhrasesIn
from transforms.vocabulary import document, rows

GOVERNMENT = "government"
INTERGOVERNMENTAL = "international_organization"
NGO = "ngo"
PRIVATE_ACADEMIC = "private_academic"

_WORLDWIDE_WORDS = re.compile(
    r"\b(internacional|international|mundial|global|iberoameric\w+|interameric\w+|latinoameric\w+|panameric\w+|world)\b"
)
# "Oficina en México de la UNESCO" is the UNESCO's; "Ciudad de X, miembro de la UNESCO" is a city.
_BRANCH = re.compile(
    r"^(?:la |el )?(?:oficina|representacion|delegacion|direccion|agencia|comision|coordinacion|mision|sede)\b"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A well-known body: its type, its country where it is national, its scope (``worldwide`` or a region)."""

    type: str
    country: str
    scope: str


@cache
def _bodies() -> PhrasesIn[Body]:
    names: dict[str, Body] = {}
    for row in rows("bodies"):
        body = Body(row["type"], row["country"], row["scope"])
        for name in (row["name"], *row["acronyms"].split("|")):
            if name:
                names[fold(name)] = body
    return PhrasesIn(sorted(names.items(), key=lambda item: (-len(item[0]), item[0])))


@lru_cache(maxsize=50_000)
def known_body(name: str) -> Body | None:
    """The well-known body the name speaks of, longest name first; None where it names none.

    A body named after the head of another one (``Asociación de Amigos de la UNESCO``) is not that one.
    """
    folded = fold(name)
    for words, body in _bodies().of(folded):
        before = folded.split(words)[0]
        if folded.startswith(words) or _by_head(before) in {"", body.type} or _BRANCH.match(before):
            return body
    return None


@cache
def _head_words() -> PhrasesIn[str]:
    words = [
        (word.strip(), category)
        for category, lines in document("counterpart_words")["heads"].items()
        for line in lines
        for word in line.split(",")
    ]
    return PhrasesIn(sorted(words, key=lambda pair: (-len(pair[0]), pair[0])))


def _by_head(folded: str) -> str:
    """Category of the word nearest the head of the name."""
    return _head_words().first(folded) or ""


# "Siemens AG de la República Federal de Alemania", "Kazán, Federación de Rusia": the country says nothing of the body.
_COUNTRY_AT_END = re.compile(
    r"(?<=\w)[,\s]+(?:de\s+|del\s+)?(?:(?:la|el|los)\s+)?"
    r"(?:rep[uú]blica|reino|estados\s+unidos|federaci[oó]n\s+(?:de\s+)?rus\w+|confederaci[oó]n\s+(?:suiza|helv\w+)|commonwealth|"
    r"gran\s+ducado|principado)\b.*$",
    re.IGNORECASE,
)
_PARTING = re.compile(r"[,(]")
_MORE_THAN_A_FORM = re.compile(r"(?:la |el |the )?(?:universi|fundac)")
_FORM_ANYWHERE = re.compile(
    r"\b(?:S\.?A\.?S|S\. ?A|GmbH|Inc|LLC|Ltda?|S\. ?A\. de C\. ?V|S\.p\.A|Corp)\b\.?", re.IGNORECASE
)


def _by_ending(name: str) -> str:
    if _FORM_ANYWHERE.search(name):
        return PRIVATE_ACADEMIC
    # "Instituto X, S.A. de C.V., Estados Unidos": the form may stand before the place.
    segments = [f" {fold(part)}" for part in (name, *_PARTING.split(name))]
    for category, endings in _endings():
        if any(segment.endswith(endings) for segment in segments):
            return category
    return ""


@cache
def _endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Categories by the last words of a name, each with a blank before."""
    endings = document("counterpart_words")["endings"]
    return tuple((str(category), tuple(f" {words}" for words in some)) for category, some in endings.items())


def without_country(name: str) -> str:
    """The name without the country printed behind it, unless that is all there is."""
    return _COUNTRY_AT_END.sub("", name) or name


@lru_cache(maxsize=50_000)
def counterpart_type(name: str) -> str:
    """Type of a counterpart by its name; empty where no word of it tells."""
    body = known_body(name)
    if body:
        return body.type
    name = without_country(name)
    folded = fold(name)
    ending = _by_ending(name)
    # "Telefónica, S.A., Reino de España": what stands after the form is a place.
    head = _by_head(fold(name.split(",")[0])) if ending else _by_head(folded)
    # A legal form settles what an open word (centro, grupo, instituto, casa) leaves open.
    if ending and head in {"", NGO, PRIVATE_ACADEMIC} and not _MORE_THAN_A_FORM.match(folded):
        return ending
    return head


@lru_cache(maxsize=5_000)
def counterpart_type_said(text: str) -> str:
    """Type said by the value of a column about it (``Organismo multilateral``); empty where it says none."""
    folded = fold(text)
    if not folded:
        return ""
    for category, words in document("counterpart_words")["column"]:
        if any(f" {word}" in f" {folded}" for word in words):
            return str(category)
    return ""


def is_worldwide(name: str, type_: str) -> bool:
    """Whether a body with no country printed is of the whole world rather than of an unnamed country."""
    body = known_body(name)
    if body:
        return body.scope == "worldwide"
    if type_ == INTERGOVERNMENTAL:
        return True
    return type_ == NGO and bool(_WORLDWIDE_WORDS.search(fold(name)))
