"""The tables that say what to believe: issues, rows held back, coverage, and our counts against the printed ones."""

from __future__ import annotations

from dataclasses import replace

from warehouse import columns as column
from warehouse import vocabularies as vocabulary
from warehouse.fields import Field, Table

QUALITY = Table(
    "quality", "Calidad", "Quality", "Lo que no se pudo leer, lo que se dejó fuera y por qué, y los avisos.",
    "What could not be read, what was left out and why, and warnings.",
    (
        Field("issue_id", "text", "Identificador", "Identifier", "Identificador del asunto.",
              "Identifier of the issue.", required=True, pattern=r"q-[0-9a-z]+"),
        Field("severity", "text", "Gravedad", "Severity", "Gravedad.", "Severity.", required=True,
              vocabulary=vocabulary.SEVERITY),
        Field("rule", "text", "Regla", "Rule", "Regla que lo señala.", "Rule that raised it.", required=True,
              example="only_authorised"),
        Field("table_name", "text", "Tabla", "Table", "Tabla a la que se refiere.", "Table it is about."),
        Field("record_id", "text", "Renglón", "Record", "Llave del renglón, si quedó publicado.",
              "Key of the row, if it was published."),
        Field("field", "text", "Campo", "Field", "Campo.", "Field."),
        Field("value", "text", "Valor", "Value", "Valor que lo causó, como se imprime.",
              "Value behind it, as printed."),
        Field("message", "text", "Mensaje", "Message", "Qué pasa, en español.", "What it is, in Spanish.",
              required=True),
        Field("remedy", "text", "Remedio", "Remedy", "Qué se puede hacer, o qué línea lo enseña.",
              "What can be done, or the line that teaches it."),
        replace(column.SOURCE_ID, required=False),
        Field("source_url", "text", "Dirección de la fuente", "Source address", "Página.", "Page."),
        column.CAPTURE,
        column.LOCATOR,
        column.ORIGINAL,
    ),
    ("issue_id",),
    ("severity", "rule", "source_id", "issue_id"),
)  # fmt: skip

QUARANTINE = Table(
    "quarantine", "Cuarentena", "Quarantine",
    "Renglones que rompen una regla de renglón: quedan fuera de su tabla, con la regla, y no detienen a los demás.",
    "Rows that break a row rule: kept out of their table, with the rule, while the others go on.",
    (
        Field("quarantine_id", "text", "Identificador", "Identifier", "Identificador.", "Identifier.", required=True,
              pattern=r"hold-[0-9a-z]+"),
        Field("table_name", "text", "Tabla", "Table", "Tabla de la que queda fuera.", "Table it is kept out of.",
              required=True, example="agreements"),
        Field("record_id", "text", "Renglón", "Record", "Llave del renglón.", "Key of the row.", required=True),
        Field("rule", "text", "Regla", "Rule", "Regla que rompe.", "Rule it breaks.", required=True,
              example="agreements.signed_in_future"),
        Field("field", "text", "Campo", "Field", "Campo que la rompe.", "Field that breaks it."),
        Field("value", "text", "Valor", "Value", "Valor que la rompe.", "Value that breaks it."),
        Field("message", "text", "Mensaje", "Message", "Qué pasa, en español.", "What it is, in Spanish.",
              required=True),
        replace(column.SOURCE_ID, required=False),
        column.SOURCE_URL,
        column.CAPTURE,
        column.LOCATOR,
        Field("held_row", "text", "Renglón retenido", "Held row", "Objeto JSON con todo el renglón.",
              "JSON object with the whole row.", required=True),
    ),
    ("quarantine_id",),
    ("table_name", "record_id", "rule", "quarantine_id"),
)  # fmt: skip

