"""The work of a look cut into batches: what they find together, which sources stay together (SIMULADO)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.archive import Archive
from extractors.catalogue import load_sources
from extractors.source import Source
from flows.batches import ALONE, Crew, LookBatch, LookResult, look_with, one_after_the_other
from flows.home import Home
from flows.look import Look, Looked, look
from tests.flows.desk import (
    ALBERTA_AMENDED,
    CHALLENGE,
    MICHIGAN,
    NOW,
    PORTLAND,
    Desk,
    show_states,
    states_index,
    table,
)
from tests.flows.test_watch import after, hourly


def in_threads(function: Callable[[Any], Any], batches: Sequence[Any], /) -> Iterable[Any]:
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(function, batches))


def source(number: int, host: str, delay: float = 0.0, **more: Any) -> Source:
    given = {"id": f"sim_{number}", "dataset": "agreements", "evidence": "registry", "url": f"http://{host}/{number}"}
    return Source.model_validate(given | {"delay": delay} | more)


def looked_twice(look_at_all: Look, desk: Desk, folder: Path) -> list[Looked]:
    """A look at pages never seen, and one after a page was edited and another turned into a wall."""
    sources, archive = load_sources(desk.sources), Archive(folder)
    show_states(desk.site)
    first = look_at_all(sources, {}, archive, now=lambda: NOW, live=False)
    desk.site.page("/jalisco", table(PORTLAND, ALBERTA_AMENDED, MICHIGAN))
    desk.site.page("/hermanas", CHALLENGE)
    second = look_at_all(sources, first.parts, archive, now=lambda: after(1), live=False)
    assert all(archive.read(kept.sha256) for part in second.parts.values() for kept in part.captures)
    return [first, second]


@pytest.mark.parametrize("crew", [ALONE, Crew(in_threads, shares=3)], ids=["alone", "three threads"])
def test_a_look_cut_into_batches_finds_what_a_look_finds(settled: Desk, tmp_path: Path, crew: Crew) -> None:
    everything = [*settled.records, *states_index(settled.site, floor=1), hourly(settled.site)[-1]]
    desk = Desk(Home(tmp_path / "home"), settled.site, everything)
    whole = looked_twice(look, desk, tmp_path / "whole")
    parted = looked_twice(look_with(crew, stopped=True), desk, tmp_path / "parted")
    assert [one.parts for one in parted] == [one.parts for one in whole]
    assert [sorted(one.changed) for one in parted] == [sorted(one.changed) for one in whole]
    assert [(one.looked, one.skipped) for one in parted] == [(one.looked, one.skipped) for one in whole]
    assert [len(one.changed) for one in whole] == [5, 2]


def batches_of(sources: list[Source], shares: int) -> list[tuple[Source, ...]]:
    """The batches into which a look is cut, none of them worked through."""
    seen: list[tuple[Source, ...]] = []

    def only_note(_: Callable[[LookBatch], LookResult], batches: Sequence[LookBatch], /) -> Iterable[LookResult]:
        seen.extend(batch.sources for batch in batches)
        return []

    crew: Any = Crew(only_note, shares)  # type: ignore[arg-type]
    look_with(crew)(sources, {}, Archive(Path("nowhere")), now=lambda: NOW, live=False)
    return seen


@given(st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=40), st.integers(0, 8))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_sources_of_one_host_that_must_be_asked_slowly_are_never_parted(hosts: list[str], shares: int) -> None:
    slow = [source(n, f"{host}.example.mx", 1.0) if host else source(n, "127.0.0.1") for n, host in enumerate(hosts)]
    batches = batches_of(slow, shares)
    assert sorted(one.id for batch in batches for one in batch) == sorted(one.id for one in slow)
    homes = Counter(host for batch in batches for host in {one.url.split("/")[2] for one in batch if one.delay})
    assert all(number == 1 for number in homes.values())


def test_sources_that_need_no_pause_are_shared_out_evenly() -> None:
    batches = batches_of([source(number, "127.0.0.1") for number in range(30)], 3)
    assert [len(batch) for batch in batches] == [10, 10, 10]


def test_one_host_written_with_and_without_its_usual_port_is_one_host() -> None:
    named = [source(number, f"a.example.mx{port}", 1.0) for number, port in enumerate(["", ":80"])]
    assert batches_of(named, 2) == [tuple(named)]


@pytest.mark.parametrize("thrifty", [False, True])
def test_a_crew_without_shares_works_in_batches_of_the_usual_size(thrifty: bool) -> None:
    crew = Crew(one_after_the_other, thrifty=thrifty)
    assert [crew.size(things, 50) for things in (0, 1, 50, 51, 500)] == [50] * 5


@pytest.mark.parametrize(("things", "size"), [(0, 1), (1, 1), (4, 1), (5, 2), (8, 2), (50, 13), (500, 125)])
def test_a_crew_with_shares_cuts_into_as_many_batches_at_most(things: int, size: int) -> None:
    assert Crew(one_after_the_other, shares=4).size(things, 50) == size


@pytest.mark.parametrize(("things", "size"), [(0, 50), (1, 50), (50, 50), (51, 13), (500, 125)])
def test_a_thrifty_crew_does_not_cut_what_fits_into_one_usual_batch(things: int, size: int) -> None:
    assert Crew(one_after_the_other, shares=4, thrifty=True).size(things, 50) == size


@given(st.lists(st.integers(), max_size=60), st.integers(0, 9), st.booleans(), st.integers(1, 20))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_batches_put_together_are_the_things_in_their_order(
    things: list[int], shares: int, thrifty: bool, usual: int
) -> None:
    batches = Crew(one_after_the_other, shares, thrifty).cut(things, usual)
    assert [thing for batch in batches for thing in batch] == things
    assert all(batches)
    if shares and (len(things) > usual or not thrifty):
        assert len(batches) <= shares
