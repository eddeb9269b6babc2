"""What the title of an instrument says: its kind, its parties in order, and its subject.

``Acuerdo de Hermanamiento entre el Municipio de X, Estado, de los Estados Unidos Mexicanos, y la Ciudad de Y, Z,
País, en materia de turismo`` -> head, two parties, subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms.folding import fold, squeeze

LONGEST = 4_000  # characters; the longest titles of instruments take 700, and cutting one takes its square in time
_ARTICLE = r"(?:el|la|los|las|the|le|les|l['’]|o|a|un|una)"
# Nouns with which the name of a party begins, so that "y la Agricultura" does not start one.
_PARTY_NOUNS = (
    r"(?:h\.\s*\w+|honorable|ilustre|heroic[ao]|republicano|gobiernos?|poder|ciudad(?:es)?|municipi[oa]s?|municipalidad|"
    r"ayuntamiento|alcald[ií]as?|delegaci[oó]n|estados?|provincias?|prefectura|condado|departamento|regi[oó]n|"
    r"comun[ae]|comunidad|cant[oó]n|distrito|gobernaci[oó]n|intendencia|diputaci[oó]n|generalitat|xunta|junta|"
    r"prefeitura|mairie|ville|comune|land|rep[uú]blica|reino|principado|villa|pueblo|puerto|isla|mancomunidad|"
    r"universidad(?:es)?|university|universit\w+|instituto|institut\w*|colegio|escuela|facultad|academia|college|"
    r"centros?|center|centre|laboratorio|hospital|museo|orquesta|conservatorio|liceo|biblioteca|archivo|"
    r"fundaci[oó]n|foundation|asociaci[oó]n|association|organizaci[oó]n|organismo|red|network|cruz|club|"
    r"federaci[oó]n|confederaci[oó]n|uni[oó]n|sindicato|alianza|liga|sociedad|comit[eé]|consejo|consell|concejo|"
    r"empresas?|compa[ñn][ií]a|corporaci[oó]n|consorcio|grupo|c[aá]maras?|banco|industrias?|firma|cooperativa|"
    r"programa|fondo|oficina|agencia|alto|comisi[oó]n|secretar[ií]as?|subsecretar[ií]a|ministerio|ministro|servicio|"
    r"direcci[oó]n|coordinaci[oó]n|embajada|consulado|autoridad|parlamento|congreso|legislatura|tribunal|corte|"
    r"fiscal[ií]a|procuradur[ií]a|polic[ií]a|sistema|entidad|city|county|state|province|government|town|"
    r"presidencia|promotora|parque|polit[eé]cnic[oa]|cabildo|parroquia|demarcaci[oó]n|conferencia|gobernador|"
    r"titular|patronato|fideicomiso|casa|servicios|observatorio|seminario|territorio|urbe|capital|[aá]rea|zona|"
    r"arquidi[oó]cesis|di[oó]cesis|colectivo|movimiento|iniciativa|ong|aeropuerto|zool[oó]gico|jard[ií]n)"
)
_COUNTRY_NOUNS = (
    r"(?:rep[uú]blica|reino|estados unidos|principado|confederaci[oó]n (?:suiza|helv)|federaci[oó]n (?:de )?rus|"
    r"commonwealth)"
)
# "Convenio del Sistema DIF Municipal de Castaños con la Universidad de Calgary": whose instrument it is.
_OWNER = re.compile(
    rf"\s+(?:del|de)\s+(?!ciudad(?:es)?\s+(?:herman|amig))(?=(?:{_ARTICLE}\s+)?{_PARTY_NOUNS}\b)", re.IGNORECASE
)
# Words that name an instrument and its kind, before a pair of places ("Carta de Intención Durango - Taichung").
_INSTRUMENT_WORDS = frozenset(
    "amplio alcance acuerdo acuerdos convenio convenios carta cartas memorandum memorando memoranda pacto acta actas "
    "declaracion "
    "declaratoria protocolo programa hermanamiento hermandad amistad cooperacion colaboracion entendimiento intencion "
    "intenciones especifico especifica marco general conjunta conjunto interinstitucional ciudades ciudad hermanas "
    "hermana amigas amiga intercambio sister city cities agreement of intent joint declaration letter friendship "
    "memorandum understanding cooperation hoja ruta plan trabajo minuta contrato inter institutional institucional "
    "twinning mou aii rai compromiso alianza estrategica bilateral tecnica economica cultural educativa "
    "turistica".split()
)
_CONNECTING = frozenset("de del la el los las e y en materia para of and a the un una".split())
_BETWEEN_PAIR = re.compile(r"\s+[-–—]\s+|\s+/\s+")
_KIND_AT_END = re.compile(r"\s*\(([^()]*)\)\s*\.?\s*$")
_OPENING = re.compile(
    r"\s*[,:]?\s+(?:(?:que\s+|y\s+)?(?:celebra[nd]?o?s?|suscrib\w+|suscrit[oa]s?|firma\w*|signad[oa]s?|concertad[oa]|"
    r"concluid[oa]|establec\w+)\s*,?\s*(?:entre|por(?!\s+una)|con)?|entre|between|entre los|de una parte)\b"
    r"\s*,?\s*(?:,?\s*(?:por|de)\s+(?:una?|la una|la primera)(?:\s+(?:parte|lado))?\s*,?)?\s*",
    re.IGNORECASE,
)
_OTHER_SIDE = re.compile(
    r"\s*[,;]?\s*(?:y|e|con|and)?\s*,?\s*(?:por|de)\s+(?:la\s+)?otr[ao](?:\s+(?:parte|lado))?\s*,?\s*", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"(?:,\s+(?:para|sobre)\b|\s*,?\s+(?:(?:en|sobre)\s+(?:la\s+|las\s+)?(?:materias?|[aá]mbitos?|[aá]reas?|temas?|campos?|rubros?|asuntos?)\s+(?:de|del|relativ\w+)|"
    r"en\s+(?:el|los)\s+(?:[aá]mbitos?|campos?|temas?|rubros?|sector\w*)\s+(?:de|del|educativ\w+|cultural\w*|tur[ií]stic\w+)|"
    r"relativ[oa]s?\s+a|respecto\s+(?:a|de)|con\s+(?:el|la)\s+(?:objet\w+|fin\w*|prop[oó]sito|intenci[oó]n)\s+de|"
    r"a\s+fin\s+de|para\s+(?:el|la|los|las)?\s*(?:\w+(?:ar|er|ir)\b(?!\s+(?:nacional|de\s+la\s+salud))|cooperaci[oó]n|colaboraci[oó]n|"
    r"establecimiento|realizaci[oó]n|ejecuci[oó]n|implementaci[oó]n|intercambio|promoci[oó]n|fortalecimiento|fomento)|"
    r"sobre\s+(?:cooperaci|colaboraci|intercambio|el|la|los|las)\S*|"
    r"en\s+(?:educaci|cultura|turismo|ciencia|seguridad|medio ambiente|comercio)\S*))",
    re.IGNORECASE,
)
# After a bare comma only an article starts a party: ", Reino de España" says where the party before it is.
# "Organización para la Cooperación", "Instituto de Capacitación para el Trabajo": the name goes on.
_NAMED_FOR = re.compile(
    r"\b(?:organizaci[oó]n|organismo|programa|fondo|oficina|instituto|centro|comisi[oó]n|consejo|agencia|unidas|fundaci[oó]n|"
    r"internacional|interamerican[oa]|panamerican[oa]|asociaci[oó]n|alianza|servicio|sistema|red|corporaci[oó]n|capacitaci[oó]n)$",
    re.IGNORECASE,
)
_PARTY_START = re.compile(
    rf"(?:\s*[,;]\s*(?:as[ií] como\s+)?(?!{_ARTICLE}\s+{_COUNTRY_NOUNS})(?={_ARTICLE}\s+{_PARTY_NOUNS}\b))"
    rf"|(?:\s*;\s*(?:y\s+)?|\s*,\s*(?:y|e|and)\s+|\s+(?:y|e|and|con|with)\s+(?:con\s+)?|\s+[-–—/]\s+)"
    rf"(?={_ARTICLE}\s+{_PARTY_NOUNS}\b|{_PARTY_NOUNS}\s+(?:de|del|of|aut[oó]nom\w+|internacional|nacional|tecnol\w+|polit\w+)\b)",
    re.IGNORECASE,
)
# Without "entre": "Convenio del Gobierno del Estado de Jalisco con la Universidad de X".
_BARE_OPENING = re.compile(
    rf"\s+(?:de|del|con|with|por)\s+(?={_ARTICLE}?\s*(?:h\.\s*)?(?:gobierno|estado|municipio|ayuntamiento|alcald[ií]a|ciudad|universidad|"
    rf"provincia|prefectura|condado|secretar[ií]a|instituto|fundaci[oó]n|organizaci[oó]n|programa)\b\s+(?:de|del|constitucional|municipal|aut[oó]nom\w+|internacional))",
    re.IGNORECASE,
)
_ONE_NAME = re.compile(r"\blibre\s+y\s+sobera\w*$", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s+(?:y|e|and|con)\s+|\s+[-–—]\s+|\s*/\s*", re.IGNORECASE)
_LEADING = re.compile(rf"^(?:{_ARTICLE}\s+|l['’]\s*)", re.IGNORECASE)
_ALIAS = re.compile(r",?\s*(?:en\s+(?:lo\s+sucesivo|adelante)|denominad[oa])\b[^,]*,?", re.IGNORECASE)
_REPRESENTED = re.compile(
    r",\s*(?:representad[oa]s?\s+(?:en\s+este\s+acto\s+)?por|por\s+conducto\s+de|quien)\b[^;]*?(?=(?:,\s*y\s+)|;|$)",
    re.IGNORECASE,
)
# Words without which the costlier patterns above find nothing.
_OTHER = re.compile(r"otr[ao]", re.IGNORECASE)
_ASIDE = re.compile(r"sucesivo|adelante|denominad|representad|conducto|quien", re.IGNORECASE)
# "Carta de Amistad con Denver, Colorado": only the other side is named.
_WITH = re.compile(
    rf"\s+(?i:con)\s+(?!(?i:sede|el\s+(?:objet|fin\b|prop)|la\s+(?:finalidad|participaci)|vigencia|fecha))"
    rf"(?=(?i:{_ARTICLE})\s+|[A-ZÁÉÍÓÚÑ])"
)


@dataclass(frozen=True, slots=True)
class Title:
    """``head`` names the instrument, ``parties`` are as printed without article, ``subject`` is what it is about.

    ``others``: how many of the last parties stand after ``con``, and so are the other side.
    """

    head: str
    parties: tuple[str, ...]
    subject: str
    others: int = 0


def _without_stray_quotes(text: str) -> str:
    """The text without quotation marks whose other half stands elsewhere in the title."""
    for opening, closing in ("«»", "“”", '""'):
        unpaired = text.count(opening) % 2 if opening == closing else text.count(opening) != text.count(closing)
        if unpaired:
            text = text.replace(opening, "").replace(closing, "")
    return text


def without_article(party: str) -> str:
    """The party without its leading article and trailing punctuation."""
    party = squeeze(party).strip(" ,;:")
    return _without_stray_quotes(_LEADING.sub("", party, count=1)).strip(" ,;:")


def split_parties(text: str) -> tuple[str, ...]:
    """Parties of an enumeration, where each begins with a noun of parties (``la Ciudad de``, ``el Gobierno``)."""
    sides = [side for side in _OTHER_SIDE.split(text) if side.strip(" ,;")] if _OTHER.search(text) else [text]
    parties = [without_article(part) for side in sides for part in _PARTY_START.split(side)]
    return tuple(party for party in parties if party)


def and_splits(text: str) -> tuple[tuple[str, str], ...]:
    """Every way to cut a text in two at an ``y`` or a dash, for parties without a noun (``Morelia y Fullerton``)."""
    return tuple(
        (without_article(text[: cut.start()]), without_article(text[cut.end() :]))
        for cut in _AND.finditer(text)
        if text[: cut.start()].strip() and text[cut.end() :].strip() and not _ONE_NAME.search(text[: cut.end() + 7])
    )


def _without_tail(text: str, parties: int = 2) -> tuple[str, str]:
    """The text up to its subject, and the subject, which never begins before so many parties stand."""
    for found in _SUBJECT.finditer(text):
        before = text[: found.start()]
        if _NAMED_FOR.search(before):
            continue
        if len(split_parties(before)) >= parties or and_splits(before):
            return before, text[found.start() :]
    return text, ""


def _pair(title: str) -> Title | None:
    """``Carta de Intención Durango - Taichung, Taiwán``, ``Windsor, Canadá - Pedro Escobedo (Protocolo)``."""
    head, rest = "", title
    kind = _KIND_AT_END.search(title)
    if kind and all(word in _INSTRUMENT_WORDS | _CONNECTING for word in fold(kind[1]).split()):
        head, rest = kind[1], title[: kind.start()]
    words = rest.split()
    taken = last = 0
    for position, word in enumerate(words):
        folded = fold(word)
        following = fold(words[position + 1]) if position + 1 < len(words) else ""
        if folded == "ciudad" and following not in {"hermana", "amiga"}:
            break  # "Ciudad Constitución - Delft"
        if folded in _INSTRUMENT_WORDS or not folded:
            last = position + 1
        elif folded not in _CONNECTING:
            break
        taken = position + 1
    taken = min(taken, last)
    head = " ".join(words[:taken]).strip(" :") or head
    parties = [squeeze(part) for part in _BETWEEN_PAIR.split(" ".join(words[taken:]))]
    if head and len(parties) > 1 and all(parties):
        return Title(head, tuple(parties), head)
    rest = " ".join(words[taken:])
    if head and rest[:1].isupper() and and_splits(rest) and not _SUBJECT.search(f" {rest}") and not _WITH.search(title):
        return Title(head, (rest,), head)  # "Hermanamiento Morelia y Fullerton, California"
    return None


def _with(title: str) -> Title | None:
    """``Convenio del Sistema DIF con la Universidad de X``, ``Carta de Amistad con Denver``."""
    opening = _WITH.search(title)
    if not opening:
        bare = _BARE_OPENING.search(title)
        if not bare:
            return None
        rest, subject = _without_tail(title[bare.end() :])
        return Title(
            title[: bare.start()].strip(" ,:"), split_parties(rest), squeeze(f"{title[: bare.start()]} {subject}")
        )
    head, rest = title[: opening.start()], title[opening.end() :]
    owner = _OWNER.search(head)
    local = (without_article(head[owner.end() :]),) if owner else ()
    if owner:
        head = head[: owner.start()]
    rest, subject = _without_tail(rest, parties=1)
    others = split_parties(rest)
    return Title(head.strip(" ,:"), (*local, *others), squeeze(f"{head} {subject}"), len(others))


@lru_cache(maxsize=10_000)
def read_title(title: str) -> Title:
    """Head, parties and subject of a title; one party or none where the title names no two, or is longer than any."""
    title = squeeze(title)
    if len(title) > LONGEST:
        return Title(title, (), title)
    opening = _OPENING.search(title)
    if not opening:
        return _pair(title) or _with(title) or Title(title, (), title)
    head, rest = title[: opening.start()], title[opening.end() :]
    # "Convenio de colaboración para X que celebran A y B": what stands in the head after its noun is subject too.
    if _ASIDE.search(rest):
        rest = _REPRESENTED.sub("", _ALIAS.sub("", rest))
    rest, subject = _without_tail(rest)
    parties = split_parties(rest)
    return Title(head.strip(" ,:"), parties, squeeze(f"{head} {subject}"))
