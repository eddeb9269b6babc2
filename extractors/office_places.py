"""Where a branch is: by the end of its address, by its name, or by the headings it stands under."""

from __future__ import annotations

import re

from extractors.headings import folded
from extractors.observation import PARTING
from extractors.place_words import MEXICO, UNITED_STATES, full_state_named, state_named, us_tail

_CITY_IN_NAME = re.compile(
    r"\ben\s+(?:el\s+|la\s+)?(?P<city>[A-ZÁÉÍÓÚÑ][\w.'’]+(?:\s+(?:(?:de|del|la|las|los)\s+)*[A-ZÁÉÍÓÚÑ][\w.'’]+){0,3})$"
)
_STREET_BEFORE = re.compile(
    r"\b(?:St|Street|Ave|Avenue|Blvd|Boulevard|Rd|Road|Dr|Hwy|Fwy|Ste|Suite|Way|Ln)\b\.?(?:\s*#?\s*\d+\w?)?\s+"
)
_NUMBER = re.compile(r"^\W*\d{1,2}\s*[.)\-–]?\s+")
_LONGEST_STATE = 45
_NO_CITY = frozenset({"estados unidos", "exterior"})


def state_heading(text: str) -> str:
    """The state of Mexico that a line is the name of, as lists of offices or laws print it over each part."""
    if len(text) > _LONGEST_STATE:
        return ""
    return full_state_named(_NUMBER.sub("", text).strip(" .:–—-*•"), MEXICO)


def state_before(text: str, behind: str = r"[A-ZÁÉÍÓÚÑ]") -> tuple[str, str]:
    """The state printed before what a line says of it (``Hidalgo: Ley ...``), and the line without it."""
    match = re.match(rf"\W*(?:\d{{1,2}}\s*[.)\-]+\s*)?(?P<state>[^.:–—\-]{{4,40}}?)\s*[.:–—\-]+\s+(?={behind})", text)
    state = state_heading(match["state"]) if match else ""
    return (state, text[match.end() :]) if match and state else ("", text)


def branch_place(address: str, name: str, section: str, *, state_known: bool) -> dict[str, str]:
    """``city`` and ``us_state`` of a branch, and the ``state`` it belongs to where its headings say so.

    Where the source knows whose branches they are (``state_known``), a Mexican state in a heading is where the branch
    is; else it is whose it is.
    """
    place: dict[str, str] = {}
    if tail := us_tail().search(address):
        place["city"] = _after_street(tail["city"].split(",")[-1].strip())
        place["us_state"] = re.sub(r"[.\s]", "", tail["state"]) if "." in tail["state"] else tail["state"]
    headings = [part.strip() for heading in reversed(section.split(PARTING)) for part in reversed(heading.split(","))]
    for text in (name.rpartition(" en ")[2], *headings):
        american, mexican = full_state_named(text, UNITED_STATES), full_state_named(text, MEXICO)
        if mexican and not state_known:
            place.setdefault("state", mexican)
        elif american or mexican:
            place.setdefault("us_state", american or mexican)
    city = _CITY_IN_NAME.search(name)
    if city and not state_named(city["city"], UNITED_STATES) and folded(city["city"]) not in _NO_CITY:
        place.setdefault("city", city["city"])
    return place


def _after_street(city: str) -> str:
    """The city, where no comma parts it from the street: ``1109 Fruitvale Blvd Yakima`` is Yakima."""
    return re.sub(r"^[\d\s#]+", "", _STREET_BEFORE.split(city)[-1]).strip()
