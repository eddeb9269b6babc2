"""Where telephone numbers stand in running text, in any of the ways Mexico and the United States print them.

``phonenumbers`` says whether ten digits can be a number of either country; what it does not know is done here: the old
prefixes (01, 044, 045, 52 1), digits in odd groups, seven or eight digits behind the word *teléfono*, a second number
given by its last digits (``491 52 30 y 31``), extensions. Dates, postal codes and sums of money are no numbers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from phonenumbers import NumberParseException, is_possible_number, is_valid_number, parse

from extractors.office_words import pattern, words

_STATE_AND_ZIP = (
    r"(?-i:(?<=[A-Za-z.,])\s(?!Ext|EXT|Tel|TEL|Cel|CEL)(?:[A-Z]{2}|[A-Z][a-z]|[A-Z][a-z]{3,}|[A-Z]\.\ ?[A-Z])\.?,?"
    r"\s+\d{5}(?:-\d{4})?(?!\d))"
)
_NOT_NUMBERS = re.compile(
    rf"""
    (?P<web>(?:https?://|www\.)\S+ | (?<![\w.+\-])[\w.+\-]{{1,64}}@[\w.\-]+)
  | (?P<money>(?:\$|\bUSD|\bMXN|\bUS\$|€)\s*\d[\d,.\ ]*
      | \b\d[\d,.\ ]{{0,40}}(?:pesos|d[oó]lares|mdp|mdd|usd|m\.\s?n\.|millones|mil(?:l[oó]n)?\b|por\s+ciento|%|€))
  | (?P<thousands>(?<![\d.,])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d))
  | (?P<postal>\bC\.?\s?P\.?\s*:?\s*\d{{5}}\b | \bc[oó]digo\s+postal\s*:?\s*\d{{5}}\b
      | \bzip(?:\s+code)?\s*:?\s*\d{{5}}(?:-\d{{4}})? | {_STATE_AND_ZIP})
  | (?P<date>(?<![\d\-./])(?:
        \d{{4}}[\-/.](?:0?[1-9]|1[0-2])[\-/.](?:0?[1-9]|[12]\d|3[01])
      | (?:0?[1-9]|[12]\d|3[01])[\-/.](?:0?[1-9]|1[0-2])[\-/.](?:(?:19|20)\d\d|\d\d)
      | (?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)\d\d)
      (?:[T\ ,]+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?(?!\d|[\-/.\ ]\d))
  | (?P<years>(?<!\d)(?<!\d[\ .\-])(?:19|20)\d\d\s?[\-–—/]\s?(?:19|20)?\d\d(?!\d|[\ \-.]\d))
  | (?P<clock>(?<!\d)\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d))
  | (?P<record>\b{words("record_words")}\b\s*(?:n[oº°]\.?|n[uú]m\.?|n[uú]mero|\#|:)?\s*[\w\-/]*\d[\d\-/\ ]*)
  | (?P<decimal>(?<![\d.])-?\d{{1,3}}\.\d{{4,}}(?![\d.\-\ ]\d))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GROUP = re.compile(r"\d+")
# What may stand between two groups of digits of one number.
_INSIDE = re.compile(r"[ ]?[\-–—‐‑‒−.·]?[ ]?|[ ]?\)[ ]?[\-–—‐‑.]?[ ]?|[ ]?[\-.]?[ ]?\([ ]?|[ ]?\)[ ]?\([ ]?")
_SAYS_PHONE = pattern("phone_words")
_SAYS_FAX = re.compile(r"(?<![/y]\s)(?<![/y])\bfax\s*[.:]*\s*\(?$", re.IGNORECASE)
_GAP = re.compile(r"^[^\d\n;]{0,60}$")
_SERIES = re.compile(
    r"^\s*(?:\(\s?(?:[a-záéíóúñ]+\s?){1,3}\)|[a-záéíóúñ]*\b)?\s*(?:,|;|/|\||y|e|o|u|ó|&|-|–|al?)+\s*(?:y|o|al?)?\s*"
    r"(?:(?:tel|cel)s?\.?:?\s*|al\s+)?$",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"[\s,;]*\(?\s*(?:y\s+)?(?:extensi[oó]n(?:es)?|exts?|extns?|x)\s?\.?\s*:?\s*(?:n[uú]meros?\s+)?"
    r"\d{1,6}(?:\s*(?:,|y|/|o|e|al?|-|–)\s*(?:y\s+)?(?:ext\.?\s*)?\d{2,6}(?!\d|[\s\-.]\d|\s?\)))*(?:\s*\))?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\by\b|\bal?\b|,|/|-|–)\s*(?:y\s+)?\d{2,4}"
    r"(?=\s*(?:[.,;:)|/]|$|\by\b|\bext|\ba\b|\bal\b|\ben\b|\bcon\b|\bo\b|\bde\s+lunes\b|\(|\n))"
    r"(?!\s*[\-.,]\s?\d{3})(?!\s*(?:horas|hrs|a[ñn]os|d[ií]as|personas))",
    re.IGNORECASE,
)
_PREFIXES = ("00521", "0052", "521", "044", "045", "001", "52", "01", "1", "02")
_NATIONAL, _MOST_DIGITS, _LOCAL, _MOST_LOCAL_GROUPS = 10, 15, {7, 8}, 4
# An area code of two or three digits, or the whole number in one: groups of another cut are something else.
_FIRST_GROUPS = {2, 3, _NATIONAL}
_HALF_PAIRED = 4
_REACH = 70
_FEW_WORDS = 3  # "o al", "(oficina)", "WhatsApp"


def _blanked(text: str) -> str:
    """The text with what is a date, a sum or a postal code blanked out, every other character in its place."""
    spans: list[tuple[int, int]] = []
    for match in _NOT_NUMBERS.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        if match.lastgroup in {"date", "years"} and _SAYS_PHONE.search(before):
            continue  # "Tel. 52-07-84" is short, but a telephone number
        spans.append(match.span())
    for start, end in spans:
        text = text[:start] + re.sub(r"\d", "¤", text[start:end]) + text[end:]
    return text


@lru_cache(maxsize=20_000)
def _can_be(digits: str, *, strict: bool) -> bool:
    """Whether ten digits can be a number of Mexico or of the United States."""
    check = is_valid_number if strict else is_possible_number
    for region in ("MX", "US"):
        try:
            if check(parse(digits, region)):
                return True
        except NumberParseException:
            continue
    return False


def _national(digits: str, *, plus: bool) -> str:
    """The ten digits of a number without the prefixes printed before them; empty where that leaves no ten."""
    for prefix in _PREFIXES:
        if len(digits) == len(prefix) + _NATIONAL and digits.startswith(prefix):
            return digits[-_NATIONAL:]
    return digits if len(digits) == _NATIONAL and not plus and digits[0] not in "01" else ""


def _is_number(groups: list[str], *, plus: bool, labelled: bool) -> bool:
    digits = "".join(groups)
    national = _national(digits, plus=plus)
    if not national:
        return labelled and len(digits) in _LOCAL and len(groups) <= _MOST_LOCAL_GROUPS and digits[0] not in "01"
    if labelled or plus:
        return _can_be(national, strict=False) and national[0] not in "01"
    prefix = len(digits) - _NATIONAL
    sizes = [len(group) for group in groups]
    while prefix and sizes[0] <= prefix:
        prefix -= sizes.pop(0)
    in_pairs = sizes[0] - prefix == _HALF_PAIRED and set(sizes[1:]) == {2}  # "2222 46 44 14"
    return _can_be(national, strict=True) and (len(groups) == 1 or in_pairs or sizes[0] - prefix in _FIRST_GROUPS)


def _says_phone(text: str, start: int) -> bool:
    """Whether the words right before a number call it one."""
    before = text[max(0, start - _REACH) : start]
    labels = list(_SAYS_PHONE.finditer(before))
    return bool(labels) and bool(_GAP.match(before[labels[-1].end() :]))


def _first_number(text: str, groups: list[re.Match[str]], *, labelled: bool) -> tuple[int, int, int] | None:
    """Start and end of the number that begins at the first group, and how many groups it took."""
    start = groups[0].start()
    previous = text[start - 1 : start]
    if previous and (previous.isalnum() or previous in "_#$¤" or (previous == "/" and not labelled)):
        return None
    plus = bool(re.search(r"\+\s?\(?\s?$", text[max(0, start - 3) : start]))
    best = 0
    taken: list[str] = []
    for count, group in enumerate(groups, start=1):
        if count > 1 and not _INSIDE.fullmatch(text[groups[count - 2].end() : group.start()]):
            break
        taken.append(group[0])
        size = sum(map(len, taken))
        if size > _MOST_DIGITS:
            break
        whole = size >= _NATIONAL or (not best and not _goes_on(text, groups, count))
        if whole and _is_number(taken, plus=plus, labelled=labelled):
            best = count
    if not best:
        return None
    opening = re.search(r"[+(][+( ]{0,2}$", text[max(0, start - 4) : start])
    return start - (len(opening[0]) if opening else 0), groups[best - 1].end(), best


def _goes_on(text: str, groups: list[re.Match[str]], count: int) -> bool:
    """Whether the next group still belongs to the run of digits."""
    if count >= len(groups) or not _INSIDE.fullmatch(text[groups[count - 1].end() : groups[count].start()]):
        return False
    return sum(len(group[0]) for group in groups[: count + 1]) <= _NATIONAL


def phones_in(text: str, *, labelled: bool = False) -> list[tuple[int, int]]:
    """Spans of the telephone numbers of a text, with their extensions and with the last digits that stand for others.

    Numbers of seven or eight digits in one series with another stay in its span (``814 36 21 y 812 40 77``), so that
    the area code they share is not lost. ``labelled``: the whole text is the value of a label that means telephone.
    """
    shown = _blanked(text)
    groups = list(_GROUP.finditer(shown))
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(groups):
        start = groups[index].start()
        series = bool(found) and bool(_SERIES.match(shown[found[-1][1] : start]))
        named = labelled or series or _says_phone(shown, start)
        number = _first_number(shown, groups[index:], labelled=named)
        if number is None or _SAYS_FAX.search(shown[max(0, number[0] - 8) : number[0]]):
            index += 1 if number is None else number[2]
            continue
        begins, ends, count = number
        ends = _with_tails(shown, ends)
        local = sum(len(group[0]) for group in groups[index : index + count]) < _NATIONAL
        if series and local:
            found[-1] = (found[-1][0], ends)
        else:
            found.append((begins, ends))
        index += count
        while index < len(groups) and groups[index].start() < ends:
            index += 1
    return found


def is_number_line(text: str) -> bool:
    """Whether a line is nothing but telephone numbers, with their extensions and what kind of number they are."""
    spans = phones_in(text, labelled=True)
    rest = text
    for start, end in reversed(spans):
        rest = rest[:start] + rest[end:]
    return bool(spans) and not re.search(r"\d", rest) and len(re.findall(r"[^\W\d_]+", rest)) <= _FEW_WORDS


def _with_tails(text: str, end: int) -> int:
    """The end of a number with its extensions and the last digits of others."""
    moved = True
    while moved:
        moved = False
        for behind in (_EXTENSION, _TAIL):
            if match := behind.match(text, end):
                end, moved = match.end(), True
    return end
