"""Rows of offices, branches and laws made ready for the transforms, whichever reader found them.

A cell may print address, telephones and e-mail together, a name with its acronym, a person where the heading says
*responsable* and a body where it says the same: what a text is decides, the heading only where the text does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.contact_texts import SEVERAL, emails_in, hours_in, is_hours, joined, websites_in
from extractors.headings import folded
from extractors.law_dates import dates_in
from extractors.observation import RawRow, RawRows
from extractors.office_names import bare, name_line, names_in, speaks_of_migrants
from extractors.phone_texts import phones_in
from extractors.place_words import MEXICO, UNITED_STATES, full_state_named, state_named, us_tail
from extractors.postal_addresses import addresses_in

# What a page prints and no table of ours asks for; it stays in ``original``.
IGNORED = frozenset(
    {"number", "complaints", "abroad", "link", "map", "social", "period_start", "period_end", "period_year", "validated_on",
     "updated_on", "fax", "office_in_charge", "state_key", "municipality_key", "locality_key", "service", "position", "contact",
     "extension", "area_code", "surname", "topics", "author", "objective", "country", "title", "issued_on", "sheet_reference"}
)  # fmt: skip
_NOTHING = re.compile(
    r"^\W*(?:n/?[ad]|s/?[di]|sin (?:dato|informaci[oó]n|tel[eé]fono|correo|reformas?|n[uú]mero|modificaci\w+|oficina\b.*)s?|no (?:aplica|disponible|cuenta.*|tiene|se cuenta.*|hay.*|registrad[oa])|"
    r"por definir|pendiente|vacante|ningun[oa]|nd|na|en proceso|por confirmar|no definido|0+)?\W*$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"^(?:(?:[A-ZÁÉÍÓÚ][\w]{0,5}\.\s?){1,4}|Lic|Ing|Mtr[oa]|Dra?|Prof[ra]*|Arq|Br|Gral|Cap|C)\s*[A-ZÁÉÍÓÚÑ]|^[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?:\s+(?:(?:de|del|la|los|y)\s+)*[A-ZÁÉÍÓÚÑ][\w.áéíóúñ]+){1,5}(?:,|$)"
)
_KEYED = re.compile(r"(?:\b(?:tel[eé]fonos?|tels?|correos?(?:\s+electr[oó]nicos?)?|e-?mails?|whats\s?app|cel(?:ular)?|fax|horarios?(?:\s+de\s+atenci[oó]n)?|domicilio|direcci[oó]n|ubicaci[oó]n|conmutador|p[aá]gina(?:\s+web)?|web)\b\s*[.:]*\s*)+", re.IGNORECASE)
_NUMBERED = re.compile(r"#\d+$")


def settle(found: RawRows, dataset: str, *, state_known: bool) -> RawRows:
    """The same rows with every text in the field it belongs to. ``state_known``: the source says whose offices they are."""
    if dataset not in {"offices", "branches", "laws"}:
        return found
    rows = []
    for row in found.rows:
        fields = _law(row.fields) if dataset == "laws" else _office(row.fields)
        if dataset == "branches":
            fields = _branch(fields, row.section, state_known=state_known)
        elif not state_known and not fields.get("state") and (named := _state_in(row.section)):
            fields["state"] = named
        if fields:
            rows.append(RawRow(row.locator, fields, row.original, row.section))
    # Beside offices with a name, a place without one is another body's: where to complain, most often.
    found.rows = [row for row in rows if row.fields.get("office_name")] or rows if dataset == "offices" else rows
    return found


def _state_in(section: str) -> str:
    return next((name for part in reversed(section.split(SEVERAL)) if (name := full_state_named(part, MEXICO))), "")


def values_of(fields: Mapping[str, str]) -> dict[str, list[str]]:
    """Texts by field, those of a field printed more than once together, nothing that only says there is nothing."""
    values: dict[str, list[str]] = {}
    for name, text in fields.items():
        base = {"phones": "phone", "emails": "email"}.get(name := _NUMBERED.sub("", name), name)
        if not _NOTHING.match(text):
            values.setdefault(base, []).append(text.strip())
    return values


def _office(fields: Mapping[str, str]) -> dict[str, str]:
    values = values_of(fields)
    mixed = [text for name in ("phone", "email", "website", "address", "contact", "office_name", "hours") for text in values.get(name, [])]
    phones = _phones(values)
    emails = [found.text for text in mixed for found in emails_in(text)]
    sites = [found.text for name in ("website", "email", "contact", "phone", "address") for text in values.get(name, []) for found in websites_in(text)]
    result = {name: joined(texts) for name, texts in values.items() if name not in IGNORED}
    for name, texts in (("phone", phones), ("email", emails), ("website", sites)):
        raw = result.pop(name, "")
        if texts or (raw and name == "website" and " " not in raw):
            result[name] = joined(texts) or raw
    _settle_address(result, values)
    _settle_hours(result, values)
    _settle_names(result, values)
    return {name: text for name, text in result.items() if text}


def printed_phone(text: str) -> str:
    """A number as printed, its no-break hyphens and blanks as plain ones, without a stray bracket."""
    plain = re.sub(r"[\u2010-\u2012\u00ad]", "-", " ".join(text.split())).strip(" ,;.-")
    return plain + ")" if plain.count("(") > plain.count(")") else plain


def _is_mostly_digits(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return digits > 6 and digits > sum(map(str.isalpha, text))


def _phones(values: Mapping[str, list[str]]) -> list[str]:
    found = []
    code = re.sub(r"\D", "", "".join(values.get("area_code", [])[:1]))
    extension = ", ".join(values.get("extension", []))
    for text in values.get("phone", []):
        spans = [printed_phone(text[start:end]) for start, end in phones_in(text, labelled=True)]
        found.extend(spans or ([printed_phone(text)] if _is_mostly_digits(text) else []))
    for name in ("contact", "address", "email", "office_name"):
        for text in values.get(name, []):
            spans = phones_in(text, labelled=name == "contact" and not addresses_in(text))
            found.extend(printed_phone(text[start:end]) for start, end in spans)
    if code and found and len(re.sub(r"\D", "", found[0])) < 10:
        found[0] = f"({code}) {found[0]}"
    if extension and found and "ext" not in found[0].lower() and re.search(r"\d", extension):
        found[0] += f" {extension}" if "ext" in extension.lower() else f" ext. {extension}"
    return found


def without_contacts(text: str) -> str:
    """A text without the telephones, e-mails, web addresses and hours in it, and without the words before them."""
    spans = [(one.start, one.end) for reader in (emails_in, websites_in, hours_in) for one in reader(text)] + phones_in(text)
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} \n {text[end:]}"
    pieces = [_KEYED.sub(" ", piece) for piece in text.split("\n")]
    return " ".join(" ".join(pieces).split()).strip(" ,;:.-–—|()") if spans else text


def _settle_address(result: dict[str, str], values: Mapping[str, list[str]]) -> None:
    texts = values.get("address", [])
    kept = []
    for text in texts:
        whole = text.replace("; ", ", ")
        cleaned = without_contacts(whole)
        if (_person(cleaned) and not re.search(r"\d", cleaned)) or not re.search(r"[^\W\d_]{3}", cleaned):
            continue
        kept.append(cleaned)
    if not kept:
        kept = [found.text for name in ("contact", "phone", "office_name") for text in values.get(name, []) for found in addresses_in(text)][:1]
    # "Lugar" and "Domicilio" of one office: the one that is an address, else the first.
    best = [text for text in kept if addresses_in(text, certain=True)] or kept
    result.pop("address", None)
    if best and best[0]:
        result["address"] = re.sub(r"^(?:domicilio|direcci[oó]n|ubicaci[oó]n)\s*:\s*", "", best[0], flags=re.IGNORECASE)


def _settle_hours(result: dict[str, str], values: Mapping[str, list[str]]) -> None:
    if "hours" not in result:
        texts = [text for name in ("address", "contact", "phone") for text in values.get(name, [])]
        if hours := joined([found.text for text in texts for found in hours_in(text)]):
            result["hours"] = hours


def _person(text: str) -> bool:
    return bool(_PERSON.match(text)) and not names_in(text) and not addresses_in(text)


def _settle_names(result: dict[str, str], values: Mapping[str, list[str]]) -> None:
    """Which of the bodies a row names is the office, which its parent, and who is a person."""
    heads = [text for text in values.get("head", []) if not _body(text)]
    if surnames := values.get("surname"):
        heads = [" ".join([*heads[:1], *surnames])]
    placed = [text for text in values.get("office_name", []) if addresses_in(text)[:1] and not addresses_in(text)[0].start and not _body(text)]
    if placed:  # "Oficina receptora: Calle 10 No. 304, Centro"
        result.setdefault("address", placed[0])
    own = [text for text in values.get("office_name", []) if text not in placed and not (_honoured(text) and not _body(text))]
    heads += [text for text in values.get("office_name", []) if text not in own]
    own += [text for text in values.get("head", []) if _body(text)]
    parents = list(values.get("parent_body", []))
    for name in ("office_name", "parent_body", "head"):
        result.pop(name, None)
    if not own and parents and not bare(parents[-1]).startswith("gobierno"):
        own = [parents.pop()]
    if own:
        chosen = next((text for text in own if speaks_of_migrants(text)), own[0])
        if not speaks_of_migrants(chosen) and (better := next((text for text in parents if speaks_of_migrants(text)), "")):
            parents.remove(better)
            chosen = better
        result |= named(chosen)
        parents += [text for text in own if text != chosen and bare(text).startswith(("secretaria", "subsecretaria")) and not speaks_of_migrants(text)]
        if "acronym" in values:
            result["acronym"] = values["acronym"][0]
    if parents and parents[0] != result.get("office_name"):
        result["parent_body"] = parents[0]
    if heads and not addresses_in(heads[0]) and not phones_in(heads[0]):
        result["head"] = person_of(heads[0])


def person_of(text: str) -> str:
    """A person without the post printed behind the name."""
    name, comma, post = text.partition(",")
    return name.strip() if comma and re.match(r"\s*(?:titular|direct|jef|secret|subsecret|coord|encarg|respons|deleg|enlace|subdir|represent)", post, re.IGNORECASE) else text.strip(" .;,")


def _honoured(text: str) -> bool:
    return bool(re.match(r"(?:Lic|Ing|Mtr[oa]|Dra?|Profr?a?|Arq|L\.|C\.|C\.P\.|M\.)\.?\s?", text))


def _body(text: str) -> bool:
    return bool(names_in(text)) and text.strip().lower().startswith(names_in(text)[0].text.lower()[:8])


def named(text: str) -> dict[str, str]:
    """Name and acronym of an office out of what a cell or heading prints: ``Instituto ... (IPAM)``."""
    line = name_line(text)
    plain = " ".join(text.split()).strip(" .:;,")
    cut = re.match(r"(?P<name>.{6,}?)\s*\(\s*(?P<acronym>[A-ZÁÉÍÓÚÑ][\w.\-]{1,17})\s*\)$", plain)
    if cut and sum(map(str.isupper, cut["acronym"])) >= 2:
        return {"office_name": cut["name"], "acronym": cut["acronym"]}
    if line and line.acronym:
        return {"office_name": line.text, "acronym": line.acronym} | ({"parent_body": line.parent} if line.parent else {})
    return {"office_name": without_contacts(plain) if len(plain) > 60 else plain}


_CITY_IN_NAME = re.compile(r"\ben\s+(?:el\s+|la\s+)?(?P<city>[A-ZÁÉÍÓÚÑ][\w.'’áéíóúñ]+(?:\s+(?:(?:de|del|la|las|los)\s+)*[A-ZÁÉÍÓÚÑ][\w.'’áéíóúñ]+){0,3})$")


def _branch(fields: dict[str, str], section: str, *, state_known: bool) -> dict[str, str]:
    """An office's fields by the names a branch has, with the place its address, its name or its heading tells."""
    result = {{"phone": "phones", "email": "emails"}.get(name, name): text for name, text in fields.items()}
    result.pop("hours", None)
    address, name = result.get("address", ""), result.get("office_name", "")
    tail = us_tail().search(address)
    if tail:
        place = tail["city"].split(",")[-1].strip()
        result.setdefault("city", _after_street(place))
        result.setdefault("us_state", tail["state"])
    for part in (name.rpartition(" en ")[2], *(text.strip() for heading in reversed(section.split(SEVERAL)) for text in reversed(heading.split(",")))):
        state = full_state_named(part, UNITED_STATES) or full_state_named(part, MEXICO)
        if state and not result.get("us_state") and (state_known or not full_state_named(part, MEXICO)):
            result["us_state"] = state
        elif state and not state_known and full_state_named(part, MEXICO):
            result.setdefault("state", state)
    city = _CITY_IN_NAME.search(name)
    if "city" not in result and city and not state_named(city["city"], UNITED_STATES) and folded(city["city"]) not in {"estados unidos", "exterior"}:
        result["city"] = city["city"]
    return {key: text for key, text in result.items() if text}


def _after_street(place: str) -> str:
    """The city, where no comma parts it from the street: ``1109 Fruitvale Blvd Yakima`` is Yakima."""
    words = re.split(r"\b(?:St|Street|Ave|Avenue|Blvd|Boulevard|Rd|Road|Dr|Hwy|Fwy|Ste|Suite|Way|Ln)\b\.?(?:\s*#?\s*\d+\w?)?\s+", place)
    return re.sub(r"^[\d\s#]+", "", words[-1]).strip()


def _law(fields: Mapping[str, str]) -> dict[str, str]:
    values = values_of({name: text for name, text in fields.items() if name != "number"})
    if "gazette_date" not in values and (printed := [date for text in values.get("gazette", []) for *_, date in dates_in(text)]):
        values["gazette_date"] = printed[:1]  # a column "Periódico Oficial" of nothing but dates
        values["gazette"] = [text for text in values["gazette"] if text not in printed] or [""]
    return {name: texts[0] for name, texts in values.items() if name not in IGNORED and texts[0]}


def is_complete(fields: Mapping[str, str]) -> bool:
    """Whether a row says what it is about and something of it."""
    return len([text for text in fields.values() if text]) > 1 and not is_hours(next(iter(fields.values())))
