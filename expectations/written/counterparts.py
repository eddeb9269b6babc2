"""Who signs abroad: a worldwide body has no country, a country has its region, a subdivision its country."""

from __future__ import annotations

from expectations.rules import Rule
from expectations.written.making import row_rule

_TABLES = ("agreements", "claims")


def _rules(table: str) -> tuple[Rule, ...]:
    return (
        row_rule(
            f"{table}.worldwide_with_country", ("region", "counterpart_country"),
            "region <> 'international' OR counterpart_country IS NULL",
            "Un organismo mundial no tiene país.",
        ),
        row_rule(
            f"{table}.region_of_another_country", ("region", "counterpart_country"),
            # A worldwide body with a country breaks the rule above, and one rule is enough to say so.
            "region = 'international' OR region = region_of_country",
            "La región es la del país.", lookups=("region_of_country",),
        ),
        row_rule(
            f"{table}.subdivision_of_another_country", ("counterpart_subdivision", "counterpart_country"),
            "counterpart_subdivision IS NULL OR left(counterpart_subdivision, 2) = coalesce(counterpart_country, '')",
            "La subdivisión es del país que se dice.",
        ),
        row_rule(
            f"{table}.counterpart_in_mexico", ("counterpart_country",), "counterpart_country <> 'MX'",
            "La contraparte no está en México: un hermanamiento nacional no cuenta.",
        ),
    )  # fmt: skip


RULES = tuple(rule for table in _TABLES for rule in _rules(table))
