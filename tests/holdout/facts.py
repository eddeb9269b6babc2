"""Made-up parties, local and foreign, with the wordings a page prints for them (SIMULADO)."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"
INEGI = Path(__file__).parents[2] / "transforms" / "vocabulary" / "municipalities.csv"
STATES = (
    "Aguascalientes;Baja California;Baja California Sur;Campeche;Coahuila de Zaragoza;Colima;Chiapas;Chihuahua;"
    "Ciudad de México;Durango;Guanajuato;Guerrero;Hidalgo;Jalisco;México;Michoacán de Ocampo;Morelos;Nayarit;Nuevo León;"
    "Oaxaca;Puebla;Querétaro;Quintana Roo;San Luis Potosí;Sinaloa;Sonora;Tabasco;Tamaulipas;Tlaxcala;"
    "Veracruz de Ignacio de la Llave;Yucatán;Zacatecas"
).split(";")
SHORT = {"05": "Coahuila", "15": "Estado de México", "16": "Michoacán", "30": "Veracruz"}
ABBREVIATED = {
    "14": "Jal.",
    "11": "Gto.",
    "26": "Son.",
    "31": "Yuc.",
    "08": "Chih.",
    "19": "N.L.",
    "21": "Pue.",
    "32": "Zac.",
    "25": "Sin.",
}


def plain(text: str) -> str:
    """Without accents (ñ too)."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


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
    suffix = rng.choice(
        [
            "",
            "",
            f", {state}",
            f", {state}, México",
            f", {ABBREVIATED.get(code, state)}",
            f" del Estado de {full}",
            f", {state}, de los Estados Unidos Mexicanos",
        ]
    )
    if code == "09":
        suffix = rng.choice(["", ", Ciudad de México", ", CDMX", " de la Ciudad de México"])
    if level == "municipal":
        pool = municipalities(code)
        pool = [m for m in pool if m[2] == "big"] if rng.random() < 0.75 else pool
        mun, name, _ = rng.choice(pool)
        if code == "09":
            form = rng.choice(
                [
                    "la Alcaldía {n}",
                    "la Alcaldía de {n}",
                    "la Delegación {n}",
                    "el Órgano Político Administrativo en {n}",
                    "la Demarcación Territorial {n}",
                ]
            )
        else:
            form = rng.choice(
                [
                    "el Municipio de {n}",
                    "el H. Ayuntamiento de {n}",
                    "la Ciudad de {n}",
                    "el Ayuntamiento Constitucional de {n}",
                    "la Presidencia Municipal de {n}",
                    "el Gobierno Municipal de {n}",
                    "el Honorable Ayuntamiento de {n}",
                    "el H. Ayuntamiento del Municipio de {n}",
                    "el Municipio de {n}",
                    "el Ayuntamiento de {n}",
                    "el Sistema DIF Municipal de {n}",
                    "el Instituto Municipal de Planeación de {n}",
                    "el Instituto Municipal de la Juventud de {n}",
                    "el Organismo Operador Municipal de Agua Potable de {n}",
                ]
            )
            if name.startswith("Ciudad ") and form.startswith("la Ciudad"):
                form = "{n}"
            if "del Estado" in suffix and "DIF" in form:
                suffix = ""
        return contracted(form.format(n=name)) + suffix, name, mun, name
    if code == "09":
        form = rng.choice(
            [
                "el Gobierno de la Ciudad de México",
                "el Gobierno del Distrito Federal",
                "la Ciudad de México",
                "la Secretaría de Turismo de la Ciudad de México",
                "la Secretaría de Cultura de la Ciudad de México",
                "la Jefatura de Gobierno de la Ciudad de México",
                "el Instituto de la Juventud de la Ciudad de México",
            ]
        )
        return form, "Ciudad de México", "", ""
    of = (
        "el Estado de México"
        if code == "15"
        else rng.choice([f"el Estado de {full}", f"el Estado de {state}", f"el Estado Libre y Soberano de {full}"])
    )
    form = rng.choice(
        [
            "{e}",
            "el Gobierno de {e}",
            "el Gobierno de {e}",
            "el Poder Ejecutivo de {e}",
            "la Secretaría de Turismo de {e}",
            "la Secretaría de Desarrollo Económico del Gobierno de {e}",
            "la Secretaría de Educación de {e}",
            "el Instituto de Cultura de {e}",
            "el Sistema para el Desarrollo Integral de la Familia de {e}",
            "el Sistema DIF Estatal de {s}",
            "la Universidad Autónoma de {s}",
            "la Fiscalía General de {e}",
            "el H. Congreso de {e}",
            "la Secretaría de Medio Ambiente de {e}",
            "el Consejo Estatal de Población de {e}",
            "la Universidad Tecnológica de {e}",
            "el Tribunal Superior de Justicia de {e}",
            "el Gobierno de {s}",
            "la Comisión Estatal del Agua de {s}",
        ]
    )
    return (
        contracted(form.format(e=of, s="el Estado de México" if code == "15" else state)),
        "Estado de " + full,
        "",
        "",
    )


def foreign_party(rng: Random) -> tuple[dict[str, str], str, str]:
    """(row, name with article, short name)."""
    kind = rng.choices(["city", "gov", "world", "igo", "ngo", "pa"], [56, 14, 7, 3, 8, 12])[0]
    row = rng.choice([r for r in table("foreign.csv") if r["kind"] == kind])
    name, sub = row["name"], row["sub"]
    if kind == "city":
        form = rng.choice(
            [
                "la Ciudad de {n}",
                "la Ciudad de {n}",
                "{n}",
                "el Ayuntamiento de {n}",
                "la Municipalidad de {n}",
                "la Alcaldía de {n}",
                "el Municipio de {n}",
                "la ciudad de {n}",
            ]
        )
        name = form.format(n=name)
    where = (
        rng.choice([", {s}", ", {s}", " ({s})", ", Estado de {s}" if row["iso"] == "US" else ", {s}"]).format(s=sub)
        if sub
        else ""
    )
    return row, contracted(name) + where, row["name"] + (f", {sub}" if sub else "")
