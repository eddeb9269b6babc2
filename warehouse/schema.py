"""The one definition of every published table (design.md section 5).

DDL, Parquet schemas, codebook and the generated part of the gate all come from ``TABLES``.
"""

from __future__ import annotations

from collections.abc import Mapping

from warehouse import columns as column
from warehouse import identity_tables, office_tables, quality_tables
from warehouse import vocabularies as vocabulary
from warehouse.columns import needed
from warehouse.fields import DUCKDB_TYPES, Field, Kind, Table, Vocabulary

__all__ = ["DUCKDB_TYPES", "SCHEMA_VERSION", "TABLES", "Field", "Kind", "Table", "Vocabulary", "vocabulary"]

SCHEMA_VERSION = "1.2.0"

AGREEMENT_ID = Field(
    "agreement_id", "text", "Identificador", "Identifier",
    "Identificador duradero del acuerdo, hecho de pocos campos como se imprimieron la primera vez.",
    "Lasting identifier of the agreement, made of a few fields as first printed.",
    required=True, pattern=r"aii-\d{2}-[0-9a-z]{8,}", example="aii-14-3f9k2m7q",
)  # fmt: skip

AGREEMENTS = Table(
    "agreements", "Acuerdos", "Agreements",
    "Un renglón por acuerdo interinstitucional conocido, registrado o solo afirmado, con su evidencia.",
    "One row per known inter-institutional agreement, registered or only documented, with its evidence.",
    (
        AGREEMENT_ID,
        column.STATE_CODE,
        column.STATE,
        Field("level", "text", "Nivel", "Level", "Orden de gobierno que firma; una alcaldía es municipal.",
              "Level of government that signs; a Mexico City alcaldía is municipal.",
              vocabulary=vocabulary.LEVEL, example="municipal"),
        column.MUNICIPALITY_CODE,
        column.MUNICIPALITY,
        Field("local_party", "text", "Parte mexicana", "Local party", "Parte mexicana, como se imprime.",
              "Mexican party as printed.", example="Municipio de Guadalajara"),
        Field("title", "text", "Título", "Title", "Título del instrumento, como se imprime.",
              "Title of the instrument as printed."),
        Field("instrument_type", "text", "Tipo de instrumento", "Instrument type",
              "Clase de instrumento según su nombre.", "Kind of instrument by its name.",
              vocabulary=vocabulary.INSTRUMENT_TYPE, example="sister_city"),
        column.COUNTERPART,
        column.COUNTERPART_TYPE,
        column.COUNTRY,
        column.COUNTRY_NAME,
        column.SUBDIVISION,
        column.REGION,
        Field("signed_on", "text", "Fecha de firma", "Signed on",
              "Fecha de firma ISO 8601, tan precisa como la fuente y no más.",
              "Date of signature, ISO 8601, as precise as the source and no more.",
              pattern=column.ISO_DATE, example="2011-05-03"),
        Field("signed_precision", "text", "Precisión de la fecha", "Date precision",
              "Precisión de la fecha de firma.", "Precision of the date of signature.",
              required=True, vocabulary=vocabulary.PRECISION, example="day"),
        Field("administration", "text", "Administración federal", "Federal administration",
              "Presidencia en cuyo periodo se firmó; vacía si la fecha no alcanza para decirlo.",
              "Presidency in whose term it was signed; empty if the date is too coarse.",
              vocabulary=vocabulary.ADMINISTRATION, source="Constitución, art. 83", example="calderon"),
        Field("nafta_era", "text", "Época del TLCAN", "NAFTA era",
              "Antes o desde la entrada en vigor del TLCAN, el 1 de enero de 1994.",
              "Before or since NAFTA entered into force on 1 January 1994.",
              vocabulary=vocabulary.NAFTA_ERA, example="post_nafta"),
        Field("validity", "text", "Vigencia", "Validity",
              "indefinite, until (hasta una fecha) o duración ISO 8601 (P5Y); vacía si no se imprime o no se entiende.",
              "indefinite, until (a date) or an ISO 8601 duration (P5Y); empty where none is printed or understood.",
              pattern=r"indefinite|until|P(\d+Y)?(\d+M)?(\d+D)?", example="P5Y"),
        Field("expires_on", "text", "Vence el", "Expires on", "Fecha de vencimiento ISO 8601, si se puede saber.",
              "Date of expiry, ISO 8601, where it can be told.", pattern=column.ISO_DATE, example="2016-05-03"),
        Field("status", "text", "Estado del acuerdo", "Status",
              "Vigente o vencido según lo impreso a la fecha de la versión; retirado si su fuente dejó de listarlo.",
              "In force or expired by what is printed, at the version's date; withdrawn if its source dropped it.",
              required=True, vocabulary=vocabulary.STATUS, example="in_force"),
        Field("topics", "text_list", "Áreas", "Topics", "Áreas de cooperación (cuadro 6 del libro).",
              "Areas of cooperation (the book's table 6).", vocabulary=vocabulary.TOPIC, example="culture|tourism"),
        column.EVIDENCE,
        Field("in_registry", "text", "En el registro", "In the registry",
              "Si consta en el RAI: sí solo cuando el registro lo imprime o la fuente lo afirma.",
              "Whether it is in the RAI: yes only where the registry prints it or the source says so.",
              required=True, vocabulary=vocabulary.IN_REGISTRY, example="unknown"),
        Field("parties_count", "integer", "Número de partes", "Number of parties",
              "Partes locales y extranjeras que se pudieron distinguir.",
              "Local and foreign parties that could be told apart.", minimum=0, unit="parties"),
        Field("first_seen", "text", "Visto por primera vez", "First seen", "Día en que se vio por primera vez.",
              "Day it was first seen.", required=True, pattern=column.ISO_DAY, example="2026-11-23"),
        Field("last_seen", "text", "Visto por última vez", "Last seen",
              "Último día, de los que dieron lugar a una versión, en que su fuente lo imprimía.",
              "Last day, among those that made a version, on which its source printed it.",
              required=True, pattern=column.ISO_DAY, volatile=True, example="2026-11-23"),
        Field("withdrawn_on", "text", "Retirado el", "Withdrawn on", "Día en que se vio que su fuente ya no lo lista.",
              "Day on which its source was seen to have dropped it.", pattern=column.ISO_DAY),
        *column.PROVENANCE,
        column.ORIGINAL,
    ),
    ("agreement_id",),
)  # fmt: skip

