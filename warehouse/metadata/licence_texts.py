"""The words of ``LICENSES.md`` in both languages; what each licence obliges to is in ``licences.csv``."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.wording import Language

TEXTS: Mapping[Language, Mapping[str, str]] = {
    "es": {
        "title": "Licencias",
        "ours": (
            "Lo que hizo Acuerdos Abiertos, esto es, la selección, la lectura, las claves, las cuentas y los textos, "
            "está bajo {name} ({url}): {obliges} Lo tomado de cada fuente conserva los términos de la fuente, y un "
            "mismo archivo puede traer renglones de varias: la columna `source_id` dice de cuál es cada uno, y "
            "`office_facts`, de cuál es cada dato de una oficina."
        ),
        "share_alike": (
            "Traen renglones que deben compartirse bajo la misma licencia de su fuente: {tables}. También los archivos "
            "que reúnen todas las tablas."
        ),
        "sources": "Fuentes",
        "heading": "| Fuente | Publica | Licencia | Renglones tomados de ella |",
        "none": "ninguno",
        "obliges": "A qué obliga cada licencia",
        "undescribed": "No tenemos descripción de estos términos; léalos con quien publica.",
    },
    "en": {
        "title": "Licences",
        "ours": (
            "What Acuerdos Abiertos made, that is, the selection, the reading, the codes, the counts and the texts, is "
            "under {name} ({url}): {obliges} What was taken from a source keeps that source's terms, and one file may "
            "hold rows of several: the column `source_id` tells which source each row is of, and `office_facts` which "
            "source each fact of an office is of."
        ),
        "share_alike": (
            "Hold rows that must be shared under the same licence as their source: {tables}. So do the files that "
            "bring all tables together."
        ),
        "sources": "Sources",
        "heading": "| Source | Publisher | Licence | Rows taken from it |",
        "none": "none",
        "obliges": "What each licence obliges to",
        "undescribed": "We have no description of these terms; read them at the publisher's.",
    },
}
