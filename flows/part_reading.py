"""The observations of one part of a source from its archived captures, and whether there are enough of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from extractors.archive import Archive
from extractors.capture import Capture
from extractors.failures import SourceFailure, TooFewRows, Unreadable
from extractors.layout_mark import change_between, example_of, mark_from, mark_of
from extractors.observation import Observation
from extractors.reading import PartReading, read_part
from extractors.source import FROM_COLUMN, FROM_LINK_TEXT, Source
from transforms.places import state_mentioned
from warehouse.store import KeptLayout, Part

_FEW = 4  # of three rows two may well lapse at once


def captures_of(archive: Archive, part: Part) -> list[Capture]:
    """The captures of a part as they were archived. Raises ``Unreadable`` where one is missing or damaged."""
    return [
        Capture(
            part.source_id, part.part, kept.url, datetime.fromisoformat(kept.captured_at), kept.status,
            kept.media_type, (("content-type", kept.content_type),) if kept.content_type else (),
            archive.read(kept.sha256), kept.sha256, part.link_text, kept.sequence,
        )
        for kept in part.captures
    ]  # fmt: skip


def observe(source: Source, part: Part, captures: Sequence[Capture]) -> PartReading:
    """What the captures of a part say. Raises ``SourceFailure``; ``TooFewRows`` under the source's floor."""
    layout, floor = source.format, source.min_rows
    if part.part and source.child:
        layout = source.child.format
        floor = min(source.min_rows, 1) if source.child.min_rows is None else source.child.min_rows
    try:
        reading = read_part(source, captures, layout=layout, state=_state(source, part))
    except SourceFailure:
        raise
    except Exception as error:
        # A page on which a reader stumbles is that page's failure: the sources beside it are read and published.
        raise Unreadable(
            source.id, captures[0].url, f"el lector tropezó ({type(error).__name__}: {error})",
            "avise a quien mantiene el programa, con la captura de esta página",
        ) from error  # fmt: skip
    if len(reading.observations) < floor:
        raise TooFewRows(
            source.id, captures[0].url, f"{len(reading.observations)} renglones, el piso es {floor}",
            "mire la página; si de verdad son menos, baje `min_rows:`",
        )  # fmt: skip
    return reading


def refuse_a_great_loss(source: Source, part: Part, found: int, known: int) -> None:
    """Half a page is no page: raise ``TooFewRows`` where more rows vanished at one blow than ``may_lose`` allows."""
    if known >= _FEW and known - found > known * source.may_lose:
        raise TooFewRows(
            source.id, part.captures[0].url, f"{found} renglones de {known}: faltan demasiados de un golpe",
            "mire la página; si de verdad se retiraron, suba `may_lose:` (1 los acepta todos)",
        )  # fmt: skip


def layout_of(part: Part, observations: Sequence[Observation]) -> KeptLayout:
    """How the rows just read are laid out, beside what was known of the part.

    A page unlike the one before it begins a change; one like it carries the change on, so that it is told until it is
    taken back or a person has seen to it. The same captures read anew, by other code or another record, begin none:
    then it is our reading that changed and not the page.
    """
    known, now = part.layout, mark_of(observations)
    if now is None:
        return known
    captures = hashlib.sha256(" ".join(one.sha256 for one in part.captures).encode()).hexdigest()[:16]
    change = change_between(mark_from(known.mark), now)
    if change and known.captures != captures:
        day = max(one.captured_at for one in part.captures)[:10]
        return KeptLayout(now.as_text(), captures, known.mark, day, example_of(observations, change.new))
    if not change_between(mark_from(known.before), now):
        return KeptLayout(now.as_text(), captures)
    return KeptLayout(now.as_text(), captures, known.before, known.changed_on, known.example)


def _state(source: Source, part: Part) -> str:
    if source.state == FROM_LINK_TEXT:
        return state_mentioned(part.link_text)
    return source.state if source.state and source.state != FROM_COLUMN else ""
