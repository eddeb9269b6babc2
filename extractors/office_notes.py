"""Press notes: the office that a note is about, and the contact it gives for it, mostly in the last paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.contact_texts import emails_in, hours_in, joined, websites_in
from extractors.document import Element
from extractors.note_dates import date_of_note
from extractors.note_owners import Mention, Office, mentions_in, offices_of, owner_of, sentences_of
from extractors.note_people import head_of, parent_of
from extractors.observation import RawRow, RawRows
from extractors.office_names import PLACED, speaks_of_migrants
from extractors.office_rows import printed_phone
from extractors.page_body import layers_of, title_of
from extractors.page_lines import Line, page_lines
from extractors.phone_texts import phones_in
from extractors.postal_addresses import address_line, addresses_in

_REACHED = re.compile(
    r"\b(?:acud|comun[ií]|llam|marc(?:ar|ando|a|que)|inform(?:es|aci[oó]n)|contact|domicilio|direcci[oó]n\s*:|ubica|oficinas?|visit|presentarse|sede|instalaciones|localiza|est[aá]n?\s+en|encuentra|hacen?\b|realiza[nr]?\b|recibe[ns]?\b|recepci|tramita|tr[aá]mite|solicit|funciona|opera\b|ventanilla|atenci[oó]n|tel[eé]f|\btels?\b|correo|atiende)",
    re.IGNORECASE,
)
_SEAT = re.compile(r"\b(?:oficinas?|instalaciones|sede|domicilio|direcci[oó]n)\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:jornada|evento|feria|acto\b|a\s+cabo|realizar[aá]|celebr|gimnasio|auditorio|m[oó]vil|conferencia|taller|ceremonia|foro|caravana|brigada|exposici|festival|curso)", re.IGNORECASE
)
_LABEL = re.compile(r"^\W*(?:direcci[oó]n|domicilio|ubicaci[oó]n|tel[eé]fonos?|tels?|correo\w*|e-?mail|horarios?|whatsapp|contacto|informes|mayores informes|m[aá]s informaci[oó]n)\b[^:]{0,25}:", re.IGNORECASE)
_PROSE = 100
_BYLINE = re.compile(r"^\W*(?:redacci[oó]n|por:?\s|texto:|foto|enviado por|corresponsal|agencia|publicado|staff|de la redacci)", re.IGNORECASE)
_WHERE = re.compile(r"d[oó]nde|acud|contact|inform|ubica|domicilio|direcci[oó]n|datos", re.IGNORECASE)
_OF_IT = re.compile(r"inform|contact|d[oó]nde|acud|atenci|ubica|requisit|migra|paisan|servicio|oficina|datos|para m[aá]s|c[oó]mo", re.IGNORECASE)


@dataclass(slots=True)
class _Given:
    """What a note gives of one office, and where it says so."""

    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    websites: list[str] = field(default_factory=list)
    hours: list[str] = field(default_factory=list)
    addresses: list[tuple[int, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The address most plainly said to be the office's; of several the last one."""
        return max(enumerate(self.addresses), key=lambda item: (item[1][0], item[0]), default=(0, (0, "")))[1][1]


def read_note(tree: Element, dataset: str) -> RawRows:
    """One row per office that a note gives a contact for; without any, the migrant office of its title or lead alone."""
    titles = title_of(tree)
    date = date_of_note(tree)
    for layer in layers_of(tree):
        found = _read_layer(page_lines(layer), titles, dataset, date)
        if found.rows:
            return found
    return _named_only(page_lines(tree), titles, dataset, date)


def _read_layer(lines: list[Line], titles: list[str], dataset: str, date: str) -> RawRows:
    paragraphs = [line for line in lines if not line.linked]
    texts = [line.text for line in paragraphs]
    offices = offices_of([*titles, *texts])
    main = main_office(offices, [*titles, *texts], dataset)
    result = RawRows()
    if main is None:
        return result
    given = _given(paragraphs, titles, offices, main, dataset)
    ours = [office for office in offices if id(office) in given and _is_wanted(office, main, dataset)]
    for number, office in enumerate(ours, start=1):
        contact = given[id(office)]
        if not (contact.phones or contact.emails or contact.address):
            continue
        fields = _fields(office, texts, contact, date, alone=office is main)
        result.rows.append(RawRow(f"note {number}", fields, {"texto": "\n".join(contact.texts)}))
    result.recognised = bool(result.rows)
    return result


def _fields(office: Office, texts: list[str], contact: _Given, date: str, *, alone: bool) -> dict[str, str]:
    fields = {
        "office_name": office.text, "acronym": office.acronym,
        "parent_body": office.parent or parent_of(office, texts, alone=alone),
        "head": head_of(office, texts, alone=alone),
        "address": contact.address, "phone": joined(contact.phones), "email": joined(contact.emails),
        "website": joined(contact.websites), "hours": joined(contact.hours), "as_of": date,
    }  # fmt: skip
    return {name: text for name, text in fields.items() if text}


def main_office(offices: Sequence[Office], texts: Sequence[str], dataset: str) -> Office | None:
    """The office a note speaks of most: one for migrants by its name, else the one readers are sent to."""
    able = [office for office in offices if not office.name.is_other and not office.name.is_club and not office.name.is_of_many]
    if dataset == "branches":
        able = [office for office in able if office.name.rank in PLACED and office.name.text[0].isupper()] or able
    sent_to = {id(office): sum(_is_sent_to(office, text) for text in texts) for office in able}
    order = {id(office): place for place, office in enumerate(able)}

    def weight(office: Office) -> tuple[int, int, int, int]:
        named = any(office.text in text for text in texts[:1])
        return (office.name.is_for_migrants + bool(sent_to[id(office)]), office.mentions + 2 * named, office.text[0].isupper(), -order[id(office)])

    return max(able, key=weight, default=None)


