"""Made-up records with the wordings a page prints for them (SIMULADO)."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.holdout.dates import STYLES, written

DATA = Path(__file__).parent / "data"
INEGI = Path(__file__).parents[2] / "transforms" / "vocabulary" / "municipalities.csv"
STATES = (
    "Aguascalientes;Baja California;Baja California Sur;Campeche;Coahuila de Zaragoza;Colima;Chiapas;Chihuahua;"
    "Ciudad de México;Durango;Guanajuato;Guerrero;Hidalgo;Jalisco;México;Michoacán de Ocampo;Morelos;Nayarit;Nuevo León;"
    "Oaxaca;Puebla;Querétaro;Quintana Roo;San Luis Potosí;Sinaloa;Sonora;Tabasco;Tamaulipas;Tlaxcala;"
    "Veracruz de Ignacio de la Llave;Yucatán;Zacatecas"
).split(";")
SHORT = {"05": "Coahuila", "15": "Estado de México", "16": "Michoacán", "30": "Veracruz"}
ABBREVIATED = {"14": "Jal.", "11": "Gto.", "26": "Son.", "31": "Yuc.", "08": "Chih.", "19": "N.L.", "21": "Pue.", "32": "Zac.", "25": "Sin."}
TOPICAL = re.compile(
    "turis|turís|cultur|educ|univers|econ|econó|ambient|agua|cienc|cient|tecn|segur|polic|comerc|invers|urban|planea|escuel|institut|"
    "acad|ecol|capacit|invest|econ|arte|polit|polít|droga|delito|asentam|habitat|cooperación ecol|colegio|desarrollo|nature|heritage|trabajo",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Without accents (ñ too)."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


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


@cache
def table(name: str) -> list[dict[str, str]]:
    """A data file's rows."""
    with (DATA / name).open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


@cache
def words() -> dict[str, Any]:
    """All wordings."""
    return dict(yaml.safe_load((DATA / "words.yaml").read_text(encoding="utf-8")))


@cache
def municipalities(state: str) -> list[tuple[str, str, str]]:
    """(code, printed name, kind) whose name means one municipality of the state; larger ones more often."""
    with INEGI.open(encoding="utf-8") as handle:
        rows = [r for r in csv.DictReader(handle) if r["cve_ent"] == state]
    owners: dict[str, set[str]] = {}
    for row in rows:
        for name in (row["nom_mun"], row["nom_cab"]):
            owners.setdefault(plain(name).lower(), set()).add(row["cvegeo"])
    rows.sort(key=lambda r: -int(r["pob_2020"] or 0))
    out = []
    for place, row in enumerate(rows):
        for name in {row["nom_mun"], row["nom_cab"]} - {""}:
            if owners[plain(name).lower()] == {row["cvegeo"]}:
                out += [(row["cvegeo"], name, "big" if place < 14 else "small")]
    return sorted(out)


def state_name(code: str) -> str:
    """Short everyday name."""
    return SHORT.get(code, STATES[int(code) - 1])


def contracted(text: str) -> str:
    """'de el' -> 'del'."""
    return re.sub(r"\b([Dd]e|[Aa]) el ", lambda m: m[1] + "l ", text)


