"""The closed vocabularies of the published tables (design.md section 5), with labels in both languages."""

from __future__ import annotations

from warehouse.cells import folded
from warehouse.fields import Vocabulary

LEVEL = Vocabulary("level", {"state": ("Estatal", "State"), "municipal": ("Municipal", "Municipal")})

INSTRUMENT_TYPE = Vocabulary(
    "instrument_type",
    {
        "sister_city": ("Hermanamiento", "Sister city"),
        "cooperation": ("Cooperación o colaboración", "Cooperation"),
        "specific_cooperation": ("Cooperación específica", "Specific cooperation"),
        "mou": ("Memorándum de entendimiento", "Memorandum of understanding"),
        "letter_of_intent": ("Carta de intención", "Letter of intent"),
        "friendship": ("Amistad", "Friendship"),
        "declaration": ("Declaración", "Declaration"),
        "other": ("Otro", "Other"),
    },
)

COUNTERPART_TYPE = Vocabulary(
    "counterpart_type",
    {
        "government": ("Gobierno", "Government"),
        "international_organization": ("Organismo internacional", "International organization"),
        "ngo": ("Organización no gubernamental", "Non-governmental organization"),
        "private_academic": ("Actor privado o académico", "Private or academic actor"),
    },
)

REGION = Vocabulary(
    "region",
    {
        "north_america": ("América del Norte", "North America"),
        "latin_america_caribbean": ("América Latina y el Caribe", "Latin America and the Caribbean"),
        "europe": ("Europa", "Europe"),
        "asia": ("Asia", "Asia"),
        "africa_oceania": ("África y Oceanía", "Africa and Oceania"),
        "international": ("Internacional", "International"),
    },
)

PRECISION = Vocabulary(
    "signed_precision",
    {"year": ("Año", "Year"), "month": ("Mes", "Month"), "day": ("Día", "Day"), "none": ("Sin fecha", "None")},
)

ADMINISTRATION = Vocabulary(
    "administration",
    {
        "before_1982": ("Antes de diciembre de 1982", "Before December 1982"),
        "de_la_madrid": ("Miguel de la Madrid", "Miguel de la Madrid"),
        "salinas": ("Carlos Salinas", "Carlos Salinas"),
        "zedillo": ("Ernesto Zedillo", "Ernesto Zedillo"),
        "fox": ("Vicente Fox", "Vicente Fox"),
        "calderon": ("Felipe Calderón", "Felipe Calderón"),
        "pena_nieto": ("Enrique Peña Nieto", "Enrique Peña Nieto"),
        "lopez_obrador": ("Andrés Manuel López Obrador", "Andrés Manuel López Obrador"),
        "sheinbaum": ("Claudia Sheinbaum", "Claudia Sheinbaum"),
    },
)

NAFTA_ERA = Vocabulary(
    "nafta_era",
    {
        "pre_nafta": ("Antes del TLCAN", "Before NAFTA"),
        "post_nafta": ("Desde el TLCAN", "Since NAFTA"),
    },
)

TOPIC = Vocabulary(
    "topic",
    {
        "education": ("Educación", "Education"),
        "culture": ("Cultura", "Culture"),
        "tourism": ("Turismo", "Tourism"),
        "science_technology": ("Ciencia y tecnología", "Science and technology"),
        "trade_promotion": ("Promoción comercial", "Trade promotion"),
        "investment_promotion": ("Promoción de inversiones", "Investment promotion"),
        "urban_development": ("Desarrollo urbano", "Urban development"),
        "environment": ("Medio ambiente", "Environment"),
        "human_capital_training": ("Formación de capital humano", "Human capital training"),
        "security": ("Seguridad", "Security"),
    },
)

STATUS = Vocabulary(
    "status",
    {
        "in_force": ("Vigente", "In force"),
        "expired": ("Vencido", "Expired"),
        "withdrawn": ("Retirado de su fuente", "Withdrawn from its source"),
        "unknown": ("No se sabe", "Unknown"),
    },
)

