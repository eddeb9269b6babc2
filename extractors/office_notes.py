"""Press notes: the office that a note is about, and the contact it gives for it, mostly in the last paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.contact_texts import emails_in, hours_in, joined, websites_in
from extractors.document import Element
from extractors.note_dates import date_of_note
from extractors.note_owners import Context, Mention, Office, mentions_in, offices_of, owner_of, sentences_of
from extractors.note_people import head_of, parent_of
from extractors.observation import RawRow, RawRows
from extractors.office_names import speaks_of_migrants
from extractors.office_rows import printed_phone
from extractors.office_words import pattern
from extractors.page_body import layers_of, title_of
from extractors.page_lines import Line, page_lines
from extractors.phone_texts import phones_in
from extractors.postal_addresses import address_line, addresses_in

_REACHED = pattern("reaching_words", before=r"\b")
_EVENT = pattern("event_words", before=r"\b")
_SEAT = re.compile(r"\b(?:oficinas?|instalaciones|sede|domicilio|direcci[oó]n)\b", re.IGNORECASE)
_SENDS = re.compile(
    r"\b(?:acud\w+|comun[ií]\w+|llam\w+|dirig\w+|presentarse|contact\w+|informes)\s+(?:\w+\s+){0,6}$", re.IGNORECASE
)
_SENT_BEFORE = 240  # a verb and six words
_LABEL = re.compile(
    r"^\W*(?:direcci[oó]n|domicilio|ubicaci[oó]n|tel[eé]fonos?|tels?|correo\w*|e-?mail|horarios?|whatsapp|contacto|"
    r"informes|mayores informes|m[aá]s informaci[oó]n)\b[^:]{0,25}:",
    re.IGNORECASE,
)
_PHONE_LABEL = re.compile(r"\W*(?:tel|whats|contact)", re.IGNORECASE)
_BYLINE = re.compile(
    r"^\W*(?:redacci[oó]n|por:?\s|texto:|foto|enviado por|corresponsal|agencia|publicado|staff|de la redacci)",
    re.IGNORECASE,
)
_PRESS = pattern("press_contacts", before=r"^\W*", behind=r"\b")
_WHERE = re.compile(r"d[oó]nde|acud|contact|inform|ubica|domicilio|direcci[oó]n|datos", re.IGNORECASE)
_OF_IT = re.compile(
    r"inform|contact|d[oó]nde|acud|atenci|ubica|requisit|migra|paisan|servicio|oficina|datos|para m[aá]s|c[oó]mo|"
    r"tel[eé]fono|n[uú]mero|llam|horario|qu[eé] hora|cu[aá]ndo",
    re.IGNORECASE,
)
_ASKS_WHERE = re.compile(r"\b[Dd][oó]nde\b[^?]{0,60}\?\W*$")
_PROSE, _LONG_PROSE, _LONGEST_HEADING, _LEAD = 100, 200, 60, 60
_SEAT_BEFORE, _NEXT_TO = 90, 30


@dataclass(slots=True)
class _Given:
    """What a note gives of one office, and where it says so; addresses with how plainly they are the office's."""

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

    @property
    def has_contact(self) -> bool:
        """Whether it says where or how the office is reached."""
        return bool(self.phones or self.emails or self.addresses)


@dataclass(slots=True)
class _Note:
    """A note under reading: its offices, and what has been read so far."""

    dataset: str
    titles: list[str]
    offices: list[Office]
    main: Office
    given: dict[int, _Given] = field(default_factory=dict)
    under: Office | None = None
    told: bool = False
    asked: bool = False
    begun: bool = False
    in_prose: bool = False
    latest: Office | None = None

    def of(self, office: Office) -> _Given:
        """What is given of an office."""
        return self.given.setdefault(id(office), _Given())

    def is_wanted(self, office: Office) -> bool:
        """Whether an office is one of those the dataset is about."""
        return _is_wanted(office, self.main, self.dataset)


