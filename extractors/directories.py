"""Directories of offices and branches: lists, repeated cards, paragraphs parted by line breaks, headings with lines.

An entry begins at a line that is the name of an office, or at one that begins with a name and goes on with its
address; it takes the lines below it until another name, or a heading of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from extractors.contact_texts import emails_in, websites_in
from extractors.directory_entries import Entry
from extractors.directory_items import items_of, join_columns
from extractors.document import Element, tag
from extractors.headings import Headings
from extractors.observation import PARTING, RawRow, RawRows
from extractors.office_names import OfficeName, name_line, names_in, outranks
from extractors.office_places import state_before, state_heading
from extractors.office_words import pattern, words
from extractors.page_lines import Line, page_lines
from extractors.phone_texts import phones_in
from extractors.place_words import MEXICO, UNITED_STATES, full_state_named, us_tail
from extractors.postal_addresses import address_line, addresses_in
from extractors.sections import Sections

_LABELLED = re.compile(r"^[^:]{2,60}?\s*:\s*\S")
_NO_OFFICE = re.compile(
    r"\b(?:clubes|federaciones|consulados?|quejas|denuncias|enlaces de inter[eé]s|emergencias?)\b", re.IGNORECASE
)
_PRESS = pattern("press_contacts", before=r"^\W*", behind=r"\b")
_OF_CONTACT = re.compile(
    r"directorio|ubicaci|contact|informes|d[oó]nde|^datos|horario|locali[zc]a|atenci[oó]n al p", re.IGNORECASE
)
_PLACE = re.compile(r"[A-ZÁÉÍÓÚÑ][\w.'’]*(?:[\s,]+(?:(?:de|del|la|las|los|el|y)\s+)*[A-ZÁÉÍÓÚÑ][\w.'’]*){0,6}")
_NO_PLACE = re.compile(
    r"servicio|programa|misi[oó]n|visi[oó]n|objetivo|requisito|noticia|galer|enlace|tr[aá]mite|qui[eé]n|directorio|"
    r"marco|ley|norma|oficina|casa|avisos?|^(?:lic|ing|mtr[oa]|dra?|arq|profr?a?|c)\.",
    re.IGNORECASE,
)
_PLACE_FIRST = re.compile(
    r"^(?P<place>[A-ZÁÉÍÓÚÑ][\w.'’ áéíóúñ]{2,40}(?:,\s*[A-ZÁÉÍÓÚÑ][\w. áéíóúñ]{1,25})?)\s*[:–—-]\s*(?P<rest>\S.{12,})$"
)
_LABEL_FIRST = re.compile(rf"^(?P<label>[^:]{{4,40}}):\s+(?P<rest>{words('ranks')}\s.*)$", re.IGNORECASE)
_OF_A_NAME = frozenset({"", "office_name", "contact", "address"})
_COUNTRIES = ("estados unidos", "méxico", "eua")
_PART_OF_NAME = re.compile(r",\s*(?:delegaci|m[oó]dulo|oficina|sede|unidad|regi[oó]n|zona)", re.IGNORECASE)
_VERB_BEHIND = re.compile(r"\s+(?:[a-záéíóú]+(?:ó|rá|an|en)\b)")
_HIGH = re.compile(r"(?:sub)?secretar|instituto|(?:sub)?direcci|coordinaci|consejo|comisi", re.IGNORECASE)
_BULLET = re.compile(r"^[^\w(¿«“\"+@#]+")
_HEADS = frozenset({"dt", "th", "summary", "caption", "legend", "label"})
_PROSE, _LONGEST_PLACE, _MOST_WORDS_OF_PLACE, _NEXT_TO = 170, 60, 5, 60


def read_directory(tree: Element, headings: Headings) -> RawRows:
    """One row per entry that says where or how an office is reached; of branches, not the body at home."""
    result, sections = RawRows(), Sections()
    join_columns(tree)
    lines = page_lines(tree)
    items = items_of([entry.line.element for entry in _entries(lines, headings, {})])
    for number, entry in enumerate(_entries(lines, headings, items), start=1):
        at_home = headings.dataset == "branches" and _is_at_home(entry)
        if not entry.has_contact or at_home or (entry.is_of_group and not entry.fields.get("address")):
            continue
        original = {"texto": "\n".join([entry.line.text, *entry.texts])}
        section = PARTING.join(filter(None, (sections.over(entry.line.element), entry.under)))
        result.rows.append(RawRow(f"entry {number}", entry.joined_fields(), original, section))
    result.recognised = bool(result.rows)
    return result


def _is_at_home(entry: Entry) -> bool:
    """Whether an entry among branches is the body they belong to: a secretaría, an institute in its own state."""
    abroad = any(us_tail().search(text) for text in entry.fields.get("address", []))
    return bool(_HIGH.match(entry.name)) and not abroad


class _Reader:
    """Walks over the lines of a page. ``group``: the heading over offices told by their places alone.

    ``items``: the blocks of entries printed alike, by the element an entry begins in. ``state``: as a line of its own.
    """

    def __init__(self, headings: Headings, items: Mapping[Element, Element]) -> None:
        self.headings = headings
        self.items = items
        self.state = ""
        self.entries: list[Entry] = []
        self.current: Entry | None = None
        self.group = ""
        self.skipping = False

    def read(self, line: Line) -> None:
        """Take a line in: as a name, as the heading of something else, or as what the open entry says."""
        text = _BULLET.sub("", line.text).strip(" •·-–—*")
        linked = line.linked and not (emails_in(text) or phones_in(text) or websites_in(text) or address_line(text))
        if not text or linked:
            return
        self._leave_item(line)
        if (state := state_heading(text)) and self._is_heading(line, text):
            self.state = state
        state, text = state_before(text)
        self.state = state or self.state
        label = self.headings.label(text.rstrip(" :"))
        name = None if label or phones_in(text) else name_line(text)
        if (line.heads and label == "complaints") or (len(text) < _LONGEST_PLACE and _PRESS.match(text)):
            self.current, self.skipping = None, True
        elif line.heads and not label and not _LABELLED.match(text) and (name is None or name.is_of_many):
            self._head(line, text, name)
        elif opened := None if self.skipping else self._opened(line, text, name):
            self._open(opened)
        elif self.current:
            self._go_on(self.current, text, name)

    def _leave_item(self, line: Line) -> None:
        """Close an entry whose block is one of several printed alike, where a line stands outside it."""
        item = self.items.get(self.current.line.element) if self.current else None
        if item is not None and item not in (line.element, *line.element.iterancestors()):
            self.current = None

    def _is_heading(self, line: Line, text: str) -> bool:
        """Whether the name of a state is printed over what follows, and is not the end of an address."""
        is_open = bool(self.current and self.current.address_open)
        return line.heads or tag(line.element) in _HEADS or text.isupper() or not is_open

    def _open(self, entry: Entry | None) -> None:
        self.current = entry
        if entry:
            entry.under = self.state
            self.entries.append(entry)

    def _head(self, line: Line, text: str, name: OfficeName | None) -> None:
        """A heading that is no office's name: of the contact, of a place, of many offices, or of something else."""
        self.skipping = bool(_NO_OFFICE.search(text))
        current = self.current
        if current and not self.skipping and _OF_CONTACT.search(text):
            return
        if current and current.line.heads and not current.has_contact and not current.fields:
            self.group = current.name  # "Mi Casa es Puebla" over "Los Ángeles", "Nueva York"
        self.group = name.text if name else self.group
        self._open(_place_entry(line, text, self.group) if self.group and not self.skipping else None)

    def _opened(self, line: Line, text: str, name: OfficeName | None) -> Entry | None:
        """A new entry, where a line begins one."""
        current = self.current
        if name and not (name.is_of_many or name.is_other or name.is_club):
            under = current and not current.has_contact and not line.heads and current.line.heads
            if under and current and name.text.startswith(f"{current.name} "):
                under = False  # "Casa Querétaro" over "Casa Querétaro Raleigh"
            return None if under else Entry(line, *_names_of(text, name))
        if found := _name_before_contact(text):
            entry = Entry(line, found.text, found.acronym, found.parent)
            entry.read_loose(text[found.end :].strip(" ,:;–—-"))
            return entry if entry.has_contact else None
        labelled = _LABEL_FIRST.match(text)
        if labelled and self.headings.label(labelled["label"]) in _OF_A_NAME:
            return self._opened(line, labelled["rest"], None)  # "Oficina central: Dirección General ..., Calle 5"
        place = _PLACE_FIRST.match(text) if self.group else None
        if not place or len(place["place"].split()) > _MOST_WORDS_OF_PLACE or self.headings.label(place["place"]):
            return None
        if not address_line(place["rest"]):
            return None
        entry = Entry(line, self.group)
        _put_place(entry, place["place"])
        entry.read_loose(place["rest"])
        return entry

    def _go_on(self, entry: Entry, text: str, name: OfficeName | None) -> None:
        """One more line of the open entry, or the end of it."""
        if name and not entry.has_contact and not name.is_of_many:
            _name_again(entry, name, text)
            return
        in_prose = len(text) > _PROSE and not entry.has_contact and not addresses_in(text)
        if self.skipping or in_prose or text.startswith("¿"):
            self.current = None
        else:
            entry.read_line(text, self.headings)


