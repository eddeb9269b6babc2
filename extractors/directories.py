"""Directories of offices and branches: lists, repeated cards, paragraphs parted by line breaks, headings with lines.

An entry begins at a line that is the name of an office, or at one that begins with a name and goes on with its
address; it takes the lines below it until another name, or a heading of something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.contact_texts import emails_in, hours_in, is_hours, joined, websites_in
from extractors.document import Element
from extractors.headings import Headings
from extractors.observation import RawRow, RawRows
from extractors.office_names import OfficeName, name_line, names_in, outranks
from extractors.office_rows import printed_phone, without_contacts
from extractors.page_lines import Line, page_lines
from extractors.phone_texts import phones_in
from extractors.place_words import MEXICO, UNITED_STATES, full_state_named, us_tail
from extractors.postal_addresses import address_line, addresses_in, continues_address
from extractors.sections import Sections

_LABELLED = re.compile(r"^(?P<label>[^:]{2,60}?)\s*:\s*(?P<value>\S.*)$")
_NO_OFFICE = re.compile(r"\b(?:clubes|federaciones|consulados?|quejas|denuncias|enlaces de inter[eé]s|emergencias?)\b", re.IGNORECASE)
_HONOURED = re.compile(r"^(?:(?:Lic|Ing|Mtr[oa]|Dra?|Profr?a?|Arq|Br|L\.\s?[A-Z]|C\.\s?P|M\.\s?[A-Z]|C)\.\s?)+[A-ZÁÉÍÓÚÑ][\w.]+(?:\s+(?:(?:de|del|la|los|y)\s+)*[A-ZÁÉÍÓÚÑ][\w.]+){1,5}")
_PLACE = re.compile(r"[A-ZÁÉÍÓÚÑ][\w.'’]*(?:[\s,]+(?:(?:de|del|la|las|los|el|y)\s+)*[A-ZÁÉÍÓÚÑ][\w.'’]*){0,6}")
_OF_CONTACT = re.compile(r"directorio|ubicaci|contact|informes|d[oó]nde|^datos|horario|locali[zc]a|atenci[oó]n al p", re.IGNORECASE)
_NO_PLACE = re.compile(r"servicio|programa|misi[oó]n|visi[oó]n|objetivo|requisito|noticia|galer|enlace|tr[aá]mite|qui[eé]n|directorio|marco|ley|norma|oficina|casa|aviso|avisos", re.IGNORECASE)
_PROSE = 170
_BULLET = " •·-–—*▪►●"


@dataclass(slots=True)
class _Entry:
    line: Line
    name: str
    acronym: str = ""
    parent: str = ""
    texts: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    address_open: bool = False
    name_is_group: bool = False

    def add(self, name: str, text: str) -> None:
        """Keep a text of a field, once."""
        if text and text not in self.fields.setdefault(name, []):
            self.fields[name].append(text)

    @property
    def has_contact(self) -> bool:
        """Whether it says where or how the office is reached."""
        return any(self.fields.get(name) for name in ("address", "phone", "email"))


def read_directory(tree: Element, headings: Headings) -> RawRows:
    """One row per entry of a directory that says where or how an office is reached; of branches, not the body at home."""
    result, sections = RawRows(), Sections()
    for number, entry in enumerate(_entries(page_lines(tree), headings), start=1):
        at_home = headings.dataset == "branches" and _is_at_home(entry)
        if not entry.has_contact or at_home or (entry.name_is_group and not entry.fields.get("address")):
            continue
        fields = {"office_name": entry.name, "acronym": entry.acronym, "parent_body": entry.parent}
        for name, texts in entry.fields.items():
            fields.setdefault(name, "")
            fields[name] = fields[name] or (", ".join(texts) if name == "address" else joined(texts))
        original = {"texto": "\n".join([entry.line.text, *entry.texts])}
        section = sections.over(entry.line.element)
        result.rows.append(RawRow(f"entry {number}", {key: text for key, text in fields.items() if text}, original, section))
    result.recognised = bool(result.rows)
    return result


def _entries(lines: list[Line], headings: Headings) -> list[_Entry]:
    entries: list[_Entry] = []
    current: _Entry | None = None
    group = ""
    skipping = False
    for line in lines:
        text = re.sub(r"^[^\w(¿«“\"+@#]+", "", line.text).strip(_BULLET)
        if not text or line.linked and not emails_in(text) and not phones_in(text) and not websites_in(text):
            continue
        if line.heads and headings.label(text.rstrip(" :")) == "complaints":
            current, skipping = None, True
            continue
        name = None if headings.label(text.rstrip(" :")) or phones_in(text) else name_line(text)
        if line.heads and not (name and not name.is_of_many) and not headings.label(text.rstrip(" :")) and not _LABELLED.match(text):
            skipping = bool(_NO_OFFICE.search(text))
            if current and not skipping and _OF_CONTACT.search(text):
                continue
            if current and current.line.heads and not current.has_contact and not current.fields:
                group = current.name  # "Mi Casa es Puebla" over "Los Ángeles", "Nueva York"
            group = name.text if name else group
            current = _place_entry(line, text, group) if group and not skipping else None
            entries += [current] if current else []
            continue
        opened = None if skipping else _opened(line, text, name, current, group, headings)
        if opened:
            current = opened
            entries.append(current)
        elif name and current and not current.has_contact and not name.is_of_many:
            _name_again(current, name, text)
        elif current:
            if skipping or len(text) > _PROSE and not current.has_contact and not addresses_in(text) or text.startswith("¿"):
                current = None
            else:
                _read_line(current, text, headings)
    return entries


def _is_at_home(entry: _Entry) -> bool:
    """Whether an entry among branches is the body they belong to: a secretaría or an institute outside the United States."""
    rank = entry.name.split()[0].lower()
    high = rank.startswith(("secretar", "subsecretar", "instituto", "direcci", "subdirecci", "coordinaci", "consejo", "comisi"))
    return high and not any(us_tail().search(text) for text in entry.fields.get("address", []))


def _opened(line: Line, text: str, name: OfficeName | None, current: _Entry | None, group: str, headings: Headings) -> _Entry | None:
    """A new entry, where a line begins one."""
    if name and not name.is_of_many and not name.is_other and not name.is_club:
        if current and not current.has_contact and not line.heads and current.line.heads:
            return None  # a second body named under the heading, before any contact
        return _Entry(line, *_names_of(text, name))
    found = _name_before_contact(text)
    if found:
        entry = _Entry(line, found.text, found.acronym, found.parent)
        _read_loose(entry, text[found.end :].strip(" ,:;–—-"), whole=False)
        return entry if entry.has_contact else None
    place = re.match(r"^(?P<place>[A-ZÁÉÍÓÚÑ][\w.'’ áéíóúñ]{2,40}(?:,\s*[A-ZÁÉÍÓÚÑ][\w. áéíóúñ]{1,25})?)\s*[:–—-]\s*(?P<rest>\S.{12,})$", text)
    if place and group and address_line(place["rest"]) and len(place["place"].split()) < 6 and not headings.label(place["place"]):
        entry = _Entry(line, group)
        _place(entry, place["place"])
        _read_loose(entry, place["rest"], whole=False)
        return entry
    return None


def _names_of(text: str, name: OfficeName) -> tuple[str, str, str]:
    """Name, acronym and parent of an entry whose line is a name; a delegation behind a comma is part of it."""
    rest = text[name.end :].strip() if not name.acronym else ""
    if re.match(r",\s*(?:delegaci|m[oó]dulo|oficina|sede|unidad|regi[oó]n|zona)", rest, re.IGNORECASE):
        return text.strip(" .:"), "", name.parent
    return name.text, name.acronym, name.parent


def _name_again(entry: _Entry, name: OfficeName, text: str) -> None:
    """A second name before any contact: the body over the office, or the office of the body named first."""
    if outranks(name.text, entry.name):
        entry.parent = entry.parent or name.text
    elif outranks(entry.name, name.text):
        entry.parent, entry.name, entry.acronym = entry.name, name.text, name.acronym
    entry.texts.append(text)


def _place_entry(line: Line, text: str, group: str) -> _Entry | None:
    """An entry that a place heads, under the heading of all offices: ``Chicago, Illinois``."""
    if len(text) > 60 or not _PLACE.fullmatch(text) or _NO_PLACE.search(text) or text == group or name_line(text):
        return None
    if full_state_named(text, MEXICO) or text.lower().startswith(("estados unidos", "méxico", "eua")):
        return None
    entry = _Entry(line, group, name_is_group=True)
    _place(entry, text)
    return entry


def _place(entry: _Entry, text: str) -> None:
    city, _, state = text.partition(",")
    if full_state_named(city, UNITED_STATES) and not state:
        entry.add("us_state", city)
        return
    entry.add("city", city.strip())
    entry.add("us_state", state.strip())


def _name_before_contact(text: str) -> OfficeName | None:
    """The name a line begins with, where an address or a telephone follows it at once."""
    first = next(iter(names_in(text)), None)
    if not first or first.start or first.is_other or first.is_club or not first.text[0].isupper():
        return None
    behind = text[first.end :]
    starts = [found.start for found in addresses_in(behind)] + [start for start, _ in phones_in(behind)]
    if not starts or min(starts) > 60 or re.match(r"\s+(?:[a-záéíóú]+(?:ó|rá|an|en)\b)", behind):
        return None
    return first


def _read_line(entry: _Entry, text: str, headings: Headings) -> None:
    """What a line of an entry says: under its label, or by what it looks like."""
    if _NO_OFFICE.search(text) and len(text) < 200 and re.search(r"quej|denunc", text, re.IGNORECASE):
        return
    entry.texts.append(text)
    labelled = _LABELLED.match(text)
    meaning = headings.label(labelled["label"]) if labelled else ""
    meaning = {"phones": "phone", "emails": "email"}.get(meaning, meaning)
    if labelled and meaning and meaning not in {"phone", "email", "contact", "address", "hours"}:
        entry.add(meaning, labelled["value"].strip(" ;"))
        entry.address_open = False
    elif labelled and meaning == "address":
        entry.add("address", without_contacts(labelled["value"].strip(" ;")))
        _read_contacts(entry, labelled["value"], labelled=False)
        entry.address_open = True
    elif labelled and meaning == "hours":
        entry.add("hours", labelled["value"].strip(" ;"))
    else:
        _read_loose(entry, text, whole=True)


def _read_loose(entry: _Entry, text: str, *, whole: bool) -> None:
    address = address_line(text)
    rest = without_contacts(text)
    if entry.address_open and continues_address(rest):
        entry.add("address", rest)
        _read_contacts(entry, text, labelled=True)
        return
    if address and (not entry.fields.get("address") or entry.address_open):
        entry.add("address", address)
        entry.address_open = True
    elif not address:
        entry.address_open = False
    if whole and (person := _HONOURED.match(text)) and not entry.fields.get("head"):
        entry.add("head", person[0])
    digits = sum(map(str.isdigit, text))
    _read_contacts(entry, text, labelled=digits * 2 > len(text))


def _read_contacts(entry: _Entry, text: str, *, labelled: bool) -> None:
    for start, end in phones_in(text, labelled=labelled):
        entry.add("phone", printed_phone(text[start:end]))
    for found in emails_in(text):
        entry.add("email", found.text)
    for found in websites_in(text):
        entry.add("website", found.text)
    hours = [found.text for found in hours_in(text)] or ([text] if is_hours(text) and not phones_in(text) else [])
    for printed in hours:
        entry.add("hours", printed)


