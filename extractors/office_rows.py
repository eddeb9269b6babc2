"""Rows of offices, branches and laws made ready for the transforms, whichever reader found them.

A cell may print address, telephones and e-mail together, a name with its acronym, a person where the heading says
*responsable* and a body where it says the same: what a text is decides, the heading only where the text does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.contact_texts import emails_in, hours_in, joined, websites_in
from extractors.law_dates import dates_in
from extractors.observation import PARTING, RawRow, RawRows
from extractors.office_names import bare, name_line, names_in, speaks_of_migrants
from extractors.office_places import branch_place
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
_HONOURED = re.compile(r"(?:Lic|Ing|Mtr[oa]|Dra?|Profr?a?|Arq|L\.|C\.|C\.P\.|M\.)\.?\s?")
_POST_BEHIND = re.compile(
    r"\s*(?:titular|direct|jef|secret|subsecret|coord|encarg|respons|deleg|enlace|subdir|represent)", re.IGNORECASE
)
_ANNOUNCED = re.compile(
    r"(?:\b(?:tel[eé]fonos?|tels?|correos?(?:\s+electr[oó]nicos?)?|e-?mails?|whats\s?app|cel(?:ular)?|fax|"
    r"horarios?(?:\s+de\s+atenci[oó]n)?|domicilio|direcci[oó]n|ubicaci[oó]n|conmutador|p[aá]gina(?:\s+web)?|web)\b"
    r"\s*[.:]*\s*)+",
    re.IGNORECASE,
)
_ADDRESS_SAID = re.compile(r"^(?:domicilio|direcci[oó]n|ubicaci[oó]n)\s*:\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"#\d+$")
_NAME_AND_ACRONYM = re.compile(r"(?P<name>.{6,}?)\s*\(\s*(?P<acronym>[A-ZÁÉÍÓÚÑ][\w.\-]{1,17})\s*\)$")
_HIGH = ("secretaria", "subsecretaria")
_SHORTEST_NUMBER, _NATIONAL, _LONG_NAME = 7, 10, 60


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
            values.setdefault({"phones": "phone", "emails": "email"}.get(name, name), []).append(text.strip())
    return values


def _texts(values: Values, *names: str) -> list[str]:
    return [text for name in names for text in values.get(name, [])]


def _office(fields: Mapping[str, str]) -> dict[str, str]:
    values = values_of(fields)
    names = _names(values)
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


def without_contacts(text: str) -> str:
    """A text without the telephones, e-mails, web addresses and hours in it, and without the words before them."""
    spans = [(one.start, one.end) for reader in (emails_in, websites_in, hours_in) for one in reader(text)]
    spans += phones_in(text)
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} \n {text[end:]}"
    pieces = [_ANNOUNCED.sub(" ", piece) for piece in text.split("\n")]
    return " ".join(" ".join(pieces).split()).strip(" ,;:.-–—|()") if spans else text


def _is_person(text: str) -> bool:
    return bool(_PERSON.match(text)) and not names_in(text) and not addresses_in(text)


def _address(values: Values) -> str:
    """The address of a row: of its own column, or where its name or its contact holds one."""
    kept = []
    for text in values.get("address", []):
        cleaned = without_contacts(text.replace("; ", ", "))
        if re.search(r"[^\W\d_]{3}", cleaned) and (_digits(cleaned) or not _is_person(cleaned)):
            kept.append(cleaned)
    others = [found.text for text in _texts(values, "contact", "phone", "office_name") for found in addresses_in(text)]
    kept = kept or others[:1]
    # "Lugar" and "Domicilio" of one office: the one that is an address, else the first.
    best = [text for text in kept if addresses_in(text, certain=True)] or kept
    return _ADDRESS_SAID.sub("", best[0]) if best else ""


def _is_body(text: str) -> bool:
    """Whether a text begins with the name of an office."""
    names = names_in(text)
    return bool(names) and not text[: names[0].start].strip()


def _is_place(text: str) -> bool:
    """Whether a text is an address: ``Oficina receptora: Calle 10 No. 304, Centro``."""
    places = addresses_in(text)
    return bool(places) and places[0].start == 0 and not _is_body(text)


def _names(values: Values) -> dict[str, str]:
    """Which of the bodies a row names is the office, which its parent, and who is a person."""
    printed = [text for text in values.get("office_name", []) if not _is_place(text)]
    heads = [text for text in values.get("head", []) if not _is_body(text)]
    if surnames := values.get("surname"):
        heads = [" ".join([*heads[:1], *surnames])]
    heads += [text for text in printed if _HONOURED.match(text) and not _is_body(text)]
    own = [text for text in printed if text not in heads] + [text for text in values.get("head", []) if _is_body(text)]
    parents = list(values.get("parent_body", []))
    if not own and parents and not bare(parents[-1]).startswith("gobierno"):
        own = [parents.pop()]
    result = _office_and_parent(own, parents) if own else {}
    if "acronym" in values:
        result["acronym"] = values["acronym"][0]
    if parents and parents[0] != result.get("office_name"):
        result["parent_body"] = parents[0]
    if heads and not addresses_in(heads[0]) and not phones_in(heads[0]):
        result["head"] = person_of(heads[0])
    return result


def _office_and_parent(own: list[str], parents: list[str]) -> dict[str, str]:
    """The office among the bodies named: the one for migrants, else the first; a ministry beside it is its parent."""
    chosen = next((text for text in own if speaks_of_migrants(text)), own[0])
    better = next((text for text in parents if speaks_of_migrants(text)), "")
    if better and not speaks_of_migrants(chosen):
        parents.remove(better)
        chosen = better
    parents += [
        text for text in own if text != chosen and bare(text).startswith(_HIGH) and not speaks_of_migrants(text)
    ]
    return named(chosen)


def person_of(text: str) -> str:
    """A person without the post printed behind the name."""
    name, comma, post = text.partition(",")
    return name.strip() if comma and _POST_BEHIND.match(post) else text.strip(" .;,")


def named(text: str) -> dict[str, str]:
    """Name and acronym of an office out of what a cell or heading prints: ``Instituto ... (IPAM)``."""
    line = name_line(text)
    plain = " ".join(text.split()).strip(" .:;,")
    cut = _NAME_AND_ACRONYM.match(plain)
    if cut and sum(map(str.isupper, cut["acronym"])) >= 2:
        return {"office_name": cut["name"], "acronym": cut["acronym"]}
    if line and line.acronym:
        parent = {"parent_body": line.parent} if line.parent else {}
        return {"office_name": line.text, "acronym": line.acronym, **parent}
    return {"office_name": without_contacts(plain) if len(plain) > _LONG_NAME else plain}


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
    return {name: texts[0] for name, texts in values.items() if name not in IGNORED and texts[0]}
