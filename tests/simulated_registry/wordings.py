"""How portals word headings, validities and topics; as different offices would, on their own."""

from datetime import date
from random import Random

from tests.simulated_registry.date_styles import DATE_STYLES, number_word
from tests.simulated_registry.truth import SimulatedAgreement

HEADINGS = {
    "number": ("No.", "Núm.", "#", "No", "Núm. progresivo", "Consecutivo"),
    "state": ("Entidad federativa", "Estado", "Entidad", "Entidad Federativa"),
    "level": (
        "Nivel de gobierno", "Orden de gobierno", "Nivel", "Ámbito de gobierno",
        "Ámbito", "Orden de Gobierno que suscribe",
    ),
    "municipality": (
        "Municipio", "Municipio o alcaldía", "Ayuntamiento", "Municipio/Alcaldía",
        "Municipio que suscribe", "Municipio firmante",
    ),
    "local_party": (
        "Parte mexicana", "Parte local", "Dependencia u organismo firmante", "Autoridad mexicana",
        "Dependencia", "Institución mexicana", "Suscriptor local", "Instancia local que suscribe",
        "Por la parte mexicana", "Dependencia o Ayuntamiento que suscribe",
    ),
    "title": (
        "Título", "Nombre del acuerdo", "Denominación del instrumento", "Título del Acuerdo",
        "Nombre del instrumento", "Acuerdo Interinstitucional", "Denominación", "Instrumento jurídico",
        "Título del instrumento", "Nombre del Acuerdo Interinstitucional", "Acuerdo",
    ),
    "instrument": (
        "Tipo de instrumento", "Tipo de acuerdo", "Tipo", "Modalidad", "Clase de instrumento",
        "Naturaleza del instrumento",
    ),
    "counterpart": (
        "Parte extranjera", "Contraparte", "Contraparte extranjera", "Institución extranjera",
        "Órgano gubernamental extranjero u organización internacional", "Contraparte internacional",
        "Por la parte extranjera", "Entidad extranjera",
    ),
    "country": (
        "País", "País de la contraparte", "País contraparte", "País u organismo",
        "País de origen", "País / Organismo internacional", "Nación",
    ),
    "signed_on": (
        "Fecha de firma", "Fecha de suscripción", "Fecha", "Firmado el", "Fecha de la firma",
        "Fecha de celebración", "Suscrito el", "Fecha de suscripción (dd/mm/aaaa)", "Firma",
    ),
    "validity": (
        "Vigencia", "Vigencia del acuerdo", "Duración", "Término de vigencia", "Periodo de vigencia",
        "Vigencia del instrumento",
    ),
    "topics": (
        "Áreas de cooperación", "Materias", "Rubros de cooperación", "Temas", "Áreas",
        "Ámbitos de cooperación", "Materia", "Ejes temáticos", "Modalidades de cooperación",
        "Temas de cooperación", "Áreas temáticas",
    ),
    "objective": ("Objetivo", "Objeto", "Objeto del acuerdo", "Objetivo general", "Descripción", "Finalidad"),
}  # fmt: skip

UNKNOWN_COLUMNS = {
    "Unidad responsable": (
        "Coordinación de Asuntos Internacionales",
        "Dirección General Jurídica",
        "Oficialía Mayor",
    ),
    "Hipervínculo al documento": ("Consulta aquí", "Ver documento", "Descargar PDF"),
    "Área que genera la información": (
        "Secretaría General de Gobierno",
        "Enlace Internacional",
    ),
    "Nota": ("", "", "Sin observaciones", "Información en proceso de validación"),
    "Número de dictamen": ("ASJ-1203", "ASJ-20417", "DCAII-88", "ASJ-03155"),
}

TOPICS = {
    "education": ("Educación", "Intercambio académico", "Educativa", "Cooperación educativa", "Enseñanza e intercambio académico"),
    "culture": ("Cultura", "Intercambio cultural", "Arte y cultura", "Cultural", "Promoción cultural"),
    "tourism": ("Turismo", "Promoción turística", "Turística", "Desarrollo turístico"),
    "science_technology": ("Ciencia y tecnología", "Ciencia, tecnología e innovación", "Científica y tecnológica", "Investigación científica"),
    "trade_promotion": ("Promoción comercial", "Comercio", "Intercambio comercial", "Promoción de negocios y comercio exterior"),
    "investment_promotion": ("Promoción de inversiones", "Atracción de inversiones", "Inversión", "Inversiones"),
    "urban_development": ("Desarrollo urbano", "Planeación urbana", "Urbanismo", "Desarrollo urbano e infraestructura"),
    "environment": ("Medio ambiente", "Ecología", "Protección al ambiente", "Medio ambiente y recursos naturales", "Protección ambiental"),
    "human_capital_training": ("Formación de recursos humanos", "Capacitación de recursos humanos", "Formación de capital humano", "Capacitación", "Capacitación y formación de recursos humanos"),
    "security": ("Seguridad", "Seguridad pública", "Seguridad ciudadana", "Prevención del delito"),
}  # fmt: skip

