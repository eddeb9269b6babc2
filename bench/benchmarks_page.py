"""``docs/benchmarks.md``: every figure with its command, its machine, how the steps grow, where the time goes."""

from __future__ import annotations

from pathlib import Path

import jinja2

from bench.limits import known_limits, limit_of
from bench.measured import figure
from bench.record import read_record

_PAGE = Path(__file__).with_name("benchmarks.md.jinja")


def write_page(page: Path) -> None:
    """Write the page over all recorded figures. Profiles and plot are named as they lie beside it."""
    recorded, limits = read_record(), known_limits()
    missed = [(one, limit_of(one, limits)) for row in recorded.values() for one in row.measures if not one.holds()]
    profiles = sorted(path.relative_to(page.parent).as_posix() for path in (page.parent / "profiles").glob("*.txt"))
    machine = next(iter(recorded.values())).machine if recorded else {}
    text = _template().render(
        machine=machine, recorded=recorded, missed=missed, profiles=profiles, figure=figure,
        plot=(page.parent / "growth.svg").exists(),
    )  # fmt: skip
    page.write_text(text)


def _template() -> jinja2.Template:
    # Markdown, not HTML: nothing to escape.
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)  # noqa: S701
    return environment.from_string(_PAGE.read_text())
