"""One agreement out of several observations, field by field (SIMULADO)."""

from __future__ import annotations

from tests.warehouse.simulated import Row, observed
from warehouse.composition import compose


def printed(source: str, evidence: str, **fields: object) -> Row:
    seen = {"first_seen": "2026-01-01", "last_seen": "2026-02-01", "withdrawn_on": None, "in_registry": "unknown"}
    own = {"observation_id": f"obs-{source}", "raw_key": source, "part": "", "source_id": source, "evidence": evidence}
    return observed(1) | seen | own | fields


REGISTRY = printed("rai", "registry", in_registry="yes", validity="")
CITY = printed("city", "official_site", title="SIMULADO, de la ciudad", validity="P5Y", first_seen="2025-01-01")


def composed(*rows: Row) -> Row:
    ((agreement,), _) = compose(rows)
    return agreement


def test_the_registry_s_word_counts_first_and_others_fill_what_it_leaves_empty() -> None:
    row = composed(CITY, REGISTRY)
    assert (row["source_id"], row["title"], row["validity"]) == ("rai", REGISTRY["title"], "P5Y")
    assert (row["first_seen"], row["in_registry"], row["evidence"]) == ("2025-01-01", "yes", "registry")


def test_a_finer_date_that_agrees_replaces_a_coarse_one() -> None:
    day = {"signed_on": "1998-04-15", "signed_precision": "day", "administration": "zedillo"}
    assert {name: composed(REGISTRY, CITY | day)[name] for name in day} == day


def test_a_date_that_disagrees_is_a_conflict_and_the_first_word_stays() -> None:
    other = CITY | {"signed_on": "1998-05-02", "signed_precision": "day"}
    ((agreement,), conflicts) = compose([other, REGISTRY])
    assert agreement["signed_on"] == "1998-04"
    assert [(c["field"], c["value"], c["source_id"], c["other_value"], c["other_source_id"]) for c in conflicts] == [
        ("signed_on", "1998-04", "rai", "1998-05-02", "city")
    ]


def test_what_the_registry_dropped_and_a_city_still_prints_is_not_withdrawn_but_no_longer_in_the_registry() -> None:
    row = composed(REGISTRY | {"withdrawn_on": "2026-03-01"}, CITY)
    assert (row["status"], row["withdrawn_on"], row["in_registry"], row["source_id"]) == (
        "in_force", None, "no", "city",
    )  # fmt: skip


def test_what_everybody_dropped_is_withdrawn_on_the_last_day() -> None:
    row = composed(REGISTRY | {"withdrawn_on": "2026-03-01"}, CITY | {"withdrawn_on": "2026-04-01"})
    assert (row["status"], row["withdrawn_on"], row["source_id"]) == ("withdrawn", "2026-04-01", "rai")