def read_note(tree: Element, dataset: str) -> RawRows:
    """One row per office that a note gives a contact for; without any, the migrant office of its title or lead."""
    titles = title_of(tree)
    date = date_of_note(tree)
    for layer in layers_of(tree):
        found = _read_layer([line for line in page_lines(layer) if not line.linked], titles, dataset, date)
        if found.rows:
            return found
    return _named_only(page_lines(tree), titles, dataset, date)


def _read_layer(lines: list[Line], titles: list[str], dataset: str, date: str) -> RawRows:
    texts = [line.text for line in lines]
    offices = offices_of([*titles, *texts])
    main = main_office(offices, [*titles, *texts], dataset)
    result = RawRows()
    if main is None:
        return result
    note = _Note(dataset, titles, offices, main, under=main, latest=main)
    note.begun = any(name in title for title in titles for name in main.called)
    for line in lines:
        _read_line(note, line)
    ours = [office for office in offices if id(office) in note.given and note.is_wanted(office)]
    for number, office in enumerate(ours, start=1):
        given = note.of(office)
        if given.has_contact:
            fields = _fields(office, texts, given, date, alone=office is main)
            result.rows.append(RawRow(f"note {number}", fields, {"texto": "\n".join(dict.fromkeys(given.texts))}))
    result.recognised = bool(result.rows)
    return result


def _fields(office: Office, texts: list[str], given: _Given, date: str, *, alone: bool) -> dict[str, str]:
    fields = {
        "office_name": office.text, "acronym": office.acronym,
        "parent_body": office.parent or parent_of(office, texts, alone=alone),
        "head": head_of(office, texts, alone=alone),
        "address": given.address, "phone": joined(given.phones), "email": joined(given.emails),
        "website": joined(given.websites), "hours": joined(given.hours), "as_of": date,
    }  # fmt: skip
    return {name: text for name, text in fields.items() if text}


def main_office(offices: Sequence[Office], texts: Sequence[str], dataset: str) -> Office | None:
    """The office a note speaks of most: one for migrants by its name, else the one readers are sent to."""
    able = [one for one in offices if not (one.name.is_other or one.name.is_club or one.name.is_of_many)]
    if dataset == "branches":
        able = [one for one in able if _is_wanted(one, one, dataset)] or able

    def weight(place: int) -> tuple[int, int, bool, int]:
        office = able[place]
        sent = any(_is_sent_to(office, text) for text in texts)
        headed = 2 * any(office.text in text for text in texts[:1])
        return office.name.is_for_migrants + sent, office.mentions + headed, office.text[0].isupper(), -place

    return able[max(range(len(able)), key=weight)] if able else None


def _is_sent_to(office: Office, text: str) -> bool:
    """Whether a text sends its readers to an office: ``acudir a las oficinas del Consejo``."""
    return any(
        _SENDS.search(text[max(0, match.start() - _SENT_BEFORE) : match.start()])
        for called in office.called
        for match in re.finditer(rf"\b{re.escape(called)}\b", text)
    )


def _is_wanted(office: Office, main: Office, dataset: str) -> bool:
    """Whether an office of a note is one of those the dataset is about."""
    if office.name.is_other or office.name.is_club:
        return False
    if dataset == "branches":
        return office.name.is_placed and office.name.text[0].isupper()
    return office is main or (office.name.is_for_migrants and office.name.text[0].isupper())