def local_party(code: str, level: str, rng: Random) -> tuple[str, str, str, str]:
    """(name with article, short name, municipality code, municipality name)."""
    state, full = state_name(code), STATES[int(code) - 1]
    suffix = rng.choice(["", "", f", {state}", f", {state}, México", f", {ABBREVIATED.get(code, state)}", f" del Estado de {full}", f", {state}, de los Estados Unidos Mexicanos"])
    if code == "09":
        suffix = rng.choice(["", ", Ciudad de México", ", CDMX", " de la Ciudad de México"])
    if level == "municipal":
        pool = municipalities(code)
        pool = [m for m in pool if m[2] == "big"] if rng.random() < 0.75 else pool
        mun, name, _ = rng.choice(pool)
        if code == "09":
            form = rng.choice(["la Alcaldía {n}", "la Alcaldía de {n}", "la Delegación {n}", "el Órgano Político Administrativo en {n}", "la Demarcación Territorial {n}"])
        else:
            form = rng.choice(
                ["el Municipio de {n}", "el H. Ayuntamiento de {n}", "la Ciudad de {n}", "el Ayuntamiento Constitucional de {n}", "la Presidencia Municipal de {n}",
                 "el Gobierno Municipal de {n}", "el Honorable Ayuntamiento de {n}", "el H. Ayuntamiento del Municipio de {n}", "el Municipio de {n}", "el Ayuntamiento de {n}",
                 "el Sistema DIF Municipal de {n}", "el Instituto Municipal de Planeación de {n}", "el Instituto Municipal de la Juventud de {n}", "el Organismo Operador Municipal de Agua Potable de {n}"]
            )
            if name.startswith("Ciudad ") and form.startswith("la Ciudad"):
                form = "{n}"
            if "del Estado" in suffix and "DIF" in form:
                suffix = ""
        return contracted(form.format(n=name)) + suffix, name, mun, name
    if code == "09":
        form = rng.choice(["el Gobierno de la Ciudad de México", "el Gobierno del Distrito Federal", "la Ciudad de México", "la Secretaría de Turismo de la Ciudad de México",
                           "la Secretaría de Cultura de la Ciudad de México", "la Jefatura de Gobierno de la Ciudad de México", "el Instituto de la Juventud de la Ciudad de México"])
        return form, "Ciudad de México", "", ""
    of = "el Estado de México" if code == "15" else rng.choice([f"el Estado de {full}", f"el Estado de {state}", f"el Estado Libre y Soberano de {full}"])
    form = rng.choice(
        ["{e}", "el Gobierno de {e}", "el Gobierno de {e}", "el Poder Ejecutivo de {e}", "la Secretaría de Turismo de {e}", "la Secretaría de Desarrollo Económico del Gobierno de {e}",
         "la Secretaría de Educación de {e}", "el Instituto de Cultura de {e}", "el Sistema para el Desarrollo Integral de la Familia de {e}", "el Sistema DIF Estatal de {s}",
         "la Universidad Autónoma de {s}", "la Fiscalía General de {e}", "el H. Congreso de {e}", "la Secretaría de Medio Ambiente de {e}", "el Consejo Estatal de Población de {e}",
         "la Universidad Tecnológica de {e}", "el Tribunal Superior de Justicia de {e}", "el Gobierno de {s}", "la Comisión Estatal del Agua de {s}"]
    )
    return contracted(form.format(e=of, s="el Estado de México" if code == "15" else state)), "Estado de " + full, "", ""


