"""What must not be concluded about agreements: not the registry, not the states, not what is registered or in force."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.edition import Edition
from warehouse.quality_outline import COUNTING, Caution
from warehouse.quality_reading import Reading
from warehouse.quality_words import AGREEMENTS, listed, number, of_all

CHAPTER = "cobertura"
# The total that the literature prints for the registry.
PRINTED_TOTAL = "table_id = 'schiavon_t2_level' AND state_code = '00' AND category = 'total' AND unit = 'agreements'"
THE_REGISTRY = "evidence = 'registry' AND dataset = 'agreements'"
REGISTERED = f"{COUNTING} AND evidence = 'registry'"


def registry(reading: Reading, edition: Edition) -> Iterator[Caution]:
    """Always one: what of this version comes from the registry, beside what the literature counts in it."""
    agreements = reading.count(f"count(*) FROM agreements WHERE {COUNTING}")
    registered = reading.count(f"count(*) FROM agreements WHERE {REGISTERED}")
    printed = reading.rows(f"SELECT value FROM published_figures WHERE {PRINTED_TOTAL}")
    total = number(printed[0]["value"]) if printed else ""
    yardstick = edition.say(f" El libro cuenta {total} en el registro.", f" The book counts {total} in the registry.")
    told = (
        _from_the_registry(reading, edition, of_all(registered, agreements, AGREEMENTS, edition))
        if registered
        else _without_the_registry(reading, edition, agreements)
    )
    yield told._replace(why=told.why + yardstick) if printed else told


def states(reading: Reading, edition: Edition) -> Iterator[Caution]:
    """The states of which no agreement is known, and the agreements of no known state."""
    missing = reading.names(
        f"SELECT state FROM states WHERE state_code NOT IN "
        f"(SELECT state_code FROM agreements WHERE state_code IS NOT NULL AND {COUNTING}) ORDER BY state_code"
    )
    if missing:
        some = edition.counted(
            len(missing), ("entidad no ha", "entidades no han"), ("state has signed", "states have signed")
        )
        named = listed(missing, edition=edition)
        yield Caution(
            edition.say(f"No diga que {some} firmado acuerdos.", f"Do not say that {some} no agreements."),
            edition.say(
                f"De {named} no se conoce ninguno, que no es lo mismo que ninguno firmado.",
                f"No agreement is known for {named}, which is not the same as none signed.",
            ),
            CHAPTER,
        )
    homeless = reading.count(f"count(*) FROM agreements WHERE state_code IS NULL AND {COUNTING}")
    if homeless:
        some = edition.counted(
            homeless,
            ("acuerdo", "acuerdos"),
            ("agreement of no known state counts", "agreements of no known state count"),
        )
        yield Caution(
            edition.say(
                "No sume las entidades para obtener el país.", "Do not add up the states to get the whole country."
            ),
            edition.say(
                f"{some} sin entidad conocida solo cuentan en el país.", f"{some} only towards the whole country."
            ),
            CHAPTER,
        )


def documented_elsewhere(reading: Reading, edition: Edition) -> Iterator[Caution]:
    """How many agreements are registered, are not, or may be; and the claims that match none."""
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
    registered, untold, unregistered = (
        of_all(told[name], told["rows"], AGREEMENTS, edition) for name in ("registered", "untold", "unregistered")
    )
    parts = [
        edition.say(
            f"Constan en el registro, o una fuente lo afirma, {registered}.",
            f"The registry holds, or a source says that it holds, {registered}.",
        )
    ]
    if told["untold"]:
        parts.append(
            edition.say(f"De {untold} no se sabe si constan en él.", f"Presence in it is unknown for {untold}.")
        )
    if told["unregistered"]:
        parts.append(
            edition.say(
                f"En otra parte y no en él se documentan {unregistered}.",
                f"Documented elsewhere and not in it: {unregistered}.",
            )
        )
    if claims["rows"]:
        parts.append(_claims(claims["rows"], claims["unlinked"], edition))
    yield Caution(
        edition.say("No tome lo documentado por registrado.", "Do not take what is documented for what is registered."),
        " ".join(parts),
        CHAPTER,
    )


def validity(reading: Reading, edition: Edition) -> Iterator[Caution]:
    """The agreements of which nobody knows whether they are in force."""
    total = reading.count(f"count(*) FROM agreements WHERE {COUNTING}")
    unknown = reading.count("count(*) FROM agreements WHERE status = 'unknown'")
    if unknown:
        some = of_all(unknown, total, AGREEMENTS, edition)
        yield Caution(
            edition.say(
                "No diga cuántos acuerdos siguen vigentes.", "Do not say how many agreements are still in force."
            ),
            edition.say(f"De {some} no se sabe.", f"This is unknown for {some}."),
            CHAPTER,
        )


def _without_the_registry(reading: Reading, edition: Edition, agreements: int) -> Caution:
    read = reading.count(f"count(*) FROM sources WHERE {THE_REGISTRY} AND data_of IS NOT NULL")
    some = edition.counted(agreements, ("acuerdo", "acuerdos"), ("agreement", "agreements"))
    none = {
        0: edition.say("esta versión no conoce ningún acuerdo", "this version knows of no agreement"),
        1: edition.say("el único acuerdo no viene de él", "the only agreement does not come from it"),
    }.get(agreements, edition.say(f"ninguno de los {some} viene de él", f"none of the {some} comes from it"))
    return Caution(
        edition.say(
            "No tome esta versión por el registro de la SRE.",
            "Do not take this version for the registry of the Foreign Ministry (SRE).",
        ),
        edition.say(
            f"El Registro de Acuerdos Interinstitucionales {'se leyó' if read else 'no se ha leído nunca'}, y {none}. "
            "Cuántos hay en total no se sabe.",
            f"The Registry of Inter-institutional Agreements has {'been read' if read else 'never been read'}, and "
            f"{none}. How many there are in all is not known.",
        ),
        CHAPTER,
    )


def _from_the_registry(reading: Reading, edition: Edition, some: str) -> Caution:
    since = reading.rows(
        f"SELECT min(last_seen) AS oldest, max(last_seen) AS newest FROM agreements WHERE {REGISTERED}"
    )[0]
    oldest, newest = edition.date(since["oldest"]), edition.date(since["newest"])
    return Caution(
        edition.say(
            "No tome esta versión por el registro de hoy.", "Do not take this version for the registry as it is today."
        ),
        edition.say(
            f"Del registro vienen {some}, vistos en él por última vez entre el {oldest} y el {newest}.",
            f"The registry accounts for {some}, last seen in it between {oldest} and {newest}.",
        ),
        CHAPTER,
    )


def _claims(claims: int, unlinked: int, edition: Edition) -> str:
    some = edition.counted(
        claims, ("hermanamiento", "hermanamientos"), ("sister-city tie claimed", "sister-city ties claimed")
    )
    return edition.say(
        f"De {some} que afirman listas, prensa o enciclopedias, {unlinked:,} no corresponden a ningún acuerdo "
        "conocido: afirmado no es firmado.",
        f"Of {some} by lists, the press or encyclopaedias, {unlinked:,} {'matches' if unlinked == 1 else 'match'} no "
        "known agreement: claimed is not signed.",
    )