AGREEMENT_PARTIES = Table(
    "agreement_parties", "Partes de los acuerdos", "Agreement parties",
    "Un renglón por parte, mexicana o extranjera, de cada acuerdo.",
    "One row per party, local or foreign, of each agreement.",
    (
        Field("agreement_id", "text", "Identificador", "Identifier", "Acuerdo.", "Agreement.", required=True,
              references="agreements.agreement_id"),
        Field("position", "integer", "Posición", "Position", "Orden de la parte en el acuerdo, desde 1.",
              "Order of the party in the agreement, from 1.", required=True, minimum=1),
        Field("side", "text", "Lado", "Side", "Parte mexicana o extranjera.", "Local or foreign party.",
              required=True, vocabulary=vocabulary.SIDE),
        Field("party", "text", "Parte", "Party", "Nombre de la parte, como se imprime.", "The party as printed.",
              required=True),
        column.STATE_CODE,
        column.MUNICIPALITY_CODE,
        column.COUNTERPART_TYPE,
        column.COUNTRY,
        column.SUBDIVISION,
    ),
    ("agreement_id", "position"),
)  # fmt: skip

AGREEMENT_VERSIONS = Table(
    "agreement_versions", "Historia de los acuerdos", "Agreement versions",
    "Cada estado por el que pasó cada acuerdo, con las versiones entre las que valió.",
    "Every state of every agreement, with the versions between which it held.",
    (
        *(field for field in AGREEMENTS.fields if field.name != "last_seen"),
        *column.VALID,
    ),
    ("agreement_id", "valid_from"),
)  # fmt: skip

