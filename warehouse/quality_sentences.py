"""What a reader must not conclude from a version: sentences computed from its tables, in the order of their weight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from warehouse.quality_reading import Reading
from warehouse.quality_words import (
    AGREEMENTS,
    FIGURES,
    STATEMENTS,
    counted,
    field_label,
    listed,
    number,
    of_all,
    percent,
    sentence,
    shown,
    table_label,
)
from warehouse.wording import date_in_words, on_date

MOSTLY_EMPTY = 0.5
COUNTING = "status <> 'withdrawn'"
# The total that the literature prints for the registry.
PRINTED_TOTAL = "table_id = 'schiavon_t2_level' AND state_code = '00' AND category = 'total' AND unit = 'agreements'"
FROM_THE_WEB = "url LIKE 'http%'"
THE_REGISTRY = "evidence = 'registry' AND dataset = 'agreements'"
NAMED_SOURCES = 12
NAMED_REASONS = 4


class Caution(NamedTuple):
    """One thing not to conclude: the warning, why, and the chapter that tells more."""

    warning: str
    why: str
    chapter: str


def cautions(reading: Reading) -> list[Caution]:
    """Everything a reader must not conclude from this version; at least that it is not the whole registry."""
    return [
        *_registry(reading),
        *_sources(reading),
        *_states(reading),
        *_elsewhere(reading),
        *_validity(reading),
        *_empty_fields(reading),
        *_printed(reading),
        *_offices(reading),
        *_doubtful_rows(reading),
    ]


def _registry(reading: Reading) -> Iterator[Caution]:
    agreements = reading.count(f"count(*) FROM agreements WHERE {COUNTING}")
    registered = reading.count(f"count(*) FROM agreements WHERE {COUNTING} AND evidence = 'registry'")
    printed = reading.rows(f"SELECT value FROM published_figures WHERE {PRINTED_TOTAL}")
    yardstick = f" El libro cuenta {number(printed[0]['value'])} en el registro." if printed else ""
    if not registered:
        read = reading.count(f"count(*) FROM sources WHERE {THE_REGISTRY} AND data_of IS NOT NULL")
        none = {0: "esta versión no conoce ningún acuerdo", 1: "el único acuerdo no viene de él"}.get(
            agreements, f"ninguno de los {counted(agreements, 'acuerdo', 'acuerdos')} viene de él"
        )
        yield Caution(
            "No tome esta versión por el registro de la SRE.",
            f"El Registro de Acuerdos Interinstitucionales {'se leyó' if read else 'no se ha leído nunca'}, y {none}. "
            f"Cuántos hay en total no se sabe.{yardstick}",
            "cobertura",
        )
        return
    since = reading.rows(
        "SELECT min(last_seen) AS oldest, max(last_seen) AS newest FROM agreements "
        f"WHERE {COUNTING} AND evidence = 'registry'"
    )[0]
    yield Caution(
        "No tome esta versión por el registro de hoy.",
        f"Del registro vienen {of_all(registered, agreements, AGREEMENTS)}, vistos en él por última vez entre el "
        f"{date_in_words(since['oldest'], 'es')} y el {date_in_words(since['newest'], 'es')}.{yardstick}",
        "cobertura",
    )


def _sources(reading: Reading) -> Iterator[Caution]:
    never = reading.names(
        f"SELECT name FROM sources WHERE {FROM_THE_WEB} AND data_of IS NULL "
        "ORDER BY evidence = 'registry' DESC, name, source_id"
    )
    total = reading.count("count(*) FROM sources")
    if never:
        yield Caution(
            f"No dé por leídas {counted(len(never), 'fuente', 'fuentes')} de {total:,}.",
            f"No se han leído nunca: {listed([shown(name) for name in never], NAMED_SOURCES)}. Lo que digan hoy no "
            "está aquí.",
            "fuentes",
        )
    shipped = reading.rows(
        f"SELECT count(*) AS files, max(data_of) AS read_on FROM sources WHERE NOT {FROM_THE_WEB} "
        "AND data_of IS NOT NULL AND lifecycle = 'frozen'"
    )[0]
    if shipped["files"]:
        files = counted(shipped["files"], "archivo que acompaña", "archivos que acompañan")
        yield Caution(
            "No tome el día de lectura por la fecha de los hechos.",
            f"{files} al programa no cambian solos: que se hayan leído {on_date(shipped['read_on'], 'es')} no los hace "
            "de ese día."
            if shipped["files"] > 1
            else f"{files} al programa no cambia solo: que se haya leído {on_date(shipped['read_on'], 'es')} no lo "
            "hace de ese día.",
            "fuentes",
        )
    failing = reading.rows(
        "SELECT name, data_of FROM sources WHERE failure IS NOT NULL AND data_of IS NOT NULL ORDER BY name, source_id"
    )
    if failing:
        told = [f"{shown(row['name'])} (del {date_in_words(row['data_of'], 'es')})" for row in failing]
        yield Caution(
            f"No tome por actual lo que viene de {counted(len(failing), 'fuente que falló', 'fuentes que fallaron')}.",
            f"Se conserva lo último bueno de {listed(told, NAMED_SOURCES)}.",
            "fuentes",
        )


def _states(reading: Reading) -> Iterator[Caution]:
    missing = reading.names(
        f"SELECT state FROM states WHERE state_code NOT IN "
        f"(SELECT state_code FROM agreements WHERE state_code IS NOT NULL AND {COUNTING}) ORDER BY state_code"
    )
    if missing:
        yield Caution(
            f"No diga que {counted(len(missing), 'entidad no ha', 'entidades no han')} firmado acuerdos.",
            f"De {listed(missing)} no se conoce ninguno, que no es lo mismo que ninguno firmado.",
            "cobertura",
        )
    homeless = reading.count(f"count(*) FROM agreements WHERE state_code IS NULL AND {COUNTING}")
    if homeless:
        yield Caution(
            "No sume las entidades para obtener el país.",
            f"{counted(homeless, 'acuerdo', 'acuerdos')} sin entidad conocida solo cuentan en el país.",
            "cobertura",
        )


def _elsewhere(reading: Reading) -> Iterator[Caution]:
    told = reading.rows(
        "SELECT count(*) AS rows, count(*) FILTER (WHERE in_registry = 'yes') AS registered, "
        "count(*) FILTER (WHERE in_registry = 'no') AS unregistered, "
        f"count(*) FILTER (WHERE in_registry = 'unknown') AS untold FROM agreements WHERE {COUNTING}"
    )[0]
    claims = reading.rows(
        "SELECT count(*) AS rows, count(*) FILTER (WHERE agreement_id IS NULL) AS unlinked FROM claims"
    )[0]
    if told["registered"] == told["rows"] and not claims["rows"]:
        return
    parts = [f"Constan en el registro, o una fuente lo afirma, {of_all(told['registered'], told['rows'], AGREEMENTS)}."]
    if told["untold"]:
        parts.append(f"De {of_all(told['untold'], told['rows'], AGREEMENTS)} no se sabe si constan en él.")
    if told["unregistered"]:
        parts.append(
            f"En otra parte y no en él se documentan {of_all(told['unregistered'], told['rows'], AGREEMENTS)}."
        )
    if claims["rows"]:
        parts.append(
            f"De {counted(claims['rows'], 'hermanamiento', 'hermanamientos')} que afirman listas, prensa o "
            f"enciclopedias, {claims['unlinked']:,} no corresponden a ningún acuerdo conocido: afirmado no es firmado."
        )
    yield Caution("No tome lo documentado por registrado.", " ".join(parts), "cobertura")


def _validity(reading: Reading) -> Iterator[Caution]:
    total = reading.count(f"count(*) FROM agreements WHERE {COUNTING}")
    unknown = reading.count("count(*) FROM agreements WHERE status = 'unknown'")
    if unknown:
        yield Caution(
            "No diga cuántos acuerdos siguen vigentes.",
            f"De {of_all(unknown, total, AGREEMENTS)} no se sabe.",
            "cobertura",
        )


def _empty_fields(reading: Reading) -> Iterator[Caution]:
    if not reading.has("coverage"):
        return
    rows = reading.rows(
        "SELECT table_name, field, share FROM coverage WHERE state_code = '00' AND field <> '*' AND share < $most "
        "ORDER BY table_name, share, field",
        most=MOSTLY_EMPTY,
    )
    by_table: dict[str, list[str]] = {}
    for row in rows:
        label = f"{field_label(row['table_name'], row['field'])} ({percent(row['share'])})"
        by_table.setdefault(row["table_name"], []).append(label)
    if by_table:
        told = "; ".join(f"en «{table_label(name)}», {listed(fields)}" for name, fields in by_table.items())
        yield Caution(
            "No saque proporciones de campos casi vacíos.", f"Llenos en menos de la mitad: {told}.", "cobertura"
        )


def _printed(reading: Reading) -> Iterator[Caution]:
    total = reading.count("count(*) FROM reconciliation")
    reasons = reading.rows(
        "SELECT reason, count(*) AS figures FROM reconciliation WHERE verdict = 'not_comparable' "
        "GROUP BY reason ORDER BY figures DESC, reason"
    )
    incomparable = sum(row["figures"] for row in reasons)
    if incomparable:
        told = "; ".join(
            f"{row['figures']:,}, «{shown(row['reason'] or 'sin razón escrita').removesuffix('.')}»"
            for row in reasons[:NAMED_REASONS]
        )
        yield Caution(
            "No compare estas cuentas con las impresas.",
            f"{sentence(of_all(incomparable, total, FIGURES) + ' no se pueden comparar')} Por qué: {told}.",
            "conciliacion",
        )
    unexplained = reading.count("count(*) FROM reconciliation WHERE verdict = 'unexplained'")
    if unexplained:
        yield Caution(
            "No tome por error de nadie una cifra que difiere.",
            sentence(f"{of_all(unexplained, total, FIGURES)} no son como las nuestras, y no se sabe por qué"),
            "conciliacion",
        )
    contradicted = (
        reading.count("count(DISTINCT (table_id, state_code, category, unit)) FROM printed_contradictions")
        if reading.has("printed_contradictions")
        else 0
    )
    if contradicted:
        yield Caution(
            "No cite una cifra impresa sin revisarla.",
            f"Con {counted(contradicted, FIGURES.one, FIGURES.several)} no concuerdan otras de la misma obra.",
            "impresas",
        )


def _offices(reading: Reading) -> Iterator[Caution]:
    unknown = reading.names("SELECT state FROM offices WHERE known = 'no' ORDER BY state_code")
    if unknown:
        yield Caution(
            f"No diga que {counted(len(unknown), 'entidad carece', 'entidades carecen')} de oficina para migrantes.",
            f"Ninguna fuente leída nombra una vigente en {listed(unknown)}; no es lo mismo que no haberla.",
            "oficinas",
        )
    statements = reading.count("count(*) FROM office_facts WHERE withdrawn_on IS NULL")
    undated = reading.count("count(*) FROM office_facts WHERE withdrawn_on IS NULL AND as_of IS NULL")
    disputed = reading.rows(
        "SELECT state, fields_conflicting AS fields FROM offices WHERE len(fields_conflicting) > 0 ORDER BY state_code"
    )
    parts = []
    if undated:
        parts.append(f"No traen fecha {of_all(undated, statements, STATEMENTS)} sobre las oficinas.")
    if disputed:
        named = [
            f"{row['state']} ({', '.join(field_label('offices', name).lower() for name in row['fields'])})"
            for row in disputed
        ]
        parts.append(
            f"Las fuentes se contradicen en {counted(len(disputed), 'entidad', 'entidades')}: {listed(named)}."
        )
    if parts:
        yield Caution("No dé por vigente lo que se dice de las oficinas.", " ".join(parts), "contradicciones")


def _doubtful_rows(reading: Reading) -> Iterator[Caution]:
    parts = []
    withdrawn = reading.count("count(*) FROM agreements WHERE status = 'withdrawn'")
    if withdrawn:
        gone = counted(withdrawn, "acuerdo retirado de su fuente sigue", "acuerdos retirados de su fuente siguen")
        parts.append(f"{gone} en la tabla y no se cuenta{'' if withdrawn == 1 else 'n'}.")
    alike = reading.count("count(*) FROM review WHERE verdict IS NULL")
    if alike:
        parts.append(
            f"De {counted(alike, 'par de renglones parecidos', 'pares de renglones parecidos')} nadie ha dicho si son "
            "un mismo acuerdo."
        )
    held = reading.count("count(DISTINCT (table_name, record_id)) FROM quarantine") if reading.has("quarantine") else 0
    if held:
        parts.append(f"{counted(held, 'renglón quedó', 'renglones quedaron')} fuera por romper una regla.")
    if parts:
        yield Caution("No tome las cuentas por exactas.", " ".join(parts), "cuarentena" if held else "contradicciones")
