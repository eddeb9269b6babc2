"""What a figure was taken on: machine, system, versions, and the state of the code."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

LIBRARIES = (
    "prefect",
    "requests",
    "beautifulsoup4",
    "lxml",
    "duckdb",
    "pyarrow",
    "great-expectations",
    "pandas",
    "polars",
    "pandera",
    "splink",
    "rapidfuzz",
    "scrapy",
)


def facts() -> dict[str, str]:
    """Name and value of what a reader needs to judge the figures, in the order to be told."""
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        "code": _revision(),
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _revision() -> str:
    words = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
