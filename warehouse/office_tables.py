"""The tables of the second subject: migrant offices of the states, their branches, their laws.

Statements (`office_facts`, `branches`, `laws`) keep what each source says; `offices` and `office_names` are made of
them by a stated precedence (``warehouse/office_composition.py``).
"""

from __future__ import annotations

from dataclasses import replace

from warehouse import columns as column
from warehouse import statement_columns as statement
from warehouse import vocabularies as vocabulary
from warehouse.branch_and_law_tables import BRANCHES, LAWS
from warehouse.columns import needed
from warehouse.fields import Field, Table
from warehouse.statement_columns import said

_OFFICE_ID = Field(
    "office_id", "text", "Identificador", "Identifier", "Identificador de la oficina bajo este nombre.",
    "Identifier of the office under this name.", pattern=r"office-\d{2}-[0-9a-z]+", example="office-20-3f9k2m7q",
)  # fmt: skip
_OFFICE_NAME = Field(
    "office_name", "text", "Oficina", "Office", "Nombre de la oficina; vacío si no se conoce.",
    "Name of the office; empty where none is known.", example="Instituto de Migración y Enlace Internacional",
)  # fmt: skip
_ACRONYM = Field("acronym", "text", "Siglas", "Acronym", "Siglas de la oficina.", "Acronym of the office.",
                 example="IMEI")  # fmt: skip
_OFFICE_TYPE = Field(
    "office_type", "text", "Tipo", "Type", "Rango administrativo: el que se dice, o el que encabeza su nombre.",
    "Administrative rank: the one stated, or the one its name begins with.", vocabulary=vocabulary.OFFICE_TYPE,
    example="instituto",
)  # fmt: skip
_PARENT_BODY = Field(
    "parent_body", "text", "Dependencia", "Parent body", "Dependencia de la que forma parte.", "Body it belongs to.",
    example="Secretaría de Gobierno",
)  # fmt: skip
_PREDECESSOR_ID = Field(
    "predecessor_id", "text", "Oficina anterior", "Predecessor", "Oficina o nombre al que sucedió, si se conoce.",
    "Office or name it followed, where known.", references="office_names.office_id",
)  # fmt: skip
_OFFICE_VALID = (
    Field("valid_from", "text", "Vale desde", "Valid from",
          "Primera fecha a la que una fuente la llama así, o la de su creación; ISO 8601.",
          "First date for which a source names it so, or that of its creation; ISO 8601.", pattern=column.ISO_DATE),
    Field("valid_to", "text", "Valió hasta", "Valid to",
          "Fecha en que dejó de llamarse así o en que ya se llama de otro modo; vacía si es la actual.",
          "Date on which it ended or is first named otherwise; empty for the present one.", pattern=column.ISO_DATE),
)  # fmt: skip