COVERAGE = Table(
    "coverage", "Cobertura", "Coverage",
    "Por tabla, entidad y campo: cuánto se sabe, de qué evidencia y de cuándo. Toda cuenta se lee junto a ella.",
    "By table, state and field: how much is known, from which evidence and how old. Any count is read beside it.",
    (
        Field("table_name", "text", "Tabla", "Table", "Tabla.", "Table.", required=True, example="agreements"),
        column.COUNT_STATE_CODE,
        column.STATE,
        Field("field", "text", "Campo", "Field", "Campo; «*» son los renglones.", "Field; «*» is the rows themselves.",
              required=True, example="signed_on"),
        Field("rows", "integer", "Renglones", "Rows", "Renglones de la tabla en la entidad.",
              "Rows of the table in the state.", required=True, minimum=0, unit="rows"),
        Field("filled", "integer", "Llenos", "Filled", "Renglones con el campo lleno.", "Rows with the field filled.",
              required=True, minimum=0, unit="rows"),
        Field("share", "number", "Parte llena", "Share filled", "Llenos entre renglones, de 0 a 1; vacía si no hay.",
              "Filled over rows, from 0 to 1; empty without rows.", minimum=0),
        *(
            Field(f"from_{code}", "integer", f"De: {spanish}", f"From: {english}",
                  f"Llenos cuya evidencia es «{spanish}».", f"Filled, with evidence «{english}».", required=True,
                  minimum=0, unit="rows")
            for code, (spanish, english) in vocabulary.EVIDENCE.labels.items()
        ),
        Field("oldest", "text", "Lo más viejo", "Oldest", "Día en que se vio por última vez lo más viejo de ello.",
              "Day on which the oldest of it was last seen.", pattern=column.ISO_DATE, volatile=True),
        Field("newest", "text", "Lo más nuevo", "Newest", "Día en que se vio por última vez lo más nuevo de ello.",
              "Day on which the newest of it was last seen.", pattern=column.ISO_DATE, volatile=True),
        Field("confidence", "text", "Confianza", "Confidence",
              "high: más de nueve décimas llenas, y más de nueve décimas de ellas del registro o de un sitio oficial; "
              "low: menos de la mitad llena, o más de la mitad de prensa o enciclopedia; medium: lo demás; none: sin "
              "renglones.",
              "high: more than nine tenths filled, and more than nine tenths of those from the registry or an official "
              "site; low: under half filled, or more than half from press or encyclopaedia; medium: the rest; none: no "
              "rows.",
              required=True, vocabulary=vocabulary.CONFIDENCE, example="medium"),
    ),
    ("table_name", "state_code", "field"),
)  # fmt: skip

RECONCILIATION = Table(
    "reconciliation", "Conciliación", "Reconciliation", "Nuestras cuentas frente a cada cifra impresa.",
    "Our counts against each printed figure.",
    (
        column.TABLE_ID,
        column.COUNT_STATE_CODE,
        column.CATEGORY,
        column.UNIT,
        Field("printed", "number", "Impreso", "Printed", "Cifra impresa.", "Printed figure.", required=True),
        Field("ours", "number", "Nuestro", "Ours", "Nuestra cuenta; vacía si no la hay.", "Our count, if any."),
        Field("difference", "number", "Diferencia", "Difference", "Nuestro menos impreso.", "Ours minus printed."),
        Field("verdict", "text", "Veredicto", "Verdict", "Veredicto.", "Verdict.", required=True,
              vocabulary=vocabulary.VERDICT),
        Field("reason", "text", "Razón", "Reason", "Por qué.", "Why."),
    ),
    column.COUNT_KEY,
)  # fmt: skip

PRINTED_CONTRADICTIONS = Table(
    "printed_contradictions", "Contradicciones impresas", "Printed contradictions",
    "Cifras impresas que otras de la misma obra desmienten, halladas por regla.",
    "Printed figures that others of the same work contradict, found by rule.",
    (
        Field("rule", "text", "Regla", "Rule", "Regla que la halla.", "Rule that finds it.", required=True,
              vocabulary=vocabulary.CONTRADICTION, example="share_of_total"),
        column.TABLE_ID,
        column.COUNT_STATE_CODE,
        column.STATE,
        column.CATEGORY,
        column.UNIT,
        Field("printed", "number", "Impreso", "Printed", "Cifra impresa.", "Printed figure.", required=True),
        Field("expected", "number", "Debería ser", "Expected", "Cifra que dan las otras.",
              "Figure that the others give.", required=True),
        Field("difference", "number", "Diferencia", "Difference", "Lo impreso menos lo que debería ser.",
              "Printed minus expected.", required=True),
        Field("other_table_id", "text", "Otro cuadro", "Other table", "Cuadro o texto que la desmiente.",
              "Table or text that contradicts it."),
        Field("explanation", "text", "Explicación", "Explanation", "La cuenta, en español.", "The sum, in Spanish.",
              required=True),
    ),
    ("rule", "table_id", "state_code", "category", "unit", "other_table_id"),
)  # fmt: skip

TABLES = (RECONCILIATION, PRINTED_CONTRADICTIONS, COVERAGE, QUARANTINE, QUALITY)