def _read_line(note: _Note, line: Line) -> None:
    """What a line of the note gives, from the one on that first names the main office."""
    if line.heads and not _LABEL.match(line.text) and not phones_in(line.text):
        note.told = bool(_WHERE.search(line.text)) and len(line.text) < _LONGEST_HEADING
        named = [one.office for one in mentions_in(line.text, note.offices, None)]
        ours = not note.in_prose or line.text in note.titles[:1] or _OF_IT.search(line.text)
        keeps = ours or len(line.text) > _LONGEST_HEADING
        note.under = named[-1] if named else note.main if keeps else None
    elif len(line.text) > _PROSE:
        note.in_prose = True
        if len(line.text) > _LONG_PROSE:
            note.under, note.told = note.main, False
    if len(line.text) < _PROSE and _PRESS.match(line.text):
        note.under, note.told = None, False
        return
    before, said = note.under, ""
    for sentence in sentences_of(line.text):
        meant = note.latest if note.dataset == "branches" else note.main
        mentions = mentions_in(sentence, note.offices, meant, before)
        note.begun = note.begun or any(one.office is note.main for one in mentions)
        if note.begun and not _BYLINE.match(sentence) and (note.under or mentions):
            _read_sentence(note, sentence, mentions, Context(note.main, before, said))
        named = [one.office for one in mentions if one.named]
        before = named[-1] if named else before
        note.latest = next((one for one in reversed(named) if note.is_wanted(one)), note.latest)
        said = sentence
        note.asked = bool(_ASKS_WHERE.search(sentence))


def _read_sentence(note: _Note, sentence: str, mentions: list[Mention], context: Context) -> None:
    """What a sentence gives, each piece to the office that owns it."""

    def owner(start: int, end: int) -> _Given | None:
        office = owner_of(start, end, sentence, mentions, context)
        return note.of(office) if office else None

    for start, end in phones_in(sentence, labelled=bool(_LABEL.match(sentence) and _PHONE_LABEL.match(sentence))):
        if given := owner(start, end):
            given.phones.append(printed_phone(sentence[start:end]))
            given.texts.append(sentence)
    for name, reader in (("emails", emails_in), ("websites", websites_in), ("hours", hours_in)):
        for one in reader(sentence):
            if given := owner(one.start, one.end):
                getattr(given, name).append(one.text)
                given.texts.append(sentence)
    _read_addresses(note, sentence, mentions, context)


def _read_addresses(note: _Note, sentence: str, mentions: list[Mention], context: Context) -> None:
    """The addresses of a sentence that says of them that somebody is to be found there."""
    labelled = note.told or note.asked or bool(_LABEL.match(sentence))
    addresses = addresses_in(sentence)
    if labelled and not addresses:
        alone = (sentence if note.told else sentence.partition(":")[2]).strip()
        office = owner_of(len(sentence), len(sentence), sentence, mentions, context)
        if office and (text := address_line(alone)):
            note.of(office).addresses.append((_SURE, text))
    for one in addresses:
        office = owner_of(one.start, one.end, sentence, mentions, context)
        ahead = [mention for mention in mentions if mention.end <= one.start]
        named = bool(ahead) and one.start - ahead[-1].end < _NEXT_TO
        plain = _plainness(sentence, one.start)
        if office and (labelled or named or plain > _EVENT_COUNTS):
            note.of(office).addresses.append((plain + _SURE * labelled, one.text))
            note.of(office).texts.append(sentence)


_SURE, _EVENT_COUNTS = 3, 0


def _plainness(sentence: str, position: int) -> int:
    """How plainly a sentence says that an address is that of an office rather than of an event."""
    before = sentence[:position]
    contact = bool(phones_in(sentence) or emails_in(sentence))
    seat = bool(_SEAT.search(before[-_SEAT_BEFORE:]))
    return 2 * contact + 2 * seat + bool(_REACHED.search(before)) - _SURE * bool(_EVENT.search(before))


def _named_only(lines: list[Line], titles: list[str], dataset: str, date: str) -> RawRows:
    """The migrant office that a title or the first paragraphs name, where a note gives no contact at all."""
    result = RawRows()
    body = [line.text for line in lines if not line.linked and len(line.text) > _LEAD]
    lead = [*titles, *body[:3]]
    offices = [one for one in offices_of(lead) if _is_wanted(one, one, dataset) and speaks_of_migrants(one.text)]
    main = main_office(offices, lead, dataset)
    if main is not None:
        fields = _fields(main, [*titles, *body], _Given(), date, alone=True)
        original = {"texto": next((text for text in lead if main.text in text), "")}
        result.rows.append(RawRow("note 1", fields, original))
        result.recognised = True
    return result
