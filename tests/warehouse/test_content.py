from __future__ import annotations

from tests.warehouse.simulated import agreement, all_tables
from warehouse.content import content_fingerprint


def test_same_content_has_the_same_fingerprint() -> None:
    assert content_fingerprint(all_tables()) == content_fingerprint(all_tables())


def test_order_of_the_rows_given_does_not_matter() -> None:
    forwards = all_tables(agreements=[agreement(1), agreement(2)])
    assert content_fingerprint(forwards) == content_fingerprint(all_tables(agreements=[agreement(2), agreement(1)]))


def test_changed_cell_changes_it() -> None:
    changed = all_tables(agreements=[agreement(1, title="SIMULADO, otro")])
    assert content_fingerprint(changed) != content_fingerprint(all_tables(agreements=[agreement(1)]))


def test_when_we_looked_does_not_change_it() -> None:
    later = all_tables(agreements=[agreement(1, last_seen="2026-12-31")])
    assert content_fingerprint(later) == content_fingerprint(all_tables(agreements=[agreement(1)]))


def test_derived_tables_do_not_change_it() -> None:
    change = {"version": "2026-11-23", "table_name": "laws", "record_id": "law-simulado", "change": "added"}
    assert content_fingerprint(all_tables(changes=[change])) == content_fingerprint(all_tables())