CHANGES = Table(
    "changes", "Cambios", "Changes", "Qué cambió en cada versión respecto de la anterior.",
    "What changed in each version against the one before.",
    (
        Field("version", "text", "Versión", "Version", "Versión que trae el cambio.", "Version that brings it.",
              required=True, pattern=column.VERSION),
        Field("table_name", "text", "Tabla", "Table", "Tabla cambiada.", "Changed table.", required=True),
        Field("record_id", "text", "Renglón", "Record", "Llave del renglón.", "Key of the row.", required=True),
        Field("change", "text", "Cambio", "Change", "Clase de cambio.", "Kind of change.", required=True,
              vocabulary=vocabulary.CHANGE),
        Field("field", "text", "Campo", "Field", "Campo modificado; vacío si cambió el renglón entero.",
              "Amended field; empty where the whole row changed."),
        Field("before", "text", "Antes", "Before", "Valor anterior.", "Former value."),
        Field("after", "text", "Después", "After", "Valor nuevo.", "New value."),
        Field("origin", "text", "Origen", "Origin",
              "source si cambió el texto capturado; process si solo cambió nuestro código o corrección.",
              "source if the captured text changed; process if only our code or corrections did.",
              required=True, vocabulary=vocabulary.ORIGIN),
        Field("source_id", "text", "Fuente", "Source", "Fuente del renglón.", "Source of the row."),
    ),
    ("version", "table_name", "record_id", "field"),
)  # fmt: skip

CLAIMS = Table(
    "claims", "Hermanamientos afirmados", "Claimed sister cities",
    "Pares que una lista, la prensa o una enciclopedia llama hermanos; enlazados a un acuerdo si se halló.",
    "Pairs that a list, the press or an encyclopaedia calls sisters; linked to an agreement where found.",
    (
        Field("claim_id", "text", "Identificador", "Identifier", "Identificador de la afirmación.",
              "Identifier of the claim.", required=True, pattern=r"claim-[0-9a-z]+"),
        column.STATE_CODE,
        column.STATE,
        column.MUNICIPALITY_CODE,
        column.MUNICIPALITY,
        Field("mexican_place", "text", "Lugar mexicano", "Mexican place", "Lugar mexicano, como se imprime.",
              "Mexican place as printed."),
        column.COUNTERPART,
        column.COUNTRY,
        column.COUNTRY_NAME,
        column.SUBDIVISION,
        column.REGION,
        Field("agreement_id", "text", "Acuerdo", "Agreement", "Acuerdo al que corresponde, si se halló.",
              "Agreement it corresponds to, where found.", references="agreements.agreement_id"),
        column.EVIDENCE,
        column.NOTE,
        *column.PROVENANCE,
        column.ORIGINAL,
    ),
    ("claim_id",),
)  # fmt: skip

PUBLISHED_FIGURES = Table(
    "published_figures", "Cifras impresas", "Published figures",
    "Cifras que imprimió la bibliografía: la vara con que se mide.",
    "Figures the literature printed: the yardstick.",
    (*column.COUNTED, *column.PROVENANCE),
    column.COUNT_KEY,
)  # fmt: skip


def _counting(name: str, spanish: str, english: str, what: str, what_english: str, *more: Field) -> Table:
    return Table(name, spanish, english, what, what_english, (*column.COUNTED, *more), column.COUNT_KEY)


YEAR = Field("year", "integer", "Año", "Year", "Año.", "Year.", required=True, minimum=1900)

