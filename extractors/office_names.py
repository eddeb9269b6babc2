"""Names of public offices in running text and in headings: a rank word with its complement, and its acronym.

A name is ``Secretaría del Migrante y Asuntos Internacionales (SEMIG)``: it ends at a verb, a comma, or where another
body begins (``... de la Secretaría de Gobierno``, which is then said to be its parent).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_RANKS = (
    "secretaría", "subsecretaría", "instituto", "dirección", "subdirección", "coordinación", "subcoordinación", "consejo", "comisión",
    "oficina", "oficinas", "casa", "casas", "centro", "departamento", "unidad", "delegación", "subdelegación", "representación", "jefatura", "área",
    "módulo", "ventanilla", "agencia", "enlace", "espacio", "comisaría", "organismo", "patronato", "oficialía", "albergue", "club", "federación",
    "representaciones", "delegaciones", "módulos", "enlaces", "centros", "clubes", "federaciones", "secretarías", "institutos",
)  # fmt: skip
# Bodies that a note names beside the office; a number or an address of theirs is not the office's.
_OTHERS = (
    "consulado", "embajada", "fiscalía", "procuraduría", "ayuntamiento", "contraloría", "cruz", "hospital", "policía", "farmacia", "universidad",
    "sistema", "registro", "congreso", "tribunal", "alcaldía", "presidencia", "gobierno", "defensoría", "órgano", "línea", "fundación", "asociación",
    "guardia", "parroquia", "iglesia", "escuela", "servicio", "programa", "locatel", "protección", "cámara", "junta", "fondo", "sindicato", "diócesis",
    "pastoral", "clínica", "mesa", "grupo",
)  # fmt: skip
_LOWER_RANKS = frozenset({"oficina", "oficinas", "instituto", "secretaria", "direccion", "coordinacion", "subsecretaria", "departamento",
                          "unidad", "modulo", "area", "delegacion", "representacion", "subdireccion", "centro"})  # fmt: skip
# Offices that are called after the place they are in.
PLACED = frozenset({"oficina", "representaciones", "delegaciones", "modulos", "centros", "enlaces", "oficinas", "casa", "casas", "centro", "delegacion", "representacion", "modulo", "ventanilla", "enlace", "agencia",
                    "unidad", "espacio", "mi"})  # fmt: skip
_SUPERIOR = ("gobierno", "secretaria", "subsecretaria", "instituto", "consejo", "comision", "coordinacion", "direccion", "subdireccion", "departamento",
             "delegacion", "unidad", "area", "oficina", "modulo", "centro", "casa", "ventanilla", "enlace")  # fmt: skip
_MIGRANT = re.compile(
    r"migra|paisan|connacional|\bexterior\b|extranjero|movilidad humana|poblacion|repatria|retorn|jornaler|refugi|\bfronter|internacional|binacional|"
    r"en movilidad|huesped|desplazad|comunidades en|estados unidos"
)
# Buildings and quarters that begin with the word for an office.
_PLACES = re.compile(
    r"(?:centro|unidad|casa|area|delegacion|modulo|espacio)\s+(?:historico|civico|administrativ|comercial|de gobierno|habitacional|deportiv|urban|de convenciones|comunitari|de la cultura|cultural|"
    r"de las artes|medic|sur\b|norte\b|sinaloa|metropolitan|international|internacional (?!de aten)|miguel hidalgo|benito juarez|cuauhtemoc|iztapalapa|alvaro obregon)"
)
_LINKS = frozenset({"de", "del", "la", "las", "los", "el", "lo", "y", "e", "a", "al", "para", "en", "con", "su", "sus", "o", "u", "i"})
_COMMON = re.compile(
    r"(?:migra\w+|paisan\w+|personas?|poblaci\w+|familias?|atenci\w+|apoyo|protecci\w+|asuntos|internacional\w*|exterior|extranjer\w+|enlace|movilidad|"
    r"humanas?|humanos|derechos|desarrollo|retorno|repatria\w+|estado|gobierno|estatal\w*|general\w*|municipal\w*|integral|asistencia|gestion\w*|servicios|"
    r"fronteriz\w+|representaci\w+|vinculaci\w+|comunidad\w*|connacional\w+|inclusi\w+|bienestar|social\w*|regional\w*|jornaler\w+|refugiad\w+|"
    r"grupos|vulnerables|prioritarios|cultura\w*|indigena\w*|zona|ejecutiv\w+|tecnic\w+|administrativ\w+|operativ\w+|interinstitucional\w*|relaciones|"
    r"politica\w*|orientaci\w+|ciudadan\w+|mexican\w+|seguimiento|programas|promoci\w+|federaciones|clubes|defensa|contexto|materia)$"
)
_VERBS = re.compile(
    r"(?:abr(?:e|en|io|ieron|ira|iran)|atiend\w+|ofrec\w+|brind\w+|inform\w+|invit\w+|anunci\w+|inaugur\w+|present\w+|entreg\w+|realiz\w+|recib\w+|instal\w+|celebr\w+|promuev\w+|"
    r"particip\w+|llama|llamo|orienta|pone|puso|cuenta|cuentan|tiene|tendra|es|esta|estan|sera|son|da|dio|lleva|llevo|inici\w+|impuls\w+|gestion[ao]n?|fortalec\w+|firm[ao]n?|convoc\w+|"
    r"exhort\w+|recomiend\w+|report\w+|estren\w+|cambi\w+|muda|suma|sumo|refuerz\w+|trabaj\w+|busca|busco|alert\w+|asesor[ao]n?|acompa\w+|difund\w+|public[ao]n?|lanz\w+|oper[ao]n?|visit\w+|"
    r"acerc\w+|capacit\w+|logr\w+|destac\w+|mantien\w+|ampli\w+|habilit\w+|ubicad\w+|dependiente|adscrit\w+|acudi\w+|apoya|apoyo a|dijo|senal\w+|explic\w+|recuerd\w+|pide|pidio|hara|"
    r"telefono\w*|tel|tels|correo|direccion electronica|domicilio|horario|que|quien|cuyo|cuya|donde|informes|contacto|antes|hoy|fue|ser|sobre|por|desde|hasta|durante|ante|tras|mediante|sin|"
    r"www|http\w*|email|ubicacion|responsable|titular|comunicarse|acudir)$"
)
_RANK_WORDS = frozenset(_RANKS)
_WORD = re.compile(r"[^\W_][\w.'’\-]*|[(),;:.«»\"“”/|–—&]")
_ACCENTED = str.maketrans({"á": "[aá]", "é": "[eé]", "í": "[ií]", "ó": "[oó]", "ú": "[uú]"})
_FIRST_WORDS = "|".join(word.translate(_ACCENTED) for word in sorted((*_RANKS, *_OTHERS), key=len, reverse=True))
_START = re.compile(rf"(?<![\w@.])(?:mi\s+casa\s+es|{_FIRST_WORDS})(?!\w)", re.IGNORECASE)
# "Personas Migrantes, Refugiadas, Desplazadas y Retornadas": a list of single words is still of the name.
_LISTED = re.compile(r"(?:,\s*[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+){1,4}\s+(?:y|e)\s+(?:en\s+)?[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+(?:as|os|es|ad|ón|ia|ía)\b")
_BARE = str.maketrans("", "", "()[].,;:")
_ACRONYM = re.compile(
    r"\s*(?:[,–—-]\s*)?(?:\(\s*(?:por\s+sus\s+siglas\s*)?(?P<in>[A-ZÁÉÍÓÚÑ][\w.\-]{1,17})\s*\)|(?:,\s*)?(?P<out>(?:[A-ZÁÉÍÓÚÑ]{3,12}))(?=\s*[,.;)]|\s*$))"
)


def bare(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class OfficeName:
    """A name, where it stands (with its acronym), and the body it is said to be part of right behind it."""

    start: int
    end: int
    text: str
    acronym: str = ""
    parent: str = ""

    @property
    def rank(self) -> str:
        """The word it begins with, without accents."""
        return bare(self.text.split()[0])

    @property
    def is_other(self) -> bool:
        """Whether it is a consulate, a prosecutor, a town hall: no office for migrants of a state."""
        plain = bare(self.text)
        others = {bare(word) for word in _OTHERS}
        federal = re.match(r"(?:secretaria de relaciones exteriores|casas? (?:del?|de los|de las) migrantes?\b|casa (?:hogar|refugio|de la mujer|de cultura)|albergue|instituto nacional|secretaria de (?:la )?contraloria|comision (?:nacional|de derechos|estatal de derechos)|organo)", plain)
        return self.rank in others or bool(federal)

    @property
    def is_for_migrants(self) -> bool:
        """Whether the name itself says that it is there for migrants."""
        return speaks_of_migrants(self.text)

    @property
    def is_club(self) -> bool:
        """Whether it is an association of migrants."""
        return self.rank in {"club", "federacion", "clubes", "federaciones"}

    @property
    def is_of_many(self) -> bool:
        """Whether it heads several offices: ``Oficinas en Estados Unidos``."""
        return self.rank.endswith(("es", "os", "as")) and self.rank != "enlaces"


def speaks_of_migrants(text: str) -> bool:
    """Whether a name or text has a word for migrants in it."""
    return bool(_MIGRANT.search(bare(text)))


def outranks(one: str, other: str) -> bool:
    """Whether the first of two names is that of a higher body by its rank word."""
    ranks = [_SUPERIOR.index(word) if (word := bare(name.split()[0])) in _SUPERIOR else 99 for name in (one, other) if name.split()]
    return len(ranks) == 2 and ranks[0] < ranks[1] < 99


def abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym follow one another in a name, from its first letter on."""
    letters, plain = re.sub(r"\W", "", bare(acronym)), bare(name)
    position = -1
    for number, letter in enumerate(letters):
        position = plain.find(letter, position + 1)
        if position < 0 or (number == 0 and position):
            return False
    return len(letters) > 1


