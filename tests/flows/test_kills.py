"""Runs killed at any instant, a few of them (SIMULADO); ``python -m tests.torture.kills`` kills as often as asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.kills import Kills, Plan

FEW = Plan(kills=3, seed=3, prefect=0, page=0, look=0.25, pairs=0.25, carry=0, rebuilt_every=0, aimed=1.0, lasting=1.0)
MANY = Plan(kills=60, seed=4)


def killed(plan: Plan, folder: Path) -> Kills:
    work = Kills(plan, folder)
    work.work()
    assert work.counts["kills"] == plan.kills
    assert work.counts["carried on"]
    return work


@pytest.mark.timeout(240)
def test_runs_killed_at_any_instant_lose_nothing_and_the_next_one_carries_on(tmp_path: Path) -> None:
    assert killed(FEW, tmp_path).found.everything() == []


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_runs_killed_again_and_again_lose_nothing_and_are_made_again_from_their_captures(tmp_path: Path) -> None:
    assert killed(MANY, tmp_path).found.everything() == []
