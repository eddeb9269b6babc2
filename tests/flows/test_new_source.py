"""``acuerdos new-source``: from a page nobody reads yet to a record, an example and a test that waits for a reviewer."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from extractors.catalogue import load_sources
from extractors.source import FROM_COLUMN, Source
from flows.command_line import main
from flows.new_source_files import EXAMPLES, RECORDS, WALKER
from tests.extractors.conftest import Answer, Site
from tests.flows.desk import CHALLENGE, DAY, PORTLAND, table

REPOSITORY = Path(__file__).parents[2]
TITLE = "Hermanamientos de Jalisco (SIMULADO)"
PAGE = table(PORTLAND).replace("<html>", f"<html><head><title>{TITLE}</title></head>")


@dataclass
class Counter:
    """Where new sources are asked for: the site, the folder to write into, and what the command prints."""

    site: Site
    into: Path
    capsys: pytest.CaptureFixture[str]
    shown: str = field(default="")

    def ask(self, *words: str, path: str = "/nueva") -> int:
        self.capsys.readouterr()
        given = [] if "--into" in words else ["--into", str(self.into)]
        code = main(["new-source", self.site.root + path, "--now", DAY, *given, *words])
        printed = self.capsys.readouterr()
        self.shown = printed.out + printed.err
        return code

    def files(self) -> list[str]:
        return sorted(path.relative_to(self.into).as_posix() for path in self.into.rglob("*") if path.is_file())

    def record(self, identifier: str = "sim") -> Source:
        [source] = load_sources(self.into / RECORDS / f"{identifier}.yaml")
        return source

    def expected(self, identifier: str = "sim") -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.expected_file(identifier).read_text(encoding="utf-8"))
        return found

    def expected_file(self, identifier: str = "sim") -> Path:
        return self.into / EXAMPLES / identifier / "expected.json"

    def review(self, identifier: str, **corrected: Any) -> None:
        expected = self.expected(identifier) | {"reviewed": True} | corrected
        self.expected_file(identifier).write_text(json.dumps(expected, ensure_ascii=False), encoding="utf-8")


@pytest.fixture
def counter(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Counter:
    site.page("/nueva", PAGE)
    return Counter(site, tmp_path / "checkout", capsys)


def walk(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:xdist", WALKER], cwd=REPOSITORY, capture_output=True, text=True,
        env=os.environ | {"ACUERDOS_CHECKOUT": str(checkout)},
    )  # fmt: skip


def test_a_new_source_fails_its_test_until_a_person_reviewed_it_and_it_reads_as_that_person_says(
    counter: Counter,
) -> None:
    counter.site.page("/otra", PAGE)
    assert (counter.ask("--id", "sim"), counter.ask("--id", "otra", path="/otra")) == (0, 0)
    rows = counter.expected("otra")["rows"]
    counter.review("otra", rows=[*rows, {"fields": {}, "original": {}, "section": ""}])
    before = walk(counter.into)
    assert before.returncode == 1 and "2 failed" in before.stdout and "sim was not reviewed" in before.stdout
    counter.review("sim")
    counter.review("otra", rows=rows)
    after = walk(counter.into)
    assert after.returncode == 0 and "2 passed" in after.stdout


def test_the_page_is_kept_as_it_came_beside_its_record_and_its_rows(counter: Counter) -> None:
    counter.ask("--id", "sim")
    assert counter.files() == [
        "extractors/sources/sim.yaml",
        "tests/examples_of_sources/sim/expected.json",
        "tests/examples_of_sources/sim/page.html",
    ]
    assert (counter.into / EXAMPLES / "sim" / "page.html").read_bytes() == PAGE.encode()
    expected = counter.expected()
    assert (expected["reviewed"], expected["seen_on"], expected["state"]) == (False, DAY, "14")
    assert [row["fields"]["title"] for row in expected["rows"]] == [PORTLAND[0]]
    assert expected["rows"][0]["original"]["Fecha de firma"] == PORTLAND[2]


def test_the_page_is_asked_for_once(counter: Counter) -> None:
    counter.ask("--id", "sim")
    assert counter.site.paths() == ["/nueva"]


def test_the_record_says_what_is_known_and_that_the_rest_is_to_be_reviewed(counter: Counter) -> None:
    counter.ask("--id", "sim")
    record = counter.record()
    assert (record.name, record.dataset, record.state, record.access) == (TITLE, "agreements", "14", "page")
    assert (record.lifecycle.status, str(record.lifecycle.since), record.cadence) == ("blocked", DAY, "weekly")
    assert (record.licence.id, record.notes) == ("LicenseRef-unknown", f"layout seen on {DAY}; to be reviewed")
    comments = (counter.into / RECORDS / "sim.yaml").read_text(encoding="utf-8").partition("id:")[0]
    assert "reviewed by nobody" in comments and "- state: named in the title" in comments


def test_what_the_person_says_is_not_guessed(counter: Counter) -> None:
    counter.ask("--id", "sim", "--dataset", "claims", "--state", "9", "--evidence", "press")
    record = counter.record()
    assert (record.dataset, record.state, record.evidence) == ("claims", "09", "press")


def test_the_command_tells_a_person_line_by_line_what_it_wrote_and_what_to_do(counter: Counter) -> None:
    counter.ask("--id", "sim")
    lines = counter.shown.splitlines()
    assert sum(line.startswith("  escrito ") for line in lines) == 3
    assert "  renglones leídos 1" in lines
    assert any('"reviewed": true' in line and WALKER in line for line in lines)
    assert any("acuerdos sources --check --write docs/sources.md" in line for line in lines)


def test_the_command_gives_a_machine_the_paths(counter: Counter) -> None:
    counter.ask("--id", "sim", "--json")
    answer = json.loads(counter.shown)
    assert [Path(answer[name]).is_file() for name in ("record", "page", "expected")] == [True] * 3
    assert (answer["rows"], answer["failure"], answer["unknown_headings"]) == (1, "", [])


def test_a_heading_nobody_knows_is_named(counter: Counter) -> None:
    counter.site.page("/nueva", PAGE.replace("Áreas", "Colorido"))
    counter.ask("--id", "sim")
    assert counter.expected()["unknown_headings"] == ["Colorido"]
    assert "«Colorido»" in counter.shown and "headings.yaml" in counter.shown


def test_a_page_in_which_nothing_is_read_is_written_with_the_reason(counter: Counter) -> None:
    counter.site.page("/nueva", "<html><body><h1>SIMULADO</h1><p>Nada.</p></body></html>")
    assert counter.ask("--id", "sim") == 0
    expected = counter.expected()
    assert (expected["rows"], expected["failure"], expected["dataset"]) == ([], "LayoutDrift", "offices")
    assert "ningún renglón se leyó: layout_drift" in counter.shown


def workbook() -> bytes:
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (["Título", "País", "Fecha de firma", "Áreas"], [*PORTLAND], ["SIMULADO"]):
        sheet.append(row)
    book.save(file)
    return file.getvalue()


LIST = [{"titulo": PORTLAND[0], "pais": PORTLAND[1], "nota": "SIMULADO"}]
DOCUMENTS: dict[str, tuple[str, Callable[[], bytes], bool]] = {
    "csv": ("text/csv", lambda: f"Título,País,Notas\n\"{PORTLAND[0]}\",{PORTLAND[1]},SIMULADO\n".encode(), True),
    "json": ("application/json", lambda: json.dumps(LIST).encode(), True),
    "xlsx": ("application/octet-stream", workbook, True),
    "pdf": ("application/pdf", lambda: b"%PDF-1.4\nSIMULADO", False),
}  # fmt: skip


@pytest.mark.parametrize("suffix", DOCUMENTS)
def test_a_document_is_kept_by_its_kind(counter: Counter, suffix: str) -> None:
    content_type, body, is_readable = DOCUMENTS[suffix]
    content = body()
    counter.site.routes["/nueva"] = lambda _: Answer(content, headers={"Content-Type": content_type})
    assert counter.ask("--id", "sim") == 0
    assert (counter.into / EXAMPLES / "sim" / f"page.{suffix}").read_bytes() == content
    assert counter.record().access == "file"
    assert bool(counter.expected()["rows"]) == is_readable == (counter.expected()["failure"] == "")


def forbidden(site: Site) -> None:
    site.routes["/robots.txt"] = lambda _: Answer(b"User-agent: *\nDisallow: /nueva\n")


def walled(site: Site) -> None:
    site.page("/nueva", CHALLENGE)


def gone(site: Site) -> None:
    del site.routes["/nueva"]


def a_picture(site: Site) -> None:
    site.routes["/nueva"] = lambda _: Answer(b"\x89PNG\r\nSIMULADO", headers={"Content-Type": "image/png"})


@pytest.mark.parametrize(
    ("happens", "told"),
    [(forbidden, "robots"), (walled, "bot_challenge"), (gone, "404"), (a_picture, "image/png")],
    ids=["robots.txt forbids it", "a bot wall", "not there", "a picture"],
)
def test_a_page_that_does_not_come_is_told_in_one_line_and_nothing_is_written(
    counter: Counter, happens: Callable[[Site], None], told: str
) -> None:
    happens(counter.site)
    assert counter.ask("--id", "sim") == 1
    assert counter.shown.count("\n") == 1 and told in counter.shown
    assert counter.files() == []


def test_a_page_saved_by_hand_is_taken_without_asking_the_site(counter: Counter, tmp_path: Path) -> None:
    saved = tmp_path / "guardada.html"
    saved.write_text(PAGE, encoding="utf-8")
    assert counter.ask("--id", "sim", "--from", str(saved)) == 0
    assert counter.site.asked == []
    assert (counter.into / EXAMPLES / "sim" / "page.html").read_text(encoding="utf-8") == PAGE
    assert counter.record().lifecycle.status == "blocked"


def test_a_wall_saved_by_hand_is_no_page(counter: Counter, tmp_path: Path) -> None:
    saved = tmp_path / "guardada.html"
    saved.write_text(CHALLENGE, encoding="utf-8")
    assert (counter.ask("--from", str(saved)), counter.files()) == (1, [])


@pytest.mark.parametrize(
    "words",
    [
        ["--id", "rai"],
        ["--id", "Con Espacio"],
        ["--state", "33"],
        ["--state", "from-link-text"],
        ["--evidence", "rumour"],
        ["--from", "/nowhere.html"],
    ],
    ids=" ".join,
)
def test_a_wish_that_cannot_be_met_is_wrong_usage_told_in_one_line(counter: Counter, words: list[str]) -> None:
    assert counter.ask(*words) == 2
    assert counter.shown.count("\n") == 1
    assert (counter.files(), counter.site.asked) == ([], [])


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:page.html", "http://[::1", "example.org"])
def test_an_address_that_is_none_is_wrong_usage_told_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, url: str
) -> None:
    assert main(["new-source", url, "--into", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_page_that_a_source_already_reads_is_refused_by_name(counter: Counter) -> None:
    code = main(["new-source", "http://yucatan.gob.mx/ciudadano/ver_programa.php?id=2", "--into", str(counter.into)])
    assert code == 2
    assert "acuerdos ingest ARCHIVO --source offices_yucatan" in counter.capsys.readouterr().err


def test_what_is_there_is_never_overwritten(counter: Counter) -> None:
    counter.ask("--id", "sim")
    before = counter.expected_file().read_bytes()
    counter.site.page("/otra", table(PORTLAND, PORTLAND))
    assert counter.ask("--id", "sim", path="/otra") == 2
    (counter.into / RECORDS / "sim.yaml").unlink()
    assert counter.ask("--id", "sim", path="/otra") == 2
    assert counter.expected_file().read_bytes() == before


def test_in_a_checkout_the_files_take_their_places_there(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (RECORDS, Path(WALKER).parent, Path("docs")):
        (counter.into / folder).mkdir(parents=True)
    (counter.into / WALKER).touch()
    monkeypatch.chdir(counter.into / "docs")
    main(["new-source", f"{counter.site.root}/nueva", "--id", "sim"])
    assert "extractors/sources/sim.yaml" in counter.files()


def test_outside_of_a_checkout_the_files_wait_under_the_home(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["new-source", f"{counter.site.root}/nueva", "--id", "sim", "--home", str(tmp_path / "home")])
    assert (tmp_path / "home" / "new-sources" / "sim" / RECORDS / "sim.yaml").is_file()
    assert "copie " in counter.capsys.readouterr().out


def test_rows_that_name_their_state_are_believed_before_the_host(counter: Counter) -> None:
    counter.site.page("/nueva", PAGE.replace("Áreas", "Entidad federativa"))
    counter.ask("--id", "sim")
    assert counter.record().state == FROM_COLUMN