def _entries(lines: Iterable[Line], headings: Headings, items: Mapping[Element, Element]) -> list[Entry]:
    reader = _Reader(headings, items)
    for line in lines:
        reader.read(line)
    return reader.entries


def _names_of(text: str, name: OfficeName) -> tuple[str, str, str]:
    """Name, acronym and parent of an entry whose line is a name; a delegation behind a comma is part of it."""
    behind = text[name.end :].strip()
    if not name.acronym and (_PART_OF_NAME.match(behind) or (name.is_placed and _is_state(behind))):
        return text.strip(" .:"), "", name.parent
    return name.text, name.acronym, name.parent


def _is_state(behind: str) -> bool:
    """Whether what stands behind the name of a branch is the state it is in: ``Ventanilla ... en Salem, Oregón``."""
    text = behind.strip(" ,.:")
    return behind.startswith(",") and bool(full_state_named(text, UNITED_STATES) or full_state_named(text, MEXICO))


def _name_again(entry: Entry, name: OfficeName, text: str) -> None:
    """A second name before any contact: the body over the office, or the office of the body named first."""
    if entry.is_of_group and name.is_placed:
        entry.name, entry.is_of_group = name.text, False  # "San Antonio, Texas" over "Casa Nuevo León San Antonio"
    elif outranks(name.text, entry.name):
        entry.parent = entry.parent or name.text
    elif outranks(entry.name, name.text):
        entry.parent, entry.name, entry.acronym = entry.name, name.text, name.acronym
    entry.texts.append(text)


