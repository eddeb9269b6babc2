"""Made-up municipal pages (SIMULADO) of 40 kB, one a municipality, served on loopback."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.extractors.conftest import Site
from transforms.places import municipalities, states

_FILLER = "<p>Trámites, servicios y avisos del ayuntamiento (SIMULADO). Atención de lunes a viernes.</p>\n"
_CITIES = (
    ("Portland, Oregon", "Estados Unidos de América"), ("Dallas, Texas", "Estados Unidos de América"),
    ("Lyon", "Francia"), ("Sevilla", "España"), ("Córdoba", "Argentina"), ("Kioto", "Japón"),
    ("Alberta", "Canadá"), ("La Habana", "Cuba"), ("Génova", "Italia"), ("Valparaíso", "Chile"),
)  # fmt: skip
_TOPICS = ("Cultura", "Turismo", "Educación", "Medio ambiente", "Promoción comercial")
SIZE = 40_000


def municipal_page(name: str, state: str, seed: int, *, rows: int = 1, size: int = SIZE) -> str:
    """A page with a table of agreements in the middle of everything else, of about ``size`` bytes."""
    rng = Random(seed)
    lines = []
    for city, country in rng.sample(_CITIES, rows):
        year, month, day = rng.randint(1985, 2024), rng.randint(1, 12), rng.randint(1, 28)
        title = f"Acuerdo de Hermanamiento entre el Municipio de {name}, {state}, y la Ciudad de {city}"
        cells = (title, country, f"{day:02d}/{month:02d}/{year}", rng.choice(_TOPICS))
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    heads = "".join(f"<th>{head}</th>" for head in ("Título", "País", "Fecha de firma", "Áreas"))
    table = f"<table><tr>{heads}</tr>{''.join(lines)}</table>"
    half = _FILLER * ((size - len(table)) // len(_FILLER) // 2)
    return f"<html><body><h1>SIMULADO: {name}</h1>{half}{table}{half}</body></html>"


def serve_municipalities(site: Site, count: int, **more: Any) -> list[dict[str, Any]]:
    """Serve pages of so many municipalities, past the last again from the first; returns the source records."""
    from tests.flows.desk import record  # all of flows: whoever only wants pages waits for none of it

    places = sorted(municipalities().values(), key=lambda place: place.code)
    records = []
    for number in range(count):
        place = places[number % len(places)]
        path = f"/{place.code}-{number}"
        site.page(path, municipal_page(place.name, states()[place.state_code].name, number))
        records.append(record(site, f"sim_{place.code}_{number}", path, state=place.state_code, **more))
    return records
