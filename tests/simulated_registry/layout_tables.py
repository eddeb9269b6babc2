"""Three layouts made of tables: plain, with spanning cells, and over several pages."""

from itertools import groupby
from math import ceil
from random import Random

from tests.simulated_registry.frame import frame
from tests.simulated_registry.style import Style, government_name
from tests.simulated_registry.truth import SimulatedAgreement

Rows = list[SimulatedAgreement]


def _ordered(rows: Rows, rng: Random) -> Rows:
    kind = rng.choice(["as_is", "newest", "oldest"])
    if kind == "as_is":
        return list(rows)
    return sorted(rows, key=lambda row: row.signed_on, reverse=kind == "newest")


def _cell(style: Style, text: str, wrap: str, attributes: str = "") -> str:
    inner = style.html(text) or style.rng.choice(["&nbsp;", ""])
    if wrap:
        inner = f"<{wrap}>{inner}</{wrap}>"
    return f"<td{attributes}>{inner}</td>"


def _header(style: Style, fields: list[str], tag: str) -> str:
    if tag == "th":
        return "<tr>" + "".join(f"<th>{style.html(style.heading(f))}</th>" for f in fields) + "</tr>"
    return "<tr>" + "".join(f"<td><strong>{style.html(style.heading(f))}</strong></td>" for f in fields) + "</tr>"


def _plain_table(style: Style, rows: Rows, fields: list[str], first: int, look: tuple[str, str]) -> str:
    tag, wrap = look
    lines = []
    for number, row in enumerate(rows, first):
        cells = style.cells(row, number)
        lines.append("<tr>" + "".join(_cell(style, cells[f], wrap) for f in fields) + "</tr>")
    head = _header(style, fields, tag)
    if tag == "th":
        head = f"<thead>{head}</thead><tbody>"
        return f'<table border="1">\n{head}\n' + "\n".join(lines) + "\n</tbody></table>"
    return f'<table class="tabla">\n{head}\n' + "\n".join(lines) + "\n</table>"


def _look(rng: Random) -> tuple[str, str]:
    return rng.choice(["th", "th", "td"]), rng.choice(["", "", "p", "span"])


def table(rows: Rows, rng: Random) -> str:
    """A plain table, in some states one for the government and one for the municipalities."""
    style = Style(rng, rows)
    fields, look = style.fields(), _look(rng)
    ordered = _ordered(rows, rng)
    if rng.random() < 0.25:
        parts = []
        for level, name in (
            ("state", government_name(rows[0])),
            ("municipal", "Municipios"),
        ):
            some = [row for row in ordered if row.level == level]
            if some:
                parts.append(f"<h3>{style.plain(name)}</h3>\n" + _plain_table(style, some, fields, 1, look))
        return frame(style, "\n".join(parts))
    return frame(style, _plain_table(style, ordered, fields, 1, look))


def _group_name(style: Style, row: SimulatedAgreement, by: str) -> str:
    if by == "year":
        return row.signed_on[:4]
    if row.level == "state":
        return style.plain(government_name(row))
    return style.plain(row.municipality)


def _two_row_header(style: Style, fields: list[str]) -> str:
    """'Partes' over the two parties, everything else two rows high."""
    top, below = "", ""
    for name in fields:
        if name == "local_party":
            top += '<th colspan="2">Partes</th>'
        if name in ("local_party", "counterpart"):
            below += f"<th>{style.html(style.heading(name))}</th>"
        else:
            top += f'<th rowspan="2">{style.html(style.heading(name))}</th>'
    return f"<tr>{top}</tr>\n<tr>{below}</tr>"


def _merge(lines: list[dict[str, str]], name: str) -> list[int]:
    """How many rows each cell of a column spans; 0 where the cell above covers it."""
    spans: list[int] = []
    for _, group in groupby(lines, key=lambda cells: cells[name]):
        size = len(list(group))
        spans += [size] + [0] * (size - 1)
    return spans


