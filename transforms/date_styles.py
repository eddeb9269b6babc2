"""In which style a date is printed, and whether anyone has seen it: a new one is told before it is read wrong.

``3 de mayo de 2011`` -> ``99 de MES de 9999``. Styles seen are the rows of ``vocabulary/date_styles.csv``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from transforms.dates import read_date
from transforms.folding import squeeze
from transforms.observations import Issue
from transforms.spanish_numbers import number
from transforms.text import cell
from transforms.vocabulary import rows

FILE = "transforms/vocabulary/date_styles.csv"
OTHER_WORDS = "…"

_NAMES = {
    "MES": "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre",
    # Of these some are English or French too; none of them is read otherwise in another language.
    "MMM": "ene feb mar abr may jun jul ago sep sept set oct nov dic",
    "ROMANO": "i ii iii iv v vi vii viii ix x xi xii",
    "MONTH": "january february march april june july august september october november december jan apr aug dec",
    "MOIS": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fev avr juil",
    "DIASEM": "lunes martes miercoles jueves viernes sabado domingo",
    "WEEKDAY": "monday tuesday wednesday thursday friday saturday sunday",
}
_MEANINGS = {word: name for name, words in _NAMES.items() for word in words.split()}
_FILLERS = frozenset("de del a al y e el la los dia dias mes ano desde hasta of the and to on le du".split())
# A lone number is no date: "4 años", "Decreto 373".
_DATED = re.compile(r"9{4}|MES|MMM|MONTH|MOIS|99\W+(?:99|ROMANO)")
# "1o.", "1ro.", "15th": the ending belongs to the number.
_TOKEN = re.compile(r"(\d+)((?:o|er|ro|st|nd|rd|th)\b)?|([^\W\d_]+)|\s+|.", re.DOTALL)
_ACCENTS = str.maketrans("áéíóúüñàèìòùâêîôûçºª°–—−’", "aeiouunaeiouaeiouc°°°---'")
_SAYS_NOTHING = re.compile(rf"…(?:[^\w()…]*(?:(?:{'|'.join(sorted(_FILLERS))})\b[^\w()…]+)*…)+\.?")
_FIRST_TO_LAST = re.compile(r"(?:9|[A-Z]).*[9A-Z](?:(?:o|er|ro|st|nd|rd|th)\b)?")
_IN_WORDS = re.compile(r"LETRAS(?: (?:y )?LETRAS)*")
_LISTED = re.compile(r"\s*;\s*(?![^()]*\))")
_LONGEST_NUMBER = 8
_LONGEST_TEXT = 400


def _kind(token: re.Match[str]) -> str:
    """What stands for a token in a style: 99 for a day, month or short year, 9999 for a year, a word's meaning."""
    digits, ending, word = token.groups("")
    if digits:
        return ("99" if len(digits) <= 2 else "9" * min(len(digits), _LONGEST_NUMBER)) + ending
    if not word:
        return " " if token[0].isspace() else token[0]
    if word in _FILLERS:
        return word
    return _MEANINGS.get(word) or (OTHER_WORDS if number(word) is None else "LETRAS")


@lru_cache(maxsize=100_000)
def style_of(text: str) -> str:
    """The shape of a printed date, from the first to the last thing that tells of it; empty for a text without one.

    Case, accents and the length of a day are left out, for they change nothing in how a date is read; other words
    between its parts stand as one ``…``, and those before and behind it are no part of its style.
    """
    plain = squeeze(text[:_LONGEST_TEXT]).lower().translate(_ACCENTS)
    found = _FIRST_TO_LAST.search(_IN_WORDS.sub("LETRAS", _TOKEN.sub(_kind, plain)))
    if not found:
        return ""
    style = _SAYS_NOTHING.sub(OTHER_WORDS, found[0])
    if not _DATED.search(style) and not ("LETRAS" in style and "mil" in plain.split()):
        return ""
    return style + ")" * (style.count("(") - style.count(")"))


@cache
def _known() -> frozenset[str]:
    return frozenset(row["style"] for row in rows("date_styles"))


@lru_cache(maxsize=100_000)
def new_style(text: str) -> tuple[str, str]:
    """The first style of a printed date, or of a list of dates parted by semicolons, that is none of those seen, and
    the text that shows it; two empty texts where all are known.
    """
    styles = ((style_of(piece), piece) for piece in _LISTED.split(squeeze(text)))
    return next(((style, piece) for style, piece in styles if style and style not in _known()), ("", ""))


def style_issue(text: str, table: str, field: str, source_id: str) -> Issue | None:
    """What to tell of a date printed in a style never seen, whether or not it could be read; None for a known one."""
    style, example = new_style(text)
    if not style:
        return None
    read = read_date(example).iso
    what = f"se leyó como {read}" if read else "no se pudo leer"
    message = f"Estilo de fecha nunca visto: «{style}» (por ejemplo «{example}»); {what}."
    check = "si es lo que dice la fuente," if read else "enséñelo en transforms/dates.py y"
    remedy = f"{FILE}: {check} añada la línea {cell(style)},{cell(example)},{source_id}"
    return Issue("info", "date_style_new", message, table, field, text, remedy, about=style)