IN_REGISTRY = Vocabulary(
    "in_registry", {"yes": ("Sí", "Yes"), "no": ("No", "No"), "unknown": ("No se sabe", "Unknown")}
)

EVIDENCE = Vocabulary(
    "evidence",
    {
        "registry": ("Registro de la SRE", "Registry"),
        "official_site": ("Sitio oficial", "Official site"),
        "publication": ("Publicación", "Publication"),
        "press": ("Prensa", "Press"),
        "encyclopaedia": ("Enciclopedia", "Encyclopaedia"),
    },
)


def evidence_rank(evidence: object) -> int:
    """Whose word counts first, as listed above: 0 for the registry; last where nothing is said."""
    return EVIDENCE.values.index(str(evidence)) if evidence in EVIDENCE.values else len(EVIDENCE.values)


REVIEW_KIND = Vocabulary(
    "review_kind",
    {
        "same_source": ("En la misma fuente", "In one source"),
        "across_sources": ("Entre fuentes", "Across sources"),
    },
)

DECISION = Vocabulary("decision", {"linked": ("Unidos", "Linked"), "separate": ("Separados", "Separate")})

PERSON_VERDICT = Vocabulary(
    "person_verdict", {"same": ("El mismo", "The same"), "different": ("Distintos", "Different")}
)


VALIDITY = Vocabulary(
    "validity_kind",
    {
        "indefinite": ("Indefinida", "Indefinite"),
        "until": ("Hasta una fecha", "Until a date"),
    },
)

CHANGE = Vocabulary(
    "change",
    {
        "added": ("Nuevo", "Added"),
        "amended": ("Modificado", "Amended"),
        "withdrawn": ("Retirado", "Withdrawn"),
        "restored": ("Restaurado", "Restored"),
    },
)

ORIGIN = Vocabulary("origin", {"source": ("La fuente", "Source"), "process": ("Nuestro proceso", "Process")})

SIDE = Vocabulary("side", {"local": ("Mexicana", "Local"), "foreign": ("Extranjera", "Foreign")})

VERDICT = Vocabulary(
    "verdict",
    {
        "equal": ("Igual", "Equal"),
        "explained": ("Explicada", "Explained"),
        "unexplained": ("Sin explicar", "Unexplained"),
        "not_comparable": ("No comparable", "Not comparable"),
    },
)

LIFECYCLE = Vocabulary(
    "lifecycle",
    {
        "active": ("Activa", "Active"),
        "blocked": ("Bloqueada", "Blocked"),
        "frozen": ("Congelada", "Frozen"),
        "retired": ("Retirada", "Retired"),
    },
)

SEVERITY = Vocabulary(
    "severity", {"info": ("Informativo", "Info"), "warning": ("Aviso", "Warning"), "error": ("Error", "Error")}
)

OFFICE_TYPE = Vocabulary(
    "office_type",
    {
        "secretaria": ("Secretaría", "Secretariat"),
        "subsecretaria": ("Subsecretaría", "Undersecretariat"),
        "instituto": ("Instituto", "Institute"),
        "direccion_general": ("Dirección general", "General directorate"),
        "direccion": ("Dirección", "Directorate"),
        "subdireccion": ("Subdirección", "Subdirectorate"),
        "coordinacion": ("Coordinación", "Coordination"),
        "consejo": ("Consejo", "Council"),
        "oficina": ("Oficina", "Office"),
        "area": ("Área", "Area"),
    },
)


def office_rank(text: str) -> str:
    """Code of the rank a text is or begins with (``Dirección General de ...``); empty where it begins with none."""
    words = folded(text) + " "
    ranks = sorted(OFFICE_TYPE.values, key=len, reverse=True)
    return next((code for code in ranks if words.startswith(folded(OFFICE_TYPE.spanish(code)) + " ")), "")


YES_NO = Vocabulary("yes_no", {"yes": ("Sí", "Yes"), "no": ("No", "No")})

