"""From the captures of one part of a source to its observations, in whatever format they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.capture import Capture
from extractors.decode import CSV, HTML, JSON, PDF, TEXT, XLS, XLSX, decode, sniff_media_type
from extractors.document import parse
from extractors.failures import LayoutDrift, TooLarge, Unreadable
from extractors.headings import Headings
from extractors.html_labels import read_labels
from extractors.html_lists import read_lists
from extractors.html_tables import read_tables
from extractors.json_rows import read_json
from extractors.most_told import most_in_labels, most_in_lists
from extractors.observation import Observation, RawRows
from extractors.office_pages import ABOUT_OFFICES, read_office_page
from extractors.office_rows import settle
from extractors.proportions import outsized_csv, outsized_json, outsized_page
from extractors.source import Source
from extractors.spreadsheets import NotASpreadsheet, read_delimited, read_workbook
from extractors.text_blocks import TextBlocks

_OUTSIZED = {"csv": outsized_csv, "json": outsized_json}
TEACH = "enséñelo en extractors/headings.yaml o en `columns:` de la fuente"


@dataclass(slots=True)
class PartReading:
    """Observations of a part, and the headings nobody knew, each with an example."""

    observations: list[Observation] = field(default_factory=list)
    unknown_headings: dict[str, str] = field(default_factory=dict)


def _format_of(capture: Capture, wanted: str) -> str:
    if wanted != "auto":
        return wanted
    kind = sniff_media_type(capture.body, capture.header("content-type") or capture.media_type)
    if kind in {XLSX, XLS}:
        return "xlsx"
    return {
        CSV: "csv",
        JSON: "json",
        PDF: "pdf-table",
        TEXT: "csv" if capture.url.lower().endswith(".csv") else "html",
    }.get(kind, "html")


def _read_html(text: str, layout: str, headings: Headings, carried: list[str]) -> RawRows:
    """By the layout asked for, or by the one in which the page tells most."""
    tree = parse(text)
    if layout == "html-table":
        return read_tables(tree, headings, carried)
    if layout == "html-list":
        return read_lists(TextBlocks(tree), headings)
    if layout == "html-labels":
        return read_labels(tree, headings)
    page = TextBlocks(tree)
    best = read_tables(tree, headings, carried, page.texts)
    most = best.weight
    if not most or most < most_in_lists(page):
        lists = read_lists(page, headings)
        best, most = (lists, lists.weight) if lists.weight > most else (best, most)
    if not most or most < most_in_labels(page, headings, most):
        labels = read_labels(tree, headings)
        best = labels if labels.weight > most else best
    return best


def _read_as(
    chosen: str, capture: Capture, source: Source, headings: Headings, carried: list[str], *, state_known: bool
) -> RawRows:
    """Rows of a capture in one format; those of offices settled, unless the source itself says what its columns are."""
    if chosen == "xlsx":
        return settle(read_workbook(capture.body, headings), source.dataset, state_known=state_known)
    if chosen == "pdf-table":
        from extractors.pdf_tables import read_pdf_tables

        return settle(read_pdf_tables(capture.body, headings, carried), source.dataset, state_known=state_known)
    text = decode(capture.body, capture.header("content-type"))
    too_much = _OUTSIZED.get(chosen, outsized_page)(text)
    if too_much is not None:
        raise TooLarge(source.id, capture.url, too_much, "ponga en `url` una página más chica")
    if chosen in {"csv", "json"}:
        found = read_delimited(text, headings, source.columns) if chosen == "csv" else read_json(text, headings)
        return found if source.columns else settle(found, source.dataset, state_known=state_known)
    if source.dataset in ABOUT_OFFICES:
        return read_office_page(text, chosen, headings, carried, state_known=state_known)
    return _read_html(text, chosen, headings, carried)


def _read(
    capture: Capture, source: Source, layout: str, headings: Headings, carried: list[str], *, state_known: bool
) -> RawRows:
    chosen = _format_of(capture, layout)
    try:
        return _read_as(chosen, capture, source, headings, carried, state_known=state_known)
    except (NotASpreadsheet, ValueError, RecursionError) as error:
        raise Unreadable(source.id, capture.url, f"no es {chosen}: {error}", "revise `format:` de la fuente") from error


def _what_was_met(capture: Capture) -> str:
    printed = []
    if capture.media_type == HTML:
        from extractors.printed_headings import printed_headings

        printed = printed_headings(decode(capture.body, capture.header("content-type")))
    told = f"; la página imprime {', '.join(f'«{heading}»' for heading in printed)}" if printed else ""
    return f"no se halló ningún encabezado conocido{told}"


def read_part(source: Source, captures: Sequence[Capture], *, layout: str, state: str) -> PartReading:
    """Observations of the captures (pages in order) of one part.

    ``layout``: a format of the source record; ``state``: INEGI code, empty if the rows tell it. Raises
    ``LayoutDrift`` where no known heading, label or sentence is found on the first page, and ``Unreadable``.
    """
    reading = PartReading()
    headings = Headings(source.dataset, source.columns)
    carried: list[str] = []
    for capture in captures:
        found = _read(capture, source, layout, headings, carried, state_known=bool(state))
        if not found.recognised and capture is captures[0]:
            raise LayoutDrift(source.id, capture.url, _what_was_met(capture), TEACH)
        carried = found.header or carried
        reading.unknown_headings.update(found.unknown)
        seen_on = capture.captured_at.date().isoformat()
        reading.observations.extend(
            Observation(
                source.id, source.dataset, source.evidence, state, capture.url, capture.sha256, seen_on, row.locator,
                row.section, row.fields, row.original, capture.part,
            )
            for row in found.rows
        )  # fmt: skip
    return reading
