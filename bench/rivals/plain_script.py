"""The evening's script: requests, BeautifulSoup, pandas; one table of agreements as Parquet and CSV, and their counts.

``python -m bench.rivals.plain_script INDEX_URL FOLDER``. No history, no gate, no archive; what it cannot tell stays
empty. It reads one table per body and finds columns by words of their headings, as a person writes it who has looked at
the pages once.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path
from urllib.parse import urljoin

import pandas as pd
import requests
from bs4 import BeautifulSoup, Tag

# The first heading that holds the word names the column.
COLUMNS = {
    "titulo": ("nombre", "titulo", "acuerdo", "instrumento", "denominacion"),
    "pais": ("pais", "nacion"),
    "municipio": ("municipio", "ayuntamiento"),
    "parte_local": ("parte local", "mexicana", "suscri", "dependencia"),
    "contraparte": ("contraparte", "extranjer", "parte foranea"),
    "vigencia": ("vigencia", "duracion", "vence"),
    "areas": ("area", "tema", "materia", "rubros", "ambitos de", "modalidades"),
    "firma": ("firma", "suscripcion", "suscrito el", "fecha", "celebracion"),
}
ORDER = ("vigencia", "areas", "firma", "municipio", "parte_local", "pais", "contraparte", "titulo")
MONTHS = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
          "noviembre", "diciembre")  # fmt: skip
TYPES = {
    "hermanamiento": "sister_city", "memorandum": "mou", "carta de intencion": "letter_of_intent",
    "amistad": "friendship", "declaracion": "declaration", "especifico": "specific_cooperation",
    "cooperacion": "cooperation", "colaboracion": "cooperation", "convenio": "cooperation",
}  # fmt: skip
DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
IN_WORDS = re.compile(rf"(\d{{1,2}})\S*\s+(?:de\s+)?({'|'.join(MONTHS)})\s+(?:de(?:l)?\s+)?(\d{{4}})")


def plain(text: str) -> str:
    """Lower case, without accents and with single spaces."""
    bare = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())


def name_of(heading: str) -> str:
    """Our name of a column."""
    words = plain(heading)
    return next((name for name in ORDER if any(word in words for word in COLUMNS[name])), words)


def rows_of(table: Tag) -> list[dict[str, str]]:
    """The rows of a table under our names of its columns; the headings are the first row that holds some we know."""
    heads: list[str] = []
    rows = []
    for line in table.find_all("tr"):
        cells = [" ".join(cell.get_text(" ", strip=True).split()) for cell in line.find_all(["td", "th"])]
        if not heads:
            names = [name_of(cell) for cell in cells]
            heads = names if len(COLUMNS.keys() & names) > 2 else []
        elif len(cells) == len(heads):
            rows.append(dict(zip(heads, cells, strict=True)))
    return rows


def date_of(text: str) -> pd.Timestamp | None:
    """A date written in figures or with the month's name; others are left out."""
    words = plain(text)
    if found := YEAR_FIRST.search(words):
        year, month, day = map(int, found.groups())
    elif found := DAY_FIRST.search(words):
        day, month, year = map(int, found.groups())
    elif found := IN_WORDS.search(words):
        day, month, year = int(found[1]), MONTHS.index(found[2]) + 1, int(found[3])
    else:
        return None
    try:
        return pd.Timestamp(year, month, day)
    except ValueError:
        return None


def type_of(title: str) -> str:
    """What kind of instrument a title tells of."""
    words = plain(title)
    return next((kind for word, kind in TYPES.items() if word in words), "other")


def scrape(index: str) -> pd.DataFrame:
    """All rows of all states."""
    rows = []
    with requests.Session() as session:
        front = BeautifulSoup(session.get(index, timeout=30).content, "lxml")
        for link in front.select("ul.entidades a"):
            page = BeautifulSoup(session.get(urljoin(index, str(link["href"])), timeout=30).content, "lxml")
            for table in page.find_all("table"):
                rows += [{"estado": link.get_text(strip=True), **row} for row in rows_of(table)]
    return pd.DataFrame(rows)


def main() -> None:
    """Scrape, tidy, count, write."""
    index, folder = sys.argv[1], Path(sys.argv[2])
    found = scrape(index).fillna("")
    found["fecha"] = pd.to_datetime(found["firma"].map(date_of))
    found["tipo"] = found["titulo"].map(type_of)
    found["temas"] = found["areas"].map(lambda text: [plain(one) for one in re.split(r"[,;|]| y ", text)])
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in {
        "acuerdos": found,
        "por_estado": found.groupby("estado").size().rename("acuerdos").reset_index(),
        "por_tipo": found.groupby("tipo").size().rename("acuerdos").reset_index(),
        "por_anio": found.groupby(found["fecha"].dt.year).size().rename("acuerdos").reset_index(),
    }.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
        table.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8-sig")
    print(f"{len(found)} acuerdos")


if __name__ == "__main__":
    main()
