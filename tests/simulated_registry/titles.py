"""Titles and objectives, built from two parties, an instrument and topics."""

from random import Random

HEADS = {
    "sister_city": (
        "Acuerdo de Hermanamiento", "Acuerdo de Hermanamiento", "Acuerdo de Hermanamiento",
        "Convenio de Hermanamiento", "Acuerdo de Hermanamiento y Cooperación", "Carta de Hermanamiento",
        "Acta de Hermanamiento", "Convenio de Ciudades Hermanas", "Acuerdo de Ciudades Hermanas",
        "Acuerdo Marco de Hermanamiento",
    ),
    "cooperation": (
        "Convenio de Colaboración", "Convenio de Colaboración", "Acuerdo de Cooperación",
        "Acuerdo de Cooperación", "Convenio de Cooperación", "Acuerdo de Colaboración",
        "Convenio Marco de Cooperación", "Acuerdo Marco de Colaboración",
        "Convenio General de Colaboración", "Acuerdo Interinstitucional de Cooperación",
    ),
    "specific_cooperation": (
        "Acuerdo Específico de Cooperación", "Convenio Específico de Colaboración",
        "Acuerdo Específico de Colaboración", "Acuerdo de Cooperación Específica",
        "Convenio Específico de Cooperación",
    ),
    "mou": (
        "Memorándum de Entendimiento", "Memorándum de Entendimiento", "Memorando de Entendimiento",
        "Memorandum de Entendimiento", "Memorándum de Entendimiento y Cooperación",
    ),
    "letter_of_intent": (
        "Carta de Intención", "Carta de Intención", "Carta de Intenciones",
        "Carta de Intención de Cooperación", "Carta de Intención de Hermanamiento",
    ),
    "friendship": (
        "Acuerdo de Amistad", "Acuerdo de Amistad y Cooperación", "Convenio de Amistad",
        "Convenio de Ciudades Amigas", "Carta de Amistad", "Acuerdo de Ciudad Amiga",
    ),
    "declaration": (
        "Declaración Conjunta", "Declaración Conjunta", "Declaratoria Conjunta", "Declaración de Amistad",
    ),
    "other": (
        "Protocolo de Actividades", "Programa de Trabajo", "Programa de Intercambio de Jóvenes",
        "Acta de la Primera Reunión de Trabajo", "Plan de Acción", "Contrato de Donación",
        "Protocolo para el Intercambio de Información", "Minuta de la Reunión de Trabajo",
        "Programa Operativo Anual",
    ),
}  # fmt: skip

WEIGHTS = {
    ("government", "municipal"): {
        "sister_city": 50, "cooperation": 18, "letter_of_intent": 10, "friendship": 8, "mou": 6,
        "declaration": 3, "specific_cooperation": 3, "other": 2,
    },
    ("government", "state"): {
        "cooperation": 30, "mou": 20, "sister_city": 16, "specific_cooperation": 12,
        "letter_of_intent": 9, "declaration": 5, "other": 5, "friendship": 3,
    },
    ("other", "any"): {
        "cooperation": 45, "specific_cooperation": 18, "mou": 17, "letter_of_intent": 10, "other": 7,
        "declaration": 3,
    },
}  # fmt: skip

MATTERS = {
    "education": (
        "en materia de educación",
        "en materia educativa",
        "para el intercambio de estudiantes",
    ),
    "culture": (
        "en materia de cultura",
        "para la difusión de la cultura",
        "en el ámbito cultural",
    ),
    "tourism": (
        "en materia de turismo",
        "para la promoción turística",
        "en el sector turístico",
    ),
    "science_technology": (
        "en materia de ciencia y tecnología",
        "para la investigación científica",
    ),
    "trade_promotion": ("en materia comercial", "para la promoción del comercio"),
    "investment_promotion": (
        "para la atracción de inversiones",
        "en materia de inversión",
    ),
    "urban_development": ("en materia de desarrollo urbano", "sobre planeación urbana"),
    "environment": (
        "en materia de medio ambiente",
        "para la protección del medio ambiente",
    ),
    "human_capital_training": (
        "para la capacitación de recursos humanos",
        "en materia de formación de capital humano",
    ),
    "security": ("en materia de seguridad pública", "para la prevención del delito"),
}

