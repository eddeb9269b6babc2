"""Lists of sentences: ul, ol, paragraphs, lines."""

from __future__ import annotations

from random import Random

from tests.holdout.dates import written
from tests.holdout.making import Rec
from tests.holdout.plan import Plan
from tests.holdout.tables import heading

STYLES = [
    "long",
    "del",
    "capitals",
    "spelled",
    "ordinal",
    "dmy/",
    "d/m/y",
    "abbr-",
    "roman/",
    "weekday_plain",
    "delano",
    "nocomma",
]
SIGNED = [
    "Firmado {on}",
    "Suscrito {on}",
    "Fecha de firma: {d}",
    "Firma: {d}",
    "Se firmó {on}",
    "Fecha: {d}",
    "Celebrado {on}",
    "Firmado en la ciudad de México {on}",
    "Suscrito en Guadalajara, Jalisco, {on}",
    "Signed: {d}",
    "Data de {on2}",
]
VALID = ["Vigencia: {v}", "Con vigencia: {v}", "Vigencia {v}", "Duración: {v}", "Estará vigente: {v}"]
AREAS = [
    "Áreas: {t}",
    "Temas: {t}",
    "Áreas de cooperación: {t}",
    "Ámbitos: {t}",
    "Materias: {t}",
    "En materia de {t}",
    "Comprende las áreas de {t}",
    "Rubros: {t}",
    "Temas de cooperación: {t}",
]


def on(rec: Rec, date: str) -> str:
    """'el 3 de mayo de 2011' or 'en mayo de 2011'."""
    return ("el " if len(rec.truth["signed_on"]) == 10 else "en ") + date


def validity(rec: Rec, rng: Random) -> str:
    """A validity that can stand in a sentence."""
    return rec.validity if rec.validity not in {"-", "N/D"} else rng.choice(["indefinida", "3 años"])


def sentence(plan: Plan, rec: Rec, pattern: int, styles: list[str], forms: tuple[str, str, str]) -> str:
    """One record as a sentence; the title's truth is what stands before the date, where that can be told."""
    rng = plan.rng
    precision = {10: "day", 7: "month", 4: "year"}[len(rec.truth["signed_on"])]
    style = rng.choice(styles)
    date = written(rec.day, precision, style, "", rng)
    title = plan.dress(rec.title, "title")
    areas = plan.value(rec, "topics") if "topics" in plan.fields and rec.topics != ["-"] else ""
    lower = areas.lower() if not plan.capitals else areas
    term = plan.dress(validity(rec, rng), "validity") if "validity" in plan.fields else ""
    signed, valid, area = forms
    date = plan.dress(date, "date")
    when = signed.format(on=on(rec, date), d=date, on2=date)
    tail_valid, tail_area = (
        valid.format(v=term) if term else "",
        area.format(t=lower if "materia de" in area or "áreas de {" in area else areas) if areas else "",
    )
    if pattern == 0:
        return ". ".join(x for x in (title, when, tail_valid, tail_area) if x) + "."
    if pattern == 1:
        return (
            "; ".join(
                x
                for x in (
                    title + f", {when[0].lower()}{when[1:]}",
                    tail_valid.lower(),
                    tail_area[:1].lower() + tail_area[1:],
                )
                if x
            )
            + "."
        )
    if pattern == 2:
        return (
            f"<strong>{title}</strong> ({date})"
            + (f". {tail_area}" if tail_area else "")
            + (f". {tail_valid}" if tail_valid else "")
        )
    if pattern == 3:
        return (
            f"{date[:1].upper()}{date[1:]}. {title}."
            + (f" {tail_area}." if tail_area else "")
            + (f" {tail_valid}." if tail_valid else "")
        )
    if pattern == 4:
        details = [x for x in (when, tail_valid, tail_area) if x]
        return f"<b>{title}</b><ul>" + "".join(f"<li>{x}</li>" for x in details) + "</ul>"
    if pattern == 5:
        return (
            f'<a href="/docs/a.pdf">{title}</a>, {date}'
            + (f" – {tail_area}" if tail_area else "")
            + (f" – {tail_valid}" if tail_valid else "")
        )
    if pattern == 6:
        rec.truth["title"] = None
        return contracted_sentence(plan, rec, on(rec, date), tail_area)
    return ". ".join(x for x in (title, tail_area, tail_valid, when) if x) + "."


def article(title: str) -> str:
    """The article of an instrument; a colon where it starts with a place."""
    first = title.split()[0]
    if first in {"Carta", "Acta", "Declaración", "Declaratoria", "Minuta", "Hoja", "Joint"}:
        return "la"
    return (
        "el"
        if first
        in {"Acuerdo", "Convenio", "Hermanamiento", "Pacto", "Memorándum", "Memorando", "Protocolo", "Plan", "Programa"}
        else "lo siguiente:"
    )


def contracted_sentence(plan: Plan, rec: Rec, when: str, areas: str) -> str:
    """Date first, the instrument named by its title after the verb."""
    title = plan.dress(rec.title, "title")
    return f"{when[:1].upper()}{when[1:]} se firmó {article(rec.title)} {title}." + (f" {areas}." if areas else "")


def sentences(plan: Plan) -> str:
    """All records as a list."""
    rng = plan.rng
    pattern = rng.choice([0, 0, 1, 2, 3, 4, 5, 6, 7])
    styles = rng.sample(STYLES, rng.choice([1, 2, 3]))
    forms = (rng.choice(SIGNED[:-1]), rng.choice(VALID), rng.choice(AREAS))
    wrap = rng.choice(["ul", "ol", "p", "p_numbered", "br", "br_bullet", "li_p"])
    if pattern == 4 and wrap not in {"ul", "ol", "li_p"}:
        wrap = "ul"
    out: list[str] = []
    number = 0
    for name, rows in plan.sections():
        if name:
            out.append(heading(plan, name))
        items = [sentence(plan, r, pattern, styles, forms) for r in rows]
        numbers = range(number + 1, number + len(rows) + 1)
        number += len(rows)
        if wrap in {"ul", "ol"}:
            out.append(f"<{wrap}>" + "".join(f"<li>{x}</li>" for x in items) + f"</{wrap}>")
        elif wrap == "li_p":
            out.append(
                "<ul>"
                + "".join(f"<li><p>{x}</p></li>" if "<ul>" not in x else f"<li>{x}</li>" for x in items)
                + "</ul>"
            )
        elif wrap == "p":
            out += [f"<p>{x}</p>" for x in items]
        elif wrap == "p_numbered":
            mark = rng.choice([".", ".-", ")"])
            out += [f"<p>{i}{mark} {x}</p>" for i, x in zip(numbers, items, strict=True)]
        elif wrap == "br":
            out.append("<div>" + "<br>".join(items) + "</div>")
        else:
            out.append("<p>" + "<br><br>".join(f"• {x}" for x in items) + "</p>")
    return "".join(out)
