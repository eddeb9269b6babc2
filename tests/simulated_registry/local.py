"""The Mexican side: how a state, a municipality or one of their bodies is written in a title."""

from random import Random

from tests.simulated_registry.figures import Municipality

LONG_NAMES = {
    "05": "Coahuila de Zaragoza",
    "16": "Michoacán de Ocampo",
    "30": "Veracruz de Ignacio de la Llave",
    "22": "Querétaro de Arteaga",
}

# What documents call a municipality: its seat, a short name, a former one.
ALIASES = {
    "23005": ("Cancún",),
    "23004": ("Chetumal",),
    "23008": ("Solidaridad", "Playa del Carmen"),
    "12001": ("Acapulco",),
    "12029": ("Chilpancingo",),
    "15106": ("Toluca",),
    "15058": ("Nezahualcóyotl",),
    "15057": ("Naucalpan",),
    "15104": ("Tlalnepantla",),
    "14098": ("Tlaquepaque",),
    "14023": ("Ciudad Guzmán",),
    "11037": ("Silao",),
    "11014": ("Dolores Hidalgo",),
    "13048": ("Pachuca",),
    "13077": ("Tulancingo",),
    "20067": ("Oaxaca",),
    "20043": ("Juchitán",),
    "26018": ("Ciudad Obregón",),
    "25001": ("Los Mochis",),
    "27004": ("Villahermosa",),
    "28041": ("Ciudad Victoria",),
    "07078": ("San Cristóbal",),
    "07019": ("Comitán",),
    "04003": ("Ciudad del Carmen",),
    "08032": ("Parral",),
    "08037": ("Ciudad Juárez",),
    "30131": ("Poza Rica",),
}

_BODIES = {
    "education": ("la Secretaría de Educación", "el Instituto de Educación"),
    "culture": ("la Secretaría de Cultura", "el Instituto de Cultura"),
    "tourism": ("la Secretaría de Turismo",),
    "science_technology": ("el Consejo de Ciencia y Tecnología",),
    "trade_promotion": (
        "la Secretaría de Desarrollo Económico",
        "la Secretaría de Fomento Económico",
    ),
    "investment_promotion": ("la Secretaría de Desarrollo Económico",),
    "urban_development": ("la Secretaría de Desarrollo Urbano y Obras Públicas",),
    "environment": (
        "la Secretaría de Medio Ambiente y Recursos Naturales",
        "el Instituto de Ecología",
    ),
    "human_capital_training": ("el Instituto de Capacitación para el Trabajo",),
    "security": (
        "la Secretaría de Seguridad Pública",
        "la Procuraduría General de Justicia",
    ),
}
_UNIVERSITIES = {
    "06": ("la Universidad de Colima",),
    "07": (
        "la Universidad Autónoma de Chiapas",
        "la Universidad de Ciencias y Artes de Chiapas",
    ),
    "08": (
        "la Universidad Tecnológica de Ciudad Juárez, organismo descentralizado del Gobierno del Estado de Chihuahua",
    ),
    "26": ("el Instituto Tecnológico Superior de Cajeme, organismo del Gobierno del Estado de Sonora",),
}
MUNICIPAL_BODIES = (
    "el Instituto Municipal de Planeación de {}",
    "el Sistema para el Desarrollo Integral de la Familia del Municipio de {}",
    "la Dirección de Turismo del H. Ayuntamiento de {}",
)


def state_party(code: str, state: str, year: int, topics: list[str], academic: bool, rng: Random) -> str:
    """A party of the state, with its article."""
    if code == "09":
        name = "del Distrito Federal" if year < 2016 else "de la Ciudad de México"
        body = rng.choice(_BODIES[rng.choice(topics)])
        return rng.choice([f"el Gobierno {name}", f"el Gobierno {name}", f"{body} {name}"])
    if academic and code in _UNIVERSITIES and rng.random() < 0.5:
        return rng.choice(_UNIVERSITIES[code])
    name = LONG_NAMES.get(code, state) if rng.random() < 0.3 else state
    if code == "15":
        name = "México"
    body = rng.choice(_BODIES[rng.choice(topics)])
    return rng.choice(
        [
            f"el Gobierno del Estado de {name}",
            f"el Gobierno del Estado de {name}",
            f"el Gobierno del Estado de {name}, de los Estados Unidos Mexicanos",
            f"el Estado de {name}, de los Estados Unidos Mexicanos",
            f"el Poder Ejecutivo del Estado Libre y Soberano de {name}",
            f"el Gobierno del Estado Libre y Soberano de {name}",
            f"el Gobierno del Estado de {name}, a través de {body}",
            f"{body} del Gobierno del Estado de {name}",
            f"{body} del Estado de {name}",
            f"{body} del Gobierno del Estado de {name}",
        ]
    ).replace("a través de el ", "a través del ")


def municipal_party(code: str, state: str, town: Municipality, year: int, topics: list[str], rng: Random) -> str:
    """A party of a municipality, with its article."""
    if code == "09":
        word = "la Delegación" if year < 2018 else "la Alcaldía"
        return f"{word} {town.name} {'del Distrito Federal' if year < 2016 else 'de la Ciudad de México'}"
    name, city = town.name, town.name
    if town.code in ALIASES and rng.random() < 0.4:
        city = rng.choice(ALIASES[town.code])
        name = city if city not in ("Cancún", "Chetumal", "Villahermosa", "Los Mochis") else name
    where = "Estado de México" if code == "15" else rng.choice([state, f"Estado de {state}"])
    if code == "15" and rng.random() < 0.3:
        where = "México"
    forms = [
        f"el H. Ayuntamiento de {name}, {where}",
        f"el Ayuntamiento de {name}, {where}",
        f"el Municipio de {name}, {where}",
        f"el Municipio de {name}, {where}, de los Estados Unidos Mexicanos",
        f"el H. Ayuntamiento Constitucional de {name}, {where}",
        f"el Gobierno Municipal de {name}, {where}",
        f"la Ciudad de {city}, {where}, de los Estados Unidos Mexicanos",
        f"la Ciudad de {city}, {where}, México",
    ]
    if rng.random() < 0.06:
        form = rng.choice(MUNICIPAL_BODIES)
        if "Turismo" not in form or "tourism" in topics:
            return form.format(f"{name}, {where}")
    return rng.choice(forms).replace("la Ciudad de Ciudad ", "Ciudad ")
