"""A cell that a source made to do harm is text wherever it is published: page, feeds, report, spreadsheets (SIMULADO)."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from tests.warehouse.simulated import agreement, all_tables
from warehouse.metadata.publisher import Publisher
from warehouse.publication import publish

VERSION = "2026-11-23"
# Templates of Jinja, Prefect, JavaScript, ERB, Velocity; 1849 is what each would make of it.
TEMPLATES = "{{43*43}} {%print 43*43%} ${43*43} #{43*43} <%=43*43%> {{ event.payload }} {{ ''.__class__ }}"
SCRIPT = "<script>window.intruder=1</script><img src=x onerror=intruder()>\"'><svg/onload=intruder()>"
FORMULA = '=HYPERLINK("http://x";"SIMULADO")'
CELL = f"{FORMULA} SIMULADO {TEMPLATES} {SCRIPT} javascript:intruder() \u202e\x00\x1b[31m ]]> --> | *uno*"
RUNNING = {"script", "iframe", "object", "embed"}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One version, with its page, of an agreement all of whose texts are hostile."""
    texts = ("title", "local_party", "counterpart", "municipality", "counterpart_country_name", "locator", "original")
    hostile = agreement(1, **dict.fromkeys(texts, CELL), source_url="javascript:intruder()")
    source = {"source_id": "simulado", "name": CELL, "publisher": CELL, "dataset": "agreements", "evidence": "registry",
              "access": "page", "url": "javascript:intruder()", "lifecycle": "active", "lifecycle_reason": CELL,
              "licence": CELL, "licence_url": "javascript:intruder()", "notes": CELL}  # fmt: skip
    folder = tmp_path_factory.mktemp("public")
    publish(all_tables(agreements=[hostile], sources=[source]), folder, version=VERSION, index={}, quality_report={},
            publisher=Publisher(name="SIMULADO", site="https://example.org/"))  # fmt: skip
    return folder


class _Running(HTMLParser):
    """What a browser would run or follow as a program."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        if (tag in RUNNING and "intruder" in str(told)) or (tag == "svg" and "onload" in told):
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in told if name.startswith("on")]
        links = (told.get(name) or "" for name in ("href", "src", "action", "formaction"))
        self.found += [f"{tag} {link}" for link in links if re.match(r"\s*(javascript|data|vbscript):", link, re.I)]

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and "window.intruder=1" in data and self.cdata_elem == "script":
            self.found.append("script")


def pages(public: Path) -> list[Path]:
    return [path for path in sorted(public.rglob("*.html")) if not path.is_symlink() and "latest" not in path.parts]


def test_no_page_holds_anything_that_runs(public: Path) -> None:
    found: dict[str, list[str]] = {}
    for path in pages(public):
        reader = _Running()
        reader.feed(path.read_text(encoding="utf-8"))
        found |= {path.name: reader.found} if reader.found else {}
    assert len(pages(public)) > 10 and found == {}


def test_no_template_in_a_cell_is_worked_out_anywhere(public: Path) -> None:
    texts = [
        path
        for path in public.rglob("*")
        if path.suffix in {".html", ".atom", ".json", ".md", ".csv", ".jsonld", ".cff", ".xml"}
    ]
    told = [path.read_text(encoding="utf-8") for path in texts if path.is_file()]
    assert not [path.name for path, text in zip(texts, told, strict=False) if "1849" in text]
    assert len(pages(public)) > 10
    assert sum("{{43*43}}" in text for text in told) > 5


def test_the_feeds_stay_feeds(public: Path) -> None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    roots = {etree.fromstring(path.read_bytes(), parser).tag for path in public.rglob("*.atom")}
    assert roots == {"{http://www.w3.org/2005/Atom}feed"}
    feeds = [json.loads(path.read_text(encoding="utf-8")) for path in public.rglob("changes.json")]
    assert len(feeds) == 2 and all(feed["items"] for feed in feeds)


def test_no_cell_of_the_files_for_spreadsheets_is_a_formula(public: Path) -> None:
    folder = public / "v" / VERSION
    with (folder / "agreements.excel.csv").open(encoding="utf-8-sig", newline="") as file:
        dialect = csv.Sniffer().sniff(file.readline())
        file.seek(0)
        cells = [cell for row in csv.reader(file, dialect) for cell in row]
    assert any("SIMULADO" in cell for cell in cells) and not [cell for cell in cells if cell.startswith("=")]
    book = openpyxl.load_workbook(folder / "acuerdos.xlsx")
    hostile = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert hostile and {cell.data_type for cell in hostile} == {"s"}
    assert not [cell for cell in hostile if cell.hyperlink]