COUNTING_TABLES = (
    _counting("by_level", "Por nivel", "By level", "Acuerdos por entidad y orden de gobierno (cuadro 2).",
              "Agreements by state and level of government (table 2)."),
    _counting("by_administration", "Por administración", "By administration",
              "Acuerdos por presidencia y época del TLCAN (cuadro 3).",
              "Agreements by presidency and NAFTA era (table 3)."),
    _counting("by_counterpart_type", "Por tipo de contraparte", "By type of counterpart",
              "Acuerdos por entidad y tipo de contraparte (cuadro 4).",
              "Agreements by state and type of counterpart (table 4)."),
    _counting("by_region", "Por región", "By region", "Acuerdos por entidad y región (cuadro 5).",
              "Agreements by state and region (table 5)."),
    _counting("by_country", "Por país", "By country", "Acuerdos por país y por estado de Estados Unidos.",
              "Agreements by country and by state of the United States."),
    _counting("by_topic", "Por área", "By topic", "Acuerdos por área de cooperación, con su lugar (cuadro 6).",
              "Agreements by area of cooperation, with rank (table 6).",
              Field("rank", "integer", "Lugar", "Rank", "Lugar entre las áreas, desde 1.",
                    "Rank among the areas, from 1.", minimum=1)),
    _counting("projection", "Proyección", "Projection", "Acuerdos proyectados a 2050 en cuatro lecturas (gráfica 1).",
              "Agreements projected to 2050 in four readings (figure 1).",
              Field("scenario", "text", "Escenario", "Scenario", "Caso y lectura.", "Case and reading.", required=True,
                    vocabulary=vocabulary.SCENARIO),
              YEAR,
              Field("rate", "number", "Tasa", "Rate", "Crecimiento por quinquenio; otra, con `projection_at(rate)`.",
                    "Growth per five years; for another, see `projection_at(rate)`.")),
    _counting("internationalization_index", "Índice de internacionalización", "Internationalization index",
              "Índice impreso por entidad, 2005 a 2025, con su grado y crecimiento (cuadro 1).",
              "Printed index by state, 2005 to 2025, with its grade and growth (table 1).",
              YEAR,
              Field("grade", "text", "Grado", "Grade", "low < 1 <= medium < 2 <= high < 3 <= very_high.",
                    "low < 1 <= medium < 2 <= high < 3 <= very_high.", required=True, vocabulary=vocabulary.GRADE),
              Field("grade_third", "text", "Tercio del grado", "Third of the grade",
                    "Tercio del grado, en partes iguales: lower < ⅓ <= middle < ⅔ <= upper; vacío si es muy alto.",
                    "Third of the grade, in equal parts: lower < ⅓ <= middle < ⅔ <= upper; empty for very high.",
                    vocabulary=vocabulary.GRADE_THIRD),
              Field("growth", "number", "Crecimiento", "Growth", "Cambio desde el año impreso anterior.",
                    "Change since the previous printed year.", unit="points"),
              Field("growth_total", "number", "Crecimiento total", "Growth in all",
                    "Cambio desde el primer año impreso: en 2025, el de todo el periodo.",
                    "Change since the first printed year: in 2025, over the whole span.", unit="points")),
)  # fmt: skip

STATES = Table(
    "states", "Entidades", "States", "Las 32 entidades federativas.", "The 32 federal entities.",
    (
        Field("state_code", "text", "Clave de la entidad", "State code", "Clave INEGI.", "INEGI code.",
              required=True, pattern=r"\d{2}", source=column.INEGI),
        needed(column.STATE),
        Field("iso_code", "text", "ISO 3166-2", "ISO 3166-2", "Código ISO 3166-2:MX.", "ISO 3166-2:MX code.",
              required=True, pattern=r"MX-[A-Z]{3}", source="ISO 3166-2"),
        Field("population_2020", "integer", "Población 2020", "Population 2020", "Población censal.",
              "Census population.", minimum=1, unit="persons", source="Censo 2020, INEGI"),
    ),
    ("state_code",),
)  # fmt: skip

MUNICIPALITIES = Table(
    "municipalities", "Municipios", "Municipalities", "Municipios y alcaldías del catálogo de INEGI.",
    "Municipalities and alcaldías of INEGI's catalogue.",
    (
        Field("municipality_code", "text", "Clave del municipio", "Municipality code", "CVEGEO.", "CVEGEO.",
              required=True, pattern=r"\d{5}", source=column.INEGI),
        needed(column.STATE_CODE),
        column.STATE,
        needed(column.MUNICIPALITY),
        Field("seat", "text", "Cabecera", "Seat", "Cabecera municipal.", "Municipal seat.", source=column.INEGI),
        Field("population_2020", "integer", "Población 2020", "Population 2020", "Población censal.",
              "Census population.", minimum=0, unit="persons", source="Censo 2020, INEGI"),
    ),
    ("municipality_code",),
)  # fmt: skip