def _place_entry(line: Line, text: str, group: str) -> Entry | None:
    """An entry that a place heads, under the heading of all offices: ``Chicago, Illinois``."""
    if len(text) > _LONGEST_PLACE or text == group or not _PLACE.fullmatch(text):
        return None
    if (
        _NO_PLACE.search(text)
        or name_line(text)
        or full_state_named(text, MEXICO)
        or text.lower().startswith(_COUNTRIES)
    ):
        return None
    entry = Entry(line, group, is_of_group=True)
    _put_place(entry, text)
    return entry


def _put_place(entry: Entry, text: str) -> None:
    city, _, state = text.partition(",")
    if full_state_named(city, UNITED_STATES) and not state:
        entry.add("us_state", city)
    else:
        entry.add("city", city.strip())
        entry.add("us_state", state.strip())


def _name_before_contact(text: str) -> OfficeName | None:
    """The name a line begins with, where an address or a telephone follows it at once."""
    first = next(iter(names_in(text)), None)
    if not first or first.start or first.is_other or first.is_club or not first.text[0].isupper():
        return None
    if not first.is_for_migrants and any(one.start == 0 and one.end > first.end for one in addresses_in(text)):
        return None  # "Instituto Literario 510, Centro" is a street
    behind = text[first.end :]
    starts = [found.start for found in addresses_in(behind)] + [start for start, _ in phones_in(behind)]
    return first if starts and min(starts) <= _NEXT_TO and not _VERB_BEHIND.match(behind) else None