def names_in(text: str) -> list[OfficeName]:
    """The names of offices and of other bodies in a text, in order, none inside another."""
    found: list[OfficeName] = []
    position = 0
    while match := _START.search(text, position):
        name = _name_at(text, match)
        position = name.end if name else match.end()
        if name:
            found.append(name)
    return found


def _name_at(text: str, match: re.Match[str]) -> OfficeName | None:
    start, rank = match.start(), bare(match[0]).split()[0]
    capital = match[0][0].isupper()
    if not capital and rank not in _LOWER_RANKS:
        return None
    end = _complement_end(text, match.end(), rank)
    if end == match.end():
        return None
    name = text[start:end]
    if located := re.search(r"\s+(?:del?\s+(?:Gobierno\s+del\s+)?Estado|en\s+(?:la\s+entidad|el\s+estado))$", name, re.IGNORECASE) if len(name.split()) > 4 else None:
        name, end = name[: located.start()], end - len(located[0])  # which state, it does not say
    if not capital and not (speaks_of_migrants(name) and re.search(r"atenci|apoyo|enlace|migra|asunt", bare(name))):
        return None
    if _PLACES.match(bare(name)) and not speaks_of_migrants(name):
        return None
    acronym, end_of_all = _acronym_behind(text, end, name)
    parent, end_of_all = _parent_behind(text, end_of_all)
    return OfficeName(start, end_of_all, name, acronym, parent)


