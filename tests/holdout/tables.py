"""Plain tables, tables with spans, tables over several pages."""

from __future__ import annotations

from collections.abc import Iterable

from tests.holdout.facts import words
from tests.holdout.making import Rec
from tests.holdout.plan import Plan

PARTIES = {"local", "counterpart", "country", "municipality"}


def opening(plan: Plan) -> str:
    """The table's tag."""
    return plan.rng.choice(
        [
            "<table>",
            "<table border=1 class='table table-striped'>",
            "<table border=0 cellpadding=0 cellspacing=0 width=1204 style='border-collapse:collapse'><col width=64>",
            "<table id='DataTables_Table_0'>",
        ]
    )


def header(plan: Plan) -> str:
    """One header row in one of many dresses."""
    style = plan.rng.randrange(5)
    if style == 0:
        return "<tr>" + "".join(f"<td><b>{plan.head(n)}</b></td>" for n in plan.fields) + "</tr>"
    if style == 1:
        return (
            "<tr class=xl65>"
            + "".join(f"<td class=xl66><p><strong>{plan.head(n)}</strong></p></td>" for n in plan.fields)
            + "</tr>"
        )
    if style == 2:
        return (
            "<thead><tr>"
            + "".join(f"<th>{plan.head(n)} <i class='sort'></i></th>" for n in plan.fields)
            + "</tr></thead>"
        )
    if style == 3:
        return "<tr>" + "".join(f"<th scope=col>{plan.head(n)}:</th>" for n in plan.fields) + "</tr>"
    return "<tr bgcolor=#cccccc>" + "".join(f"<td>{plan.head(n)}</td>" for n in plan.fields) + "</tr>"


def row(plan: Plan, rec: Rec, number: int) -> str:
    """One record."""
    return "<tr>" + "".join(f"<td>{plan.value(rec, n, number)}</td>" for n in plan.fields) + "</tr>"


def heading(plan: Plan, text: str) -> str:
    """A section heading outside tables."""
    tag = plan.rng.choice(["h2", "h3", "h4", "h5"])
    return plan.rng.choice(
        [
            f"<{tag}>{text}</{tag}>",
            f"<p><strong>{text}</strong></p>",
            f"<p><b>{text}</b></p>",
            f"<{tag}><span>{text}</span></{tag}>",
        ]
    )


def simple(plan: Plan, rows: Iterable[tuple[int, Rec]], extra: str = "") -> str:
    """One table."""
    return (
        opening(plan)
        + extra
        + header(plan)
        + "<tbody>"
        + "".join(row(plan, r, i) for i, r in rows)
        + "</tbody></table>"
    )


def table(plan: Plan) -> str:
    """One table, or one a section with headings between."""
    if not plan.section:
        return simple(
            plan, enumerate(plan.records, 1), plan.rng.choice(["", "", "<caption>Listado de acuerdos</caption>"])
        )
    out, number = [], 0
    look = plan.rng.choice(["h2", "h3", "h4", "b"])
    for name, rows in plan.sections():
        out.append(f"<p><b>{name}</b></p>" if look == "b" else f"<{look}>{name}</{look}>")
        out.append(simple(plan, enumerate(rows, number + 1)))
        number += len(rows)
    return "".join(out)


def spans(plan: Plan) -> str:
    """A table with caption rows, two-row header and cells over several rows."""
    rng = plan.rng
    together = [n for n in plan.fields if n in PARTIES]
    first = plan.fields[0]
    rest = [n for n in plan.fields[1:] if n not in together or n == first]
    together = [n for n in together if n != first]
    two = rng.random() < 0.6 and len(together) > 1
    if two:
        at = rng.randint(0, len(rest))
        plan.fields = [first, *rest[:at], *together, *rest[at:]]
        top = "".join(
            f"<th colspan={len(together)}>{rng.choice(words()['supers']['parties'])}</th>"
            if n == together[0]
            else f"<th rowspan=2>{plan.head(n)}</th>"
            for n in plan.fields
            if n == together[0] or n not in together
        )
        head = f"<tr>{top}</tr><tr>" + "".join(f"<th>{plan.head(n)}</th>" for n in together) + "</tr>"
    else:
        head = header(plan)
    width = len(plan.fields)
    out = [opening(plan)]
    if rng.random() < 0.6:
        out.append(
            f"<tr><td colspan={width}><b>{rng.choice(['ACUERDOS INTERINSTITUCIONALES', 'Relación de convenios internacionales', 'Listado actualizado a diciembre de 2025'])}</b></td></tr>"
        )
    out.append(head)
    spanned = [
        n
        for n in plan.fields
        if n in {"country", "municipality", "local", "level", "date", "validity"} and rng.random() < 0.7
    ]
    number = 0
    for name, rows in plan.sections():
        if name:
            out.append(f"<tr><{(t := rng.choice(['td', 'th']))} colspan={width}>{name}</{t}></tr>")
        if spanned:
            rows = sorted(rows, key=lambda r: str(getattr(r, spanned[0])))
        cells = {n: [plan.value(r, n, number + i) for i, r in enumerate(rows, 1)] for n in plan.fields}
        for i, rec in enumerate(rows):
            line = []
            for n in plan.fields:
                mine = getattr(rec, n) if n in spanned else None
                if mine and i and getattr(rows[i - 1], n) == mine:
                    continue
                run = 1
                while mine and i + run < len(rows) and getattr(rows[i + run], n) == mine:
                    run += 1
                line.append(f"<td rowspan={run}>{cells[n][i]}</td>" if run > 1 else f"<td>{cells[n][i]}</td>")
            out.append("<tr>" + "".join(line) + "</tr>")
        number += len(rows)
    if rng.random() < 0.4:
        out.append(f"<tr><td colspan={width - 1}>Total</td><td>{len(plan.records)}</td></tr>")
    return "".join(out) + "</table>"


def paged(plan: Plan) -> list[str]:
    """The table over several pages."""
    size = plan.rng.choice([4, 5, 7, 10])
    rows = list(enumerate(plan.records, 1))
    count = (len(rows) + size - 1) // size
    out = []
    opener, dress = opening(plan), header(plan)
    for page in range(count):
        links = " ".join(
            f"<a href='?p={p + 1}'>{p + 1}</a>" if p != page else f"<span>{p + 1}</span>" for p in range(count)
        )
        after = f" <a rel=next href='?p={page + 2}'>Siguiente</a>" if page + 1 < count else ""
        body = opener + dress + "".join(row(plan, r, i) for i, r in rows[page * size : page * size + size])
        if plan.rng.random() < 0.2:
            body += f"<tr><td colspan={len(plan.fields)}>{links}{after}</td></tr></table>"
        else:
            body += f"</table><div class=pager>Página {page + 1} de {count} {links}{after}</div>"
        out.append(body)
    return out
