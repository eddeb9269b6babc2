"""Which of the names in a row is the office, which the body over it, and who is a person that heads it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.contact_texts import without_contacts
from extractors.office_names import bare, name_line, names_in, speaks_of_migrants
from extractors.phone_texts import phones_in
from extractors.postal_addresses import addresses_in

_HONOURED = re.compile(r"(?:Lic|Ing|Mtr[oa]|Dra?|Profr?a?|Arq|L\.|C\.|C\.P\.|M\.)\.?\s?")
_POST_BEHIND = re.compile(
    r"\s*(?:titular|direct|jef|secret|subsecret|coord|encarg|respons|deleg|enlace|subdir|represent)", re.IGNORECASE
)
_NAME_AND_ACRONYM = re.compile(r"(?P<name>.{6,}?)\s*\(\s*(?P<acronym>[A-ZÁÉÍÓÚÑ][\w.\-]{1,17})\s*\)$")
_BELONGS = re.compile(
    r"\s*[,(]?\s+(?:[oó]rgano|[aá]rea|unidad|que\s)?\s*(?:adscrit|dependiente|depende\b|pertenec|sectorizad)",
    re.IGNORECASE,
)
_HIGH = ("secretaria", "subsecretaria")
_LONG_NAME = 60


def is_body(text: str) -> bool:
    """Whether a text begins with the name of an office."""
    names = names_in(text)
    return bool(names) and not text[: names[0].start].strip()


def _is_place(text: str) -> bool:
    """Whether a text is an address: ``Oficina receptora: Calle 10 No. 304, Centro``."""
    places = addresses_in(text)
    return bool(places) and places[0].start == 0 and not is_body(text)


def names_of(values: Mapping[str, list[str]]) -> dict[str, str]:
    """Which of the bodies a row names is the office, which its parent, and who is a person."""
    printed = [text for text in values.get("office_name", []) if not _is_place(text)]
    heads = [text for text in values.get("head", []) if not is_body(text)]
    if surnames := values.get("surname"):
        heads = [" ".join([*heads[:1], *surnames])]
    heads += [text for text in printed if _HONOURED.match(text) and not is_body(text)]
    own = [text for text in printed if text not in heads] + [text for text in values.get("head", []) if is_body(text)]
    # "Área y datos de contacto del lugar donde se realiza el servicio" may head names alone.
    own += [text for text in values.get("address", []) if is_body(text) and not addresses_in(text)]
    if not own:
        # A column "Delegación" of delegations of an office, not of parts of a city.
        own = [text for text in values.get("municipality", []) if is_body(text)]
    parents = list(values.get("parent_body", []))
    if not own and parents and not bare(parents[-1]).startswith("gobierno"):
        own = [parents.pop()]
    result = _office_and_parent(own, parents) if own else {}
    if "acronym" in values:
        result["acronym"] = values["acronym"][0]
    if parents and parents[0] != result.get("office_name"):
        result["parent_body"] = parents[0]
    if heads and not addresses_in(heads[0]) and not phones_in(heads[0]):
        result["head"] = _person_of(heads[0])
    return result


def _without_parent(text: str) -> str:
    """A name without what it is said to belong to: ``..., adscrita a la Subdirección de ...``."""
    line = name_line(text)
    return line.text if line else text


def _office_and_parent(own: list[str], parents: list[str]) -> dict[str, str]:
    """The office among the bodies named: the one for migrants, else the first; a ministry beside it is its parent."""
    chosen = next((text for text in own if speaks_of_migrants(_without_parent(text))), own[0])
    better = next((text for text in parents if speaks_of_migrants(text)), "")
    if better and not speaks_of_migrants(chosen):
        parents.remove(better)
        chosen = better
    parents += [
        text for text in own if text != chosen and bare(text).startswith(_HIGH) and not speaks_of_migrants(text)
    ]
    return _named(chosen)


def _person_of(text: str) -> str:
    """A person without the post printed behind the name."""
    name, comma, post = text.partition(",")
    return name.strip() if comma and _POST_BEHIND.match(post) else text.strip(" .;,")


def _named(text: str) -> dict[str, str]:
    """Name and acronym of an office out of what a cell or heading prints: ``Instituto ... (IPAM)``."""
    line = name_line(text)
    plain = " ".join(text.split()).strip(" .:;,")
    cut = _NAME_AND_ACRONYM.match(plain)
    if cut and sum(map(str.isupper, cut["acronym"])) >= 2:
        return {"office_name": cut["name"], "acronym": cut["acronym"]}
    if line and line.acronym:
        parent = {"parent_body": line.parent} if line.parent else {}
        return {"office_name": line.text, "acronym": line.acronym, **parent}
    if line and line.parent and (belongs := _BELONGS.search(plain)):
        return {"office_name": plain[: belongs.start()], "parent_body": line.parent}
    return {"office_name": without_contacts(plain) if len(plain) > _LONG_NAME else plain}