OFFICES = Table(
    "offices", "Oficinas de atención a migrantes", "Migrant offices",
    "Un renglón por entidad federativa: su OFAM según la mejor afirmación de cada campo.",
    "One row per federal entity: its migrant office, by the best statement for each field.",
    (
        needed(column.STATE_CODE),
        column.STATE,
        Field("iso_code", "text", "ISO 3166-2", "ISO 3166-2", "Código ISO 3166-2:MX de la entidad.",
              "ISO 3166-2:MX code of the entity.", required=True, pattern=r"MX-[A-Z]{3}", source="ISO 3166-2",
              example="MX-OAX"),
        Field("known", "text", "Se conoce oficina", "Office known",
              "Si alguna fuente nombra una oficina vigente de esta entidad.",
              "Whether some source names a present office of this entity.", required=True,
              vocabulary=vocabulary.YES_NO, example="yes"),
        replace(_OFFICE_ID, references="office_names.office_id"),
        _OFFICE_NAME,
        _ACRONYM,
        _OFFICE_TYPE,
        _PARENT_BODY,
        said("head", "Titular", "Head", "Titular, como se imprime.", "Head of the office as printed."),
        said("law", "Ley estatal", "State law", "Ley estatal de migrantes.", "State migrant law."),
        said("address", "Domicilio", "Address", "Domicilio impreso.", "Printed address."),
        said("phone", "Teléfono", "Phone", "Teléfonos, como se imprimen.", "Phones as printed."),
        Field("phones_e164", "text_list", "Teléfonos E.164", "Phones, E.164",
              "Los mismos teléfonos en forma internacional, los que se pudieron completar.",
              "The same phones in international form, those that could be completed.", source="UIT-T E.164",
              example="+522223034600"),
        said("email", "Correo", "E-mail", "Correo, como se imprime.", "E-mail as printed."),
        said("website", "Sitio", "Website", "Sitio, como se imprime.", "Website as printed."),
        Field("created_on", "text", "Creada el", "Created on", "Fecha de creación, si una fuente la dice.",
              "Date of creation, where a source gives it.", pattern=column.ISO_DATE),
        *_OFFICE_VALID,
        _PREDECESSOR_ID,
        said("state_council", "Consejo estatal", "State council", "Consejo estatal de migrantes.",
              "State council for migrants."),
        Field("municipal_offices", "text_list", "Oficinas municipales", "Municipal offices",
              "Oficinas de migrantes de sus municipios.", "Migrant offices of its municipalities."),
        Field("governance_profile", "text", "Perfil de gobernanza", "Governance profile",
              "Año del perfil de gobernanza migratoria local de la OIM.",
              "Year of IOM's local migration governance profile.", pattern=r"\d{4}", source="OIM", example="2022"),
        Field("constitution", "text", "Constitución", "Constitution",
              "Si alguna fuente dice que su constitución reconoce derechos de los migrantes.",
              "Whether some source says that its constitution recognises migrants' rights.", required=True,
              vocabulary=vocabulary.YES_UNKNOWN, example="yes"),
        Field("city_networks", "text_list", "Redes de ciudades", "City networks", "Redes de ciudades en que participa.",
              "City networks it takes part in."),
        Field("fields_conflicting", "text_list", "Campos en conflicto", "Conflicting fields",
              "Campos sobre los que las fuentes dicen cosas distintas sin que la fecha lo explique.",
              "Fields on which sources differ and dates do not explain it."),
        Field("fields_superseded", "text_list", "Campos que cambiaron", "Fields that changed",
              "Campos de los que se conoce un valor anterior, con fecha.",
              "Fields of which an earlier, dated value is known."),
        replace(statement.AS_OF, meaning="Fecha a la que vale el nombre publicado.",
                meaning_english="Date for which the published name is stated."),
        replace(column.EVIDENCE, required=False),
        Field("statements", "integer", "Afirmaciones", "Statements", "Afirmaciones conocidas sobre la entidad.",
              "Known statements about the entity.", required=True, minimum=0, unit="statements"),
        column.NOTE,
    ),
    ("state_code",),
)  # fmt: skip


def in_history(name: str) -> str:
    """What a column of ``offices`` is called in ``office_versions``, where valid_from and valid_to are of versions."""
    return f"office_{name}" if name in {field.name for field in _OFFICE_VALID} else name


# A row of a former release lacks the columns that came later: none but the key is needed.
OFFICE_STATE = replace(
    OFFICES,
    fields=tuple(
        replace(field, name=in_history(field.name), required=field.name in OFFICES.key) for field in OFFICES.fields
    ),
)
OFFICE_VERSIONS = Table(
    "office_versions", "Historia de las oficinas", "Office versions",
    "Cada renglón de offices que se ha publicado, con las versiones entre las que valió.",
    "Every row of offices ever published, with the versions between which it held.",
    (*OFFICE_STATE.fields, *column.VALID),
    ("state_code", "valid_from"),
)  # fmt: skip

OFFICE_NAMES = Table(
    "office_names", "Nombres de las oficinas", "Office names",
    "Un renglón por nombre que una fuente da a la oficina de una entidad: el actual, los anteriores, los que disputan.",
    "One row per name a source gives to an entity's office: the present one, former ones and those in dispute.",
    (
        needed(_OFFICE_ID),
        needed(column.STATE_CODE),
        column.STATE,
        needed(_OFFICE_NAME),
        _OFFICE_TYPE,
        Field("standing", "text", "Situación", "Standing",
              "current: el publicado; former: anterior por su fecha; disputed: ninguna fecha decide.",
              "current: the one published; former: earlier by its dates; disputed: no date decides.",
              required=True, vocabulary=vocabulary.STANDING, example="former"),
        *_OFFICE_VALID,
        _PREDECESSOR_ID,
        Field("other_forms", "text_list", "Otras formas", "Other forms", "El mismo nombre impreso de otro modo.",
              "The same name as printed otherwise."),
        Field("statements", "integer", "Afirmaciones", "Statements", "Afirmaciones que la nombran así.",
              "Statements that name it so.", required=True, minimum=1, unit="statements"),
        column.EVIDENCE,
        *column.PROVENANCE,
    ),
    ("office_id",),
    ("state_code", "valid_from", "office_id"),
)  # fmt: skip

