from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.warehouse.feeds.homes import THIRD, publish_all


class Home(NamedTuple):
    """The public folder of three versions, read-only, and the feeds as they were after each of them."""

    public: Path
    after: Path

    def feed(self, name: str, version: str = THIRD) -> bytes:
        return (self.after / version / name).read_bytes()


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("feeds")
    publish_all(folder / "public", folder / "after")
    return Home(folder / "public", folder / "after")