def _complement_end(text: str, position: int, rank: str) -> int:
    """Where the complement of a rank word ends."""
    end, waiting = position, [""]
    words = 0
    shouted = text[max(0, position - 6) : position].isupper()
    for token in _WORD.finditer(text, position):
        word, plain = token[0], bare(token[0]).rstrip(".")
        gap = text[end if not waiting[1:] else waiting_end : token.start()]
        if gap.strip() or "\n" in gap or not word[0].isalnum() and word != "&":
            if word in "«“\"" and not gap.strip():
                waiting_end = token.end()
                waiting.append(word)
                continue
            break
        if plain in _LINKS and (not word[0].isupper() or shouted or len(word) < 4):
            waiting.append(plain)
            waiting_end = token.end()
            continue
        if not _takes(word, plain, waiting[1:], rank, text[token.end() :], shouted):
            break
        end, waiting, words = token.end(), [""], words + 1
        if text[end - 1] == "." and not re.match(r"\s*[,a-z]", text[end:]):
            end -= 1
            break
        if words > 18:
            break
    if words and (listed := _LISTED.match(text, end)):
        return _complement_end(text, listed.end(), rank)
    closing = text[end : end + 1]
    return end + 1 if closing in "»”\"" and closing and words else end


def _takes(word: str, plain: str, links: list[str], rank: str, after: str, shouted: bool) -> bool:
    """Whether a word goes on with the name, given the small words before it."""
    capital = word[0].isupper()
    if _VERBS.match(plain) and (not capital or shouted or re.match(r"(?:tel|correo|domicilio|horario|www|http|email|ubicaci|responsable|titular)", plain)) and not (links and links[-1] in {"de", "del"}):
        return False
    if _VERBS.match(plain) and capital and not links and not _COMMON.match(plain):
        return False
    if not capital and not _COMMON.match(plain):
        return False
    if plain in _BARE_RANKS and links and links[0] in {"de", "del", "y", "e"} and {"la", "el", "del", "los"}.intersection(links) and plain not in {"enlace", "casa", "centro", "espacio", "area", "proteccion", "poblacion"} and not (plain == "gobierno" and rank in PLACED):
        return False  # "Dirección de Atención a Migrantes de la Secretaría de Gobierno" is two bodies
    if "en" in links:
        if re.match(r"(?:exterior|extranjero|estados|materia|contexto|movilidad|retorno|transito|situacion|desarrollo|california|e\.?u|eeuu|ee)", plain):
            return True
        return (rank in PLACED or rank == "mi") and capital and not _VERBS.match(plain)
    if links[:1] == ["y"] and links[1:2] in (["el"], ["la"], ["lo"]):
        return bool(_COMMON.match(plain)) and plain not in {"gobierno"}
    if links[:1] == ["con"]:
        return bool(_COMMON.match(plain)) or capital
    return not (links[:1] == ["y"] and plain in {bare(one) for one in (*_RANKS, *_OTHERS)} - {"enlace", "proteccion", "programa", "representacion", "servicio"} and capital)