def rowspans(rows: Rows, rng: Random) -> str:
    """A table with a caption row, grouped by municipality or year, with cells that span rows."""
    style = Style(rng, rows)
    fields = [name for name in style.fields() if name not in ("municipality", "level")]
    by = rng.choice(["party", "year"])
    as_column = rng.random() < 0.5
    grouped = sorted(rows, key=lambda row: (_group_name(style, row, by), row.signed_on))
    label = {
        "party": rng.choice(["Municipio", "Dependencia o municipio"]),
        "year": "Año",
    }[by]
    if style.heading("local_party").casefold() == label.casefold():
        label = "Estado o municipio"
    pair = rng.random() < 0.4 and not as_column and {"local_party", "counterpart"} <= set(fields)
    if pair:
        fields.remove("counterpart")
        fields.insert(fields.index("local_party") + 1, "counterpart")
    width = len(fields) + (1 if as_column else 0)
    caption = style.plain(f"Acuerdos interinstitucionales del Estado: {rows[0].state}")
    out = [f'<tr><td colspan="{width}" align="center"><strong>{caption}</strong></td></tr>']
    if pair:
        out.append(_two_row_header(style, fields))
    else:
        head = _header(style, fields, rng.choice(["th", "td"]))
        if as_column:
            tag = "th" if "<th>" in head else "td"
            head = head.replace("<tr>", f"<tr><{tag}>{style.html(label)}</{tag}>", 1)
        out.append(head)
    merged = [name for name in ("country", "local_party", "validity") if name in fields and rng.random() < 0.5]
    number = 0
    for name, group in groupby(grouped, key=lambda row: _group_name(style, row, by)):
        members = list(group)
        lines = [style.cells(row, number + place) for place, row in enumerate(members, 1)]
        number += len(members)
        spans = {column: _merge(lines, column) for column in merged}
        text = name.upper() if rng.random() < 0.5 else name
        if by == "party" and members[0].level == "municipal" and not as_column:
            text = rng.choice([text, f"Municipio de {text}", f"MUNICIPIO DE {text.upper()}"])
        if not as_column:
            out.append(f'<tr class="grupo"><td colspan="{width}"><b>{style.html(text)}</b></td></tr>')
        for place, cells in enumerate(lines):
            line = ""
            if as_column and place == 0:
                line += f'<td rowspan="{len(lines)}">{style.html(text)}</td>'
            for column in fields:
                span = spans[column][place] if column in spans else 1
                if span:
                    attributes = f' rowspan="{span}"' if span > 1 else ""
                    line += _cell(style, cells[column], "", attributes)
            out.append(f"<tr>{line}</tr>")
    return frame(style, '<table border="1" cellspacing="0">\n' + "\n".join(out) + "\n</table>")


def paged(rows: Rows, rng: Random) -> list[str]:
    """A table over several pages, linked by rel=next or by a link that says 'Siguiente'."""
    style = Style(rng, rows)
    fields, look = style.fields(), _look(rng)
    ordered = _ordered(rows, rng)
    size = rng.choice([8, 10, 15, 20, 25])
    pages = max(1, ceil(len(ordered) / size))
    link = rng.choice(["rel", "head", "text", "arrow"])
    out = []
    for page in range(1, pages + 1):
        first = (page - 1) * size
        some = ordered[first : first + size]
        numbers = [f"<b>{n}</b>" if n == page else f'<a href="?pagina={n}">{n}</a>' for n in range(1, pages + 1)]
        before = f'<a href="?pagina={page - 1}">Anterior</a> ' if page > 1 else ""
        after, extra = "", ""
        if page < pages:
            target = f"?pagina={page + 1}"
            after = {
                "rel": f' <a rel="next" href="{target}">&raquo;</a>',
                "head": f' <a href="{target}">Siguiente</a>',
                "text": f' <a href="{target}">Siguiente</a>',
                "arrow": f' <a href="{target}">Siguiente &raquo;</a>',
            }[link]
            extra = f'<link rel="next" href="{target}">' if link == "head" else ""
        pager = f'<p class="paginacion">{before}{" ".join(numbers)}{after}</p>' if pages > 1 else ""
        content = _plain_table(style, some, fields, first + 1, look) + pager
        out.append(frame(style, content, extra))
    return out