YES_UNKNOWN = Vocabulary("yes_unknown", {"yes": ("Sí", "Yes"), "unknown": ("No se sabe", "Unknown")})

STANDING = Vocabulary(
    "standing",
    {
        "current": ("Actual", "Current"),
        "former": ("Anterior", "Former"),
        "disputed": ("En disputa", "Disputed"),
    },
)

BRANCH_KIND = Vocabulary(
    "branch_kind",
    {
        "state_office": ("Oficina del estado", "Office of the state"),
        "virtual_office": ("Oficina virtual", "Virtual office"),
        "migrants_club": ("Club de migrantes", "Club of migrants"),
    },
)

BRANCH_STATUS = Vocabulary(
    "branch_status",
    {
        "open": ("Abierta", "Open"),
        "closed": ("Cerrada", "Closed"),
        "not_operating": ("Sin operar", "Not operating"),
        "announced": ("Anunciada", "Announced"),
        "unknown": ("No se sabe", "Unknown"),
    },
)

LAW_STATUS = Vocabulary(
    "law_status",
    {
        "bill": ("Iniciativa", "Bill"),
        "in_force": ("Vigente", "In force"),
        "partly_struck_down": ("Invalidada en parte", "Partly struck down"),
        "repealed": ("Abrogada", "Repealed"),
        "unknown": ("No se sabe", "Unknown"),
    },
)

OFFICE_LINK = Vocabulary(
    "office_link",
    {
        "signed_by_office": ("La firma la oficina", "Signed by the office"),
        "named_by_chapter": ("La nombra el capítulo de las OFAM", "Named by the chapter on OFAM"),
    },
)

OFFICE_MEASURE = Vocabulary(
    "office_measure",
    {
        "office": ("Oficina", "Office"),
        "law": ("Ley", "Law"),
        "us_branch": ("Representación en Estados Unidos", "Branch in the United States"),
        "governance_profile": ("Perfil de gobernanza de la OIM", "IOM governance profile"),
        "constitution": ("Constitución que los nombra", "Constitution that names them"),
    },
)

CONFIDENCE = Vocabulary(
    "confidence",
    {
        "high": ("Alta", "High"),
        "medium": ("Media", "Medium"),
        "low": ("Baja", "Low"),
        "none": ("Sin datos", "No data"),
    },
)

CONTRADICTION = Vocabulary(
    "contradiction",
    {
        "share_of_total": ("La parte no es la cuenta entre el total", "Share is not count over total"),
        "sum_of_parts": ("Las partes no suman el todo", "Parts do not add up to the whole"),
        "prose_and_table": ("El texto dice otra cifra que el cuadro", "Prose figure unlike its table"),
        "stated_rate": ("La proyección no sigue la tasa que se dice", "Projection unlike its stated rate"),
        "list_and_count": ("La lista es más larga que la cuenta que se dice", "List longer than its stated count"),
        "two_dates": ("Dos cuentas de un mismo total en dos fechas", "Two counts of one total on two dates"),
    },
)

GRADE = Vocabulary(
    "grade",
    {"low": ("Bajo", "Low"), "medium": ("Medio", "Medium"), "high": ("Alto", "High"),
     "very_high": ("Muy alto", "Very high")},
)  # fmt: skip
GRADE_THIRD = Vocabulary(
    "grade_third",
    {"lower": ("Inferior", "Lower"), "middle": ("Intermedio", "Middle"), "upper": ("Superior", "Upper")},
)
SCENARIO = Vocabulary(
    "scenario",
    {
        "base": ("Caso base: 20 % cada cinco años", "Base case: 20 % every five years"),
        "best": ("Mejor caso: el doble de la tasa, 40 %", "Best case: twice the rate, 40 %"),
        "best_doubled": ("Mejor caso: el doble de los incrementos", "Best case: twice the increments"),
        "worst": ("Peor caso: sin crecimiento", "Worst case: no growth"),
    },
)