GOALS = {
    "education": (
        "el intercambio académico",
        "el intercambio de estudiantes y docentes",
    ),
    "culture": ("los intercambios culturales", "la difusión de las artes"),
    "tourism": ("el turismo", "la promoción de sus destinos turísticos"),
    "science_technology": ("la investigación científica", "la innovación tecnológica"),
    "trade_promotion": (
        "el intercambio comercial",
        "la promoción de las exportaciones",
    ),
    "investment_promotion": ("la inversión", "la atracción de inversiones"),
    "urban_development": ("el desarrollo urbano", "la planeación urbana"),
    "environment": (
        "la protección del medio ambiente",
        "el cuidado del medio ambiente",
    ),
    "human_capital_training": (
        "la capacitación de recursos humanos",
        "la capacitación laboral",
    ),
    "security": ("la seguridad pública", "la prevención del delito"),
}


def instrument(counterpart_type: str, level: str, territory: bool, rng: Random) -> str:
    """An instrument type fit for the counterpart: only places are twinned or befriended."""
    key = (counterpart_type, level) if counterpart_type == "government" else ("other", "any")
    weights = dict(WEIGHTS[key])
    if not territory:
        weights.pop("sister_city", None)
        weights.pop("friendship", None)
    return rng.choices(list(weights), list(weights.values()))[0]


def head(kind: str, territory: bool, cities: bool, rng: Random) -> str:
    """The first words of a title."""
    options = [
        words
        for words in HEADS[kind]
        if (territory or not any(w in words for w in ("Amistad", "Hermanamiento")))
        and (cities or "Ciudad" not in words)
    ]
    return rng.choice(options)


def _and(first: str, second: str) -> str:
    return f"{first} {'e' if second[:1] in 'Ii' else 'y'} {second}"


def _with(party: str) -> str:
    return f"con {party}"


def title(
    words: str,
    local: str,
    foreign: str,
    topics: list[str],
    tells_local: bool,
    rng: Random,
) -> str:
    """A title; where it does not tell the local party, the page must."""
    twinning = "Herman" in words or "Amig" in words or "Amistad" in words
    matter = ""
    if rng.random() < (0.12 if twinning else 0.55):
        matter = rng.choice(MATTERS[rng.choice(topics)])
    if not tells_local:
        return f"{words} {matter} {_with(foreign)}".replace("  ", " ")
    first, second = (foreign, local) if rng.random() < 0.15 else (local, foreign)
    both = _and(first + "," if "," in first and rng.random() < 0.6 else first, second)
    style = rng.random()
    lead = f"{words} {matter}".strip()
    if style < 0.4:
        return f"{lead} entre {both}"
    if style < 0.55:
        return f"{words} entre {both}{', ' + matter if matter else ''}"
    if style < 0.8:
        verb = rng.choice(["que celebran", "que suscriben", "celebrado entre", "que celebran"])
        if verb == "celebrado entre" and words.split()[0] in (
            "Carta",
            "Acta",
            "Declaración",
            "Declaratoria",
            "Minuta",
        ):
            verb = "celebrada entre"
        if verb.endswith("entre"):
            return f"{lead} {verb} {both}"
        return f"{lead} {verb}, por una parte, {first} y, por la otra, {second}"
    if style < 0.9:
        return f"{lead} que {rng.choice(['suscriben', 'celebran'])} {both}"
    return f"{lead} entre {both}"


def objective(topics: list[str], rng: Random) -> str:
    """One sentence on the purpose, speaking of the topics and of nothing else."""
    goals = [rng.choice(GOALS[topic]) for topic in rng.sample(topics, min(len(topics), 2))]
    what = " y ".join(goals)
    return rng.choice(
        [
            f"Fortalecer los lazos de amistad entre las Partes y fomentar {what}",
            f"Establecer las bases de cooperación entre las Partes para impulsar {what}",
            f"Promover {what} en beneficio de los habitantes de ambas Partes",
            f"Desarrollar acciones conjuntas que favorezcan {what}",
        ]
    ) + rng.choice([".", ""])
