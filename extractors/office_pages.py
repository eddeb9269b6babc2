"""Pages of offices, branches and laws: which of the readers understands one best.

Each reader is asked, and the one whose rows tell most is believed: a row counts by the fields of ours it fills, and
only if it names its office and says how to reach it (a law: if it gives a date or a status). At a tie the reader of the
stricter layout wins: a table before cards, cards before a list, a list before prose. Side bars are read only where the
page's own matter gives no contact, and is headed by the office's name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractors.directories import read_directory
from extractors.document import Element
from extractors.headings import Headings
from extractors.html_labels import read_labels
from extractors.html_tables import read_tables
from extractors.law_pages import read_laws
from extractors.observation import RawRows
from extractors.office_cards import read_cards
from extractors.office_names import name_line, speaks_of_migrants
from extractors.office_notes import read_note
from extractors.office_rows import settle
from extractors.page_body import body_of, drop_bylines, title_of
from extractors.page_marks import spell_out_marks

ABOUT_OFFICES = frozenset({"offices", "branches", "laws"})
_CONTACTS = ("address", "phone", "phones", "email", "emails", "street")
_TOLD = (
    *_CONTACTS,
    "head",
    "parent_body",
    "acronym",
    "hours",
    "city",
    "us_state",
    "settlement",
    "postal_code",
    "street_number",
)
_OF_LAWS = ("gazette_date", "last_reform", "law_status", "effective_on", "decree")
_Reader = Callable[[Element], RawRows]


def read_office_page(text: str, layout: str, headings: Headings, carried: list[str], *, state_known: bool) -> RawRows:
    """Rows of an HTML page, settled; ``layout``: ``html``, or the reader a person asks for."""
    readers = _readers(layout, headings, carried)
    best = _best(text, readers, headings.dataset, state_known=state_known, keep_sides=False)
    if weight(best, headings.dataset) or headings.dataset == "laws" or layout not in {"auto", "html"}:
        return best
    tree = body_of(text)
    if any(name_line(title) for title in title_of(tree)):
        beside = _best(text, readers, headings.dataset, state_known=state_known, keep_sides=True)
        if weight(beside, headings.dataset):
            return beside
    return best


def _readers(layout: str, headings: Headings, carried: list[str]) -> list[_Reader]:
    def tables(tree: Element) -> RawRows:
        return read_tables(tree, headings, carried)

    def labels(tree: Element) -> RawRows:
        return read_labels(tree, headings) if headings.dataset == "laws" else read_cards(tree, headings)

    def entries(tree: Element) -> RawRows:
        return read_laws(tree) if headings.dataset == "laws" else read_directory(tree, headings)

    def prose(tree: Element) -> RawRows:
        return read_laws(tree) if headings.dataset == "laws" else read_note(tree, headings.dataset)

    named: dict[str, list[_Reader]] = {
        "html-table": [tables], "html-labels": [labels], "html-list": [entries], "html-directory": [entries],
        "html-note": [prose], "html-law": [read_laws],
    }  # fmt: skip
    return named.get(layout, [tables, labels, entries, prose])


def _best(text: str, readers: list[_Reader], dataset: str, *, state_known: bool, keep_sides: bool) -> RawRows:
    best, most = RawRows(), -1
    for reader in readers:
        tree = body_of(text, keep_sides=keep_sides)
        spell_out_marks(tree)
        if dataset == "laws":
            drop_bylines(tree)
        found = settle(reader(tree), dataset, state_known=state_known)
        found.recognised = found.recognised and bool(found.rows)
        told = weight(found, dataset)
        if told > most and (found.recognised or not best.recognised):
            best, most = found, told if found.recognised else -1
    return best


def weight(found: RawRows, dataset: str) -> int:
    """How much the rows tell: fields of ours, in rows that say what they are about and something of it."""
    return sum(_told(row.fields, dataset) for row in found.rows)


def _told(fields: Mapping[str, str], dataset: str) -> int:
    if dataset == "laws":
        told = sum(1 for name in _OF_LAWS if fields.get(name))
        return told + 1 if told and fields.get("law") else 0
    if not fields.get("office_name") or not any(fields.get(name) for name in _CONTACTS):
        return 0
    # Of two readings the one about an office for migrants: beside it stand bodies with contacts of their own.
    meant = speaks_of_migrants(fields["office_name"])
    return 1 + meant + sum(1 for name in _TOLD if fields.get(name))
