"""One change of a version as a sentence that can be quoted, in Spanish and in English. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse import change_texts as words
from warehouse.columns import ISO_DATE, ISO_DAY
from warehouse.fields import Field
from warehouse.schema import TABLES, vocabulary
from warehouse.wording import Language, date_in_words, duration_in_words, in_a_row, on_date, plain, quoted

Row = Mapping[str, object]

# A code says nothing that its name does not, nor the printed text what a field of it does.
TOLD_BY = {
    "state_code": "state",
    "municipality_code": "municipality",
    "counterpart_country": "counterpart_country_name",
    "signed_precision": "signed_on",
}
NAMING_COLUMNS = {
    "agreements": ("title",),
    "offices": ("office_name",),
    "office_facts": ("field", "value_printed"),
    "branches": ("office_name", "city"),
    "laws": ("title",),
    "claims": ("mexican_place", "counterpart"),
}
AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """All that a version changed in one record, by one origin, with what is known of the record and its source."""

    table_name: str
    record_id: str
    origin: str
    changes: tuple[Row, ...]
    row: Row
    source: str

    @property
    def kind(self) -> str:
        """``added``, ``withdrawn`` or ``restored`` where the whole record did; else ``amended``."""
        return next((str(one["change"]) for one in self.changes if one["change"] != AMENDED), AMENDED)


def sentence(record: RecordChanges, language: Language) -> str:
    """What happened to a record, in one sentence; in two where it was restored and amended as well."""
    return " ".join(filter(None, (_whole_row(record, language), amendment(record, language))))


def _whole_row(record: RecordChanges, language: Language) -> str:
    if record.kind == AMENDED:
        return ""
    return words.WHOLE_ROW[language][record.origin, record.kind].format(
        thing=_described(record, language),
        source=plain(record.source) or words.UNNAMED_SOURCE[language],
    )


def amendment(record: RecordChanges, language: Language) -> str:
    """What was amended in a record, in one sentence; empty where nothing was."""
    amended = [change for change in record.changes if change["change"] == AMENDED]
    if not amended:
        return ""
    fields = "; ".join(_field_changes(record.table_name, amended, language))
    return words.TEXTS[language]["amended"].format(thing=_named(record, language), fields=fields)


def _described(record: RecordChanges, language: Language) -> str:
    """The thing with all that tells it from others: place, counterpart, date, name, identifier."""
    texts, row, name = words.TEXTS[language], record.row, _name(record, language)
    if record.table_name != "agreements":
        return _named(record, language)
    new = record.kind == "added"
    told = words.NEW_AGREEMENT[language] if new else words.THINGS[language]["agreements"]
    place = ", ".join(plain(row[column]) for column in ("municipality", "state") if row.get(column))
    told += texts["of"].format(place=place) if place else ""
    told += _counterpart(row, language)
    if row.get("signed_on"):
        told += texts["signed"].format(date=on_date(str(row["signed_on"]), language))
    return f"{told}: {name}" if row.get("title") else f"{told} ({name})"


def _counterpart(row: Row, language: Language) -> str:
    texts = words.TEXTS[language]
    # The country's name is published in Spanish alone.
    country = plain(row.get("counterpart_country_name" if language == "es" else "counterpart_country") or "")
    if not row.get("counterpart"):
        return texts["with_country"].format(country=country) if country else ""
    counterpart = plain(row["counterpart"])
    known = not country or (language == "es" and country in counterpart)
    return texts["with"].format(counterpart=counterpart if known else f"{counterpart} ({country})")


def _named(record: RecordChanges, language: Language) -> str:
    """The thing by its name alone: an agreement's title says what it is, any other table says so first."""
    name = _name(record, language)
    if record.table_name == "agreements":
        return name
    noun = words.THINGS[language].get(record.table_name)
    if noun is None:
        table = TABLES[record.table_name]
        called = table.spanish if language == "es" else table.english
        return f"{words.TEXTS[language]['row']} {name}{words.TEXTS[language]['of'].format(place=called)}"
    state = record.row.get("state")
    return f"{noun}{words.TEXTS[language]['of'].format(place=plain(state)) if state else ''}, {name}"


def _name(record: RecordChanges, language: Language) -> str:
    columns = NAMING_COLUMNS.get(record.table_name, ())
    parts = [_label(record, column, language) for column in columns if record.row.get(column)]
    return f"{quoted(' – '.join(parts), language)} (`{record.record_id}`)" if parts else f"`{record.record_id}`"


def _label(record: RecordChanges, column: str, language: Language) -> str:
    value = str(record.row[column])
    # A statement is about a column of `offices`, which has a label.
    if record.table_name == "office_facts" and column == "field" and value in TABLES["offices"].columns:
        field = TABLES["offices"].field(value)
        return field.spanish if language == "es" else field.english
    return value


def _field_changes(table_name: str, amended: Sequence[Row], language: Language) -> list[str]:
    texts = words.TEXTS[language]
    names = {str(change["field"]) for change in amended}
    told = []
    for change in amended:
        name = str(change["field"])
        if name == "original" or TOLD_BY.get(name) in names:
            continue
        field = TABLES[table_name].field(name)
        before, after = (
            quoted(_value(field, str(value), language), language) if value else texts["nothing"]
            for value in (change["before"], change["after"])
        )
        told.append(_passage(_subject(field, language), before, after, language))
    return told or [texts["printed"]]


def _passage(subject: str, before: str, after: str, language: Language) -> str:
    if language == "en":
        return f"{subject} changed from {before} to {after}"
    verb = "pasaron" if subject.startswith(("las ", "los ")) else "pasó"
    return f"{subject} {verb} de {before} a {after}"


def _subject(field: Field, language: Language) -> str:
    """The label of a field as the subject of a sentence: ``la vigencia``, ``the validity``."""
    if field.name in words.SUBJECTS[language]:
        return words.SUBJECTS[language][field.name]
    label = field.spanish if language == "es" else field.english
    # Not the first letter of an acronym.
    label = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    article = "the" if language == "en" else words.ARTICLES.get(label.split()[0], "el")
    return f"{article} {label}"


def _value(field: Field, value: str, language: Language) -> str:
    """A cell for a reader: labels of the vocabulary, dates and durations in words, anything else as it stands."""
    position = 0 if language == "es" else 1
    if field.vocabulary:
        labels = field.vocabulary.labels
        codes = value.split("|") if field.kind == "text_list" else [value]
        return in_a_row([labels[code][position] if code in labels else code for code in codes], language)
    if field.name == "validity":
        known = vocabulary.VALIDITY.labels.get(value)
        return known[position] if known else duration_in_words(value, language)
    if field.pattern in (ISO_DATE, ISO_DAY):
        return date_in_words(value, language)
    return in_a_row(value.split("|"), language) if field.kind == "text_list" else value
