"""Rows of offices, branches and laws made ready for the transforms, whichever reader found them.

A cell may print address, telephones and e-mail together, a name with its acronym, a person where the heading says
*responsable* and a body where it says the same: what a text is decides, the heading only where the text does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.contact_texts import emails_in, hours_in, joined, websites_in, without_contacts
from extractors.document import squeeze
from extractors.law_dates import dates_in
from extractors.observation import PARTING, RawRow, RawRows
from extractors.office_names import bare, name_line, names_in
from extractors.office_places import branch_place
from extractors.office_row_names import is_body, names_of
from extractors.phone_texts import phones_in
from extractors.place_words import MEXICO, full_state_named
from extractors.postal_addresses import addresses_in

Values = Mapping[str, list[str]]
# What a page prints and no table of ours asks for; it stays in ``original``.
IGNORED = frozenset(
    {"number", "complaints", "abroad", "link", "map", "social", "period_start", "period_end", "period_year",
     "validated_on", "updated_on", "fax", "office_in_charge", "state_key", "municipality_key", "locality_key",
     "service", "position", "contact", "extension", "area_code", "surname", "topics", "author", "objective", "country",
     "title", "issued_on", "sheet_reference"}
)  # fmt: skip
_SAYS_NOTHING = re.compile(
    r"^\W*(?:n/?[ad]|s/?[di]|"
    r"sin (?:dato|informaci[oó]n|tel[eé]fono|correo|reformas?|n[uú]mero|modificaci\w+|oficina\b.*)s?|"
    r"no (?:aplica|disponible|cuenta.*|tiene|se cuenta.*|hay.*|registrad[oa])|por definir|pendiente|vacante|ningun[oa]|"
    r"nd|na|en proceso|por confirmar|no definido|0+)?\W*$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"^(?:(?:[A-ZÁÉÍÓÚ]\w{0,5}\.\s?){1,4}|Lic|Ing|Mtr[oa]|Dra?|Prof[ra]*|Arq|Br|Gral|Cap|C)\s*[A-ZÁÉÍÓÚÑ]"
    r"|^[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?:\s+(?:(?:de|del|la|los|y)\s+)*[A-ZÁÉÍÓÚÑ][\w.áéíóúñ]+){1,5}(?:,|$)"
)
_ADDRESS_SAID = re.compile(r"^(?:domicilio|direcci[oó]n|ubicaci[oó]n)\s*:\s*", re.IGNORECASE)
# The text of a link beside an address, and what parts them: tried once a run of it, which may be as long as the page.
_MAP_SAID = re.compile(
    r"(?<![\s,.;(\[|–—-])[\s,.;(\[|–—-]*+\b(?:(?:ver|abrir|consultar|ubicar|mostrar|localizar)(?:\s+(?:en|el|la|un))*\s+"
    r"(?:google\s+)?(?:mapas?|maps|croquis|ubicaci[oó]n)|c[oó]mo\s+llegar|google\s+maps|mapa|croquis)\W*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"#\d+$")
_NO_NUMBER = re.compile(r"s\s?/\s?n\.?|sin n[uú]mero", re.IGNORECASE)
_SHORTEST_NUMBER, _NATIONAL = 7, 10


def settle(found: RawRows, dataset: str, *, state_known: bool) -> RawRows:
    """The same rows with every text in its field. ``state_known``: the source says whose offices they are."""
    if dataset not in {"offices", "branches", "laws"}:
        return found
    rows = []
    for row in found.rows:
        fields = _law(row.fields) if dataset == "laws" else _office(row.fields)
        if dataset == "branches":
            fields = _branch(fields, row.section, state_known=state_known)
        elif not state_known and not fields.get("state") and (state := _state_in(row.section)):
            fields["state"] = state
        if fields:
            rows.append(RawRow(row.locator, fields, row.original, row.section))
    # Beside offices with a name, a place without one is another body's: where to complain, most often.
    found.rows = [row for row in rows if row.fields.get("office_name")] or rows if dataset == "offices" else rows
    return found


def _state_in(section: str) -> str:
    return next((name for part in reversed(section.split(PARTING)) if (name := full_state_named(part, MEXICO))), "")


def values_of(fields: Mapping[str, str]) -> dict[str, list[str]]:
    """Texts by field, those of a field printed more than once together, nothing that only says there is nothing."""
    values: dict[str, list[str]] = {}
    for numbered, text in fields.items():
        name = _NUMBERED.sub("", numbered)
        if not _SAYS_NOTHING.match(text):
            values.setdefault({"phones": "phone", "emails": "email"}.get(name, name), []).append(squeeze(text))
    return values


def _texts(values: Values, *names: str) -> list[str]:
    return [text for name in names for text in values.get(name, [])]


def _office(fields: Mapping[str, str]) -> dict[str, str]:
    values = values_of(fields)
    names = names_of(values)
    result = {name: joined(texts) for name, texts in values.items() if name not in IGNORED}
    for name in ("phone", "email", "website", "address", "office_name", "parent_body", "head"):
        result.pop(name, None)
    mixed = _texts(values, "phone", "email", "website", "address", "contact", "office_name", "hours")
    result["phone"] = joined(_phones(values))
    result["email"] = joined([found.text for text in mixed for found in emails_in(text)])
    sites = _texts(values, "website", "email", "contact", "phone", "address")
    bare_sites = [text for text in values.get("website", []) if " " not in text and "@" not in text]
    result["website"] = joined([found.text for text in sites for found in websites_in(text)] or bare_sites)
    result["address"] = _address(values)
    if "hours" not in result:
        result["hours"] = joined(
            [one.text for text in _texts(values, "address", "contact", "phone") for one in hours_in(text)]
        )
    if result.get("street") and _NO_NUMBER.fullmatch(result.get("street_number", "")):
        # A number of its own that is none would be taken for a cell that says nothing.
        result["street"] += f" {result.pop('street_number')}"
    result |= names
    return {name: text for name, text in result.items() if text}


def printed_phone(text: str) -> str:
    """A number as printed, its no-break hyphens and blanks as plain ones, without a stray bracket."""
    plain = re.sub(r"[\u2010-\u2012\u00ad]", "-", " ".join(text.split())).strip(" ,;.-")
    return plain + ")" if plain.count("(") > plain.count(")") else plain


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _phones(values: Values) -> list[str]:
    found = []
    for text in values.get("phone", []):
        spans = [printed_phone(text[start:end]) for start, end in phones_in(text, labelled=True)]
        mostly_digits = max(_SHORTEST_NUMBER, sum(map(str.isalpha, text)) + 1) <= _digits(text)
        found.extend(spans or ([printed_phone(text)] if mostly_digits else []))
    for name in ("contact", "address", "email", "office_name"):
        for text in values.get(name, []):
            spans_ = phones_in(text, labelled=name == "contact" and not addresses_in(text))
            found.extend(printed_phone(text[start:end]) for start, end in spans_)
    return _completed(found, values)


def _completed(found: list[str], values: Values) -> list[str]:
    """The first number with the area code and the extension that stand in columns of their own."""
    code = re.sub(r"\D", "", "".join(values.get("area_code", [])[:1]))
    extension = ", ".join(values.get("extension", []))
    if code and found and _digits(found[0]) < _NATIONAL:
        found[0] = f"({code}) {found[0]}"
    if found and "ext" not in found[0].lower() and _digits(extension):
        found[0] += f" {extension}" if "ext" in extension.lower() else f" ext. {extension}"
    return found


def _is_person(text: str) -> bool:
    return bool(_PERSON.match(text)) and not names_in(text) and not addresses_in(text)


def _address(values: Values) -> str:
    """The address of a row: of its own column, or where its name or its contact holds one."""
    kept = []
    for text in values.get("address", []):
        cleaned = _MAP_SAID.sub("", without_contacts(text.replace("; ", ", ")))
        named = is_body(cleaned) and name_line(cleaned) and not addresses_in(cleaned, certain=True)
        told = _digits(cleaned) or not (named or _is_person(cleaned))
        if re.search(r"[^\W\d_]{3}", cleaned) and told:
            kept.append(cleaned)
    others = [found.text for text in _texts(values, "contact", "phone", "office_name") for found in addresses_in(text)]
    kept = kept or others[:1]
    # "Lugar" and "Domicilio" of one office: the one that is an address, else the first.
    best = [text for text in kept if addresses_in(text, certain=True)] or kept
    return _with_city(_ADDRESS_SAID.sub("", best[0]), values) if best else ""


def _with_city(address: str, values: Values) -> str:
    """An address printed in parts, of which the first is called the address too, with its city behind the others."""
    if not _digits(address) and "s/n" not in address.lower() and values.get("street_number"):
        address = f"{address} {values['street_number'][0]}"
    parts = [*values.get("settlement", [])[:1], *(f"C.P. {code}" for code in values.get("postal_code", [])[:1])]
    cities = (_texts(values, "locality") or _texts(values, "municipality"))[:1]
    if not parts or not cities:
        return address
    missing = [part for part in (*parts, *cities) if bare(part.split()[-1]) not in bare(address)]
    return ", ".join([address, *missing])


def _branch(fields: dict[str, str], section: str, *, state_known: bool) -> dict[str, str]:
    """An office's fields by the names a branch has, with the place its address, its name or its heading tells."""
    result = {{"phone": "phones", "email": "emails"}.get(name, name): text for name, text in fields.items()}
    result.pop("hours", None)
    place = branch_place(result.get("address", ""), result.get("office_name", ""), section, state_known=state_known)
    return {
        **{name: text for name, text in place.items() if text},
        **{name: text for name, text in result.items() if text},
    }


def _law(fields: Mapping[str, str]) -> dict[str, str]:
    values = values_of({name: text for name, text in fields.items() if name != "number"})
    printed = [date for text in values.get("gazette", []) for *_, date in dates_in(text)]
    if printed and "gazette_date" not in values:
        # A column "Publicación P.O." of nothing but dates.
        values["gazette_date"] = printed[:1]
        values["gazette"] = [text for text in values["gazette"] if text not in printed] or [""]
    if dated := [text for text in values.get("gazette_date", []) if dates_in(text)]:
        # "Publicada en" may head the gazette's name and number, beside a column of its date.
        undated = [text for text in values["gazette_date"] if text not in dated]
        values["gazette_date"] = dated
        values["gazette"] = [*values.get("gazette", []), *undated] or [""]
    return {name: texts[0] for name, texts in values.items() if name not in IGNORED and texts[0]}
