"""Wordings by another hand than the one that wrote the readers: they may not fall below what was reached."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.holdout.generator import pages
from tests.holdout.run import FIELDS, match, norm, read

# Reached on seeds nobody tuned on (7 to 12) and seldom missed; a slip of a wording must not pass unseen.
LOWEST = 0.985


@pytest.mark.parametrize("seed", [1, 9])
def test_pages_of_another_hand_are_read(seed: int) -> None:
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    rows_read = rows_wanted = 0
    for page in pages(seed):
        rows, _, error = read(page)
        assert not error, f"{page.state_code} {page.layout}: {error}"
        rows_read += len(rows)
        rows_wanted += len(page.truth)
        for want, got in match(page.truth, rows):
            for name in FIELDS:
                if want[name] is None:
                    continue
                told[name] += 1
                value = got.get(name) if got else None
                right[name] += (
                    set(value or []) == want[name]
                    if name == "topics"
                    else norm(value) == norm(want[name])
                    if name == "title"
                    else (value or "") == want[name]
                )
    assert abs(rows_read - rows_wanted) <= rows_wanted // 100
    assert {name: right[name] / told[name] for name in FIELDS if right[name] < LOWEST * told[name]} == {}