SOURCES = Table(
    "sources", "Fuentes", "Sources", "Fuentes consideradas, con su estado y su licencia.",
    "Sources considered, with their state and licence.",
    (
        Field("source_id", "text", "Fuente", "Source", "Identificador.", "Identifier.", required=True,
              pattern=r"[a-z0-9_]+"),
        Field("name", "text", "Nombre", "Name", "Nombre.", "Name.", required=True),
        Field("publisher", "text", "Publica", "Publisher", "Quien publica.", "Who publishes."),
        Field("dataset", "text", "Conjunto", "Dataset", "Conjunto que alimenta.", "Dataset it feeds.", required=True),
        column.EVIDENCE,
        Field("access", "text", "Acceso", "Access", "Forma de acceso.", "Shape of access.", required=True),
        Field("url", "text", "Dirección", "Address", "Dirección.", "Address.", required=True),
        Field("lifecycle", "text", "Ciclo de vida", "Lifecycle", "Estado de la fuente.", "State of the source.",
              required=True, vocabulary=vocabulary.LIFECYCLE),
        Field("lifecycle_since", "text", "Desde", "Since", "Desde cuándo.", "Since when."),
        Field("lifecycle_reason", "text", "Razón", "Reason", "Por qué.", "Why."),
        Field("licence", "text", "Licencia", "Licence", "Licencia de la fuente.", "Licence of the source."),
        Field("licence_url", "text", "Dirección de la licencia", "Licence address", "Dirección.", "Address."),
        Field("notes", "text", "Notas", "Notes", "Hechos conocidos del sitio.", "Known facts about the site."),
        Field("rows", "integer", "Renglones", "Rows", "Renglones leídos de su última captura buena.",
              "Rows read from its last good capture.", minimum=0, unit="rows"),
        Field("data_of", "text", "Datos del", "Data of", "Día de la última captura buena; vacío si nunca se leyó.",
              "Day of the last good capture; empty if never read.", pattern=column.ISO_DAY, volatile=True),
        Field("failure", "text", "Falla", "Failure", "Por qué se conserva lo último bueno, si falló.",
              "Why the last good data is kept, if it failed.", volatile=True),
    ),
    ("source_id",),
)  # fmt: skip

CAPTURES = Table(
    "captures", "Capturas", "Captures", "Bytes archivados de los que salió esta versión.",
    "Archived bytes this version was made from.",
    (
        Field("capture_sha256", "text", "Captura (SHA-256)", "Capture (SHA-256)", "Huella de los bytes.",
              "Hash of the bytes.", required=True, pattern=column.SHA256),
        column.SOURCE_ID,
        Field("url", "text", "Dirección", "Address", "Dirección pedida.", "Requested address.", required=True),
        Field("captured_at", "text", "Capturada", "Captured at", "Instante UTC en que se vieron por primera vez.",
              "UTC instant at which the bytes were first seen.", required=True),
        Field("status", "integer", "Estado HTTP", "HTTP status", "Estado HTTP; 200 para un archivo.",
              "HTTP status; 200 for a file.", minimum=100),
        Field("media_type", "text", "Tipo de medio", "Media type", "Tipo de medio.", "Media type."),
        Field("size_bytes", "integer", "Bytes", "Bytes", "Tamaño.", "Size.", required=True, minimum=0, unit="bytes"),
        Field("archive_url", "text", "Archivo de la red", "Web archive",
              "Dirección de la copia en un archivo de la red, si de ahí se conoce; vacía si la vimos nosotros.",
              "Address of the copy in a web archive, if known from there; empty where we saw it ourselves."),
        Field("rows", "integer", "Renglones", "Rows", "Renglones leídos en ella.", "Rows read from it.", minimum=0,
              unit="rows"),
    ),
    ("capture_sha256", "source_id", "url"),
)  # fmt: skip

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        AGREEMENTS, AGREEMENT_PARTIES, AGREEMENT_VERSIONS, *identity_tables.tables(AGREEMENTS), CHANGES,
        *office_tables.TABLES, CLAIMS,
        PUBLISHED_FIGURES, *COUNTING_TABLES, STATES, MUNICIPALITIES, SOURCES, CAPTURES,
        *quality_tables.TABLES,
    )
}  # fmt: skip
