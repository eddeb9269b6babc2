"""Agreements told as blocks of label and value: definition lists, two-column tables, cards, lines with a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.document import HEADINGS, Element, squeeze, tag
from extractors.headings import ANCHORS, Headings, folded
from extractors.observation import RawRow, RawRows
from extractors.sections import Sections
from extractors.sentences import SPEAKS_OF_MANY, is_sentence, without_number
from extractors.text_units import INLINE_LABELS, VALUE_CELLS, Unit, units_of

# What one block may print twice running: "Contraparte: A", "Contraparte: B".
_SEVERAL = frozenset({"counterpart", "local_party", "parties", "topics", "country"})
_LONGEST_UNKNOWN = 60
_UNKNOWN = re.compile(r"^([^\W\d][^:;.|\n]{2,58}):\s+(\S.*)$")
_INLINE = re.compile(r"(?:^|[;|•\n]\s*|\.\s+)([^.:;|\n]{2,90}?\.?)\s*:(?:\s+|$)")


@dataclass(slots=True)
class Label:
    """A known label, the element it stands in, and the text of its value."""

    element: Element
    meaning: str
    printed: str
    values: list[str] = field(default_factory=list)
    position: int = 0

    @property
    def name(self) -> str:
        """The label as printed, folded: "Contraparte" and "Ciudad hermana" are no repetition."""
        return folded(self.printed)


@dataclass(slots=True)
class Block:
    """Labels of which none repeats."""

    labels: list[Label]

    @property
    def names(self) -> set[str]:
        """The labels as printed, folded."""
        return {label.name for label in self.labels}


def _is_structural(unit: Unit, last: Label | None, headings: Headings) -> bool:
    """Whether a unit is a label by its markup, though a value is awaited: as bold as the label before it, say."""
    name = tag(unit.element)
    if name in {"dt", "th", "label"} or unit.text.endswith(":") or headings.is_contact_label(unit.text):
        return True
    return (
        name in INLINE_LABELS
        and last is not None
        and tag(last.element) == name
        and last.element.get("class") == unit.element.get("class")
    )


def _label_of(match: re.Match[str], text: str, headings: Headings) -> str:
    """Field of an inline label; an unknown one before a text that begins as a title does is the title's."""
    known = headings.label(match[1].strip())
    if known or match.start() or not headings.names_instruments or is_sentence(text):
        return known
    return "title" if is_sentence(without_number(text[match.end() :])) else ""


def _may_be_label(unit: Unit, headings: Headings) -> bool:
    """A link of a menu or a sentence of a paragraph is no label, whatever it says; with a colon it is."""
    if unit.text.endswith(":") or (
        headings.is_contact_label(unit.text) and tag(unit.element) in {"p", "li", "h1", "h2"}
    ):
        return True
    if tag(unit.element) in {"li", "p", "a", "body", "nav", "h1", "h2", "option", "button"}:
        return False
    return not any(tag(inner) == "a" for inner in unit.element.iter("a")) and not any(
        tag(above) in {"a", "nav"} for above in unit.element.iterancestors()
    )


def _is_page_heading(unit: Unit, headings: Headings) -> bool:
    """Whether a unit heads the page or a part of it: ``<h3>Acuerdos de Yucatán</h3>`` is no label of a block."""
    name = tag(unit.element)
    if headings.is_contact_label(unit.text):
        return False
    return name in {"h1", "h2"} or (name in HEADINGS and bool(SPEAKS_OF_MANY.match(unit.text)))


def _labels(tree: Element, headings: Headings) -> tuple[list[Label], list[Unit]]:
    """Known labels with their values, and all units of the page."""
    units = list(units_of(tree, headings))
    labels: list[Label] = []
    wants_value = False
    for position, unit in enumerate(units):
        if _is_page_heading(unit, headings):
            continue
        structural = _is_structural(unit, labels[-1] if labels else None, headings)
        goes_on = (
            labels
            and not wants_value
            and not structural
            and _same_cell(labels[-1], unit, units, strict=not headings.names_instruments)
        )
        if goes_on and not any(headings.label(match[1].strip()) for match in _INLINE.finditer(unit.text)):
            labels[-1].values.append(unit.text)
            continue
        whole = headings.label(unit.text.rstrip(" :")) if _may_be_label(unit, headings) else ""
        if whole and (structural or not wants_value):
            labels.append(Label(unit.element, whole, unit.text.rstrip(" :"), position=position))
            wants_value = True
            continue
        inline = [(m, name) for m in _INLINE.finditer(unit.text) if (name := _label_of(m, unit.text, headings))]
        if inline and (inline[0][0].start() == 0 or not wants_value):
            for index, (match, name) in enumerate(inline):
                stop = inline[index + 1][0].start() if index + 1 < len(inline) else len(unit.text)
                value = unit.text[match.end() : stop].strip(" .;|")
                labels.append(Label(unit.element, name, squeeze(match[1]), [value] if value else [], position))
            wants_value = not labels[-1].values
        elif labels and wants_value:
            labels[-1].values.append(unit.text)
            wants_value = False
        elif unknown := _unknown_label(unit):
            printed, value = unknown
            labels.append(Label(unit.element, "", printed, [value] if value else [], position))
            wants_value = not value
    known = [label for label in labels if label.meaning]
    around = {above for label in known for above in _near(label.element)}
    return [label for label in labels if label.meaning or around.intersection(_near(label.element))], units


