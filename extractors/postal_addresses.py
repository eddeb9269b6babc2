"""Postal addresses in running text and in lines, Mexican and of the United States, as they are printed.

An address begins at a word for a street or a building, at a name with a number behind it, or at a number with a street
behind it; it goes on over commas for as long as what follows is said in the way of addresses (colonia, C.P., a city).
"""

from __future__ import annotations

import re

from extractors.contact_texts import Found, emails_in, hours_in, websites_in
from extractors.office_names import speaks_of_migrants
from extractors.phone_texts import phones_in
from extractors.place_words import MEXICO, UNITED_STATES, state_named, us_tail

_CAP = r"(?-i:[A-ZÁÉÍÓÚÑÜ])[\w'’]*"
_LINK = r"(?:de|del|la|las|los|el|y|e|al|a)"
_STREET = (
    r"(?:calles?|av(?:e|da)?\.|avenidas?|av|blv[dr]?\.?|boulevard|bulevar|blvd|calz(?:ada|da)?\.?|prol(?:ongaci[oó]n)?\.?|"
    r"priv(?:ada|\.)|callej[oó]n|cjon\.?|andador|and\.|circuito|cto\.|carr(?:etera|\.)|camino|paseo|perif[eé]rico|libramiento|"
    r"cerrada|cda\.|retorno|autopista|glorieta|rinconada|v[ií]a|viaducto|diagonal|malec[oó]n|costera|eje\s+vial|vialidad|portal|"
    r"jard[ií]n|antiguo\s+camino|interior\s+del?|km\.?|kil[oó]metro)"
)
_BUILDING = (
    r"(?:palacio|presidencia\s+municipal|plaza|edificio|edif\.|torre|complejo|parque|ciudad\s+(?:administrativa|judicial|gobierno)|cd\.\s+administrativa|"
    r"centro\s+(?:administrativo|c[ií]vico|comunitario|comercial|de\s+gobierno|cultural|integral|de\s+convenciones|de\s+desarrollo)|"
    r"unidad\s+(?:administrativa|deportiva)|casa\s+de\s+(?:gobierno|la\s+cultura)|conjunto|explanada|central\s+de\s+autobuses|terminal|"
    r"ex[\s\-]?(?:hacienda|convento|f[aá]brica|casa)|mercado|recinto|auditorio|biblioteca|garita|aeropuerto|sal[oó]n|local\s+\d)"
)
_NUMBER = r"(?:(?:\#|no\.?|n[uú]m(?:ero)?s?\.?|n[°º])\s*)?\d{1,5}(?:\s?[-–]\s?\w{1,3}\b|\s?[A-Za-z](?![\w.])|\s?bis\b)?"
_STATES = "CA|TX|IL|NY|NJ|GA|NV|AZ|NC|FL|WA|CO|UT|NM|OR|PA|WY|ID|IN|WI|MI|MN|OH|TN|SC|VA|MD|CT|MA|KS|NE|OK|AR|AL|LA|MS|MO|KY|IA|DE|RI|NH|VT|ME|WV|MT|ND|SD|AK|HI|DC"
_US_STREET = (
    r"(?:st(?:reet)?|ave(?:nue)?|blvd|boulevard|r(?:oa)?d|dr(?:ive)?|h(?:igh)?wy|highway|fwy|freeway|lane|ln|way|pkwy|parkway|pl(?:ace)?|"
    r"court|ct|circle|cir|plaza|square|sq|broadway|terrace|ter|trail|loop|expressway|expy|turnpike|pike|mall|row)"
)
_US = re.compile(
    rf"(?<![\w#$/.\-])(?P<us>\d{{1,6}}(?:\s?[-–]\s?\d{{1,5}})?(?:\s1/2|½)?\s+(?:[NSEW]\.?|NE|NW|SE|SW|North|South|East|West)?\s*"
    rf"(?:(?-i:[A-Z0-9])[\w.'’]*\s+){{0,5}}?{_US_STREET}\b\.?)",
    re.IGNORECASE,
)
_NUMBERED_US = re.compile(
    rf"(?<![\w#$/.\-])\d{{2,6}}\s+(?:(?:[A-Z][\w.'’]*|de|la|las|los|el|del)\s*){{1,6}},(?:\s*[\w .#'’-]{{2,40}},){{0,2}}\s*[A-Z][\w.' ]+,?\s+(?:{_STATES})\b"
)
_CROSSING = rf"{_CAP}(?:\s+{_CAP}){{0,3}}\s+(?:y|e|esq\.|esquina(?:\s+con)?|casi)\s+(?:(?:Dr|Gral|Lic|Ing)\.\s+)?{_CAP}(?:\s+{_CAP}){{0,3}}(?=,\s*(?:col\b|colonia|centro\b|edificio|zona|barrio|fracc|primer|segundo|tercer|planta|piso|c\.\s?p))"
_START = re.compile(
    rf"\b(?:{_STREET}(?=\s+(?:{_LINK}\s+)*(?:{_CAP}|\d)|\s*\#)|{_BUILDING}(?=\s+(?:{_LINK}\s+)*(?:{_CAP}|\d)|\s*,))|"
    rf"(?<![\w.])(?:{_CROSSING})|"
    rf"(?<![\w.])(?:\d{{1,2}}(?:[aoªº]\b\.?)?\s+(?:de\s+)?)?(?-i:[A-ZÁÉÍÓÚÑ])[\w.'’]*(?:\s+(?:{_LINK}\s+)*(?:{_CAP}\.?|\d{{1,2}}\s+de\s+{_CAP})){{0,6}}\s*,?\s*(?:\#\s*|\b(?:no\.?|n[uú]m(?:ero)?\.?|n[°º])\s*|\s)"
    rf"(?:\d{{1,5}}(?!\d|[:%]|\s?(?:de\s+(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sept?iembre|octubre|noviembre|diciembre)|horas|hrs|a[ñn]os|personas|mil\b|por\s))|s/n)",
    re.IGNORECASE,
)
_TRIGGER = re.compile(
    r"(?:ubicad[oa]s?|localizad[oa]s?|situad[oa]s?|sit[oa]s?|ubican?|localizan?|encuentran?|instalad[oa]s?|domicilio(?:\s+(?:es|est[aá]))?|direcci[oó]n(?:\s+es)?|"
    r"acudir|presentarse|acuda[n]?|visit\w+|est[aá]n?|sede|oficinas?|instalaciones)\s*(?::|en|es|a|de|del)*\s*(?:el|la|las|los)?\s*$",
    re.IGNORECASE,
)
_ANNOUNCING = re.compile(
    r"(?:(?:mayores|m[aá]s|informes|informaci[oó]n|domicilio|direcci[oó]n|ubicaci[oó]n|ubicad[oa]s?|oficinas?|acud\w+|visit\w+|sit[oa]|atenci[oó]n|sede|contacto)\b[\s:.]*(?:(?:en|a|al)\b\s*)?)+",
    re.IGNORECASE,
)
_KEYWORD = re.compile(
    r"^(?:col(?:onia)?s?\b|fracc\w*\b|barrio\b|bo\.|zona\b|centro\b|primer\s+cuadro|c\.?\s?p\b|c[oó]digo\s+postal|esq(?:uina)?\b|entre\b|e/|x\s\d|n[uú]m\w*\b|no\.|n[°º]|\#|"
    r"int(?:erior)?\b|piso\b|pb\b|planta\b|p\.?\s?b\b|\d{1,2}\s?(?:er|o|do|º|°|ª|th|nd|rd|st|vo|to)\.?\s+(?:piso|nivel|floor|fl)|(?:primer|segundo|tercer|cuarto|quinto|sexto|s[eé]ptimo|octavo)\w*\s+(?:piso|nivel|planta)|"
    r"local(?:es)?\b|despacho\b|oficina\s+\w{1,4}\b|ofna\b|edif\w*\b|torre\b|nivel\b|puertas?\b|m[oó]dulo\s\w|mza?\b|manzana|lotes?\b|lt\b|km\b|kil[oó]metro|sector\b|secci[oó]n\b|ejido\b|unidad\b|"
    r"infonavit|residencial|ampliaci[oó]n|ampl\.|ex[\s\-]|parque\b|a\s+un(?:a|os|as)?\s+|al\s+lado|frente\b|junto\b|dentro\b|en\s+el\s+interior|a\s+espaldas|atr[aá]s|s[oó]tano|ala\b|suite\b|ste\b|floor\b|unit\b|apt\b|bldg\b|building|room\b|rm\b|"
    r"agencia\b|delegaci[oó]n\b|alcald[ií]a\b|municipio\b|ciudad\b|cd\.|villa\b|localidad\b|pueblo\b|poblado\b|s/n|sin\s+n[uú]mero|en\s+(?:la\s+(?:ciudad|capital|zona|colonia|planta)|el\s+(?:municipio|centro|primer|segundo|tercer|fracc|barrio|edificio))|ubicad\w+|reserva\b|"
    r"calle|av\b|avenida|casi\b|contra\s?esquina|a\s+media|por\s+la\s+entrada|acceso|interior|estado\s+de|primera?\s+secci[oó]n|barrio|hacienda|rancher[ií]a|complejo|plaza|palacio)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"(?:\b(?:tel[eé]f\w*|tels?\b|tel\b|cels?\.|celular|correos?\b|e-?mails?\b|horarios?\b|whats|fax\b|conmutador|lada\b|contacto:|p[aá]gina|sitio\s+web|facebook|ext\.|"
    r"a\s+los?\s+(?:tel|n[uú]m)|al\s+(?:tel|n[uú]m|\d)|comun[ií][cq]\w+|llam(?:e|a|ar|an|en|ando)\b|marc(?:ar|ando|a|que)\b|de\s+(?:lunes|martes)|lunes\s+a|donde|as[ií]\s+como|o\s+bien|"
    r"(?:o|y|u|e)\s+(?:al?\b|por\b|comunic|llam|escrib|atiend|atender|cuy|cuenta|con\b|sus?\b|es\b|se\b|mediante|envi|marc|visit|para|ofrece|el\s+(?:tel|corr|n)|de\s+lunes|est[aá]|tiene|abre|brinda|da)|"
    r"en\s+(?:un\s+)?(?:el\s+)?horario|con\s+(?:un\s+|el\s+|los?\s+)?(?:horario|tel|n[uú]m|corr|atenci)|para\s+(?:mayor|m[aá]s|recibir|que|los|las|el|la|ser|solicitar|cualquier)|cuy[oa]s?\b|que\s|la\s+cual|el\s+cual|misma\b|mismo\b|"
    r"est[aá]\b|atiende|abre\b|abrir|inform[oó]|dijo|se[ñn]al[oó]|indic[oó]|a\s+partir|desde\b|las\s+24|todos\s+los|responsable|titular|director|lic\.|mtr[oa]\.|ing\.|agreg[oó]|entre\s+otr|quien|pregunt|asimismo|adem[aá]s|gratuit|sin\s+costo|hasta\b|durante\b|phone\b|hours\b|office\b|"
    r"a\s+cargo|encargad|informes\b|citas?\b|maps?\b|ver\s+mapa|c[oó]mo\s+llegar|r[ií]f|facebook|twitter)|[;|\n☎📞✉•]|\s[-–—]\s(?=\D{0,4}(?:tel|\d{2,3}\s?\d))|\.{2,}|…|[?!»”\"])",
    re.IGNORECASE,
)
ABBREVIATED = re.compile(
    r"(?:^|[\s(.,])(?:av|ave|col|esq|no|n[uú]m|c|p|d|b|s|n|l|q|g|o|r|fracc|blvd|blv|calz|priv|prol|edif|int|ext|nte|pte|ote|sur|sto|sta|gral|dr|profr?|mpio|cd|edo|[A-Z]|st|rd|ste|hwy|dept|"
    r"ags|camp|chis|chih|coah|cto|gto|gro|hgo|jal|m[eé]x|mich|mor|nay|oax|pue|qro|roo|sin|son|tab|tamps|tlax|ver|yuc|zac|dgo|tam|edo|ma|lic|ing|arq|cap|cor|tte|carr|km|bo|cda|and|apdo|ampl|local|mza?|lt|desp|ofna|pres|hno?s|jr|pda|fco|gpe|benem[eé]rito)$",
    re.IGNORECASE,
)
_PROPER_TOKEN = re.compile(rf"^(?:\(?{_CAP}[.)]?|\(?(?-i:[A-ZÁÉÍÓÚÑ])[\w.'’\-]*\)?\.?|\d[\w\-ºª°]*\.?|\#\d+|s/n|de|del|la|las|los|el|y|al|a|&)$")
_FIVE = re.compile(r"^\d{5}\b")
_EVIDENCE = re.compile(
    r"\d|s/n|\bcol(?:onia)?\b|\bfracc|\bbarrio\b|\bcentro\b|\bc\.?\s?p\b|\besq|\bentre\b|\bpiso\b|\bplanta\b|\bzona\b|\bnivel\b|\bkm\b", re.IGNORECASE
)


def _shadowed(text: str, labelled: bool) -> str:
    """The text with its phones, e-mails and hours made into what no address goes over, characters in their places."""
    spans = [(found.start, found.end) for reader in (emails_in, websites_in, hours_in) for found in reader(text)]
    for start, end in (*spans, *([] if labelled else phones_in(text))):
        text = text[:start] + "|" * (end - start) + text[end:]
    return text


def _limit(text: str, start: int) -> int:
    """Where an address that begins here must have ended: at words that are not of it, or at the end of a sentence."""
    stops = []
    if word := _STOP.search(text, start + 1):
        stops.append(word.start())
    for stop in re.finditer(r"\.(?=\s|$)", text[start:]):
        if not _goes_on_after_stop(text, start, start + stop.start()):
            stops.append(start + stop.start())
            break
    return min(stops, default=len(text))


def _goes_on_after_stop(text: str, start: int, dot: int) -> bool:
    """Whether a full stop inside an address only ends an abbreviation, or parts it from its colonia or postal code."""
    after = text[dot + 1 :].lstrip(" ,")
    if re.match(r"(?:col\b|colonia|c\.?\s?p\b|c[oó]digo postal|centro\b|zona\b|fracc|barrio|esq|piso|\d{5}\b)", after, re.IGNORECASE):
        return True
    if not ABBREVIATED.search(text[start:dot]):
        return False
    return text[dot + 1 : dot + 2] == "," or not re.match(r"(?:el|la|los|las|se|en|un|una|para|por|con|su|sus|es|al|del|no|si|así|este|esta)\s", after, re.IGNORECASE)


def _is_part(segment: str) -> bool:
    """Whether what stands between two commas is said in the way of addresses."""
    text = segment.strip()
    if not text:
        return False
    if _KEYWORD.match(text) or _FIVE.match(text):
        return len(text) < 90
    tokens = re.sub(r"^en\s+(?=[A-ZÁÉÍÓÚÑ])", "", text).split()
    text = tokens[0] if tokens else text
    return len(tokens) <= 8 and (text[0].isupper() or text[0].isdigit() or text[0] == "#") and all(map(_PROPER_TOKEN.match, tokens))


def _end(text: str, start: int) -> int:
    """Where the address ends: its segments between commas as far as they are of it."""
    limit = _limit(text, start)
    whole = text[start:limit]
    depth, position, last = 0, start, start
    pieces = []
    for offset, character in enumerate(whole):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            pieces.append((position, start + offset))
            limit = position = start + offset
            break
        if character == "," and depth == 0:
            pieces.append((position, start + offset))
            position = start + offset + 1
    if position < limit:
        pieces.append((position, limit))
    for number, (begin, end) in enumerate(pieces):
        if number and not _is_part(text[begin:end]):
            kept = _proper_beginning(text[begin:end])
            return begin + kept if kept else last
        last = end
    return last


def _proper_beginning(segment: str) -> int:
    """Length of the proper name a segment begins with, where prose goes on behind it: ``Puebla fue inaugurada``."""
    match = re.match(rf"\s*(?:{_CAP}\.?)(?:\s+(?:(?:de|del|la|las|los|y)\s+)*{_CAP}\.?)*(?=\s+[a-záéíóúñ])", segment)
    return match.end() if match and len(match[0].split()) <= 5 else 0


def addresses_in(text: str, *, certain: bool = False) -> list[Found]:
    """Addresses of a text. ``certain``: it is known to be one (a label says so), so that little proof is asked."""
    found: list[Found] = []
    position = 0
    text = _shadowed(text, certain)
    while position < len(text) and (match := _next(text, position)):
        start = match[0]
        end = _end(text, start)
        printed = text[start : end + (text[end : end + 1] == ".")].strip(" ,;-–—(")
        if not ABBREVIATED.search(printed.removesuffix(".")):
            printed = printed.rstrip(" .")
        if _is_believable(printed, text[max(0, start - 60) : start], certain, match[1]):
            found.append(Found(start, end, printed))
            position = max(end, start + 1)
        else:
            position = match[2]
    return found


def _next(text: str, position: int) -> tuple[int, bool, int] | None:
    """Start of the next candidate, whether it is of the United States, and where to look on if it is none."""
    candidates = []
    if us := _US.search(text, position):
        candidates.append((us.start(), True, us.start() + len(us[0].split()[0])))
    if us := _NUMBERED_US.search(text, position):
        candidates.append((us.start(), True, us.start() + len(us[0].split()[0])))
    if mexican := _START.search(text, position):
        start = mexican.start() + _announced(mexican[0])
        candidates.append((start, False, start + len(text[start : mexican.end()].split()[0])))
    return min(candidates, key=lambda candidate: (candidate[0], not candidate[1]), default=None)


def _announced(words: str) -> int:
    """How long the words are that only announce an address: ``INFORMES EN``, or a name in capitals before its street."""
    street = re.search(rf"(?<=\s){_STREET}(?=\s+(?:{_LINK}\s+)*(?:{_CAP}|\d)|\s*\#)", words, re.IGNORECASE)
    begins = re.match(rf"(?:{_STREET}|{_BUILDING})\b", words, re.IGNORECASE)
    if street and not begins:
        return street.start()
    announced = _ANNOUNCING.match(words)
    return announced.end() if announced and announced.end() < len(words) else 0


def _is_believable(printed: str, before: str, certain: bool, american: bool) -> bool:
    if len(printed) < 8 or len(printed) > 300:
        return False
    segments = [part.strip() for part in printed.split(",")]
    if american:
        inside = len(segments) > 1 or us_tail().search(printed) or re.search(r"\b(?:ste|suite|unit|apt|bldg)\b|\#\s?\d", printed, re.I)
        return bool(inside) or certain or bool(_TRIGGER.search(before))
    if re.search(r"\s(?:se|es|est[aá]n?|ubicad?\w*|encuentra\w*|atiende\w*|fue|son)\s", segments[0]):
        return False
    if speaks_of_migrants(segments[0]) and not re.search(r"\d", segments[0]):
        return False  # "Centro Integral de Atención al Migrante" is an office, though a centre may be a building
    proofs = sum(bool(_EVIDENCE.search(part)) for part in segments)
    street = bool(re.match(rf"(?:{_STREET}|{_BUILDING})(?=\s|\#)", printed, re.IGNORECASE))
    if certain or _TRIGGER.search(before):
        return proofs > 0 or street
    if street and proofs and (len(segments) > 1 or re.search(r"\d|s/n", segments[0])):
        return True
    words = printed.split()
    said = any(_KEYWORD.match(part) or _FIVE.match(part) or state_named(part, MEXICO) for part in segments[1:])
    return bool(proofs) and (said or any(_KEYWORD.match(" ".join(words[at:])) for at in range(2, len(words))))


def continues_address(line: str) -> bool:
    """Whether a line of its own only goes on with the address above it: a colonia, a postal code, a city and state."""
    text = line.strip(" .,")
    if not text or len(text) > 110 or ":" in text or _STOP.search(text) or phones_in(text):
        return False
    parts = [part.strip() for part in text.split(",")]
    last = re.sub(r"\b\d{5}\b|c\.?\s?p\.?", "", parts[-1], flags=re.IGNORECASE).strip(" .")
    if us_tail().fullmatch(text) or _FIVE.match(text) or state_named(last, MEXICO) or state_named(last, UNITED_STATES):
        return all(_is_part(part) for part in parts)
    return bool(_KEYWORD.match(text)) and all(_is_part(part) for part in parts)


def address_line(line: str) -> str:
    """The address that a line of its own prints, asked for less proof than prose: ``1109 Fruitvale Blvd``; or empty."""
    if found := [one for one in addresses_in(line) if one.start < 60]:
        return found[0].text
    begins = _US.match(line) or _NUMBERED_US.match(line) or re.match(rf"(?:{_STREET}|{_BUILDING})(?=[\s,\#])", line, re.IGNORECASE)
    found = addresses_in(line, certain=True) if begins and len(line) < 160 else []
    return found[0].text if found and found[0].start == 0 else ""
