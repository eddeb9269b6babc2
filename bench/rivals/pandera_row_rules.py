"""The rules of several columns as polars expressions; null holds, as pandera has it (``ignore_na``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

Expressions = Mapping[str, Mapping[str, pl.Expr]]
_PHONE = r"\+[1-9]\d{7,14}"


@dataclass(frozen=True)
class Facts:
    """What is known of the world: names by code, region by country, years of birth, the first day of presidencies."""

    today: str
    states: Mapping[str, str]
    municipalities: Mapping[str, str]
    regions: Mapping[str, str]
    municipality_years: Mapping[str, int]
    body_years: Mapping[str, int]
    presidencies: Mapping[str, str]


def row_rules(facts: Facts) -> Expressions:
    """For each table its rules, by name."""
    rules = {
        **_dates(facts), **_founding(facts), **_places(facts), **_counterparts(facts, "agreements"),
        **_counterparts(facts, "claims"), **_validity(), **_branches(), **_laws(facts), **_offices(facts),
    }  # fmt: skip
    tables = dict.fromkeys(name.split(".")[0] for name in rules)
    return {table: {name: rule for name, rule in rules.items() if name.split(".")[0] == table} for table in tables}


def fold(text: pl.Expr) -> pl.Expr:
    """Lower-case words of ASCII letters and digits, one space between."""
    plain = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return plain.str.replace_all("[^a-z0-9]+", " ").str.strip_chars()


def _found(column: str, known: Mapping[str, object], kind: type[pl.DataType] = pl.String) -> pl.Expr:
    return pl.col(column).replace_strict(list(known), list(known.values()), default=None, return_dtype=kind)


def _any_of(words: Mapping[str, object]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _not_after(first: pl.Expr, last: pl.Expr) -> pl.Expr:
    length = pl.min_horizontal(first.str.len_chars(), last.str.len_chars())
    return first.str.head(length) <= last.str.head(length)


def _dates(facts: Facts) -> dict[str, pl.Expr]:
    signed = pl.col("signed_on")
    length = signed.str.len_chars()
    day = pl.when(length == 4).then(signed + "-01-01").when(length == 7).then(signed + "-01").otherwise(signed)
    end = pl.when(length == 4).then(signed + "-12-31").when(length == 7).then(signed + "-31").otherwise(signed)
    first, last = _in_office(day, facts), _in_office(end, facts)
    era = pl.when(signed < "1994").then(pl.lit("pre_nafta")).when(signed >= "1994").then(pl.lit("post_nafta"))
    precision = length.fill_null(0).replace_strict([0, 4, 7], ["none", "year", "month"], default="day")
    return {
        "agreements.signed_in_future": _not_after(signed, pl.lit(facts.today)),
        "agreements.signed_absurdly_early": signed >= "1900",
        "agreements.signed_on_no_day": ~length.is_in([4, 7, 10]) | _as_day(day).is_not_null(),
        "agreements.signed_precision_disagrees": pl.col("signed_precision") == precision,
        "agreements.administration_disagrees": pl.col("administration").eq_missing(pl.when(first == last).then(first)),
        "agreements.nafta_era_disagrees": pl.col("nafta_era").eq_missing(era),
    }


def _as_day(text: pl.Expr) -> pl.Expr:
    return text.str.to_date("%Y-%m-%d", strict=False)


def _in_office(day: pl.Expr, facts: Facts) -> pl.Expr:
    """The presidency of a day: the last that had begun."""
    found = pl.lit(None, dtype=pl.String)
    for name, first_day in facts.presidencies.items():
        found = pl.when(day >= first_day).then(pl.lit(name)).otherwise(found)
    return found


def _founding(facts: Facts) -> dict[str, pl.Expr]:
    year = pl.col("signed_on").str.head(4).cast(pl.Int64, strict=False)
    bodies = fold(pl.col("counterpart")).str.extract_all(rf"\b(?:{_any_of(facts.body_years)})\b")
    born = pl.element().replace_strict(
        list(facts.body_years), list(facts.body_years.values()), default=None, return_dtype=pl.Int64
    )
    founded = _found("municipality_code", facts.municipality_years, pl.Int64)
    return {
        "agreements.signed_before_municipality": year >= founded,
        "agreements.signed_before_counterpart": year >= bodies.list.eval(born).list.max(),
    }


def _places(facts: Facts) -> dict[str, pl.Expr]:
    state, municipality = pl.col("state_code"), pl.col("municipality_code")
    tables = ("agreements", "claims", "branches", "laws", "office_facts")
    rules = {f"{table}.state_name_disagrees": pl.col("state") == _found("state_code", facts.states) for table in tables}
    for table in ("agreements", "claims"):
        named = _found("municipality_code", facts.municipalities)
        rules[f"{table}.municipality_name_disagrees"] = pl.col("municipality") == named
        rules[f"{table}.municipality_of_another_state"] = municipality.str.head(2) == state
    rules["agreements.signed_for_another_state"] = _state_named(facts) == state
    rules["agreements.state_with_municipality"] = (pl.col("level") != "state") | municipality.is_null()
    return rules


def _folded(name: str) -> str:
    plain = pl.select(fold(pl.lit(name))).item()
    return str(plain).removeprefix("estado de ")


def _state_named(facts: Facts) -> pl.Expr:
    """The code of the one state that a Mexican party says it is of, in so many words or at its end."""
    codes = {_folded(name): code for code, name in facts.states.items()}
    code = pl.element().replace_strict(list(codes), list(codes.values()), default=None, return_dtype=pl.String)
    prefix = "estado (?:libre y soberano )?de "
    said = fold(pl.col("local_party")).str.extract_all(rf"\b{prefix}(?:{_any_of(codes)})\b")
    said = said.list.eval(pl.element().str.replace(f"^{prefix}", "")).list.eval(code)
    places = pl.col("local_party").str.split(",").list.eval(fold(pl.element()))
    places = places.list.eval(pl.element().filter(pl.element() != "mexico"))
    last = pl.when(places.list.len() > 1).then(places.list.tail(1)).otherwise(pl.lit([], dtype=pl.List(pl.String)))
    named = said.list.concat(last.list.eval(code)).list.drop_nulls().list.unique()
    return pl.when(named.list.len() == 1).then(named.list.first())


def _counterparts(facts: Facts, table: str) -> dict[str, pl.Expr]:
    region, country = pl.col("region"), pl.col("counterpart_country")
    subdivision = pl.col("counterpart_subdivision")
    worldwide = region == "international"
    return {
        f"{table}.worldwide_with_country": ~worldwide | country.is_null(),
        f"{table}.region_of_another_country": worldwide | (region == _found("counterpart_country", facts.regions)),
        f"{table}.subdivision_of_another_country":
            subdivision.is_null() | (subdivision.str.head(2) == country.fill_null("")),
        f"{table}.counterpart_in_mexico": country != "MX",
    }  # fmt: skip


def _validity() -> dict[str, pl.Expr]:
    validity, signed, expires = pl.col("validity"), pl.col("signed_on"), pl.col("expires_on")
    begins, ends = _as_day(signed), _as_day(expires)
    years, months, days = (validity.str.extract(f"([0-9]+){letter}").fill_null("0") for letter in "YMD")
    term = pl.concat_str(years, pl.lit("y"), months, pl.lit("mo"), days, pl.lit("d"))
    to_the_day = validity.str.starts_with("P") & (signed.str.len_chars() == 10) & (expires.str.len_chars() == 10)
    once = begins.dt.offset_by(term)
    in_time = ends.is_between(once.dt.offset_by("-31d"), once.dt.offset_by(term).dt.offset_by("31d"))
    return {
        "agreements.indefinite_expires": (validity != "indefinite") | expires.is_null(),
        "agreements.until_no_date": (validity != "until") | expires.is_not_null(),
        "agreements.expires_before_signed": _not_after(signed, expires),
        "agreements.duration_and_expiry_disagree": ~to_the_day | (ends < begins) | in_time,
        "agreements.withdrawn_disagrees": (pl.col("status") == "withdrawn") == pl.col("withdrawn_on").is_not_null(),
        "agreements.seen_backwards": pl.col("first_seen") <= pl.col("last_seen"),
    }


def _phones_are_international() -> pl.Expr:
    return pl.col("phones_e164").list.eval(pl.element().str.contains(f"^{_PHONE}$")).list.all()


def _branches() -> dict[str, pl.Expr]:
    country, subdivision = pl.col("country").fill_null(""), pl.col("subdivision")
    return {
        "branches.us_state_outside_us": pl.col("us_state").is_null() | (country == "US"),
        "branches.subdivision_of_another_country": subdivision.is_null() | (subdivision.str.head(2) == country),
        "branches.phones_no_e164": _phones_are_international(),
        "branches.closed_before_opened": _not_after(pl.col("opened_on"), pl.col("closed_on")),
    }


def _laws(facts: Facts) -> dict[str, pl.Expr]:
    gazette = pl.col("gazette_date")
    late = gazette.str.head(4).cast(pl.Int64, strict=False) - pl.col("year").cast(pl.Int64, strict=False)
    return {
        "laws.reformed_before_published": _not_after(gazette, pl.col("last_reform")),
        "laws.year_and_gazette_disagree": late.is_between(0, 1),
        "laws.published_in_future": _not_after(gazette, pl.lit(facts.today)),
    }


def _offices(facts: Facts) -> dict[str, pl.Expr]:
    in_order = _not_after(pl.col("valid_from"), pl.col("valid_to"))
    numbers = pl.col("value").str.contains(rf"^{_PHONE}([|]{_PHONE})*$")
    return {
        "office_facts.said_in_future": _not_after(pl.col("as_of"), pl.lit(facts.today)),
        "office_facts.ended_before_said": _not_after(pl.col("as_of"), pl.col("ended_on")),
        "office_facts.phones_no_e164": (pl.col("field") != "phone") | numbers,
        "offices.phones_no_e164": _phones_are_international(),
        "offices.ended_before_it_began": in_order,
        "office_names.ended_before_it_began": in_order,
    }
