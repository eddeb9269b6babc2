"""What must not be concluded from the sources: those never read, those that do not change, those that fail."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.edition import Edition
from warehouse.quality_outline import Caution
from warehouse.quality_reading import Reading
from warehouse.quality_words import counted, listed, shown

CHAPTER = "fuentes"
FROM_THE_WEB = "url LIKE 'http%'"
NAMED_SOURCES = 12


def sources(reading: Reading, edition: Edition) -> Iterator[Caution]:
    """Up to three: sources never read, files whose day of reading says nothing, sources that fail."""
    yield from _never_read(reading, edition)
    yield from _shipped(reading, edition)
    yield from _failing(reading, edition)


def _never_read(reading: Reading, edition: Edition) -> Iterator[Caution]:
    never = reading.names(
        f"SELECT name FROM sources WHERE {FROM_THE_WEB} AND data_of IS NULL "
        "ORDER BY evidence = 'registry' DESC, name, source_id"
    )
    if not never:
        return
    total = reading.count("count(*) FROM sources")
    warning = edition.say(
        f"No dé por leídas {counted(len(never), 'fuente', 'fuentes')} de {total:,}.",
        f"Do not take {len(never):,} of {counted(total, 'source', 'sources')} as read.",
    )
    names = [shown(name) for name in never]
    named = listed(names, NAMED_SOURCES, edition)
    yield Caution(
        warning,
        edition.say(
            f"No se han leído nunca: {named}. Lo que digan hoy no está aquí.",
            f"Never read: {named}. What they say today is not here.",
        ),
        CHAPTER,
        tuple(names[:NAMED_SOURCES]),
    )


def _shipped(reading: Reading, edition: Edition) -> Iterator[Caution]:
    shipped = reading.rows(
        f"SELECT count(*) AS files, max(data_of) AS read_on FROM sources WHERE NOT {FROM_THE_WEB} "
        "AND data_of IS NOT NULL AND lifecycle = 'frozen'"
    )[0]
    if not shipped["files"]:
        return
    several = shipped["files"] > 1
    files = edition.counted(
        shipped["files"],
        ("archivo que acompaña", "archivos que acompañan"),
        ("file that ships with the program does", "files that ship with the program do"),
    )
    day = edition.on_date(shipped["read_on"])
    yield Caution(
        edition.say(
            "No tome el día de lectura por la fecha de los hechos.",
            "Do not take the day of reading for the date of the facts.",
        ),
        edition.say(
            f"{files} al programa no cambian solos: que se hayan leído {day} no los hace de ese día."
            if several
            else f"{files} al programa no cambia solo: que se haya leído {day} no lo hace de ese día.",
            f"{files} not change on {'their' if several else 'its'} own: reading {'them' if several else 'it'} {day} "
            f"does not make {'their' if several else 'its'} facts that recent.",
        ),
        CHAPTER,
    )


def _failing(reading: Reading, edition: Edition) -> Iterator[Caution]:
    failing = reading.rows(
        "SELECT name, data_of FROM sources WHERE failure IS NOT NULL AND data_of IS NOT NULL ORDER BY name, source_id"
    )
    if not failing:
        return
    told = [f"{shown(row['name'])} ({edition.say('del ', 'of ')}{edition.date(row['data_of'])})" for row in failing]
    some = edition.counted(
        len(failing), ("fuente que falló", "fuentes que fallaron"), ("source that failed", "sources that failed")
    )
    yield Caution(
        edition.say(f"No tome por actual lo que viene de {some}.", f"Do not take what comes from {some} as current."),
        edition.say("Se conserva lo último bueno de {}.", "What is kept is the last good data of {}.").format(
            listed(told, NAMED_SOURCES, edition)
        ),
        CHAPTER,
        tuple(shown(row["name"]) for row in failing[:NAMED_SOURCES]),
    )
