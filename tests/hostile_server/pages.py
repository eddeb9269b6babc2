"""Pages that attack whoever parses them; the good page (SIMULADO) is the one all others are made of."""

from __future__ import annotations

from functools import cache

HEADINGS = ("Título", "País", "Fecha de firma", "Áreas")
ROWS = (
    ("Acuerdo de Hermanamiento entre el Municipio de Guadalajara, Jalisco, y la Ciudad de Portland, Oregon",
     "Estados Unidos de América", "23/09/1983", "Cultura; Turismo"),
    ("Memorándum de Entendimiento entre el Estado de Jalisco y la Provincia de Alberta, Canadá",
     "Canadá", "15/11/1999", "Educación"),
    ("Convenio de Cooperación entre el Municipio de Zapopan, Jalisco, y la Ciudad de Grand Rapids, Michigan",
     "Estados Unidos de América", "03/05/2011", "Medio ambiente"),
)  # fmt: skip


def table_page(*, before: str = "", after: str = "", more_cells: str = "", more_heads: str = "") -> str:
    """The good page, with something more in it."""
    heads = "".join(f"<th>{name}</th>" for name in HEADINGS) + more_heads
    lines = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + (more_cells if not number else "") + "</tr>"
        for number, row in enumerate(ROWS)
    )
    return (
        f'<html><head><meta charset="utf-8"><title>SIMULADO</title></head><body><h1>SIMULADO</h1>{before}'
        f"<table><tr>{heads}</tr>{lines}</table>{after}</body></html>"
    )


GOOD_TEXT = table_page()
GOOD = GOOD_TEXT.encode()

CHALLENGE = (
    b"<html><head><title>Just a moment...</title></head>"
    b"<body>SIMULADO. Enable JavaScript and cookies to continue</body></html>"
)
LOGIN = (
    "<html><head><title>SIMULADO</title></head><body><h1>Iniciar sesión</h1><form><input name=u>"
    '<input type="password" name=p></form></body></html>'
).encode()
ELECTION = (
    "<html><head><title>SIMULADO</title></head><body><p>Con motivo del proceso electoral, y en atención a la veda "
    "electoral, el contenido de este sitio se suspende.</p></body></html>"
).encode()

_NAMES = "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' if number else '<!ENTITY l0 "SIMULADO">' for number in range(12)
)
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE html [{_NAMES}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>'


def laughing_page() -> bytes:
    """Entities of entities in a page that calls itself XHTML."""
    return (LAUGHS + table_page(after="<p>&l11;</p>")).encode()


def laughing_xml() -> bytes:
    """The same in XML that is no page."""
    return f"{LAUGHS.replace('html [', 'r [')}<r>&l11;</r>".encode()


def reaching_page() -> bytes:
    """A page that wants a file of this machine in its text."""
    return (OUTSIDE + table_page(after="<p>&l11;</p>")).encode()


@cache
def nested_page(name: str, depth: int) -> bytes:
    """The good page under elements inside each other."""
    return table_page(before=f"<{name}>" * depth, after=f"</{name}>" * depth).encode()


@cache
def nested_tables(depth: int) -> bytes:
    """Tables inside the cells of tables."""
    return table_page(before="<table><tr><td>" * depth, after="</td></tr></table>" * depth).encode()


@cache
def wide_page(columns: int) -> bytes:
    """A table of very many columns, the known ones first."""
    heads = "".join(f"<th>Columna {number}</th>" for number in range(columns))
    return table_page(more_heads=heads, more_cells="<td>SIMULADO</td>" * columns).encode()


@cache
def spanning_page(rows: int) -> bytes:
    """Cells that say they cover everything."""
    row = "<tr>" + '<td colspan="100000" rowspan="100000">SIMULADO</td>' * 5 + "</tr>"
    return table_page(after=f"<table>{row * rows}</table>").encode()


@cache
def crowded_page(size: int) -> bytes:
    """As many elements as fit into so many bytes."""
    return table_page(after="<b>a</b><i>" * (size // 11)).encode()


@cache
def rows_page(size: int) -> bytes:
    """As many rows of agreements as fit into so many bytes."""
    row = "<tr>" + "<td>a" * 4
    return table_page(more_cells="</tr>" + row * (size // len(row))).encode()


@cache
def long_text_page(size: int) -> bytes:
    """One cell with a very long text."""
    return table_page(after=f"<p>{'Acuerdo de Hermanamiento entre '[:-1] * (size // 30)}</p>").encode()


@cache
def blank_page(size: int) -> bytes:
    """Blanks wherever blanks may stand."""
    return table_page(before="\n \t" * (size // 3), after=" " * 1000).encode()


def commented_page() -> bytes:
    """Comments in front of what is no page after all: a trap for patterns that may divide them in many ways."""
    return b"<!-- SIMULADO -->" * 200 + b"SIMULADO"


def marked_page() -> bytes:
    """Marks of the direction of writing inside words and around cells."""
    text = GOOD_TEXT.replace("Guadalajara", "Guada\u200elajara").replace("Portland", "\u202ePortland\u202c")
    return text.replace("Alberta", "\u2067Alberta\u2069\u200f").encode()


def nul_page() -> bytes:
    """A zero byte between all words."""
    return GOOD.replace(b" de ", b" \x00de ").replace(b"Canad", b"Ca\x00nad")


@cache
def mojibake_page(size: int) -> bytes:
    """Text decoded twice, again and again, on one line."""
    return table_page(after=f"<p>{'México y España '.encode().decode('cp1252') * (size // 20)}</p>").encode()


@cache
def plain_letters(size: int) -> bytes:
    """A page of ASCII for labels under which decoding takes the square of its length."""
    return table_page(after=f"<p>{'SIMULADO-' * (size // 9)}</p>").encode("ascii", "xmlcharrefreplace")


def page_number(number: int) -> bytes:
    """One of endlessly many pages, each with a link to the next."""
    return table_page(after=f'<p>SIMULADO {number}</p><a rel="next" href="/next/{number + 1}">Siguiente</a>').encode()
