"""One entry of a directory under reading: its name, and what its lines say under a label or by what they look like."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.contact_texts import emails_in, hours_in, is_hours, joined, websites_in, without_contacts
from extractors.headings import Headings
from extractors.office_rows import printed_phone
from extractors.page_lines import Line
from extractors.phone_texts import is_number_line, phones_in
from extractors.postal_addresses import address_line, address_over_lines, addresses_in, continues_address

_LABELLED = re.compile(r"^(?P<label>[^:]{2,60}?)\s*:\s*(?P<value>\S.*)$")
_COMPLAINT = re.compile(r"quej|denunc", re.IGNORECASE)
_HONOURED = re.compile(
    r"^(?:(?:Lic|Ing|Mtr[oa]|Dra?|Profr?a?|Arq|Br|L\.\s?[A-Z]|C\.\s?P|M\.\s?[A-Z]|C)\.\s?)+[A-ZÁÉÍÓÚÑ][\w.]+"
    r"(?:\s+(?:(?:de|del|la|los|y)\s+)*[A-ZÁÉÍÓÚÑ][\w.]+){1,5}"
)
# Labels whose value on the next line is no contact of the office.
_NOT_OF_IT = frozenset({"fax", "complaints", "service"})
# Fields whose value may hold others: an address with the telephone behind it.
_MIXED = frozenset({"phone", "email", "contact"})


@dataclass(slots=True)
class Entry:
    """An office of a directory. ``is_of_group``: named by the heading over several, told apart by its place.

    ``under``: the state whose name is printed over it.
    """

    line: Line
    name: str
    acronym: str = ""
    parent: str = ""
    is_of_group: bool = False
    under: str = ""
    texts: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    address_open: bool = False
    awaited: str = ""
    loose: str = ""

    def add(self, name: str, text: str) -> None:
        """Keep a text of a field, once."""
        if text and text not in self.fields.setdefault(name, []):
            self.fields[name].append(text)

    @property
    def has_contact(self) -> bool:
        """Whether it says where or how the office is reached."""
        return any(self.fields.get(name) for name in ("address", "phone", "email"))

    def joined_fields(self) -> dict[str, str]:
        """Its texts by field, each as one text."""
        fields = {"office_name": self.name, "acronym": self.acronym, "parent_body": self.parent}
        for name, texts in self.fields.items():
            fields[name] = fields.get(name) or (", ".join(texts) if name == "address" else joined(texts))
        return {name: text for name, text in fields.items() if text}

    def read_line(self, text: str, headings: Headings) -> None:
        """What a line says: under its label, or by what it looks like; where to complain is left out."""
        awaited, self.awaited = self.awaited, ""
        if _COMPLAINT.search(text) or awaited in _NOT_OF_IT:
            return
        self.texts.append(text)
        goes_on = self.address_open and continues_address(text)
        if not goes_on and (alone := headings.label(text.rstrip(" :"))):
            self.awaited = alone
            return
        labelled = _LABELLED.match(text)
        meaning = headings.label(labelled["label"]) if labelled else ""
        meaning = {"phones": "phone", "emails": "email"}.get(meaning, meaning)
        value = labelled["value"].strip(" ;") if labelled else ""
        if meaning == "office_name" and is_number_line(value):
            meaning = "phone"  # "Oficina: 771 718 6012"
        if not meaning and awaited == "address" and addresses_in(without_contacts(text), certain=True):
            meaning, value = awaited, text
        if meaning == "address":
            self.add("address", without_contacts(value))
            self._read_contacts(value, labelled=False)
            self.address_open = True
        elif meaning and meaning not in _MIXED:
            self.add(meaning, value)
            self.address_open = self.address_open and meaning == "hours"
        else:
            if person := _HONOURED.match(text) if not self.fields.get("head") else None:
                self.add("head", person[0])
            self.read_loose(text)

    def read_loose(self, text: str) -> None:
        """What a text without a label says: an address or the rest of one, telephones, e-mails, hours."""
        rest, before = without_contacts(text), self.loose
        self.loose = ""
        if before and not self.fields.get("address") and (whole := address_over_lines(before, rest)):
            self.add("address", whole)
            self.address_open = True
            return
        if self.address_open and continues_address(rest):
            self.add("address", rest)
            self._read_contacts(text, labelled=True)
            return
        address = address_line(text)
        if address and (not self.fields.get("address") or self.address_open):
            self.add("address", address)
        self.address_open = bool(address)
        self.loose = rest if not address and rest == text else ""
        digits = sum(map(str.isdigit, text))
        self._read_contacts(text, labelled=digits * 2 > len(text))

    def _read_contacts(self, text: str, *, labelled: bool) -> None:
        phones = phones_in(text, labelled=labelled)
        for start, end in phones:
            self.add("phone", printed_phone(text[start:end]))
        for name, reader in (("email", emails_in), ("website", websites_in), ("hours", hours_in)):
            for found in reader(text):
                self.add(name, found.text)
        if is_hours(text) and not phones and not hours_in(text):
            self.add("hours", text)
