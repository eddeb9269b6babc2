"""A made-up registry of 1,350 agreements (SIMULADO), in every layout, from the pages to the published counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from flows.home import Home
from flows.run import run
from flows.run_report import Report
from tests.flows.desk import NOW, published, silent
from tests.simulated_registry import Comparison, SimulatedRegistry, compare
from tests.simulated_registry.compare import COLUMNS
from tests.simulated_registry.figures import ADMINISTRATIONS

# layout -> seed; the mixed site is read through its index page
SEEDS = {"table": 11, "rowspans": 12, "sentences": 13, "labels": 14, "paged": 15, "mixed": 16}
LEAST = 0.995
PRINTED = {
    "by_level": "schiavon_t2_level",
    "by_administration": "schiavon_t3_administration",
    "by_counterpart_type": "schiavon_t4_counterpart",
    "by_region": "schiavon_t5_region",
}


@dataclass(frozen=True)
class Published:
    home: Home
    report: Report
    comparison: Comparison


# A whole registry takes ten seconds a layout: these, whose pages have examples of their own, only in `make torture`.
LONG = frozenset({"rowspans", "paged", "sentences", "labels", "mixed"})


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=pytest.mark.torture if name in LONG else ()) for name in SEEDS]
)
def layout(request: pytest.FixtureRequest, library: None, tmp_path_factory: pytest.TempPathFactory) -> Published:
    name: str = request.param
    folder = tmp_path_factory.mktemp(name)
    home = Home(folder / "home")
    with SimulatedRegistry(SEEDS[name], name) as registry:
        write = registry.index_source_yaml if name == "mixed" else registry.sources_yaml
        sources = write(folder / "sources.yaml")
        report = run(home, sources_path=sources, now=lambda: NOW, plain=True, live=False, say=silent)
    names = ("title", "signed_on", *COLUMNS.values())
    rows = published(home, f"SELECT {', '.join(names)} FROM agreements")
    found: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in rows]
    return Published(home, report, compare(registry.truth, found))


def test_a_registry_is_published_without_a_failure(layout: Published) -> None:
    assert (layout.report.exit_code, layout.report.failed, layout.report.gate) == (0, [], "")


def test_exactly_the_agreements_of_the_registry_are_published(layout: Published) -> None:
    found = layout.comparison
    assert (found.published, len(found.missing), len(found.unexpected)) == (1350, 0, 0), found.report()


def test_every_field_is_right_in_nearly_every_row(layout: Published) -> None:
    wrong = {name: share for name, share in layout.comparison.accuracy.items() if share < LEAST}
    assert not wrong, layout.comparison.report()


@pytest.mark.parametrize(("counts", "table_id"), PRINTED.items(), ids=list(PRINTED))
def test_our_counts_are_the_printed_figures(layout: Published, counts: str, table_id: str) -> None:
    sql = f"""
        SELECT printed.state_code, printed.category, printed.value, ours.value
        FROM published_figures AS printed
        LEFT JOIN {counts} AS ours USING (table_id, state_code, category, unit)
        WHERE printed.table_id = '{table_id}' AND printed.unit = 'agreements'
    """
    rows = published(layout.home, sql)
    different = [row for row in rows if row[2] != row[3]]
    assert len(rows) >= 10
    assert not different, layout.comparison.report(10)


def verdicts(layout: Published, where: str) -> dict[tuple[str, str], int]:
    """How many cells of each printed table got each verdict."""
    sql = f"SELECT table_id, verdict, count(*) FROM reconciliation WHERE {where} GROUP BY ALL"
    return {(table_id, verdict): cells for table_id, verdict, cells in published(layout.home, sql)}


def test_reconciliation_is_equal_in_every_cell_of_the_32_states(layout: Published) -> None:
    assert verdicts(layout, "unit = 'agreements' AND state_code <> '00' AND category <> 'total' "
                            "AND table_id IN ('schiavon_t2_level', 'schiavon_t4_counterpart', 'schiavon_t5_region')") == {
        ("schiavon_t2_level", "equal"): 32 * 2,
        ("schiavon_t4_counterpart", "equal"): 32 * 4,
        ("schiavon_t5_region", "equal"): 32 * 6,
    }  # fmt: skip


def test_reconciliation_is_equal_in_the_eight_presidencies(layout: Published) -> None:
    names = ", ".join(f"'{name}'" for name in ADMINISTRATIONS)
    assert len(ADMINISTRATIONS) == 8
    assert verdicts(layout, f"unit = 'agreements' AND category IN ({names})") == {
        ("schiavon_t3_administration", "equal"): 8
    }


def test_reconciliation_is_equal_in_every_total_and_era(layout: Published) -> None:
    tables = ", ".join(f"'{table_id}'" for table_id in PRINTED.values())
    cells = verdicts(layout, f"unit = 'agreements' AND table_id IN ({tables})")
    assert {verdict for _, verdict in cells} == {"equal"}


def test_percents_that_the_book_prints_wrong_are_explained_and_the_others_equal(layout: Published) -> None:
    tables = ", ".join(f"'{table_id}'" for table_id in PRINTED.values())
    shares = f"unit = 'percent' AND table_id IN ({tables})"
    assert verdicts(layout, shares) == {
        # The country's in every table; and Colima's, one in each of three.
        ("schiavon_t2_level", "explained"): 2 + 1,
        ("schiavon_t2_level", "equal"): 31 * 2 + 1,
        ("schiavon_t3_administration", "explained"): 8,
        ("schiavon_t3_administration", "equal"): 3,
        ("schiavon_t4_counterpart", "explained"): 4 + 1,
        ("schiavon_t4_counterpart", "equal"): 31 * 4 + 3,
        ("schiavon_t5_region", "explained"): 6 + 1,
        ("schiavon_t5_region", "equal"): 31 * 6 + 5,
    }
    reasons = published(layout.home, f"SELECT reason FROM reconciliation WHERE {shares} AND verdict = 'explained'")
    assert all(reason.startswith("Lo impreso se contradice: ") for (reason,) in reasons)


def test_the_second_count_is_explained_by_its_day_where_it_is_not_equal(layout: Published) -> None:
    cells = verdicts(layout, "table_id = 'martinez_justo_t1_level'")
    assert {verdict for _, verdict in cells} == {"equal", "explained"}
    assert sum(cells.values()) == 17 * 3


def test_the_best_case_is_explained_where_the_book_leaves_its_own_rate(layout: Published) -> None:
    assert verdicts(layout, "table_id = 'schiavon_f1_projection'") == {
        ("schiavon_f1_projection", "equal"): 14,
        ("schiavon_f1_projection", "explained"): 4,
    }


def test_every_agreement_points_at_an_archived_capture_of_its_source(layout: Published) -> None:
    sql = """
        SELECT count(*) FROM agreements
        WHERE (capture_sha256, source_id) NOT IN (SELECT (capture_sha256, source_id) FROM captures)
    """
    assert published(layout.home, sql) == [(0,)]
