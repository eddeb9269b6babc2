"""The words that only the feeds have, in both languages; the others are those of ``CHANGES.md``."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.wording import Language

FEED_TEXTS: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "title": "Acuerdos Abiertos: cambios de cada versión",
        "title_of_state": "Acuerdos Abiertos: cambios de {state}",
        "subtitle": "Qué apareció, dejó de aparecer o cambió en cada versión publicada, fuente por fuente.",
        "version": "Versión {version}: {told}",
        "version_of_state": "{state}, versión {version}: {told}",
        "first": "primera versión publicada",
        "unchanged": "ningún renglón comparado cambió",
        "other_tables": "cambiaron renglones de otras tablas ({counts})",
        "process": "solo cambió nuestro proceso ({counts})",
        "holds": "Primera versión publicada, sin otra anterior con la que comparar. Contiene {counts}.",
        "states": " de {count} entidades",
        "news": "Acuerdos que aparecen, dejan de aparecer o vuelven",
        "amended": "Acuerdos en los que cambió algún dato",
        "withdrawal": "Que una fuente deje de listar un acuerdo no dice que el acuerdo haya terminado.",
        "first_read": "De una fuente que se lee por primera vez no se sabe qué acuerdos son recientes.",
        "some_state": "una entidad que no se imprime",
        "countries": " con {countries}",
        "more_countries": "{count} países más",
        "more_names": "y {count} más",
    },
    "en": {
        "title": "Acuerdos Abiertos: changes of each version",
        "title_of_state": "Acuerdos Abiertos: changes of {state}",
        "subtitle": "What appeared, left or changed in each published version, source by source.",
        "version": "Version {version}: {told}",
        "version_of_state": "{state}, version {version}: {told}",
        "first": "first published version",
        "unchanged": "no compared row changed",
        "other_tables": "rows of other tables changed ({counts})",
        "process": "only our processing changed ({counts})",
        "holds": "First published version, with none before it to compare with. It holds {counts}.",
        "states": " of {count} states",
        "news": "Agreements that appear, leave or return",
        "amended": "Agreements of which something changed",
        "withdrawal": "That a source stops listing an agreement does not say that the agreement has ended.",
        "first_read": "Of a source that is read for the first time nobody knows which agreements are recent.",
        "some_state": "a state that is not printed",
        # The names of the countries are published in Spanish alone: codes stand for them.
        "countries": " ({countries})",
        "more_countries": "{count} more countries",
        "more_names": "and {count} more",
    },
}

# What happened -> the sentence for one, for several. `registered` is `added` where the registry itself prints it,
# `read` where nothing of the source was known before.
NEWS: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "es": {
        "registered": (
            "{state} registra un acuerdo nuevo{countries}: {names}.",
            "{state} registra {count} acuerdos nuevos{countries}: {names}.",
        ),
        "added": (
            "{where} aparece un acuerdo nuevo de {state}{countries}: {names}.",
            "{where} aparecen {count} acuerdos nuevos de {state}{countries}: {names}.",
        ),
        "read": (
            "{where} se lee por primera vez un acuerdo de {state}{countries}: {names}.",
            "{where} se leen por primera vez {count} acuerdos de {state}{countries}: {names}.",
        ),
        "withdrawn": (
            "{where} deja de aparecer un acuerdo de {state}{countries}: {names}.",
            "{where} dejan de aparecer {count} acuerdos de {state}{countries}: {names}.",
        ),
        "restored": (
            "{where} vuelve a aparecer un acuerdo de {state}{countries}: {names}.",
            "{where} vuelven a aparecer {count} acuerdos de {state}{countries}: {names}.",
        ),
    },
    "en": {
        "registered": (
            "{state} registers a new agreement{countries}: {names}.",
            "{state} registers {count} new agreements{countries}: {names}.",
        ),
        "added": (
            "{where}, a new agreement of {state} appears{countries}: {names}.",
            "{where}, {count} new agreements of {state} appear{countries}: {names}.",
        ),
        "read": (
            "{where}, an agreement of {state} is read for the first time{countries}: {names}.",
            "{where}, {count} agreements of {state} are read for the first time{countries}: {names}.",
        ),
        "withdrawn": (
            "{where}, an agreement of {state} no longer appears{countries}: {names}.",
            "{where}, {count} agreements of {state} no longer appear{countries}: {names}.",
        ),
        "restored": (
            "{where}, an agreement of {state} appears again{countries}: {names}.",
            "{where}, {count} agreements of {state} appear again{countries}: {names}.",
        ),
    },
}

# Table -> one, several: what the first version holds.
HELD: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "es": {
        "agreements": ("acuerdo", "acuerdos"),
        "claims": ("hermanamiento afirmado", "hermanamientos afirmados"),
        "offices": ("oficina de atención a migrantes conocida", "oficinas de atención a migrantes conocidas"),
        "branches": ("representación fuera de su estado", "representaciones fuera de su estado"),
        "laws": ("ley de migrantes", "leyes de migrantes"),
    },
    "en": {
        "agreements": ("agreement", "agreements"),
        "claims": ("claimed sister-city pair", "claimed sister-city pairs"),
        "offices": ("known migrant office", "known migrant offices"),
        "branches": ("branch outside its state", "branches outside their states"),
        "laws": ("migrant law", "migrant laws"),
    },
}
