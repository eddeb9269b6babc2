"""Offices told as cards of label and value: definition lists, tables of two columns, bold labels, icons.

The machinery is that of ``html_labels``; here stands what an office's card has of its own: the name may be the heading
over the card, a card of complaints is none, and two cards of one office are one row.
"""

from __future__ import annotations

import re

from extractors.document import HEADINGS, Element, tag, text_of
from extractors.headings import Headings
from extractors.html_labels import Block, Label, Unit, label_blocks
from extractors.observation import RawRow, RawRows
from extractors.office_names import OfficeName, bare, name_line, names_in, outranks
from extractors.phone_texts import phones_in
from extractors.postal_addresses import continues_address
from extractors.sections import Sections

_LINES = frozenset({"phone", "phones", "email", "emails", "website", "hours"})
_CONTACTS = frozenset({"address", "street", "phone", "phones", "email", "emails"})
_COMPLAINTS = re.compile(r"\b(?:quejas?|denuncias?|anomal[ií]as|contralor[ií]a|[oó]rgano interno|inconformidad\w*|buz[oó]n|unidad de transparencia)\b", re.IGNORECASE)


def read_cards(tree: Element, headings: Headings) -> RawRows:
    """One row per card that names an office, itself or by the heading over it, and says something of it."""
    result, sections = RawRows(), Sections()
    blocks, units = label_blocks(tree, headings)
    floor = 0
    cards: list[tuple[Block, dict[str, str], dict[str, str], str]] = []
    for block in blocks:
        for label in block.labels:
            _take_next_lines(label, units, headings)
        values, original = _values(block)
        ceiling = block.labels[0].position
        if values.keys() & _CONTACTS or values.keys() & {"head", "parent_body", "office_name"}:
            _name_from_above(values, original, units, floor, ceiling)
            cards.append((block, values, original, sections.over(block.labels[0].element)))
        if values.keys() & _CONTACTS:
            floor = block.labels[-1].position + 1
    cards = [card for card in cards if not _is_complaints(card[0], units)]
    _complete_single(cards, units)
    for number, (block, values, original, section) in enumerate(cards, start=1):
        if not (values.get("office_name") or values.get("parent_body")) or not values.keys() & (_CONTACTS | {"head"}):
            continue
        for label in block.labels:
            if not label.meaning and label.values:
                result.unknown.setdefault(label.printed, label.values[0])
        result.rows.append(RawRow(f"block {number}", values, original, section))
    result.recognised = bool(result.rows)
    return result


def _take_next_lines(label: Label, units: list[Unit], headings: Headings) -> None:
    """Give an address the lines below it that only go on with it: ``Dirección: Hidalgo 45,`` and then ``Centro, Uruapan``."""
    if label.meaning != "address" or not label.values:
        return
    inline = label.values[0] in units[label.position].text
    following = label.position + (1 if inline else 1 + len(label.values))
    while following < len(units) and continues_address(text := units[following].text) and not headings.is_contact_label(text):
        if text not in label.values:
            label.values.append(text)
        following += 1


def _values(block: Block) -> tuple[dict[str, str], dict[str, str]]:
    """Fields and original of a card; a field printed twice is numbered."""
    values: dict[str, str] = {}
    original: dict[str, str] = {}
    for label in block.labels:
        texts = [text for text in label.values if text]
        original[label.printed] = "; ".join(texts)
        if not label.meaning:
            continue
        texts = _own_values(label, texts)
        text = (" | " if label.meaning in _LINES else ", ").join(text.rstrip(",") for text in texts)
        name, count = label.meaning, 1
        while values.get(name):
            count += 1
            name = f"{label.meaning}#{count}"
        values[name] = text
    return values, original


def _own_values(label: Label, texts: list[str]) -> list[str]:
    """The lines of a value; of a name only the first, a second line there is an address or another body."""
    return texts[:1] if label.meaning == "office_name" else texts


def _name_from_above(values: dict[str, str], original: dict[str, str], units: list[Unit], floor: int, ceiling: int) -> None:
    """The nearest heading or line over a card that is the name of an office; with the body printed beside it."""
    if "office_name" in values:
        return
    above = [(unit, name) for unit in units[floor:ceiling] if (name := _named_unit(unit))]
    if not above:
        return
    above = [pair for pair in above if not pair[1].is_of_many] or above
    unit, name = above[-1]
    if len(above) > 1 and outranks(name.text, above[-2][1].text) and not outranks(above[-2][1].text, name.text):
        values.setdefault("parent_body", name.text)  # "Dirección de ..." with "Secretaría de ..." under it
        unit, name = above[-2]
    elif len(above) > 1 and outranks(above[-2][1].text, name.text) and tag(above[-2][0].element) in {"h1", "h2", *HEADINGS}:
        values.setdefault("parent_body", above[-2][1].text)
    values["office_name"] = original["(encabezado)"] = unit.text.strip(" .:")
    if name.acronym:
        values["office_name"], values["acronym"] = name.text, name.acronym
    if name.parent:
        values.setdefault("parent_body", name.parent)


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
    return (len(above) < 80 and bool(_COMPLAINTS.search(above))) or (
        not any(label.meaning == "office_name" for label in block.labels) and bool(_COMPLAINTS.search(first.printed))
    )


def _complete_single(cards: list[tuple[Block, dict[str, str], dict[str, str], str]], units: list[Unit]) -> None:
    """Where one card alone prints contacts, what the others tell of name and body is its own; else the page's name is."""
    with_contact = [card for card in cards if card[1].keys() & _CONTACTS]
    nameless = [card for card in with_contact if not card[1].get("office_name")]
    named_cards = [card for card in cards if card[1].get("office_name") or card[1].get("parent_body")]
    if len(with_contact) == 1 and nameless:
        for other in named_cards:
            for field, text in other[1].items():
                with_contact[0][1].setdefault(field, text)
            with_contact[0][2].update({key: text for key, text in other[2].items() if key not in with_contact[0][2]})
    if len(nameless) == 1 and len(with_contact) == 1 and not nameless[0][1].get("office_name"):
        candidates = [name for unit in units if not phones_in(unit.text) for name in _page_names(unit)]
        if candidates:
            best = max(candidates, key=lambda name: (name.is_for_migrants, sum(other.text == name.text for other in candidates)))
            if best.is_for_migrants or not nameless[0][1].get("parent_body"):
                nameless[0][1]["office_name"] = nameless[0][2]["(texto)"] = best.text
                if best.acronym:
                    nameless[0][1].setdefault("acronym", best.acronym)


def _page_names(unit: Unit) -> list[OfficeName]:
    return [name for name in names_in(unit.text) if not name.is_other and not name.is_club and bare(name.text) not in {"casa"}]