def foreign_party(rng: Random) -> tuple[dict[str, str], str, str]:
    """(row, name with article, short name)."""
    kind = rng.choices(["city", "gov", "world", "igo", "ngo", "pa"], [56, 14, 7, 3, 8, 12])[0]
    row = rng.choice([r for r in table("foreign.csv") if r["kind"] == kind])
    name, sub = row["name"], row["sub"]
    if kind == "city":
        form = rng.choice(["la Ciudad de {n}", "la Ciudad de {n}", "{n}", "el Ayuntamiento de {n}", "la Municipalidad de {n}", "la Alcaldía de {n}", "el Municipio de {n}", "la ciudad de {n}"])
        name = form.format(n=name)
    where = rng.choice([", {s}", ", {s}", " ({s})", ", Estado de {s}" if row["iso"] == "US" else ", {s}"]).format(s=sub) if sub else ""
    return row, contracted(name) + where, row["name"] + (f", {sub}" if sub else "")


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
    kind = {"city": "government", "gov": "government", "world": "international_organization", "igo": "international_organization", "ngo": "ngo", "pa": "private_academic"}[row["kind"]]
    itype = rng.choice(["sister_city", "sister_city", "friendship", "mou", "letter_of_intent", "cooperation"] if row["kind"] == "city" else [*words()["instruments"]][1:])
    if row["kind"] != "city" and itype == "friendship":
        itype = "cooperation"
    instrument = rng.choice([i for i in words()["instruments"][itype] if row["kind"] == "city" or "ermana" not in i])
    country = next((c for c in table("countries.csv") if c["iso"] == row["iso"]), None)
    official, nick = (country["official"], rng.choice(country["short"].split("|"))) if country else ("", "")
    with_country, short_country = counterpart, short
    if country and country_in_title and not (nick in counterpart and rng.random() < 0.5) and not (row["iso"] in {"US", "CA"} and row["sub"] and rng.random() < 0.25):
        tail = rng.choice([f", {nick}", f", {nick}", f" ({nick})", contracted(f" de {official}"), f", {official}", contracted(f", de {official}")])
        if "(" in counterpart and "(" in tail:
            tail = f", {nick}"
        with_country, short_country = counterpart + tail, f"{short}, {nick}"
    chosen, printed = topic_words(rng, rng.choice([1, 1, 2, 2, 3, 3, 4]))
    purpose = ""
    if rng.random() < 0.15 and itype not in {"sister_city", "friendship"}:
        purpose = " " + rng.choice(words()["materia"][rng.choice(sorted(chosen))])
    link = rng.choice(["entre {a} y {b}", "entre {a} y {b}", "que celebran por una parte {a} y por la otra {b}", "celebrado entre {a} y {b}", "suscrito entre {a} y {b}", "que celebran {a} y {b}",
                       "entre {b} y {a}", "que suscriben {b} y {a}", "entre {a}, y {b}", "de {a} con {b}", "que celebran, por una parte, {a}, y por la otra, {b}"])
    title = contracted(f"{instrument}{purpose} " + link.format(a=local, b=with_country))
    if row["kind"] == "city" and mun and rng.random() < 0.2:
        title = f"{instrument} {local_short} - {short_country}"
    elif row["kind"] == "city" and mun and rng.random() < 0.05:
        title = f"{short_country} - {local_short}, {ABBREVIATED.get(code, state_name(code))} ({instrument})"
    elif parties_apart and rng.random() < 0.3:
        title = f"{instrument}{purpose} con {with_country}"
    day = dt.date(rng.choice([rng.randint(1975, 1993), rng.randint(1994, 2011), rng.randint(2012, 2025), rng.randint(2005, 2025)]), rng.randint(1, 12), rng.choice([1, rng.randint(1, 28)]))
    precision = rng.choices(["day", "month", "year"], [94, 3, 3])[0]
    place = rng.choice([f"{mun_name or state_name(code)}, {ABBREVIATED.get(code, state_name(code))}", mun_name or "Ciudad de México", f"Ciudad de {row['name']}" if row["kind"] == "city" else "Ciudad de México"])
    date = written(day, precision, style, place, rng)
    world = row["kind"] == "world"
    region = country["region"] if country else "international"
    truth = {
        "state_code": code, "level": level, "municipality_code": mun, "title": title, "instrument_type": itype, "counterpart_type": kind, "counterpart_country": row["iso"], "region": region,
        "signed_on": day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]], "topics": chosen,
    }
    return Rec(
        truth, title, local[local.index(" ") + 1 :] if local.startswith(("el ", "la ")) else local, local_short,
        re.sub(r"^(el|la) ", "", counterpart if not parties_apart or rng.random() < 0.8 else with_country),
        rng.choice(["", "-", "Internacional", "N/A", "No aplica", "Organismo internacional"]) if world else rng.choice([nick, nick, re.sub(r"^(el|la|los) ", "", official)]),
        instrument, date, day, rng.choice(words()["validity"]), printed, "Municipal" if mun else "Estatal", mun_name, rng.choice(words()["statuses"]),
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


def first_style(rng: Random) -> str:
    """A date style."""
    return rng.choice(STYLES)