def _near(element: Element) -> set[Element]:
    """An element and the two around it: what is printed beside a label."""
    above = [element, *list(element.iterancestors())[:2]]
    return {one for one in above if tag(one) not in {"body", "html"}}


def _unknown_label(unit: Unit) -> tuple[str, str] | None:
    """A label nobody knows, printed as known ones are, with its inline value; None for other text."""
    if tag(unit.element) in {"dt", "th"} or unit.text.endswith(":"):
        return (unit.text.rstrip(" :"), "") if len(unit.text) <= _LONGEST_UNKNOWN else None
    inline = _UNKNOWN.match(unit.text)
    return (squeeze(inline[1]), inline[2].strip()) if inline else None


def _same_cell(label: Label, unit: Unit, units: list[Unit], *, strict: bool) -> bool:
    """Whether a further unit still belongs to the label's value: it shares the cell or block its value began in.

    ``strict``: a cell that holds the label too is no cell of a value; old pages stand in one cell as a whole.
    """
    value = units[label.position + 1] if label.position + 1 < len(units) else None
    if value is None or not label.values or value is unit:
        return False
    around = (value.element, *value.element.iterancestors())
    cell = next((above for above in around if tag(above) in VALUE_CELLS), value.element)
    if strict and cell in label.element.iterancestors():
        cell = value.element
    items = next((above for above in around if tag(above) in {"ul", "ol"}), None)
    if items is not None and items not in label.element.iterancestors():
        cell = items  # "Áreas:" before a list of them
    return cell in (unit.element, *unit.element.iterancestors()) and cell is not label.element


def _split(element: Element, owned: dict[Element, list[Label]], absorbed: set[int]) -> list[Block]:
    """Blocks of an element: itself if no label repeats in it, else those of its children, joined while none repeats.

    ``absorbed``: ids of labels whose values another of the same name took, not to be taken again further out.
    """
    labels = owned.get(element, [])
    repeats = len(labels) != len({label.name for label in labels})
    if not repeats:
        return [Block(labels)] if labels else []
    pieces: list[tuple[int, Block]] = [
        (block.labels[0].position, block)
        for child in element
        if child in owned
        for block in _split(child, owned, absorbed)
    ]
    below = {id(label) for _, block in pieces for label in block.labels} | absorbed
    pieces.extend((label.position, Block([label])) for label in labels if id(label) not in below)
    pieces.sort(key=lambda piece: piece[0])
    joined: list[Block] = []
    for _, block in pieces:
        last = joined[-1] if joined else None
        if (
            last
            and len(block.labels) == 1
            and last.labels[-1].name == block.labels[0].name
            and block.labels[0].meaning in _SEVERAL
        ):
            last.labels[-1].values.extend(block.labels[0].values)  # "Contraparte: A", "Contraparte: B"
            absorbed.add(id(block.labels[0]))
        elif last and not last.names & block.names:
            last.labels.extend(block.labels)
        else:
            joined.append(block)
    return joined


def _owned(tree: Element, labels: list[Label]) -> dict[Element, list[Label]]:
    owned: dict[Element, list[Label]] = {}
    for label in labels:
        for ancestor in (label.element, *label.element.iterancestors()):
            owned.setdefault(ancestor, []).append(label)
            if ancestor is tree:
                break
    return owned


def label_blocks(tree: Element, headings: Headings) -> tuple[list[Block], list[Unit]]:
    """The blocks of labels of a page, in which none repeats, and all units of its text."""
    labels, units = _labels(tree, headings)
    return _split(tree, _owned(tree, labels), set()), units


def _title_above(block: Block, units: list[Unit], floor: int) -> str:
    """The nearest text above a block, down to the block before, that begins as a title does."""
    for unit in reversed(units[floor : block.labels[0].position]):
        if is_sentence(without_number(unit.text)):
            return without_number(unit.text).rstrip(" .")
    return ""


def read_labels(tree: Element, headings: Headings) -> RawRows:
    """One row per block of labels; a block without a label for its title takes the heading over it."""
    result, sections = RawRows(), Sections()
    blocks, units = label_blocks(tree, headings)
    floor = 0
    for number, block in enumerate(blocks, start=1):
        values: dict[str, str] = {}
        original: dict[str, str] = {}
        for label in block.labels:
            text = "; ".join(value for value in label.values if value)
            if not label.meaning:
                original[label.printed] = text
                continue
            name = label.meaning
            if name == "title" and values.get(name) and is_sentence(text) and not is_sentence(values[name]):
                del values[name]  # a banner's "Registro: ..." before the title itself
            values[name if not values.get(name) else f"{name}#2"] = text
            original[label.printed] = text
        if "title" not in values:
            title = _title_above(block, units, floor)
            if title:
                values["title"] = original["(encabezado)"] = title
        floor = block.labels[-1].position + 1
        if len([value for value in values.values() if value]) >= 2 and values.keys() & ANCHORS:
            for label in block.labels:
                if not label.meaning and label.values:
                    result.unknown.setdefault(label.printed, label.values[0])
            section = sections.over(block.labels[0].element)
            result.rows.append(RawRow(f"block {number}", values, original, section))
    result.recognised = bool(result.rows)
    return result