INSTRUMENTS = {
    "sister_city": ("Hermanamiento", "Acuerdo de hermanamiento"),
    "cooperation": (
        "Acuerdo de cooperación",
        "Convenio de colaboración",
        "Cooperación",
    ),
    "specific_cooperation": ("Acuerdo específico", "Convenio específico", "Específico"),
    "mou": ("Memorándum de entendimiento", "Memorándum", "MOU"),
    "letter_of_intent": ("Carta de intención", "Carta de Intención"),
    "friendship": ("Acuerdo de amistad", "Amistad"),
    "declaration": ("Declaración", "Declaración conjunta"),
    "other": ("Otro", "Otros"),
}
WORLDWIDE_COUNTRY = (
    "",
    "N/A",
    "Organismo internacional",
    "No aplica",
    "Internacional",
    "-",
    "Multilateral",
)
LEVELS = {
    "state": ("Estatal", "Estado", "Gobierno estatal", "Estatal"),
    "municipal": ("Municipal", "Municipio", "Gobierno municipal", "Municipal"),
}
# (joined by, whether the wordings keep their capitals)
TOPIC_JOINERS = (
    (", ", False),
    ("; ", True),
    (" / ", True),
    (" | ", True),
    ("; ", False),
    ("\n", True),
    (" y ", False),
)


def headings(rng: Random) -> dict[str, str]:
    """One wording for each heading, none used twice."""
    while True:
        chosen = {field: rng.choice(options) for field, options in HEADINGS.items()}
        if len({name.casefold() for name in chosen.values()}) == len(chosen):
            return chosen


def topics(row: SimulatedAgreement, joiner: tuple[str, bool], rng: Random) -> str:
    """The topics of a row, with an area outside the ten now and then."""
    words = [rng.choice(TOPICS[name]) for name in sorted(row.topics)]
    rng.shuffle(words)
    words += row.other_topics
    glue, capitals = joiner
    if glue in (
        ", ",
        " y ",
    ):  # wordings with their own comma or 'y' would blur the list
        words = [word for word in words if "," not in word] + [w for w in words if "," in w]
    if not capitals:
        words = [words[0]] + [word[0].lower() + word[1:] for word in words[1:]]
    if glue == " y " or (glue == ", " and rng.random() < 0.5):
        last = words[-1]
        link = " e " if last[0] in "Ii" else " y "
        return link.join([", ".join(words[:-1]), last]) if len(words) > 1 else last
    return glue.join(words)


def validity(row: SimulatedAgreement, style: str, rng: Random) -> str:
    """The validity in words; a fixed date follows the page's way of writing dates."""
    if row.validity == "indefinite":
        return rng.choice(
            [
                "Indefinida",
                "Indefinida",
                "Indefinido",
                "Vigencia indefinida",
                "Por tiempo indefinido",
                "Sin fecha de término",
            ]
        )
    if row.validity == "years":
        n = row.validity_years
        unit = "año" if n == 1 else "años"
        word = "un" if n == 1 else number_word(n)
        return rng.choice(
            [
                f"{n} {unit}",
                f"{n} {unit}",
                f"{word.capitalize()} {unit}",
                f"{word.capitalize()} ({n}) {unit}",
                f"{n} {unit}, prorrogable por periodos iguales",
                f"{n} {unit} a partir de la fecha de su firma",
            ]
        )
    if row.validity == "fixed":
        when = DATE_STYLES[style](date.fromisoformat(row.expires_on))
        if not when[0].isdigit():
            return when
        return rng.choice([when, f"Hasta el {when}", f"Vigente hasta el {when}"])
    return rng.choice(["", "No especifica", "No se especifica", "-", "S/D"])


def country(row: SimulatedAgreement, options: list[str], rng: Random) -> str:
    """The country column of a row; worldwide bodies have none."""
    return rng.choice(options if options else list(WORLDWIDE_COUNTRY))
