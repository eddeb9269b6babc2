"""What holds of every kind of page in both languages: it is there, breaks no policy, is accessible and fits a telephone."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.made_up import CAPTURE
from warehouse.edition import EDITIONS
from warehouse.site import addresses

Open = Callable[..., Page]

KINDS = {
    "front": addresses.FRONT, "table": addresses.AGREEMENTS, "agreement": addresses.agreement("aii-22-simulado00"),
    "states": addresses.STATES, "state": addresses.state("Querétaro"), "countries": addresses.COUNTRIES,
    "country": addresses.country("US"), "offices": addresses.OFFICES, "claims": addresses.CLAIMS,
    "quality": addresses.QUALITY, "versions": addresses.VERSIONS, "downloads": addresses.DOWNLOADS,
    "dictionary": addresses.DICTIONARY, "method": addresses.METHOD, "sql": addresses.QUERY,
    "capture": addresses.capture(CAPTURE),
}  # fmt: skip
# Of kinds that are above already, in the first language only.
SPECIAL = {
    "hostile agreement": addresses.agreement("aii-14-simulado03"),
    "withdrawn agreement": addresses.agreement("aii-30-simulado05"), "empty state": addresses.state("Tabasco"),
}  # fmt: skip
PATHS = {f"{kind} {edition.language}": edition.folder + path for kind, path in KINDS.items() for edition in EDITIONS}
every_page = pytest.mark.parametrize(
    "path", [pytest.param(path, id=kind) for kind, path in {**PATHS, **SPECIAL}.items()]
)
AXE_SCRIPT = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
AXE = "axe.run(document, {resultTypes: ['violations'], elementRef: false})"
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
# A hundred rows alike are no other to axe than a few, and take it seconds.
ALIKE = 6
THIN_OUT = f"""
for (const parent of document.querySelectorAll("main, main *")) {{
  const seen = {{}};
  for (const child of [...parent.children]) {{
    const kind = child.tagName + child.className;
    seen[kind] = (seen[kind] ?? 0) + 1;
    if (seen[kind] > {ALIKE} && /^(TR|LI|SECTION|DETAILS|DT|DD|OPTION|path|g)/.test(kind)) child.remove();
  }}
}}
"""


@every_page
def test_is_written(public: Path, path: str) -> None:
    assert (public / path).is_file()


@every_page
def test_has_nothing_that_axe_objects_to_and_breaks_no_policy(turn_to: Open, path: str) -> None:
    page = turn_to(path)
    # Through the debugger, so that the page keeps its policy; what is folded away counts too.
    page.evaluate(UNFOLD)
    page.evaluate(THIN_OUT)
    page.evaluate(AXE_SCRIPT + "; 0")
    found: dict[str, Any] = page.evaluate(AXE)
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]] == []
    assert page.evaluate("window.intruder") is None


@every_page
def test_fits_a_telephone_360_pixels_wide(turn_to: Open, path: str) -> None:
    page = turn_to(path, width=360)
    page.evaluate(UNFOLD)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