def _is_sent_to(office: Office, text: str) -> bool:
    """Whether a text sends its readers to an office: ``acudir a las oficinas del Consejo``, ``comunicarse a la Dirección``."""
    for called in (*office.names, *([office.acronym] if office.acronym else [])):
        for match in re.finditer(rf"\b{re.escape(called)}\b", text):
            if re.search(r"\b(?:acud\w+|comun[ií]\w+|llam\w+|dirig\w+|presentarse|contact\w+|informes)\s+(?:\w+\s+){0,6}$", text[: match.start()], re.IGNORECASE):
                return True
    return False


def _is_wanted(office: Office, main: Office, dataset: str) -> bool:
    """Whether an office of a note is one of those the dataset is about."""
    if office.name.is_other or office.name.is_club:
        return False
    if dataset == "branches":
        return office.name.rank in PLACED and office.name.text[0].isupper()
    return office is main or (office.name.is_for_migrants and office.name.text[0].isupper())


def _given(paragraphs: list[Line], titles: list[str], offices: list[Office], main: Office, dataset: str) -> dict[int, _Given]:
    """What the note gives of each office, from the paragraph on that first names the main one."""
    given: dict[int, _Given] = {}
    begun = any(name in title for title in titles for name in (*main.names, main.acronym or main.text))
    heading: Office | None = main
    latest = main
    told = prose = False
    for line in paragraphs:
        if line.heads and not _LABEL.match(line.text) and not phones_in(line.text):
            told = bool(_WHERE.search(line.text)) and len(line.text) < 60
            named = [one.office for one in mentions_in(line.text, offices, None)]
            ours = not prose or line.text in titles[:1] or _OF_IT.search(line.text) or len(line.text) > 60
            heading = named[-1] if named else main if ours else None
        elif len(line.text) > _PROSE:
            prose = True
            heading, told = (main, False) if len(line.text) > 2 * _PROSE else (heading, told)
        before = heading
        said = ""
        for sentence in sentences_of(line.text):
            mentions = mentions_in(sentence, offices, latest if dataset == "branches" else main, before)
            begun = begun or any(one.office is main for one in mentions)
            if begun and not _BYLINE.match(sentence) and (heading or mentions):
                _read_sentence(sentence, mentions, before, main, given, told=told, said=said)
            said = sentence
            named_here = [one.office for one in mentions if one.named]
            before = named_here[-1] if named_here else before
            latest = next((one for one in reversed(named_here) if _is_wanted(one, main, dataset)), latest)
    return given


def _read_sentence(sentence: str, mentions: list[Mention], before: Office | None, main: Office, given: dict[int, _Given], *, told: bool, said: str) -> None:
    """What one sentence gives, to whom. ``told``: the heading over it says that an address or a number follows."""

    def owner(start: int, end: int) -> _Given | None:
        office = owner_of(start, end, sentence, mentions, before, main, said)
        return given.setdefault(id(office), _Given()) if office else None

    labelled = told or bool(_LABEL.match(sentence))
    for start, end in phones_in(sentence, labelled=labelled and bool(re.match(r"\W*(?:tel|whats|contact)", sentence, re.IGNORECASE))):
        if found := owner(start, end):
            found.phones.append(printed_phone(sentence[start:end]))
            found.texts.append(sentence)
    for name, reader in (("emails", emails_in), ("websites", websites_in), ("hours", hours_in)):
        for one in reader(sentence):
            if found := owner(one.start, one.end):
                getattr(found, name).append(one.text)
    addresses = addresses_in(sentence)
    if not addresses and labelled and (text := address_line((sentence if told else sentence.partition(":")[2]).strip())):
        if found := owner(len(sentence), len(sentence)):
            found.addresses.append((3, text))
    for one in addresses:
        if found := owner(one.start, one.end):
            ahead = [mention for mention in mentions if mention.end <= one.start]
            certain = labelled or bool(_REACHED.search(sentence[: one.start]) or phones_in(sentence)) or bool(ahead and one.start - ahead[-1].end < 30)
            if certain:
                found.addresses.append((_plainness(sentence, one.start) + 3 * labelled, one.text))
                found.texts.append(sentence)


def _plainness(sentence: str, position: int) -> int:
    """How plainly a sentence says that an address is that of an office rather than of an event."""
    before = sentence[:position]
    plain = 2 * bool(phones_in(sentence) or emails_in(sentence)) + 2 * bool(_SEAT.search(before[-90:])) + bool(_REACHED.search(before))
    return plain - 3 * bool(_EVENT.search(before))


def _named_only(lines: list[Line], titles: list[str], dataset: str, date: str) -> RawRows:
    """The migrant office that a title or the first paragraphs name, where a note gives no contact at all."""
    result = RawRows()
    body = [line.text for line in lines if not line.linked and len(line.text) > 60]
    lead = [*titles, *body[:3]]
    offices = [office for office in offices_of(lead) if _is_wanted(office, office, dataset) and speaks_of_migrants(office.text)]
    main = main_office(offices, lead, dataset)
    if main is not None:
        fields = _fields(main, [*titles, *body], _Given(), date, alone=True)
        result.rows.append(RawRow("note 1", fields, {"texto": next((text for text in lead if main.text in text), "")}))
        result.recognised = True
    return result
