"""Columns that several published tables share, each described once."""

from __future__ import annotations

from dataclasses import replace

from warehouse import vocabularies as vocabulary
from warehouse.fields import Field

ISO_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
ISO_DAY = r"\d{4}-\d{2}-\d{2}"
VERSION = r"\d{4}-\d{2}-\d{2}(\.\d+)?"
SHA256 = r"[0-9a-f]{64}"
INEGI = "Marco Geoestadístico, INEGI"

STATE_CODE = Field(
    "state_code", "text", "Clave de la entidad", "State code",
    "Clave INEGI de la entidad federativa, dos caracteres; vacía si la fuente no la dice.",
    "INEGI code of the federal entity, two characters; empty where the source does not tell.",
    pattern=r"\d{2}", references="states.state_code", source=INEGI, example="14",
)  # fmt: skip
STATE = Field(
    "state", "text", "Entidad", "State", "Nombre de la entidad federativa.", "Name of the federal entity.",
    source=INEGI, example="Jalisco",
)  # fmt: skip
MUNICIPALITY_CODE = Field(
    "municipality_code", "text", "Clave del municipio", "Municipality code",
    "CVEGEO de cinco caracteres; vacía si firmó el estado o si no se reconoce el municipio.",
    "Five-character CVEGEO; empty if the state signed or the municipality is not recognised.",
    pattern=r"\d{5}", references="municipalities.municipality_code", source=INEGI, example="14039",
)  # fmt: skip
MUNICIPALITY = Field(
    "municipality", "text", "Municipio", "Municipality",
    "Nombre oficial del municipio, o el impreso si no se reconoce.",
    "Official name of the municipality, or the printed one where it is not recognised.",
    source=INEGI, example="Guadalajara",
)  # fmt: skip
COUNTERPART = Field(
    "counterpart", "text", "Contraparte", "Counterpart", "Parte extranjera, como la imprime la fuente.",
    "Foreign party as the source prints it.", example="Ciudad de San Antonio, Texas",
)  # fmt: skip
COUNTERPART_TYPE = Field(
    "counterpart_type", "text", "Tipo de contraparte", "Type of counterpart",
    "Gobierno, organismo internacional, ONG, o actor privado o académico (cuadro 4 del libro).",
    "Government, international organization, NGO, or private or academic actor (the book's table 4).",
    vocabulary=vocabulary.COUNTERPART_TYPE, example="government",
)  # fmt: skip
COUNTRY = Field(
    "counterpart_country", "text", "Clave del país", "Country code",
    "ISO 3166-1 alfa-2; vacía para un organismo mundial o si no se imprime.",
    "ISO 3166-1 alpha-2; empty for a worldwide body or where none is printed.",
    pattern=r"[A-Z]{2}", source="ISO 3166-1", example="US",
)  # fmt: skip
COUNTRY_NAME = Field(
    "counterpart_country_name", "text", "País", "Country", "Nombre del país en español.",
    "Name of the country in Spanish.", source="Unicode CLDR", example="Estados Unidos",
)  # fmt: skip
SUBDIVISION = Field(
    "counterpart_subdivision", "text", "Subdivisión del país", "Country subdivision",
    "ISO 3166-2 del estado o provincia (Estados Unidos y Canadá).",
    "ISO 3166-2 of the state or province (United States and Canada).",
    pattern=r"[A-Z]{2}-[A-Z0-9]{1,3}", source="ISO 3166-2", example="US-TX",
)  # fmt: skip
REGION = Field(
    "region", "text", "Región", "Region",
    "Región del país impreso; internacional para un organismo mundial sin país (cuadro 5 del libro).",
    "Region of the printed country; international for a worldwide body without one (the book's table 5).",
    vocabulary=vocabulary.REGION, source="ONU M49, agrupada como en el libro", example="north_america",
)  # fmt: skip
EVIDENCE = Field(
    "evidence", "text", "Evidencia", "Evidence", "Clase de fuente que lo dice.", "Kind of source that says so.",
    required=True, vocabulary=vocabulary.EVIDENCE, example="registry",
)  # fmt: skip
SOURCE_ID = Field(
    "source_id", "text", "Fuente", "Source", "Identificador de la fuente.", "Identifier of the source.",
    required=True, references="sources.source_id", example="rai",
)  # fmt: skip
SOURCE_URL = Field(
    "source_url", "text", "Dirección de la fuente", "Source address",
    "Dirección de la página que lo dice.", "Address of the page that says so.", example="https://portales.sre.gob.mx/",
)  # fmt: skip
CAPTURE = Field(
    "capture_sha256", "text", "Captura (SHA-256)", "Capture (SHA-256)",
    "Huella de los bytes archivados de donde se leyó.", "Hash of the archived bytes it was read from.",
    pattern=SHA256, references="captures.capture_sha256", volatile=True,
)  # fmt: skip
LOCATOR = Field(
    "locator", "text", "Lugar en la captura", "Locator", "Tabla y renglón, elemento o bloque dentro de la captura.",
    "Table and row, item or block inside the capture.", example="table 2 row 14", volatile=True,
)  # fmt: skip
ORIGINAL = Field(
    "original", "text", "Texto original", "Original text",
    "Objeto JSON: cada encabezado y su texto tal como se imprimieron.",
    "JSON object: each heading and its text exactly as printed.", example='{"Título": "Acuerdo de ..."}',
    volatile=True,
)  # fmt: skip
NOTE = Field("note", "text", "Nota", "Note", "Nota de la fuente.", "Note of the source.")
VALUE = Field(
    "value", "number", "Valor", "Value", "Valor de la celda, en la unidad indicada.",
    "Value of the cell, in the stated unit.", required=True,
)  # fmt: skip
UNIT = Field(
    "unit", "text", "Unidad", "Unit", "agreements, percent, points, o lo que cuenta la cifra.",
    "agreements, percent, points, or what the figure counts.", required=True, example="agreements",
)  # fmt: skip
TABLE_ID = Field(
    "table_id", "text", "Cuadro", "Table", "Cuadro impreso cuya forma tiene esta tabla.",
    "Printed table whose shape this one has.", required=True, example="schiavon_t2_level",
)  # fmt: skip
CATEGORY = Field(
    "category", "text", "Categoría", "Category", "Columna del cuadro impreso.", "Column of the printed table.",
    required=True, example="municipal",
)  # fmt: skip
COUNT_STATE_CODE = Field(
    "state_code", "text", "Clave de la entidad", "State code", "Clave INEGI; 00 es el país.",
    "INEGI code; 00 is the country.", required=True, pattern=r"\d{2}", example="00",
)  # fmt: skip
COUNTED = (TABLE_ID, COUNT_STATE_CODE, STATE, CATEGORY, VALUE, UNIT)
COUNT_KEY = ("table_id", "state_code", "category", "unit")
PROVENANCE = (SOURCE_ID, SOURCE_URL, CAPTURE, LOCATOR)
VALID = (
    Field("valid_from", "text", "Desde la versión", "Valid from", "Primera versión con este estado.",
          "First version with this state.", required=True, pattern=VERSION),
    Field("valid_to", "text", "Hasta la versión", "Valid to",
          "Primera versión que ya no lo tiene; vacía si es el actual.",
          "First version that no longer has it; empty for the current one.", pattern=VERSION),
)  # fmt: skip


def needed(field: Field) -> Field:
    """The same column where the empty cell is not allowed."""
    return replace(field, required=True)
