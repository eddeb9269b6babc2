"""What a library brings along and nobody uses is left out for the one who imports it, and for nobody else."""

from __future__ import annotations

import importlib
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from expectations.lean_imports import lean_imports


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that nobody has imported."""
    (tmp_path / "lean_example.py").write_text("WORTH = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "lean_example", raising=False)
    return "lean_example"


def test_an_absent_module_is_there_for_other_threads_and_afterwards(module: str) -> None:
    with lean_imports(absent=[module], late=[]), ThreadPoolExecutor(1) as others:
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(module)
        assert others.submit(importlib.import_module, module).result().WORTH == 1
    del sys.modules[module]
    assert importlib.import_module(module).WORTH == 1


def test_a_late_module_is_run_when_it_is_first_used(module: str) -> None:
    with lean_imports(absent=[], late=[module]):
        found = importlib.import_module(module)
    assert "WORTH" not in object.__getattribute__(found, "__dict__")
    assert found.WORTH == 1 and sys.modules[module] is found
