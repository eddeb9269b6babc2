"""The data that ship with the product: every row is published, or ``quality`` says why not."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from extractors.catalogue import BUNDLED_CAPTURES
from flows.run_report import Report
from tests.flows.conftest import Bundled
from tests.flows.desk import published

LEFT_OUT = ("only_authorised", "domestic", "duplicate_row", "same_as")
OriginalRow = frozenset[tuple[str, str]]


def shipped(source: str) -> list[OriginalRow]:
    """The rows of a shipped file, as far as they say anything."""
    with (BUNDLED_CAPTURES / f"{source}.csv").open(encoding="utf-8", newline="") as lines:
        return [_said(row) for row in csv.DictReader(lines)]


def _said(row: dict[str, str]) -> OriginalRow:
    return frozenset((name, " ".join(value.split())) for name, value in row.items() if value.strip())


def kept(bundled: Bundled, sql: str) -> list[OriginalRow]:
    return [_said(json.loads(original)) for (original,) in published(bundled.home, sql)]


@pytest.fixture(scope="module")
def rows(bundled: Bundled) -> dict[str, int]:
    return bundled.report.rows


@pytest.fixture(scope="module")
def report(bundled: Bundled) -> Report:
    return bundled.report


def test_the_first_run_publishes(report: Report) -> None:
    assert (report.exit_code, report.version, report.failed) == (0, "2026-11-23", [])


@pytest.mark.parametrize(
    ("source", "table", "count"),
    [
        ("documented_agreements", "agreements", 70),
        ("mentioned_agreements", "agreements", 15),
        ("sister_city_claims", "claims", 571),
        ("printed_lists", "claims", 49),
    ],
)
def test_every_shipped_row_is_published_or_left_out_with_a_reason(
    bundled: Bundled, source: str, table: str, count: int
) -> None:
    said = kept(bundled, f"SELECT original FROM {table} WHERE source_id = '{source}'")
    excused = kept(bundled, f"SELECT original FROM quality WHERE source_id = '{source}' AND rule IN {LEFT_OUT}")
    there = shipped(source)
    assert len(there) == count
    assert not [dict(row) for row in there if row not in said and row not in excused]


@pytest.mark.parametrize(
    ("source", "table"),
    [
        ("documented_agreements", "agreements"),
        ("mentioned_agreements", "agreements"),
        ("sister_city_claims", "claims"),
        ("printed_lists", "claims"),
    ],
)
def test_no_shipped_row_is_published_twice(bundled: Bundled, source: str, table: str) -> None:
    sql = f"SELECT locator FROM {table} WHERE source_id = '{source}' GROUP BY ALL HAVING count(*) > 1"
    assert published(bundled.home, sql) == []


@pytest.mark.parametrize(
    ("table", "count"),
    [("offices", 32), ("published_figures", 1100), ("states", 32), ("municipalities", 2478)],
)
def test_the_whole_table_is_published(rows: dict[str, int], table: str, count: int) -> None:
    assert rows[table] == count


def test_there_is_an_office_for_each_federal_entity(bundled: Bundled) -> None:
    codes = published(bundled.home, "SELECT state_code FROM offices ORDER BY 1")
    assert codes == [(f"{number:02d}",) for number in range(1, 33)]


@pytest.mark.parametrize("table", ["agreements", "claims", "office_facts", "branches", "laws"])
def test_every_row_has_the_address_of_its_source(bundled: Bundled, table: str) -> None:
    assert published(bundled.home, f"SELECT count(*) FROM {table} WHERE coalesce(source_url, '') = ''") == [(0,)]


def test_twinnings_inside_mexico_are_counted_and_not_published(bundled: Bundled) -> None:
    domestic = kept(bundled, "SELECT original FROM quality WHERE rule = 'domestic'")
    claims = kept(bundled, "SELECT original FROM claims")
    assert len(domestic) >= 6
    assert not set(domestic) & set(claims)
    assert published(bundled.home, "SELECT count(*) FROM claims WHERE counterpart_country = 'MX'") == [(0,)]


def test_what_was_only_authorised_is_no_agreement(bundled: Bundled) -> None:
    authorised = kept(bundled, "SELECT original FROM quality WHERE rule = 'only_authorised'")
    assert authorised
    assert not set(authorised) & set(kept(bundled, "SELECT original FROM agreements"))


def test_nothing_made_up_is_published(bundled: Bundled) -> None:
    files = [path for path in bundled.home.public.rglob("*") if path.suffix in {".csv", ".md", ".json"}]
    assert len(files) > 30
    assert not [path.name for path in files if b"SIMULADO" in path.read_bytes().upper()]


def test_a_blocked_source_is_left_alone_and_quality_says_so(bundled: Bundled) -> None:
    assert "rai (blocked)" in bundled.report.skipped
    sql = "SELECT source_url FROM quality WHERE rule = 'source_blocked' AND source_id = 'rai'"
    assert len(published(bundled.home, sql)) == 1
    assert not (bundled.home.captures / "rai").exists()


def test_every_source_stands_in_the_table_of_sources_with_its_rows(bundled: Bundled) -> None:
    counted = dict(published(bundled.home, "SELECT source_id, rows FROM sources"))
    assert counted["documented_agreements"] == 70
    assert counted["published_figures"] == 1100
    assert counted["rai"] == 0


def test_no_agreement_is_compared_with_the_registry_that_was_never_read(bundled: Bundled) -> None:
    assert published(bundled.home, "SELECT DISTINCT verdict FROM reconciliation") == [("not_comparable",)]
    assert published(bundled.home, "SELECT count(*) FROM reconciliation WHERE coalesce(reason, '') = ''") == [(0,)]


def test_the_files_of_the_version_are_named_by_the_latest_pointer(bundled: Bundled) -> None:
    latest = Path(bundled.home.public / "latest").resolve()
    assert latest == (bundled.home.public / "v" / "2026-11-23").resolve()
    assert json.loads((bundled.home.public / "latest.json").read_text())["version"] == "2026-11-23"
