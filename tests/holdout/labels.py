"""Blocks of labels and values in many kinds of markup."""

from __future__ import annotations

from tests.holdout.making import Rec
from tests.holdout.plan import Plan
from tests.holdout.tables import heading

KINDS = [
    "dl",
    "dl_each",
    "two_columns",
    "two_columns_long",
    "four_columns",
    "cards",
    "lines",
    "classes",
    "paragraphs",
    "li_strong",
    "spans",
    "h_title",
    "definition_title",
]


def pairs(plan: Plan, rec: Rec, number: int, *, titled: bool) -> list[tuple[str, str]]:
    """Labels and values, without the title when a heading prints it."""
    fields = [n for n in plan.fields if n != "number" and not (titled and n == "title")]
    if not titled:
        fields.remove("title")
        fields.insert(0, "title")
    out = []
    for name in fields:
        value = plan.value(rec, name, number)
        if not value and plan.rng.random() < 0.5:
            continue
        out.append((plan.head(name), value))
    if "number" in plan.fields and not titled:
        out.insert(0, (plan.head("number"), str(number)))
    return out


def block(plan: Plan, rec: Rec, number: int, kind: str, colon: str, tag: str) -> str:
    """One record."""
    titled = kind in {"cards", "h_title", "definition_title"}
    items = pairs(plan, rec, number, titled=titled)
    title = plan.dress(rec.title, "title")
    if kind in {"dl", "dl_each"}:
        inner = "".join(f"<dt>{k}{colon}</dt><dd>{v}</dd>" for k, v in items)
        return f"<dl>{inner}</dl>" if kind == "dl_each" else inner
    if kind in {"two_columns", "two_columns_long"}:
        inner = "".join(
            f"<tr><td><b>{k}{colon}</b></td><td>{v}</td></tr>"
            if tag == "td"
            else f"<tr><th>{k}{colon}</th><td>{v}</td></tr>"
            for k, v in items
        )
        return (
            f"<table class='ficha'>{inner}</table>"
            if kind == "two_columns"
            else inner + "<tr><td colspan=2>&nbsp;</td></tr>"
        )
    if kind == "four_columns":
        first, *rest = items
        out = [f"<tr><td>{first[0]}{colon}</td><td colspan=3>{first[1]}</td></tr>"]
        for i in range(0, len(rest), 2):
            line = "".join(f"<td>{k}{colon}</td><td>{v}</td>" for k, v in rest[i : i + 2])
            out.append(f"<tr>{line}</tr>")
        return "<table border=1>" + "".join(out) + "</table>"
    if kind == "cards":
        inner = "".join(f"<li><span>{k}:</span> {v}</li>" for k, v in items)
        return f"<div class='card'><div class='card-header'>{title}</div><div class='card-body'><ul>{inner}</ul></div></div>"
    if kind == "lines":
        inner = "<br>".join(f"{k}: {v}" if tag == "td" else f"<b>{k}:</b> {v}" for k, v in items)
        return f"<p>{inner}</p>"
    if kind == "classes":
        inner = "".join(
            f"<div class='campo'><div class='etiqueta'>{k}</div><div class='valor'>{v}</div></div>" for k, v in items
        )
        return f"<div class='registro'>{inner}</div>"
    if kind == "paragraphs":
        return "<div>" + "".join(f"<p><strong>{k}:</strong> {v}</p>" for k, v in items) + "</div><hr>"
    if kind == "li_strong":
        return "<ul>" + "".join(f"<li><strong>{k}</strong>: {v}</li>" for k, v in items) + "</ul>"
    if kind == "spans":
        return (
            "<article>"
            + "".join(
                f"<div class='row'><span class='lbl'>{k}{colon}</span><span class='val'>{v}</span></div>"
                for k, v in items
            )
            + "</article>"
        )
    if kind == "h_title":
        count = f"{number}. " if "number" in plan.fields else ""
        return f"<h4>{count}{title}</h4>" + "".join(f"<p>{k}: {v}</p>" for k, v in items)
    return f"<dl><dt>{title}</dt>" + "".join(f"<dd>{k}: {v}</dd>" for k, v in items) + "</dl>"


def labels(plan: Plan) -> str:
    """All blocks of a page."""
    rng = plan.rng
    kind, colon, tag = rng.choice(KINDS), rng.choice(["", ":", " :"]), rng.choice(["td", "th"])
    if kind in {"lines", "paragraphs", "h_title"}:
        plan.wraps = ("", "", "span", "font")
    plan.joiner = (
        ", "
        if kind in {"lines", "cards", "li_strong", "h_title", "definition_title", "paragraphs"}
        and plan.joiner in {"ul", "<br>", "<br/>• "}
        else plan.joiner
    )
    out, number = [], 0
    for name, rows in plan.sections():
        if name:
            text = heading(plan, name)
            out.append(text.replace("h4>", "h2>").replace("h5>", "h3>"))
        blocks = [block(plan, r, number + i, kind, colon, tag) for i, r in enumerate(rows, 1)]
        number += len(rows)
        inner = "".join(blocks)
        if kind == "dl":
            inner = f"<dl>{inner}</dl>"
        if kind == "two_columns_long":
            inner = f"<table>{inner}</table>"
        out.append(inner)
    return "".join(out)
