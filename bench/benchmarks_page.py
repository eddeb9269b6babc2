"""``docs/benchmarks.md``: every figure with its command, its machine, how the steps grow, where the time goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2
import yaml

from bench.machine import facts
from bench.measured import Measure, figure

LIMITS = Path(__file__).with_name("limits.yaml")
_PAGE = Path(__file__).with_name("benchmarks.md.jinja")


def write_page(page: Path, found: Mapping[str, Sequence[Measure]]) -> None:
    """Write the page over all figures, by the module that took them. Profiles and plot are named as they lie beside.

    Raises ``ValueError`` where a figure misses its bound and ``limits.yaml`` says nothing of it.
    """
    limits: dict[str, str] = yaml.safe_load(LIMITS.read_text()) or {}
    missed = [one for measures in found.values() for one in measures if not one.holds()]
    silent = [one.what for one in missed if one.what not in limits]
    profiles = sorted(path.relative_to(page.parent).as_posix() for path in (page.parent / "profiles").glob("*.txt"))
    text = _template().render(
        machine=facts(), found=found, missed=missed, limits=limits, profiles=profiles, figure=figure,
        plot=(page.parent / "growth.svg").exists(),
    )  # fmt: skip
    page.write_text(text)
    if silent:
        raise ValueError(f"{page}: missed without a reason in {LIMITS.name}: {', '.join(silent)}")


def _template() -> jinja2.Template:
    # Markdown, not HTML: nothing to escape.
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)  # noqa: S701
    return environment.from_string(_PAGE.read_text())
