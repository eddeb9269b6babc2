"""Tables about identity: who prints an agreement, where they differ, what is doubtful, and replaced identifiers."""

from __future__ import annotations

from dataclasses import replace

from warehouse import vocabularies as vocabulary
from warehouse.fields import Field, Table

_AGREEMENT = Field(
    "agreement_id", "text", "Identificador", "Identifier", "Acuerdo.", "Agreement.", required=True,
    references="agreements.agreement_id",
)  # fmt: skip
_OBSERVATION = Field(
    "observation_id", "text", "Observación", "Observation", "Identificador de lo que una fuente imprime del acuerdo.",
    "Identifier of what one source prints of the agreement.", required=True, pattern=r"obs-[0-9a-z]+",
)  # fmt: skip


def observations(agreements: Table) -> Table:
    """Every printing of every agreement by a source, as last read; the agreement is made of them field by field."""
    return Table(
        "agreement_observations", "Observaciones de los acuerdos", "Agreement observations",
        "Un renglón por acuerdo y fuente que lo imprime o lo imprimió, como se leyó por última vez.",
        "One row per agreement and source that prints it or did, as last read.",
        (
            _OBSERVATION,
            _AGREEMENT,
            Field("raw_key", "text", "Llave impresa", "Raw key",
                  "Resumen de entidad, partes, fecha e instrumento como se imprimen; de ella nace el identificador.",
                  "Digest of state, parties, date and instrument as printed today; identifiers are born of it.",
                  required=True),
            Field("part", "text", "Parte de la fuente", "Part of the source",
                  "Página de la fuente bajo un índice; vacía si es la fuente misma.",
                  "Page of the source under an index; empty where it is the source itself."),
            *(field for field in agreements.fields if field.name != "agreement_id"),
            Field("carried", "text_list", "Campos conservados", "Carried fields",
                  "Campos que la página, dispuesta de otro modo, ya no imprime igual; se conservan como se leyeron.",
                  "Fields that the page, laid out anew, no longer prints alike; they stay as they were read."),
        ),
        ("observation_id",),
        ("agreement_id", "observation_id"),
    )  # fmt: skip


CONFLICTS = Table(
    "conflicts", "Contradicciones", "Conflicts", "En qué se contradicen las fuentes de un mismo acuerdo.",
    "On what the sources of one agreement contradict each other.",
    (
        _AGREEMENT,
        Field("field", "text", "Campo", "Field", "Campo en que difieren.", "Field they differ on.", required=True),
        replace(_OBSERVATION, references="agreement_observations.observation_id"),
        Field("value", "text", "Valor publicado", "Published value", "Valor que se publica.", "Value published."),
        Field("source_id", "text", "Fuente", "Source", "Fuente del valor publicado.", "Source of the value published.",
              required=True, references="sources.source_id"),
        Field("other_value", "text", "Otro valor", "Other value", "Valor que imprime la otra fuente.",
              "Value the other source prints."),
        Field("other_source_id", "text", "Otra fuente", "Other source", "Fuente del otro valor.",
              "Source of the other value.", required=True, references="sources.source_id"),
    ),
    ("agreement_id", "field", "observation_id"),
)  # fmt: skip

REVIEW = Table(
    "review", "Por revisar", "Review", "Pares de renglones que se parecen y no se sabe si son un mismo acuerdo.",
    "Pairs of rows that look alike where it is doubtful whether they are one agreement.",
    (
        Field("review_id", "text", "Identificador", "Identifier", "Identificador del par.", "Identifier of the pair.",
              required=True, pattern=r"review-[0-9a-z]+"),
        Field("kind", "text", "Clase", "Kind", "Si son de una fuente o de dos.", "Whether of one source or of two.",
              required=True, vocabulary=vocabulary.REVIEW_KIND),
        Field("score", "number", "Parecido", "Score", "Parecido, de 0 a 1.", "Likeness, from 0 to 1.", required=True),
        Field("decision", "text", "Decisión", "Decision", "Qué se hizo.", "What was done.", required=True,
              vocabulary=vocabulary.DECISION),
        Field("verdict", "text", "Veredicto", "Verdict", "Veredicto de una persona; vacío si aún no lo hay.",
              "A person's verdict; empty while there is none.", vocabulary=vocabulary.PERSON_VERDICT),
        replace(_AGREEMENT, meaning="Acuerdo conocido.", meaning_english="Known agreement."),
        Field("other_id", "text", "Otro identificador", "Other identifier", "Acuerdo con el que se le compara.",
              "Agreement it is compared with.", required=True, references="agreements.agreement_id"),
        Field("known_row", "text", "Renglón conocido", "Known row", "Objeto JSON con lo que se leyó.",
              "JSON object with what was read.", required=True),
        Field("other_row", "text", "Otro renglón", "Other row", "Objeto JSON con lo que se leyó.",
              "JSON object with what was read.", required=True),
    ),
    ("review_id",),
)  # fmt: skip

AGREEMENT_ALIASES = Table(
    "agreement_aliases", "Identificadores reemplazados", "Replaced identifiers",
    "Identificadores que una persona reemplazó por otro: el viejo sigue llevando al acuerdo.",
    "Identifiers that a person replaced by another: the old one still leads to the agreement.",
    (
        Field("old_id", "text", "Identificador viejo", "Old identifier", "Identificador que ya no se usa.",
              "Identifier no longer in use.", required=True),
        replace(_AGREEMENT, references=""),
        Field("reason", "text", "Razón", "Reason", "Por qué.", "Why.", required=True),
    ),
    ("old_id",),
)  # fmt: skip


def tables(agreements: Table) -> tuple[Table, ...]:
    """The tables of this file, given the one they describe the rows of."""
    return observations(agreements), CONFLICTS, REVIEW, AGREEMENT_ALIASES
