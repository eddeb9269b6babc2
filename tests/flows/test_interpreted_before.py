"""What pages meant is kept: the same as interpreting anew, on every day, and only of what did not change (SIMULADO)."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from flows.batches import InterpretBatch, interpret_batch
from flows.home import Home
from flows.interpreted_before import InterpretedBefore
from tests.extractors.conftest import Site
from tests.flows.desk import ALBERTA_AMENDED, DAY, MICHIGAN, NOW, PORTLAND, Desk, repeatable, table, two_states

ENDS = "2026-12-31"


def row(number: int, title: str, **fields: str) -> dict[str, Any]:
    return {
        "source_id": "sim", "part": "", "ordinal": number, "dataset": "agreements", "evidence": "registry",
        "state_code": "14", "source_url": "http://127.0.0.1/", "capture_sha256": "0" * 64, "seen_on": DAY,
        "locator": f"row {number}", "section": "", "original": "{}",
        "fields": json.dumps({"title": title, "signed_on": "03/05/2021", **fields}),
    }  # fmt: skip


ROWS = [
    row(1, "Acuerdo de Hermanamiento entre Guadalajara, Jalisco, y Portland, Oregon", validity="31/12/2026"),
    row(2, "Convenio de Cooperación entre Zapopan, Jalisco, y Grand Rapids, Michigan", validity="Indefinida"),
]


def anew(rows: list[dict[str, Any]], today: str) -> Any:
    return interpret_batch(InterpretBatch(tuple(rows), today))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    InterpretedBefore(tmp_path, DAY).keep(ROWS, anew(ROWS, DAY))
    return tmp_path


@pytest.mark.parametrize("today", [DAY, "2026-11-30", ENDS, "2027-01-01", "2026-11-22", "2030-06-01"])
def test_what_is_known_is_what_interpreting_anew_would_say_on_that_day(folder: Path, today: str) -> None:
    known = InterpretedBefore(folder, today).known(ROWS)
    assert known is None or known == anew(ROWS, today)
    assert (known is None) == (today < DAY or today > ENDS)


def test_the_day_an_agreement_ends_matters(folder: Path) -> None:
    assert anew(ROWS, DAY) != anew(ROWS, "2027-01-01")


@pytest.mark.parametrize("name", ["title", "signed_on", "validity"])
def test_a_changed_row_is_not_known(folder: Path, name: str) -> None:
    changed = copy.deepcopy(ROWS)
    changed[0]["fields"] = json.dumps({**json.loads(changed[0]["fields"]), name: "otra cosa"})
    assert InterpretedBefore(folder, DAY).known(changed) is None
    assert InterpretedBefore(folder, DAY).known(ROWS[:1]) is None


def test_what_is_kept_does_not_change_with_what_was_made_of_it(folder: Path) -> None:
    before = InterpretedBefore(folder, DAY)
    first = before.known(ROWS)
    assert first and first[0].readings[0].record
    first[0].readings[0].record["agreement_id"] = "changed later"
    assert before.known(ROWS) == anew(ROWS, DAY)


class Bomb:
    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Path.touch, (Path("SIMULADO"),)  # type: ignore[return-value]


def spoiled(whole: bytes) -> Iterator[bytes]:
    yield from (b"", whole[:-1], whole[:40], whole[:-9] + b"SIMULADO1", b"SIMULADO")
    for value in (Bomb(), None, (DAY, ENDS), (1, 2, 3), [DAY, ENDS, Bomb()]):
        content = pickle.dumps(value)
        yield sha256(content).digest() + content


def test_a_damaged_or_foreign_file_is_nothing_known_and_calls_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    for content in spoiled(whole):
        file.write_bytes(content)
        assert InterpretedBefore(folder, DAY).known(ROWS) is None
    assert not (tmp_path / "SIMULADO").exists()


def test_what_no_page_used_is_removed(folder: Path) -> None:
    before = InterpretedBefore(folder, DAY)
    before.keep(ROWS[:1], anew(ROWS[:1], DAY))
    before.forget_the_rest()
    assert before.known(ROWS[:1]) and before.known(ROWS) is None
    assert len(list(folder.iterdir())) == 1


def test_only_the_rows_of_a_changed_page_are_interpreted_again_and_the_version_is_the_same(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared: list[int] = []

    def counted(batch: InterpretBatch) -> Any:
        shared.append(len(batch.rows))
        return interpret_batch(batch)

    monkeypatch.setattr("flows.steps.interpret_batch", counted)
    monkeypatch.setenv("ACUERDOS_PAGE", "no")
    desk = Desk(Home(tmp_path / "one"), site, two_states(site))
    desk.run(NOW)
    forgetful = desk.copied(tmp_path / "two")
    for file in forgetful.home.interpreted.iterdir():
        file.unlink()
    site.page("/jalisco", table(PORTLAND, ALBERTA_AMENDED, MICHIGAN))
    first = sum(shared)
    shared.clear()
    version = desk.run(NOW).version
    assert version and sum(shared) == 3 < first
    assert forgetful.run(NOW).version == version
    assert repeatable(desk.home.public / "v" / version) == repeatable(forgetful.home.public / "v" / version)
