"""One page's manner: which fields it prints, in which dress, in which sections."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from random import Random

from tests.holdout.dates import STYLES
from tests.holdout.facts import plain, words
from tests.holdout.making import Rec, make, settle_topics


@dataclass
class Plan:
    """The page's manner and its records."""

    code: str
    rng: Random
    fields: list[str]
    heads: dict[str, str]
    section: str
    joiner: str
    capitals: bool
    bare: bool
    nbsp: bool
    records: list[Rec]
    wraps: tuple[str, ...] = ("", "", "", "", "b", "span", "p", "font")

    def dress(self, text: str, name: str) -> str:
        """A value as this page prints it, escaped."""
        if self.capitals and name in {
            "title",
            "local",
            "counterpart",
            "country",
            "municipality",
            "topics",
            "instrument",
        }:
            text = text.upper()
        if self.bare:
            text = plain(text)
        text = html.escape(text, quote=False)
        if self.nbsp and self.rng.random() < 0.3:
            text = re.sub(" ", "&nbsp;", text, count=2)
        return text

    def head(self, name: str) -> str:
        """A heading as this page prints it."""
        text = plain(self.heads[name]) if self.bare else self.heads[name]
        return html.escape(text.upper() if self.capitals else text, quote=False)

    def value(self, rec: Rec, name: str, number: int = 0) -> str:
        """The cell of a record."""
        rng = self.rng
        if name == "number":
            return f"{number}" if rng.random() < 0.8 else f"{number}."
        if name == "link":
            return '<a href="/doc.pdf">' + rng.choice(["Ver", "PDF", "Descargar"]) + "</a>"
        if name == "remarks":
            return rng.choice(["", "", "&nbsp;", "Sin observaciones"])
        if name == "municipality" and not rec.municipality:
            return rng.choice(["", "-", "N/A", "Gobierno del Estado", "No aplica", "&nbsp;"])
        if name == "topics":
            shown = [self.dress(t, name) for t in rec.topics]
            if self.joiner == "ul":
                return "<ul>" + "".join(f"<li>{t}</li>" for t in shown) + "</ul>"
            if self.joiner == "y":
                shown = [shown[0]] + [t.lower() if not self.capitals else t for t in shown[1:]]
                return (
                    ", ".join(shown[:-1]) + (" y " if not self.capitals else " Y ") + shown[-1]
                    if len(shown) > 1
                    else shown[0]
                )
            return self.joiner.join(shown)
        text = str(getattr(rec, name))
        if not text:
            return rng.choice(["", "&nbsp;", "-"]) if name != "country" else ""
        dressed = self.dress(text, name)
        return f"<{t}>{dressed}</{t}>" if (t := rng.choice(self.wraps)) else dressed

    def group(self, rec: Rec) -> str:
        """The section's heading for a record."""
        if self.section == "year":
            return str(rec.day.year)
        if self.section == "municipality":
            return rec.municipality or "Gobierno del Estado"
        if self.section == "level":
            return ("Acuerdos municipales", "Acuerdos estatales")[rec.level == "Estatal"]
        if self.section == "country":
            return rec.country if rec.truth["counterpart_country"] else "Organismos internacionales"
        return ""

    def sections(self) -> list[tuple[str, list[Rec]]]:
        """Records by section, in the page's order."""
        groups: dict[str, list[Rec]] = {}
        for rec in self.records:
            groups.setdefault(self.group(rec), []).append(rec)
        return [(html.escape(plain(g) if self.bare else g, quote=False), rows) for g, rows in sorted(groups.items())]


def plan(code: str, count: int, rng: Random, *, sectioned: bool, sentences: bool = False) -> Plan:
    """Decide a page's manner."""
    has = {
        n: rng.random() < p
        for n, p in {
            "topics": 0.8,
            "validity": 0.6,
            "instrument": 0.4,
            "local": 0.4,
            "counterpart": 0.45,
            "level": 0.25,
            "municipality": 0.2,
            "number": 0.55,
            "status": 0.2,
            "link": 0.3,
            "other_date": 0.2,
            "remarks": 0.15,
            "country": 0.6,
        }.items()
    }
    if sentences:
        for name in (
            "instrument",
            "local",
            "counterpart",
            "level",
            "municipality",
            "number",
            "link",
            "remarks",
            "country",
        ):
            has[name] = False
    section = rng.choice(["", "year", "municipality", "level", "country"]) if sectioned or rng.random() < 0.25 else ""
    if code == "09" and section == "municipality":
        section = "level"
    if section == "country":
        has["country"] = False
    if section == "level":
        has["level"] = False
    if section == "municipality":
        has["municipality"] = False
    if has["local"] and has["municipality"]:
        has["municipality"] = False
    named = has["country"] or section == "country"
    fields = [n for n in ["title", "date", *has] if n in {"title", "date"} or has[n]]
    rng.shuffle(fields)
    if "number" in fields:
        fields.remove("number")
        fields.insert(0, "number")
    heads = {n: rng.choice(forms) for n, forms in words()["headings"].items()}
    if code == "09":
        heads["municipality"] = rng.choice(["Alcaldía", "Demarcación territorial", "Alcaldía firmante"])
    styles = rng.sample(STYLES, rng.choice([1, 1, 2, 3]))
    apart = has["local"] and has["counterpart"]
    records = []
    for _ in range(count):
        rec = make(
            code, rng, country_in_title=not named or rng.random() < 0.3, parties_apart=apart, style=rng.choice(styles)
        )
        if named and not rec.truth["counterpart_country"] and has["counterpart"]:
            rec.country = rec.country or "-"
        settle_topics(rec, has["topics"])
        if has["topics"] and rng.random() < 0.06:
            rec.topics = ["-"]
            settle_topics(rec, printed=False)
        records.append(rec)
    if rng.random() < 0.5:
        records.sort(key=lambda r: r.day, reverse=rng.random() < 0.5)
    joiner = rng.choice([", ", "; ", " / ", "<br>", "ul", "y", " - ", "<br/>• "])
    if sentences:
        joiner = rng.choice([", ", "y", "; " if rng.random() < 0.3 else ", "])
    return Plan(
        code, rng, fields, heads, section, joiner, rng.random() < 0.15, rng.random() < 0.12, rng.random() < 0.2, records
    )
