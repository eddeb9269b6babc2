"""What must not be concluded from thin fields, printed figures, statements on offices, and rows in doubt."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.edition import Edition
from warehouse.quality_labels import field_label, table_label
from warehouse.quality_outline import Caution
from warehouse.quality_reading import Reading
from warehouse.quality_words import FIGURES, STATEMENTS, listed, of_all, percent, sentence, shown
from warehouse.wording import QUOTES

MOSTLY_EMPTY = 0.5
NAMED_REASONS = 4


def empty_fields(reading: Reading, edition: Edition) -> Iterator[Caution]:
    """The fields of each table that are filled in less than half of its rows."""
    if not reading.has("coverage"):
        return
    rows = reading.rows(
        "SELECT table_name, field, share FROM coverage WHERE state_code = '00' AND field <> '*' AND share < $most "
        "ORDER BY table_name, share, field",
        most=MOSTLY_EMPTY,
    )
    by_table: dict[str, list[str]] = {}
    for row in rows:
        label = f"{field_label(row['table_name'], row['field'], edition)} ({percent(row['share'], edition)})"
        by_table.setdefault(row["table_name"], []).append(label)
    if by_table:
        where = edition.say("en", "in")
        told = "; ".join(
            f"{where} {_quoted(table_label(name, edition), edition)}, {listed(fields, edition=edition)}"
            for name, fields in by_table.items()
        )
        yield Caution(
            edition.say(
                "No saque proporciones de campos casi vacíos.",
                "Do not draw proportions from fields that are nearly empty.",
            ),
            edition.say(f"Llenos en menos de la mitad: {told}.", f"Filled in less than half of the rows: {told}."),
            "cobertura",
        )


def printed_figures(reading: Reading, edition: Edition) -> Iterator[Caution]:
    """The printed figures that cannot be compared, those unlike ours, and those that print itself contradicts."""
    total = reading.count("count(*) FROM reconciliation")
    yield from _not_comparable(reading, edition, total)
    unexplained = reading.count("count(*) FROM reconciliation WHERE verdict = 'unexplained'")
    if unexplained:
        some = of_all(unexplained, total, FIGURES, edition)
        yield Caution(
            edition.say(
                "No tome por error de nadie una cifra que difiere.",
                "Do not take a figure that differs for anybody's mistake.",
            ),
            edition.say(
                sentence(f"{some} no son como las nuestras, y no se sabe por qué"),
                f"Unlike ours, and it is not known why: {some}.",
            ),
            "conciliacion",
        )
    contradicted = (
        reading.count("count(DISTINCT (table_id, state_code, category, unit)) FROM printed_contradictions")
        if reading.has("printed_contradictions")
        else 0
    )
    if contradicted:
        some = edition.counted(
            contradicted, FIGURES.spanish, ("printed figure disagrees", "printed figures disagree")
        )  # fmt: skip
        yield Caution(
            edition.say(
                "No cite una cifra impresa sin revisarla.", "Do not cite a printed figure without checking it."
            ),
            edition.say(
                f"Con {some} no concuerdan otras de la misma obra.", f"{some} with others of the same work."
            ),
            "impresas",
        )  # fmt: skip


def offices(reading: Reading, edition: Edition) -> Iterator[Caution]:
    """The states of which no office is known, and why what is said of the others may not hold."""
    unknown = reading.names("SELECT state FROM offices WHERE known = 'no' ORDER BY state_code")
    if unknown:
        some = edition.counted(
            len(unknown), ("entidad carece", "entidades carecen"), ("state has", "states have")
        )  # fmt: skip
        named = listed(unknown, edition=edition)
        yield Caution(
            edition.say(
                f"No diga que {some} de oficina para migrantes.", f"Do not say that {some} no office for migrants."
            ),
            edition.say(
                f"Ninguna fuente leída nombra una vigente en {named}; no es lo mismo que no haberla.",
                f"No source that was read names a current one in {named}; that is not the same as there being none.",
            ),
            "oficinas",
        )
    parts = [*_undated(reading, edition), *_disputed(reading, edition)]
    if parts:
        yield Caution(
            edition.say(
                "No dé por vigente lo que se dice de las oficinas.",
                "Do not take what is said of the offices as current.",
            ),
            " ".join(parts),
            "contradicciones",
        )


def doubtful_rows(reading: Reading, edition: Edition) -> Iterator[Caution]:
    """Withdrawn agreements, pairs that may be one, rows held back."""
    parts = []
    withdrawn = reading.count("count(*) FROM agreements WHERE status = 'withdrawn'")
    if withdrawn:
        gone = edition.counted(
            withdrawn,
            ("acuerdo retirado de su fuente sigue", "acuerdos retirados de su fuente siguen"),
            ("agreement that its source withdrew stays", "agreements that their sources withdrew stay"),
        )
        spanish = f"{gone} en la tabla y no se cuenta{'' if withdrawn == 1 else 'n'}."
        english = f"{gone} in the table and {'is' if withdrawn == 1 else 'are'} not counted."
        parts.append(edition.say(spanish, english))
    alike = reading.count("count(*) FROM review WHERE verdict IS NULL")
    if alike:
        pairs = edition.counted(
            alike,
            ("par de renglones parecidos", "pares de renglones parecidos"),
            ("pair of similar rows", "pairs of similar rows"),
        )
        parts.append(
            edition.say(
                f"De {pairs} nadie ha dicho si son un mismo acuerdo.",
                f"Nobody has said of {pairs} whether they are one agreement.",
            )
        )
    held = reading.count("count(DISTINCT (table_name, record_id)) FROM quarantine") if reading.has("quarantine") else 0
    if held:
        rows = edition.counted(held, ("renglón quedó", "renglones quedaron"), ("row was", "rows were"))
        parts.append(
            edition.say(f"{rows} fuera por romper una regla.", f"{rows} kept out for breaking a rule.")
        )  # fmt: skip
    if parts:
        yield Caution(
            edition.say("No tome las cuentas por exactas.", "Do not take the counts as exact."),
            " ".join(parts),
            "cuarentena" if held else "contradicciones",
        )


def _not_comparable(reading: Reading, edition: Edition, total: int) -> Iterator[Caution]:
    reasons = reading.rows(
        "SELECT reason, count(*) AS figures FROM reconciliation WHERE verdict = 'not_comparable' "
        "GROUP BY reason ORDER BY figures DESC, reason"
    )
    incomparable = sum(row["figures"] for row in reasons)
    if not incomparable:
        return
    none = edition.say("sin razón escrita", "no reason given")
    named = [
        (row["figures"], shown(row["reason"] or none).removesuffix("."), bool(row["reason"]))
        for row in reasons[:NAMED_REASONS]
    ]
    told = "; ".join(f"{figures:,}, {_quoted(reason, edition)}" for figures, reason, _ in named)
    some = of_all(incomparable, total, FIGURES, edition)
    yield Caution(
        edition.say("No compare estas cuentas con las impresas.", "Do not compare these counts with the printed ones."),
        edition.say(
            f"{sentence(some + ' no se pueden comparar')} Por qué: {told}.",
            f"Not comparable: {some}. Why, as the tables say it in Spanish: {told}.",
        ),
        "conciliacion",
        tuple(reason for _, reason, written in named if written),
    )


def _undated(reading: Reading, edition: Edition) -> Iterator[str]:
    statements = reading.count("count(*) FROM office_facts WHERE withdrawn_on IS NULL")
    undated = reading.count("count(*) FROM office_facts WHERE withdrawn_on IS NULL AND as_of IS NULL")
    if undated:
        some = of_all(undated, statements, STATEMENTS, edition)
        yield edition.say(f"No traen fecha {some} sobre las oficinas.", f"Without a date: {some} on the offices.")


def _disputed(reading: Reading, edition: Edition) -> Iterator[str]:
    disputed = reading.rows(
        "SELECT state, fields_conflicting AS fields FROM offices WHERE len(fields_conflicting) > 0 ORDER BY state_code"
    )
    if disputed:
        named = listed(
            [
                f"{row['state']} ({', '.join(field_label('offices', name, edition).lower() for name in row['fields'])})"
                for row in disputed
            ],
            edition=edition,
        )
        some = edition.counted(len(disputed), ("entidad", "entidades"), ("state", "states"))
        yield edition.say(
            f"Las fuentes se contradicen en {some}: {named}.", f"Sources contradict each other in {some}: {named}."
        )


def _quoted(text: str, edition: Edition) -> str:
    opening, closing = QUOTES[edition.language]
    return f"{opening}{text}{closing}"
