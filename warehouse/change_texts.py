"""The words of ``CHANGES.md`` in both languages; how they are put together is in ``change_sentences.py``."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.wording import Language

TEXTS: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "heading": "Cambios de la versión {version}",
        "first": "Primera versión publicada: no hay una anterior con la que comparar.",
        "against": "Respecto de la versión {previous}:",
        "none": "Ningún renglón comparado cambió respecto de la versión {previous}.",
        "more": "… y {count} cambios más en `changes.csv`.",
        "untouched": "Ninguna fuente agregó, dejó de listar ni cambió acuerdos{of}.",
        "others": "En otras tablas cambiaron renglones: {counts}.",
        "ours": "Por nuestro proceso, y no por la fuente, cambiaron renglones: {counts}.",
        "by_state": "Por entidad",
        "no_state": "Sin entidad",
        "agreements": "Acuerdos",
        "other_tables": "Otras tablas",
        "process": "Cambios de nuestro proceso, no de la fuente",
        "process_note": "El texto de la fuente es el mismo; cambió cómo lo leemos, una corrección, o pasó una fecha.",
        "amended": "En {thing}, {fields}.",
        "nothing": "no tener dato",
        "printed": "cambió el texto impreso",
        "of": " de {place}",
        "with": " con {counterpart}",
        "with_country": " con una contraparte de {country}",
        "signed": ", firmado {date}",
        "row": "el renglón",
    },
    "en": {
        "heading": "Changes in version {version}",
        "first": "First published version: there is none before it to compare with.",
        "against": "Against version {previous}:",
        "none": "No compared row changed against version {previous}.",
        "more": "… and {count} more changes in `changes.csv`.",
        "untouched": "No source added, stopped listing or changed any agreement{of}.",
        "others": "Rows changed in other tables: {counts}.",
        "ours": "Rows changed by our processing, and not by the source: {counts}.",
        "by_state": "By state",
        "no_state": "No state",
        "agreements": "Agreements",
        "other_tables": "Other tables",
        "process": "Changes of our processing, not of the source",
        "process_note": "The source's text is the same; our reading or a correction changed, or a date went by.",
        "amended": "In {thing}, {fields}.",
        "nothing": "nothing stated",
        "printed": "the printed text changed",
        "of": " of {place}",
        "with": " with {counterpart}",
        "with_country": " with a counterpart in {country}",
        "signed": ", signed {date}",
        "row": "the row",
    },
}

# Kind of change -> one, several; `{count}` is "12 acuerdos" the first time and "12" after it.
TOTALS: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "es": {
        "withdrawn": ("dejó de aparecer {count}", "dejaron de aparecer {count}"),
        "added": ("apareció {count}", "aparecieron {count}"),
        "restored": ("volvió a aparecer {count}", "volvieron a aparecer {count}"),
        "amended": ("cambió algún dato de {count}", "cambió algún dato de {count}"),
    },
    "en": {
        "withdrawn": ("{count} no longer appears", "{count} no longer appear"),
        "added": ("{count} appeared", "{count} appeared"),
        "restored": ("{count} appeared again", "{count} appeared again"),
        "amended": ("something changed in {count}", "something changed in {count}"),
    },
}
COUNTED: Mapping[Language, tuple[str, str]] = {"es": ("acuerdo", "acuerdos"), "en": ("agreement", "agreements")}

# Where a thing appeared or ceased to: only what kind of source we can vouch for.
PLACES: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "registry": "En el registro de la SRE",
        "official_site": "En sitios oficiales",
        "publication": "En publicaciones",
        "press": "En la prensa",
        "encyclopaedia": "En enciclopedias",
        "": "En sus fuentes",
    },
    "en": {
        "registry": "In the registry of the SRE",
        "official_site": "On official sites",
        "publication": "In publications",
        "press": "In the press",
        "encyclopaedia": "In encyclopaedias",
        "": "In their sources",
    },
}

# (origin, change) -> sentence with a source; `according` is used where the row names none.
WHOLE_ROW: Mapping[Language, Mapping[tuple[str, str], str]] = {
    "es": {
        ("source", "added"): "Apareció {thing}, según {source}.",
        ("source", "withdrawn"): "Dejó de aparecer en {source} {thing}.",
        ("source", "restored"): "Volvió a aparecer en {source} {thing}.",
        ("process", "added"): "Ahora leemos en {source} {thing}.",
        ("process", "withdrawn"): "Ya no leemos en {source} {thing}.",
        ("process", "restored"): "Volvemos a leer en {source} {thing}.",
    },
    "en": {
        ("source", "added"): "New, according to {source}: {thing}.",
        ("source", "withdrawn"): "No longer in {source}: {thing}.",
        ("source", "restored"): "Again in {source}: {thing}.",
        ("process", "added"): "Now read by us in {source}: {thing}.",
        ("process", "withdrawn"): "No longer read by us in {source}: {thing}.",
        ("process", "restored"): "Read by us again in {source}: {thing}.",
    },
}
UNNAMED_SOURCE: Mapping[Language, str] = {"es": "sus fuentes", "en": "its sources"}

# Table -> what one row of it is called; an agreement is "un" while it is news.
THINGS: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "agreements": "el acuerdo",
        "offices": "la oficina de atención a migrantes",
        "office_facts": "la afirmación sobre la oficina de atención a migrantes",
        "branches": "la representación fuera del estado",
        "laws": "la ley de migrantes",
        "claims": "el hermanamiento afirmado",
    },
    "en": {
        "agreements": "the agreement",
        "offices": "the migrant office",
        "office_facts": "the statement about the migrant office",
        "branches": "the branch outside the state",
        "laws": "the migrant law",
        "claims": "the claimed sister-city pair",
    },
}
NEW_AGREEMENT: Mapping[Language, str] = {"es": "un acuerdo", "en": "an agreement"}

# The article goes with the first word of a field's label; any other word is masculine singular.
ARTICLES: Mapping[str, str] = {
    **dict.fromkeys(
        "clave entidad parte contraparte subdivisión región fecha precisión administración época vigencia evidencia "
        "fuente dirección oficina dependencia ley nota referencia ciudad clase calle localidad constitución "
        "última".split(),
        "la",
    ),
    **dict.fromkeys(("áreas", "siglas", "afirmaciones", "oficinas", "redes"), "las"),
    **dict.fromkeys(("teléfonos", "correos", "campos"), "los"),
}
# Fields whose label is no noun.
SUBJECTS: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "expires_on": "la fecha de vencimiento",
        "in_registry": "el dato de si consta en el registro",
        "first_seen": "el día en que se vio por primera vez",
        "withdrawn_on": "el día en que se vio retirado",
        "known": "el dato de si se conoce oficina",
        "valid_from": "la fecha desde la que vale",
        "valid_to": "la fecha hasta la que valió",
        "ended_on": "la fecha hasta la que valió",
        "created_on": "la fecha de creación",
        "opened_on": "la fecha de apertura",
        "closed_on": "la fecha de cierre",
        "same_as": "el renglón que ya la da",
        "gazette_date": "la fecha de publicación",
        "approved_on": "la fecha de aprobación",
        "effective_on": "la fecha de entrada en vigor",
        "address_reason": "lo que falta en el domicilio",
    },
    "en": {
        "signed_on": "the date of signature",
        "expires_on": "the date of expiry",
        "in_registry": "the statement on whether it is in the registry",
        "first_seen": "the day it was first seen",
        "withdrawn_on": "the day it was seen withdrawn",
        "as_of": "the date of the fact",
        "known": "the statement on whether an office is known",
        "valid_from": "the date since which it holds",
        "valid_to": "the date until which it held",
        "ended_on": "the date until which it held",
        "created_on": "the date of creation",
        "opened_on": "the date of opening",
        "closed_on": "the date of closing",
        "same_as": "the row that already gives it",
        "approved_on": "the date of approval",
        "effective_on": "the date of entry into force",
        "address_reason": "what its address lacks",
    },
}
