"""The front page: what this is, its figures, what changed, the map, the charts, and what is claimed and not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from warehouse.edition import Edition
from warehouse.fields import Vocabulary
from warehouse.metadata.published_files import PublishedFile
from warehouse.metadata.schema_org import schema_org
from warehouse.quality_reading import Row
from warehouse.schema import vocabulary
from warehouse.site import addresses
from warehouse.site.charts import Band, Column, bar, column_chart
from warehouse.site.front_changes import news
from warehouse.site.map import state_map
from warehouse.site.presidencies import presidencies
from warehouse.site.reading import Site
from warehouse.site.rendering import Page
from warehouse.site.totals import totals

TOP = 10
# A chart of two or three years would be two or three slabs.
SHORTEST_AXIS = 24
ANSWERS = (("yes", "registered"), ("no", "unregistered"), ("unknown", "untold"))


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """The front page of one edition."""
    claimed = site.query("front_claims")
    figures = totals(site, claimed)
    states = site.query("list_states")
    years = site.query("front_years")
    yield Page(
        addresses.FRONT,
        "front.html.j2",
        {
            "totals": figures,
            "evidence": evidence_counts(site.query("front_evidence"), edition),
            "registry_answers": [
                (edition.value("agreements", "in_registry", code), figures[counted]) for code, counted in ANSWERS
            ],
            "offices": office_figures(site),
            "registry": registry_sentence(figures, edition),
            "news": news(site, edition),
            "map": state_map(states, edition, here=addresses.FRONT),
            "years": years,
            "timeline": timeline(years, edition, until=int(site.day[:4])),
            "countries": country_bars(site.query("list_countries"), edition),
            "topics": topic_bars(site.query("front_topics"), edition),
            "claims": claims(claimed),
            "bar": bar,
            "dataset_description": dataset_description(site, edition),
        },
    )


def dataset_description(site: Site, edition: Edition) -> Markup:
    """The schema.org description of the version for search engines: JSON that no HTML can end."""
    files = {
        file["name"]: PublishedFile(file["name"], file.get("bytes"), file.get("sha256"))
        for file in site.index.get("files", ())
    }
    told = schema_org(
        files,
        site.tables,
        version=site.version,
        publisher=site.publisher,
        language=edition.language,
        root=addresses.relative(addresses.FRONT, edition.folder + addresses.FRONT).removesuffix(addresses.FRONT),
    )
    return Markup(told)  # noqa: S704 - JSON of our own maker, with <, > and & escaped


def evidence_counts(rows: Sequence[Row], edition: Edition) -> list[tuple[str, int]]:
    """How many agreements rest on each kind of evidence, the strongest kind first, with its label."""
    counts = {row["evidence"]: row["agreements"] for row in rows}
    known = [code for code in vocabulary.EVIDENCE.values if code in counts]
    return [(edition.value("agreements", "evidence", code), counts[code]) for code in known]


def office_figures(site: Site) -> dict[str, int]:
    """How many states have each thing that ``office_coverage`` measures: an office, a law, a branch in the US."""
    return {row["measure"]: row["ours"] for row in site.rows("office_coverage") if row["state_code"] == "00"}


def registry_sentence(figures: Row, edition: Edition) -> str:
    """What of this version comes from the registry itself, and how many agreements the literature counts in it."""
    count, registered = figures["agreements"], figures["from_registry"]
    if registered:
        part, part_english = f"{registered:,} de los {count:,} acuerdos", f"{registered:,} of the {count:,} agreements"
        if registered == count:
            part, part_english = f"los {count:,} acuerdos", f"all {count:,} agreements"
        if count == 1:
            part, part_english = "el único acuerdo", "the only agreement"
        one = registered == 1
        spanish = f"Del registro de la SRE {'viene' if one else 'vienen'} {part}."
        english = f"From the Foreign Ministry’s registry {'comes' if one else 'come'} {part_english}."
    else:
        read = figures["registries_read"]
        none, none_english = {
            0: ("ningún acuerdo viene", "no agreement comes"),
            1: ("el único acuerdo no viene", "the only agreement does not come"),
        }.get(count, (f"ninguno de los {count:,} acuerdos viene", f"none of the {count:,} agreements comes"))
        spanish = f"El registro de la SRE {'se leyó' if read else 'no se ha leído nunca'}: {none} de él."
        english = f"The Foreign Ministry’s registry has {'' if read else 'never '}been read: {none_english} from it."
    if figures["printed"]:
        printed = edition.number(figures["printed"])
        spanish += f" La bibliografía (SRE y otros, 2025) cuenta {printed} en él."
        english += f" The literature (Foreign Ministry and others, 2025) counts {printed} in it."
    return edition.say(spanish, english)


def timeline(years: Sequence[Row], edition: Edition, *, until: int) -> Markup | None:
    """The chart of signatures by year up to ``until``, on the presidencies; None where no agreement has a date."""
    if not years:
        return None
    last = max(until, years[-1]["year"])
    first = min(years[0]["year"], last - SHORTEST_AXIS + 1)
    highest = max(years, key=lambda row: row["agreements"])
    total = sum(row["agreements"] for row in years)
    columns = [
        Column(row["year"], row["agreements"], f"{row['year']}: {_agreements(row['agreements'], edition)}")
        for row in years
    ]
    return column_chart(
        columns,
        _presidency_bands(edition),
        first=first,
        last=last,
        name="firmas",
        title=edition.say("Acuerdos por año de firma", "Agreements by year of signature"),
        told=edition.say(
            "{} con año de firma, de {} a {}; el año con más es {}, con {}.",
            "{} with a year of signature, from {} to {}; the year with most is {}, with {}.",
        ).format(
            _agreements(total, edition), years[0]["year"], years[-1]["year"], highest["year"], highest["agreements"]
        ),
    )  # fmt: skip


def country_bars(rows: Sequence[Row], edition: Edition) -> list[dict[str, Any]]:
    """The countries with most agreements, with their names and the addresses of their pages."""
    signed = [row for row in rows if row["country"] and row["agreements"]]
    named = [
        {**row, "name": edition.country(row["country"], row["printed"]), "path": addresses.country(row["country"])}
        for row in signed
    ]
    return sorted(named, key=lambda row: (-row["agreements"], addresses.slug(row["name"])))[:TOP]


def topic_bars(rows: Sequence[Row], edition: Edition) -> list[dict[str, Any]]:
    """Every area of cooperation, also those of no agreement, most agreements first."""
    counts = {row["topic"]: row["agreements"] for row in rows}
    topics: Vocabulary = vocabulary.TOPIC
    every = [
        {"name": edition.value("agreements", "topics", code), "agreements": counts.get(code, 0)}
        for code in topics.values
    ]
    return sorted(every, key=lambda row: -row["agreements"])


def claims(rows: Sequence[Row]) -> dict[str, Any]:
    """The claims of which no agreement is known: the ten states with most, and by level."""
    placed = [{**row, "path": addresses.state(row["state"])} for row in rows if row["state_code"] and row["unlinked"]]
    municipal = sum(row["unlinked_municipal"] for row in rows)
    return {
        "states": placed[:TOP],
        "other_states": len(placed[TOP:]),
        "municipal": municipal,
        "of_states": sum(row["unlinked"] for row in placed) - municipal,
    }


def _presidency_bands(edition: Edition) -> list[Band]:
    before = vocabulary.ADMINISTRATION.values[0]
    bands = [
        Band(
            one.start,
            one.name,
            edition.say("{}, desde {}", "{}, since {}").format(
                edition.value("agreements", "administration", one.code), edition.date(one.since.isoformat())
            ),
        )
        for one in presidencies()
    ]
    first = edition.value("agreements", "administration", before)
    return [Band(float("-inf"), edition.say("Antes de 1982", "Before 1982"), first), *bands]


def _agreements(count: int, edition: Edition) -> str:
    return edition.counted(count, ("acuerdo", "acuerdos"), ("agreement", "agreements"))
