"""Made-up records with the wordings a page prints for them (SIMULADO)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.holdout.dates import written
from tests.holdout.facts import ABBREVIATED, contracted, foreign_party, local_party, state_name, table, words

TOPICAL = re.compile(
    "turis|turís|cultur|educ|univers|econ|econó|ambient|agua|cienc|cient|tecn|segur|polic|comerc|invers|urban|planea|escuel|institut|"
    "acad|ecol|capacit|invest|econ|arte|polit|polít|droga|delito|asentam|habitat|cooperación ecol|colegio|desarrollo|nature|heritage|trabajo",
    re.IGNORECASE,
)


@dataclass
class Rec:
    """One agreement: what a page prints and what is true."""

    truth: dict[str, Any]
    title: str = ""
    local: str = ""
    local_short: str = ""
    counterpart: str = ""
    country: str = ""
    instrument: str = ""
    date: str = ""
    day: dt.date = dt.date(2000, 1, 1)
    validity: str = ""
    topics: list[str] = field(default_factory=list)
    level: str = ""
    municipality: str = ""
    status: str = ""
    other_date: str = ""


def topic_words(rng: Random, count: int) -> tuple[set[str], list[str]]:
    """Chosen topics and their wording."""
    chosen = rng.sample(sorted(words()["topics"]), count)
    printed = [rng.choice(words()["topics"][t]) for t in chosen]
    if rng.random() < 0.2:
        printed.append(rng.choice(words()["off_topics"]))
    return set(chosen), printed


def make(code: str, rng: Random, *, country_in_title: bool, parties_apart: bool, style: str) -> Rec:
    """One record for a page of the state."""
    level = "municipal" if rng.random() < 0.55 else "state"
    local, local_short, mun, mun_name = local_party(code, level, rng)
    row, counterpart, short = foreign_party(rng)
    kind = {
        "city": "government",
        "gov": "government",
        "world": "international_organization",
        "igo": "international_organization",
        "ngo": "ngo",
        "pa": "private_academic",
    }[row["kind"]]
    itype = rng.choice(
        ["sister_city", "sister_city", "friendship", "mou", "letter_of_intent", "cooperation"]
        if row["kind"] == "city"
        else [*words()["instruments"]][1:]
    )
    if row["kind"] != "city" and itype == "friendship":
        itype = "cooperation"
    instrument = rng.choice([i for i in words()["instruments"][itype] if row["kind"] == "city" or "ermana" not in i])
    country = next((c for c in table("countries.csv") if c["iso"] == row["iso"]), None)
    official, nick = (country["official"], rng.choice(country["short"].split("|"))) if country else ("", "")
    with_country, short_country = counterpart, short
    if (
        country
        and country_in_title
        and not (nick in counterpart and rng.random() < 0.5)
        and not (row["iso"] in {"US", "CA"} and row["sub"] and rng.random() < 0.25)
    ):
        tail = rng.choice(
            [
                f", {nick}",
                f", {nick}",
                f" ({nick})",
                contracted(f" de {official}"),
                f", {official}",
                contracted(f", de {official}"),
            ]
        )
        if "(" in counterpart and "(" in tail:
            tail = f", {nick}"
        with_country, short_country = counterpart + tail, f"{short}, {nick}"
    chosen, printed = topic_words(rng, rng.choice([1, 1, 2, 2, 3, 3, 4]))
    purpose = ""
    if rng.random() < 0.15 and itype not in {"sister_city", "friendship"}:
        purpose = " " + rng.choice(words()["materia"][rng.choice(sorted(chosen))])
    link = rng.choice(
        [
            "entre {a} y {b}",
            "entre {a} y {b}",
            "que celebran por una parte {a} y por la otra {b}",
            "celebrado entre {a} y {b}",
            "suscrito entre {a} y {b}",
            "que celebran {a} y {b}",
            "entre {b} y {a}",
            "que suscriben {b} y {a}",
            "entre {a}, y {b}",
            "de {a} con {b}",
            "que celebran, por una parte, {a}, y por la otra, {b}",
        ]
    )
    title = contracted(f"{instrument}{purpose} " + link.format(a=local, b=with_country))
    if row["kind"] == "city" and mun and rng.random() < 0.2:
        title = f"{instrument} {local_short} - {short_country}"
    elif row["kind"] == "city" and mun and rng.random() < 0.05:
        title = f"{short_country} - {local_short}, {ABBREVIATED.get(code, state_name(code))} ({instrument})"
    elif parties_apart and rng.random() < 0.3:
        title = f"{instrument}{purpose} con {with_country}"
    day = dt.date(
        rng.choice(
            [rng.randint(1975, 1993), rng.randint(1994, 2011), rng.randint(2012, 2025), rng.randint(2005, 2025)]
        ),
        rng.randint(1, 12),
        rng.choice([1, rng.randint(1, 28)]),
    )
    precision = rng.choices(["day", "month", "year"], [94, 3, 3])[0]
    place = rng.choice(
        [
            f"{mun_name or state_name(code)}, {ABBREVIATED.get(code, state_name(code))}",
            mun_name or "Ciudad de México",
            f"Ciudad de {row['name']}" if row["kind"] == "city" else "Ciudad de México",
        ]
    )
    date = written(day, precision, style, place, rng)
    world = row["kind"] == "world"
    region = country["region"] if country else "international"
    truth = {
        "state_code": code,
        "level": level,
        "municipality_code": mun,
        "title": title,
        "instrument_type": itype,
        "counterpart_type": kind,
        "counterpart_country": row["iso"],
        "region": region,
        "signed_on": day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]],
        "topics": chosen,
    }
    return Rec(
        truth,
        title,
        local[local.index(" ") + 1 :] if local.startswith(("el ", "la ")) else local,
        local_short,
        re.sub(r"^(el|la) ", "", counterpart if not parties_apart or rng.random() < 0.8 else with_country),
        rng.choice(["", "-", "Internacional", "N/A", "No aplica", "Organismo internacional"])
        if world
        else rng.choice([nick, nick, re.sub(r"^(el|la|los) ", "", official)]),
        instrument,
        date,
        day,
        rng.choice(words()["validity"]),
        printed,
        "Municipal" if mun else "Estatal",
        mun_name,
        rng.choice(words()["statuses"]),
        written(day + dt.timedelta(days=rng.randint(20, 200)), "day", style, place, rng),
    )


def settle_topics(rec: Rec, printed: bool) -> None:
    """Truth of topics where the page prints none: the title's own, or untold when a party's name hints at one."""
    if printed:
        return
    found = {t for t, forms in words()["materia"].items() if any(f in rec.title for f in forms)}
    bare = rec.title
    for forms in words()["materia"].values():
        for form in forms:
            bare = bare.replace(form, "")
    rec.truth["topics"] = None if TOPICAL.search(bare + rec.local + rec.counterpart) else found
