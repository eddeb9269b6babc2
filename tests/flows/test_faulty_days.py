"""Days on which a share of all responses is faulty (SIMULADO): nothing is withdrawn for it, and the truth comes out.

Thirty of them: ``python -m tests.torture.faulty_days``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.faulty_days import live_through_all


@pytest.mark.torture
@pytest.mark.timeout(600)
def test_after_faulty_days_the_table_equals_the_truth(tmp_path: Path) -> None:
    tally = live_through_all(tmp_path, days=3, share=0.5, seed=3, states=("01", "29"))
    assert tally.wrong == []
    assert tally.faults.total() >= 3