OFFICE_FACTS = Table(
    "office_facts", "Afirmaciones sobre las oficinas", "Office facts",
    "Afirmación por afirmación, con su fuente y su fecha; los conflictos quedan a la vista.",
    "Statement by statement, with source and date; conflicts stay visible.",
    (
        Field("fact_id", "text", "Identificador", "Identifier", "Identificador de la afirmación.",
              "Identifier of the statement.", required=True, pattern=r"fact-[0-9a-z]+"),
        column.COUNT_STATE_CODE,
        column.STATE,
        Field("field", "text", "Campo", "Field", "De qué habla la afirmación.", "What the statement is about.",
              required=True, example="office_name"),
        Field("value_printed", "text", "Valor impreso", "Printed value", "Valor como se imprime.",
              "Value as printed.", required=True),
        Field("value", "text", "Valor", "Value",
              "Valor normalizado: código de vocabulario, teléfonos E.164 unidos por |, fecha ISO; si no, el texto.",
              "Normalised value: code of a vocabulary, E.164 phones joined by |, ISO date; else the text."),
        statement.AS_OF,
        statement.AS_OF_PRINTED,
        statement.ENDED_ON,
        statement.FIRST_SEEN,
        statement.SEEN_ON,
        statement.WITHDRAWN_ON,
        column.EVIDENCE,
        statement.EVIDENCE_PRINTED,
        statement.REFERENCE,
        column.NOTE,
        *column.PROVENANCE,
    ),
    ("fact_id",),
    ("state_code", "field", "fact_id"),
)  # fmt: skip

OFFICE_AGREEMENTS = Table(
    "office_agreements", "Acuerdos de las oficinas", "Agreements of the offices",
    "Acuerdos que firmó una oficina de atención a migrantes, o que el capítulo del libro sobre ellas nombra.",
    "Agreements signed by a migrant office, or named by the book's chapter about them.",
    (
        needed(column.STATE_CODE),
        column.STATE,
        Field("agreement_id", "text", "Acuerdo", "Agreement", "Acuerdo.", "Agreement.", required=True,
              references="agreements.agreement_id"),
        Field("linked_by", "text", "Por qué", "Linked by",
              "signed_by_office: la parte mexicana es la oficina; named_by_chapter: lo nombra el capítulo 7 del libro.",
              "signed_by_office: the Mexican party is the office; named_by_chapter: the book's chapter 7 names it.",
              required=True, vocabulary=vocabulary.OFFICE_LINK),
        replace(_OFFICE_ID, references="office_names.office_id"),
        column.COUNTERPART,
        column.COUNTERPART_TYPE,
        Field("signed_on", "text", "Fecha de firma", "Signed on", "Fecha de firma.", "Date of signature.",
              pattern=column.ISO_DATE),
    ),
    ("agreement_id",),
    ("state_code", "agreement_id"),
)  # fmt: skip

OFFICE_COVERAGE = Table(
    "office_coverage", "Oficinas: lo nuestro y lo impreso", "Offices: ours and printed",
    "Qué entidades tienen oficina, ley, representación en Estados Unidos, perfil de la OIM y constitución que los "
    "nombre, frente a lo que el libro imprime, con la diferencia explicada.",
    "Which entities have an office, a law, a US branch, an IOM profile and a constitution that names migrants, next to "
    "what the book prints, with the difference explained.",
    (
        Field("measure", "text", "Medida", "Measure", "Qué se cuenta.", "What is counted.", required=True,
              vocabulary=vocabulary.OFFICE_MEASURE, example="us_branch"),
        column.COUNT_STATE_CODE,
        column.STATE,
        Field("ours", "integer", "Nuestro", "Ours", "1 si la entidad lo tiene; en 00, cuántas.",
              "1 where the entity has it; in 00, how many.", required=True, minimum=0),
        Field("printed", "integer", "Impreso", "Printed",
              "1 si el libro la nombra; en 00, el total que imprime; vacío si no lo imprime.",
              "1 where the book names it; in 00, the total it prints; empty where it prints none.", minimum=0),
        Field("difference", "integer", "Diferencia", "Difference", "Nuestro menos impreso.", "Ours minus printed."),
        Field("reason", "text", "Razón", "Reason", "Por qué.", "Why.", required=True),
    ),
    ("measure", "state_code"),
)  # fmt: skip

TABLES = (
    OFFICES, OFFICE_VERSIONS, OFFICE_NAMES, OFFICE_FACTS, BRANCHES, LAWS, OFFICE_AGREEMENTS, OFFICE_COVERAGE,
)  # fmt: skip
