"""Offices told as cards of label and value: definition lists, tables of two columns, bold labels, icons.

The machinery is that of ``html_labels``; here stands what an office's card has of its own: the name may be the heading
over the card, a card of complaints is none, and two cards of one office are one row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.document import HEADINGS, Element, tag
from extractors.headings import Headings
from extractors.html_labels import Block, Label, label_blocks
from extractors.observation import PARTING, RawRow, RawRows
from extractors.office_names import OfficeName, name_line, names_in, outranks
from extractors.phone_texts import phones_in
from extractors.postal_addresses import continues_address
from extractors.sections import Sections
from extractors.text_units import Unit

_LINES = frozenset({"phone", "phones", "email", "emails", "website", "hours"})
_CONTACTS = frozenset({"address", "street", "phone", "phones", "email", "emails"})
# What a line of an address may be a label of by its first word: "Colonia Centro".
_PARTS_OF_ADDRESS = frozenset({"", "settlement", "locality", "municipality", "state", "postal_code", "unit", "street"})
_ABOUT = _CONTACTS | {"head", "parent_body", "office_name"}
_COMPLAINTS = re.compile(
    r"\b(?:quejas?|denuncias?|anomal[ií]as|contralor[ií]a|[oó]rgano interno|inconformidad\w*|buz[oó]n|"
    r"unidad de transparencia)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 80


@dataclass(slots=True)
class _Card:
    """A block of labels with its fields, what it prints, and the headings over it."""

    block: Block
    values: dict[str, str]
    original: dict[str, str]
    section: str

    @property
    def has_contact(self) -> bool:
        """Whether it says where or how an office is reached."""
        return bool(self.values.keys() & _CONTACTS)

    @property
    def has_name(self) -> bool:
        """Whether it names a body."""
        return bool(self.values.get("office_name") or self.values.get("parent_body"))


def read_cards(tree: Element, headings: Headings) -> RawRows:
    """One row per card that names an office, itself or by the heading over it, and says something of it."""
    result = RawRows()
    for number, card in enumerate(_cards(tree, headings), start=1):
        if not card.has_name or not (card.has_contact or card.values.get("head")):
            continue
        for label in card.block.labels:
            if not label.meaning and label.values:
                result.unknown.setdefault(label.printed, label.values[0])
        result.rows.append(RawRow(f"block {number}", card.values, card.original, card.section))
    result.recognised = bool(result.rows)
    return result


def _cards(tree: Element, headings: Headings) -> list[_Card]:
    """The cards of a page that say something of an office, each with the name that the page gives it."""
    sections = Sections()
    blocks, units = label_blocks(tree, headings)
    cards: list[_Card] = []
    floor = 0
    for block in blocks:
        for label in block.labels:
            _take_next_lines(label, units, headings)
        card = _Card(block, *_values(block), sections.over(block.labels[0].element))
        if card.values.keys() & _ABOUT:
            first = next(label.position for label in block.labels if label.meaning in _ABOUT)
            _name_from_above(card, units[floor:first])
            cards.append(card)
        if card.has_contact:
            floor = block.labels[-1].position + 1
    cards = [card for card in cards if not _is_complaints(card.block, units)]
    _complete_single(cards, units)
    return cards


def _take_next_lines(label: Label, units: list[Unit], headings: Headings) -> None:
    """Give an address the lines below that only go on with it: ``Dirección: Hidalgo 45,``, then ``Centro, Uruapan``."""
    if label.meaning != "address" or not label.values:
        return
    inline = label.values[0] in units[label.position].text
    following = label.position + (1 if inline else 1 + len(label.values))
    while following < len(units):
        text = units[following].text
        if not continues_address(text) or headings.label(text) not in _PARTS_OF_ADDRESS:
            return
        if text not in label.values:
            label.values.append(text)
        following += 1


def _values(block: Block) -> tuple[dict[str, str], dict[str, str]]:
    """Fields and original of a card; a field printed twice is numbered; of a name only the first line is kept."""
    values: dict[str, str] = {}
    original: dict[str, str] = {}
    for label in block.labels:
        texts = [text for text in label.values if text]
        original[label.printed] = "; ".join(texts)
        if not label.meaning:
            continue
        kept = texts[:1] if label.meaning == "office_name" else texts
        name, count = label.meaning, 1
        while values.get(name):
            count += 1
            name = f"{label.meaning}#{count}"
        values[name] = (PARTING if label.meaning in _LINES else ", ").join(text.rstrip(",") for text in kept)
    return values, original


def _name_from_above(card: _Card, above: list[Unit]) -> None:
    """Name a card by the nearest heading or line over it that is an office; with the body printed beside it."""
    named = [(unit, name) for unit in above if (name := _named_unit(unit))]
    named = [pair for pair in named if not pair[1].is_of_many] or named
    if "office_name" in card.values or not named:
        return
    headed = [pair for pair in named if tag(pair[0].element) in {"h1", *HEADINGS} and pair[1].is_for_migrants]
    if (
        headed
        and not named[-1][1].is_for_migrants
        and not named[-1][1].is_placed
        and not outranks(named[-1][1].text, headed[-1][1].text)
    ):
        named = headed  # not a line below that only says what it is
    unit, name = named[-1]
    before, outer = named[-2] if len(named) > 1 else named[-1]
    if outranks(name.text, outer.text):
        card.values.setdefault("parent_body", name.text)  # "Dirección de ..." with "Secretaría de ..." under it
        unit, name = before, outer
    elif outranks(outer.text, name.text) and tag(before.element) in {"h1", *HEADINGS}:
        card.values.setdefault("parent_body", outer.text)
    card.values["office_name"] = card.original["(encabezado)"] = unit.text.strip(" .:")
    if name.acronym:
        card.values["office_name"], card.values["acronym"] = name.text, name.acronym
    if name.parent:
        card.values.setdefault("parent_body", name.parent)


def _named_unit(unit: Unit) -> OfficeName | None:
    """The office a unit of text is the name of: as a heading, a bold line or a short line of its own."""
    if tag(unit.element) in {"a", "li", "option"} and any(tag(inner) == "a" for inner in unit.element.iter()):
        return None
    name = name_line(unit.text)
    return name if name and not name.is_other and not name.is_club and not phones_in(unit.text) else None


def _is_complaints(block: Block, units: list[Unit]) -> bool:
    """Whether a card is about where to complain: its first label or the line over it says so."""
    first = block.labels[0]
    above = units[first.position - 1].text if first.position else ""
    if len(above) < _LONGEST_HEADING and _COMPLAINTS.search(above):
        return True
    return bool(_COMPLAINTS.search(first.printed)) and all(label.meaning != "office_name" for label in block.labels)


def _complete_single(cards: list[_Card], units: list[Unit]) -> None:
    """Where one card alone prints contacts, what the others tell of the office is its own; else the page names it."""
    with_contact = [card for card in cards if card.has_contact]
    if len(with_contact) != 1 or with_contact[0].values.get("office_name"):
        return
    card = with_contact[0]
    for other in (one for one in cards if one.has_name):
        card.values = {**other.values, **card.values}
        card.original = {**other.original, **card.original}
    if not card.values.get("office_name"):
        _name_by_page(card, units)


def _name_by_page(card: _Card, units: list[Unit]) -> None:
    """Name the only card of a page by the office that the page speaks of most."""
    names = [
        name
        for unit in units
        if not phones_in(unit.text)
        for name in names_in(unit.text)
        if not name.is_other and not name.is_club
    ]
    if not names:
        return
    best = max(names, key=lambda name: (name.is_for_migrants, sum(other.text == name.text for other in names)))
    if best.is_for_migrants or not card.values.get("parent_body"):
        card.values["office_name"] = card.original["(texto)"] = best.text
        if best.acronym:
            card.values.setdefault("acronym", best.acronym)
