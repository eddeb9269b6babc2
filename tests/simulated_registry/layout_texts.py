"""Two layouts without a table of agreements: sentences in a list, and label beside value."""

from itertools import groupby
from random import Random

from tests.simulated_registry.frame import frame
from tests.simulated_registry.style import Style, government_name
from tests.simulated_registry.truth import SimulatedAgreement

Rows = list[SimulatedAgreement]


def _signed(style: Style, row: SimulatedAgreement, words: str) -> str:
    text = style.plain(style.date(row))
    if words.endswith(":"):
        return f"{words} {text}"
    if row.signed_precision != "day":
        return f"{words} en {text}"
    return f"{words} el {text}"


def _valid(style: Style, row: SimulatedAgreement, words: str) -> str:
    text = style.cells(row, 0)["validity"]
    if row.validity == "none":
        return "" if style.rng.random() < 0.7 or text in ("", "-") else f"Vigencia: {text.lower()}"
    if row.validity == "years" and words == "Vigencia de":
        unit = "año" if row.validity_years == 1 else "años"
        return f"Vigencia de {row.validity_years} {unit}"
    if row.validity == "indefinite":
        return style.rng.choice(["Vigencia: indefinida", "Vigencia indefinida", "Con vigencia indefinida"])
    if row.validity == "fixed" and text.startswith("Vigente"):
        return text
    return f"Vigencia: {text[0].lower()}{text[1:]}"


def _parts(style: Style, row: SimulatedAgreement, words: dict[str, str]) -> list[str]:
    """Title first, then the rest as short sentences."""
    cells = style.cells(row, 0)
    parts = []
    if not row.title_tells_local:
        parts.append(f"{words['local']}: {cells['local_party']}")
    if row.counterpart_country and (not row.title_tells_country or words["always_country"]):
        parts.append(f"País: {cells['country']}")
    parts.append(_signed(style, row, words["signed"]))
    validity = _valid(style, row, words["validity"])
    parts += [style.plain(validity)] if validity else []
    parts.append(f"{words['topics']}: {cells['topics']}")
    if words["objective"]:
        parts.append(f"Objetivo: {cells['objective'].rstrip('.')}")
    return [cells["title"], *(style.plain(part) for part in parts)]


def _stop(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _item(style: Style, parts: list[str], form: str, wrap: str) -> str:
    title, rest = style.html(parts[0]), [style.html(part) for part in parts[1:]]
    if wrap == "quotes":
        title = f"“{title}”"
    elif wrap:
        title = f"<{wrap}>{title}</{wrap}>"
    if form == "sublist":
        return f"{title}<ul>{''.join(f'<li>{part}</li>' for part in rest)}</ul>"
    if form == "breaks":
        return f"{title}<br>\n" + "<br>\n".join(_stop(part) for part in rest)
    if form == "parenthesis":
        date = next(i for i, part in enumerate(rest) if " el " in part[:14] or " en " in part[:14])
        inside = rest.pop(date)
        inside = inside[0].lower() + inside[1:]
        return f"{title} ({inside}). " + " ".join(_stop(part) for part in rest)
    return f"{_stop(title)} " + " ".join(_stop(part) for part in rest)


def sentences(rows: Rows, rng: Random) -> str:
    """A list whose items tell each agreement in a few sentences."""
    style = Style(rng, rows, prose=True)
    form = rng.choice(["sentences", "sentences", "breaks", "sublist", "parenthesis"])
    signed = ["Firmado", "Suscrito", "Signado"]
    if form != "parenthesis":
        signed += ["Fecha de firma:", "Fecha de suscripción:", "Fecha:"]
    words = {
        "local": rng.choice(["Parte mexicana", "Suscribe", "Parte local", "Dependencia o municipio"]),
        "signed": rng.choice(signed),
        "validity": rng.choice(["Vigencia de", "Vigencia"]),
        "topics": rng.choice(["Áreas", "Áreas de cooperación", "Materias", "Temas", "Rubros de cooperación", "Ámbitos de cooperación"]),
        "objective": "yes" if rng.random() < 0.25 else "",
        "always_country": "yes" if rng.random() < 0.2 else "",
    }  # fmt: skip
    if form == "parenthesis":
        style.nbsp = 0.0
    container = rng.choice(["ol", "ul", "p"]) if form != "sublist" else rng.choice(["ol", "ul"])
    wrap = rng.choice(["", "", "strong", "em", "quotes"])
    by = rng.choice(["", "", "year", "party"])

    def group(row: SimulatedAgreement) -> str:
        if by == "party":
            return government_name(row) if row.level == "state" else row.municipality
        return row.signed_on[:4] if by == "year" else ""

    out = []
    number = 0
    for name, members in groupby(sorted(rows, key=lambda row: (group(row), row.signed_on)), key=group):
        items = [_item(style, _parts(style, row, words), form, wrap) for row in members]
        out += [f"<h3>{style.plain(name)}</h3>"] if name else []
        if container == "p":
            out += [f"<p>{number + place}. {item}</p>" for place, item in enumerate(items, 1)]
        else:
            lines = "\n".join(f"<li>{item}</li>" for item in items)
            start = f' start="{number + 1}"' if container == "ol" and number else ""
            out.append(f"<{container}{start}>\n{lines}\n</{container}>")
        number += len(items)
    return frame(style, "\n".join(out))


def _block(style: Style, pairs: list[tuple[str, str]], form: str) -> str:
    if form == "dl":
        return "<dl>\n" + "\n".join(f"<dt>{k}</dt><dd>{v}</dd>" for k, v in pairs) + "\n</dl>"
    if form == "tables":
        lines = "\n".join(f"<tr><td><b>{k}</b></td><td>{v}</td></tr>" for k, v in pairs)
        return f'<table class="ficha">\n{lines}\n</table>'
    if form == "th_tables":
        lines = "\n".join(f"<tr><th>{k}:</th><td>{v}</td></tr>" for k, v in pairs)
        return f'<table class="ficha">\n{lines}\n</table>'
    if form == "cards":
        lines = "\n".join(f"<div><strong>{k}:</strong> {v}</div>" for k, v in pairs)
        return f'<div class="card">\n{lines}\n</div>'
    return "<p>" + "<br>\n".join(f"{k}: {v}" for k, v in pairs) + "</p>"


def labels(rows: Rows, rng: Random) -> str:
    """One block an agreement, each value beside its label."""
    style = Style(rng, rows)
    form = rng.choice(["dl", "tables", "th_tables", "cards", "lines"])
    if form == "lines" and style.joiner[0] == "\n":
        style.joiner = ("; ", True)
    fields = [name for name in style.fields() if name != "number"]
    if rng.random() < 0.6:
        fields.remove("title")
        fields.insert(0, "title")
    as_heading = fields[0] == "title" and form in ("cards", "dl", "tables") and rng.random() < 0.4
    out = []
    for number, row in enumerate(rows, 1):
        cells = style.cells(row, number)
        pairs = [(style.html(style.heading(name)), style.html(cells[name])) for name in fields if cells[name]]
        if as_heading:
            title = pairs.pop(0)[1]
            out.append(f"<h4>{title}</h4>")
        out.append(_block(style, pairs, form))
        if form == "lines":
            out.append("<hr>")
    return frame(style, "\n".join(out))
