"""Offices told as cards of label and value: definition lists, tables of two columns, bold labels, icons.

The machinery is that of ``html_labels``; here stands what an office's card has of its own: the name may be the heading
over the card, a card of complaints is none, and two cards of one office are one row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from extractors.document import HEADINGS, Element, tag
from extractors.headings import Headings
from extractors.html_labels import Block, Label, label_blocks
from extractors.observation import PARTING, RawRow, RawRows
from extractors.office_names import OfficeName, name_line, names_in, outranks, speaks_of_migrants
from extractors.office_places import state_heading
from extractors.phone_texts import is_number_line, phones_in
from extractors.postal_addresses import address_line, address_over_lines, addresses_in, continues_address
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
_LONGEST_HEADING, _BEGINNING = 80, 12


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
    labels = [label for block in blocks for label in block.labels if label.meaning]
    labelled = {label.position for label in labels}
    states = _states_in(units, {label.position for label in labels if not _is_inline(label, units)})
    for block in blocks:
        for label in block.labels:
            _keep_lines_below(label, units)
            _take_next_lines(label, units, headings, labelled)
        above = states[: bisect_left(states, (block.labels[0].position, ""))][-1:]
        section = (sections.over(block.labels[0].element), *(state for _, state in above))
        card = _Card(block, *_values(block), PARTING.join(filter(None, section)))
        if card.values.keys() & _ABOUT:
            first = next(label.position for label in block.labels if label.meaning in _ABOUT)
            _name_from_above(card, units[floor:first])
            _address_beside(card, units[floor : block.labels[-1].position])
            cards.append(card)
        if card.has_contact:
            floor = block.labels[-1].position + 1
    cards = [card for card in cards if not _is_complaints(card.block, units)]
    _complete_single(cards, units)
    return cards


def _is_inline(label: Label, units: list[Unit]) -> bool:
    """Whether a label stands in one unit with its value."""
    return bool(label.values) and label.values[0] in units[label.position].text


def _states_in(units: list[Unit], awaiting: set[int]) -> list[tuple[int, str]]:
    """Where a state of Mexico is printed as a line of its own that is no label's value."""
    return [
        (at, state) for at, unit in enumerate(units) if at - 1 not in awaiting and (state := state_heading(unit.text))
    ]


def _keep_lines_below(label: Label, units: list[Unit]) -> None:
    """Leave a label with its value behind it only the lines right below: a line further down is another office's."""
    if not _is_inline(label, units):
        return
    below = [unit.text for unit in units[label.position + 1 : label.position + len(label.values)]]
    same = [value == text for value, text in zip(label.values[1:], below, strict=False)]
    label.values[1:] = label.values[1 : 1 + (same.index(False) if False in same else len(same))]


def _take_next_lines(label: Label, units: list[Unit], headings: Headings, labelled: set[int]) -> None:
    """Give an address the lines below that only go on with it: ``Dirección: Hidalgo 45,``, then ``Centro, Uruapan``.

    So with further numbers under a telephone, each in a cell or line of its own.
    """
    if label.meaning not in {"address", "phone", "phones"} or not label.values:
        return
    following = label.position + (1 if _is_inline(label, units) else 1 + len(label.values))
    while following < len(units):
        text = units[following].text
        if label.meaning == "address":
            alone = following in labelled and len(text.split()) == 1  # "Colonia" over its name, not "Colonia Centro"
            goes_on = not alone and continues_address(text) and headings.label(text) in _PARTS_OF_ADDRESS
        else:
            goes_on = following not in labelled and is_number_line(text)
        if not goes_on:
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
        meaning = "street_number" if label.meaning == "number" and "street" in values else label.meaning
        if meaning == "office_name" and texts and is_number_line(texts[0]):
            meaning = "phone"  # "Oficina: 771 718 6012"
        kept = texts[:1] if meaning == "office_name" else texts
        name, count = meaning, 1
        while values.get(name):
            count += 1
            name = f"{meaning}#{count}"
        values[name] = (PARTING if meaning in _LINES else ", ").join(text.rstrip(",") for text in kept)
    return values, original


def _name_from_above(card: _Card, above: list[Unit]) -> None:
    """Name a card by the nearest heading or line over it that is an office; with the body printed beside it."""
    named = [(unit, name) for unit in above if (name := _named_unit(unit))]
    named = [pair for pair in named if not pair[1].is_of_many] or named
    if not named:
        return
    if higher := card.values.get("office_name"):
        # "Dependencia responsable: Secretaría ..." under the name of the office itself.
        if speaks_of_migrants(higher) or not named[-1][1].is_for_migrants or not outranks(higher, named[-1][1].text):
            return
        card.values.setdefault("parent_body", card.values.pop("office_name"))
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


def _address_beside(card: _Card, units: list[Unit]) -> None:
    """Give a card without an address the one that stands among its lines under no label."""
    told = (card.values.get(name, "") for name in ("contact", "phone", "email", "office_name"))
    if card.values.keys() & {"address", "street"} or not card.has_contact or any(map(addresses_in, told)):
        return
    texts = [unit.text for unit in units]
    for at, text in enumerate(texts):
        below = texts[at + 1] if at + 1 < len(texts) else ""
        found = address_over_lines(text, below) or address_line(text)
        if not found or not text.startswith(found[:_BEGINNING]):
            continue
        lines = [found]
        for other in texts[at + (2 if found.endswith(below) and below else 1) :]:
            if not continues_address(other):
                break
            lines.append(other)
        card.values["address"] = card.original["(domicilio)"] = ", ".join(lines)
        return


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
