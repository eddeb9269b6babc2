"""Pictures of the published page for ``docs/``: ``python -m tests.browser.screenshots PUBLIC FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from flows.open_page import serving
from tests.browser.conftest import CHROMIUM, QUIET
from warehouse.published import run_query
from warehouse.site import addresses

WIDE, NARROW, HEIGHT = 1200, 360, 1500
# The agreement with most to show: signed, titled, with an archived capture.
SHOWN = (
    "SELECT agreement_id FROM agreements WHERE title IS NOT NULL AND signed_on IS NOT NULL "
    "ORDER BY len(topics) DESC, len(signed_on) DESC, agreement_id LIMIT 1"
)
QUESTION = "SELECT entidad, count(*) AS acuerdos FROM es.acuerdos GROUP BY 1 ORDER BY 2 DESC"


def main(public: Path, folder: Path) -> None:
    """Write the pictures of the newest version into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    ((agreement,),) = run_query(public, SHOWN)[1]
    pictures = {
        "portada": (addresses.FRONT, WIDE), "portada-360": (addresses.FRONT, NARROW),
        "tabla": (f"{addresses.AGREEMENTS}?pais=US", WIDE), "tabla-360": (addresses.AGREEMENTS, NARROW),
        "acuerdo": (addresses.agreement(agreement), WIDE), "entidad": (addresses.state("Jalisco"), WIDE),
        "calidad": (addresses.QUALITY, WIDE), "portada-en": (f"en/{addresses.FRONT}", WIDE),
    }  # fmt: skip
    with serving(public) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        for name, (path, width) in pictures.items():
            page = opened(browser, f"{address}/{path}", width)
            page.screenshot(path=folder / f"{name}.png")
        page = opened(browser, f"{address}/{addresses.QUERY}", WIDE)
        answered(page)
        page.screenshot(path=folder / "sql.png")
        browser.close()


def opened(browser: Browser, address: str, width: int) -> Page:
    """A page of that width, loaded."""
    page = browser.new_page(viewport={"width": width, "height": HEIGHT})
    page.goto(address)
    return page


def answered(page: Page) -> None:
    """Ask the SQL page a question, where it has DuckDB."""
    if page.locator("textarea").count():
        page.locator("textarea").fill(QUESTION)
        page.keyboard.press("Control+Enter")
        page.locator("table tbody tr").first.wait_for(timeout=60_000)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
