from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.mirroring import FIRST, SECOND, put


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """Two small versions, a page and its asset."""
    folder = tmp_path / "public"
    put(folder, FIRST)
    put(folder, SECOND)
    (folder / "index.html").write_text("SIMULADO")
    (folder / "assets").mkdir()
    (folder / "assets" / "map.svg").write_text("<svg/>")
    return folder
