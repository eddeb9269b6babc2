"""What a page that nobody reviewed seems to be: its name, whose it is, of which state and data set. Only guesses.

In: the capture of a page, and what the readers make of it. Out: values for a source record that a person is to check.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from extractors.capture import Capture
from extractors.decode import HTML, decode
from extractors.document import parse, squeeze, text_of
from extractors.failures import SourceFailure
from extractors.reading import PartReading, read_part
from extractors.source import FROM_COLUMN, Source
from transforms.places import state_mentioned, state_names
from transforms.text import fold

# Claims are read with the headings of agreements, so no page can show which of the two it is.
GUESSED_DATASETS = ("offices", "branches", "laws", "agreements")

_LONGEST_NAME, _LONGEST_ID = 160, 60
_SHORTEST_IN_LABEL = 6
_OF_THE_COUNTRY = frozenset({"mexico", "mex"})
_COMMON_LABELS = frozenset({"www", "gob", "mx", "com", "org", "net", "edu", "info"})
_OFFICIAL = ".gob.mx"


@dataclass(frozen=True, slots=True)
class Face:
    """What a page says of itself: its ``title``, the ``publisher`` it names, and all its ``text``."""

    title: str
    publisher: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the readers of one data set make of a page, or why they could not."""

    found: PartReading
    failure: SourceFailure | None = None

    @property
    def told(self) -> int:
        """How many cells under known headings hold something."""
        return sum(1 for row in self.found.observations for text in row.fields.values() if text)


@dataclass(frozen=True, slots=True)
class Described:
    """A source record for a page, the reason of each guess in it by field, and the page as it is read with it."""

    source: Source
    guessed: Mapping[str, str]
    reading: Reading


def describe(known: Source, given: Container[str], capture: Capture, taken: Container[str]) -> Described:
    """The record of a page, of which the fields ``given`` are as ``known`` says and the others are guessed.

    ``taken``: identifiers that are in use.
    """
    datasets = (known.dataset,) if "dataset" in given else GUESSED_DATASETS
    readings = {dataset: read_as(known.model_copy(update={"dataset": dataset}), capture) for dataset in datasets}
    dataset = max(readings, key=lambda name: readings[name].told)
    reading = readings[dataset]
    face = face_of(capture, reading)
    told: dict[str, str | None] = {"dataset": dataset, "publisher": face.publisher}
    guessed = {"publisher": "the name the page gives its site" if face.publisher else "not told by the page"}
    if "dataset" not in given:
        guessed["dataset"] = f"its readers fill {reading.told} cells, the most" if reading.told else "nothing was read"
    if "evidence" not in given:
        told["evidence"], guessed["evidence"] = guess_evidence(known.url), "by the host"
    if "state" not in given:
        told["state"], guessed["state"] = guess_state(known.url, face, reading)
    if "id" not in given:
        told["id"] = guess_id(dataset, known.url, taken)
    told["name"] = face.title or told.get("id") or known.id
    told["access"] = "page" if capture.media_type == HTML else "file"
    source = Source.model_validate(known.model_dump() | told)
    return Described(source, guessed, read_as(source, capture))


def read_as(source: Source, capture: Capture) -> Reading:
    """The page as the readers of the source's data set see it; a failure of theirs is an answer too."""
    state = source.state if source.state and source.state.isdecimal() else ""
    try:
        return Reading(read_part(source, [capture], layout=source.format, state=state))
    except SourceFailure as failure:
        return Reading(PartReading(), failure)


def face_of(capture: Capture, reading: Reading) -> Face:
    """What the page says of itself; for what is no HTML, the name of its file and the text of its rows."""
    if capture.media_type != HTML:
        name = unquote(urlsplit(capture.url).path).rpartition("/")[2]
        text = " ".join(text for row in reading.found.observations for text in row.original.values())
        return Face(name, "", text)
    from bs4 import BeautifulSoup

    html = decode(capture.body, capture.header("content-type"))
    soup = BeautifulSoup(html, "lxml")
    named = (squeeze(tag.get_text(" ")) for tag in (soup.title, soup.h1) if tag is not None)
    publisher = soup.select_one('meta[property="og:site_name"]')
    return Face(
        next(filter(None, named), "")[:_LONGEST_NAME],
        squeeze(str(publisher.get("content", ""))) if publisher is not None else "",
        text_of(parse(html)),
    )


def guess_evidence(url: str) -> str:
    """``official_site`` for a host of a Mexican government, ``press`` for any other."""
    return "official_site" if (urlsplit(url).hostname or "").endswith(_OFFICIAL) else "press"


def guess_state(url: str, face: Face, reading: Reading) -> tuple[str, str]:
    """INEGI code of the state a page is about, or ``from-column``; and why, in a few words."""
    rows = reading.found.observations
    if sum(1 for row in rows if row.fields.get("state") or row.fields.get("state_code")) * 2 > len(rows):
        return FROM_COLUMN, "the rows name their state"
    host = _state_of_host(urlsplit(url).hostname or "")
    if host:
        return host, "named in the host"
    for text, where in ((face.title, "named in the title"), (face.text, "the only one the page names")):
        if named := state_mentioned(text):
            return named, where
    return FROM_COLUMN, "no single state is named"


def guess_id(dataset: str, url: str, taken: Container[str]) -> str:
    """An identifier from the host and the path of an address, unlike those ``taken``."""
    parts = urlsplit(url)
    labels = [label for label in (parts.hostname or "").split(".") if label not in _COMMON_LABELS]
    path = re.sub(r"\.\w{2,5}$", "", unquote(parts.path))
    # fold() parts words at everything but ASCII letters and digits, which is what identifiers are made of.
    words = fold(" ".join([dataset, *labels, path])).split()
    while len("_".join(words)) > _LONGEST_ID and len(words) > 2:
        words.pop()
    wanted = "_".join(words)[:_LONGEST_ID]
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}_{number}"
    return found


def _state_of_host(host: str) -> str:
    """The state that a host names, the label nearest to the root first: miguelhidalgo.cdmx.gob.mx is of Mexico City."""
    for label in reversed(host.split(".")):
        word = fold(label).replace(" ", "")
        # Short abbreviations are words of other languages too; only a government means a state by them.
        if host.endswith(_OFFICIAL) and word in _joined_names():
            return _joined_names()[word]
        within = [name for name in _joined_names() if len(name) >= _SHORTEST_IN_LABEL and name in word]
        if within:
            return _joined_names()[max(within, key=len)]
    return ""


@cache
def _joined_names() -> dict[str, str]:
    """Names of the states as host labels write them, without blanks."""
    return {name.replace(" ", ""): code for name, code in state_names().items() if name not in _OF_THE_COUNTRY}