_BARE_RANKS = frozenset(bare(word) for word in (*_RANKS, *_OTHERS))


def _acronym_behind(text: str, end: int, name: str) -> tuple[str, int]:
    match = _ACRONYM.match(text, end)
    if not match:
        return "", end
    acronym = match["in"] or match["out"]
    upper = sum(character.isupper() for character in acronym)
    if (upper >= 2 and upper * 2 >= len(acronym.replace(".", ""))) or abbreviates(acronym, name):
        if match["out"] and not abbreviates(acronym, name):
            return "", end
        return acronym, match.end()
    return "", end


_PARENT = re.compile(
    r"\s*,?\s*(?:(?:dependencia|[oó]rgano|organismo|[aá]rea|instancia|oficina|unidad)?\s*(?:p[uú]blic[oa]\s+)?(?:descentralizad[oa]\s+|desconcentrad[oa]\s+)?"
    r"(?:que\s+)?(?:dependiente|depende|adscrit[oa]|pertenece|perteneciente|sectorizad[oa]|integrad[oa]|desconcentrad[oa])\s+(?:a|al|de|del)\s*(?:la|el|los|las)?|(?:de\s+la|del))\s+"
    r"(?=(?:Subsecretar|Secretar|Instituto|Direcci|Coordinaci|Gobierno|Consejo|Comisi|Jefatura|Oficina|SECRETAR|SUBSECRETAR|INSTITUTO|DIRECCI|COORDINACI))"
)


def _parent_behind(text: str, end: int) -> tuple[str, int]:
    """The body a name is said to belong to right behind it."""
    match = _PARENT.match(text, end)
    if not match:
        return "", end
    start = _START.match(text, match.end())
    if not start:
        return "", end
    stop = _complement_end(text, start.end(), bare(start[0]))
    parent = text[start.start() : stop]
    if bare(parent).startswith("gobierno") and not re.search(r"\b(?:depend|adscrit|sectoriz)", bare(match[0])):
        return "", end  # "del Gobierno de Puebla" says where it is, not under whom
    return parent, stop


def name_line(text: str) -> OfficeName | None:
    """The name that a whole line or heading is, with its acronym on either side; None for any other text."""
    line = re.sub(r"^[^\w(«“\"]+", "", text).strip(" .:•·-–—*")
    if not line or len(line) > 190 or line.endswith("?"):
        return None
    head = re.match(r"(?P<acronym>[A-ZÁÉÍÓÚÑ]{3,12})\s*(?:[-–—:,|]\s*|\()\s*(?=[A-ZÁÉÍÓÚÑ])", line)
    acronym = head["acronym"] if head and _START.match(line, head.end()) else ""
    offset = head.end() if head and acronym else 0
    start = _START.match(line, offset)
    if not start or not start[0][0].isupper():
        return None
    name = _name_at(line, start)
    if name is None:
        return None
    rest = line[name.end :].strip(" .:)-–—")
    if rest and not re.match(r"^[,–—\-:(|/]\s*[^\d]{2,60}$", line[name.end :].strip()):
        return None
    return OfficeName(name.start, name.end, name.text, name.acronym or acronym, name.parent)
