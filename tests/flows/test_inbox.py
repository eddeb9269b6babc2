"""Pages that a person put into the inbox: what becomes of each, and what is left alone (SIMULADO)."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from extractors.archive import Archive
from extractors.source import Source
from flows.inbox import Intake, finished_files, put_away, take_in, waiting_files
from flows.part_reading import captures_of, observe
from tests.extractors.making_pdfs import agreements_pdf, scanned_pdf
from tests.flows.desk import ALBERTA, CHALLENGE, DRIFTED, MICHIGAN, NOW, PORTLAND, TEXAS, Cells, table
from warehouse.store import Part

ROOT = "https://simulado.example.mx"
STATES = f"{ROOT}/estados"


def source(identifier: str, url: str = "", **more: Any) -> Source:
    given = {"id": identifier, "dataset": "agreements", "evidence": "registry", "state": "14"}
    return Source.model_validate(given | {"url": url or f"{ROOT}/{identifier}"} | more)


SOURCES = [
    source("rai"), source("rai_jalisco"), source("ime"),
    source("sim_indice", STATES, access="index", follow="a", state="from-link-text"),
]  # fmt: skip
KNOWN = {
    ("sim_indice", f"{STATES}/{path}"): Part("sim_indice", f"{STATES}/{path}", link_text=text)
    for path, text in (("14", "Jalisco"), ("19", "Nuevo León"))
}


@dataclass
class Inbox:
    """An inbox, and what has been read of the sources so far."""

    folder: Path
    archive: Archive
    known: dict[tuple[str, str], Part] = field(default_factory=lambda: dict(KNOWN))

    def put(self, name: str, content: str | bytes = "") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else (content or table(PORTLAND, ALBERTA)).encode())
        return path

    def take(self) -> Intake:
        """Take in all that waits, and put it away."""
        intake = take_in(waiting_files(self.folder), self.folder, SOURCES, self.known, self.archive, NOW)
        put_away(intake, self.folder, NOW)
        self.known |= intake.parts
        return intake

    def files(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    def titles(self, key: tuple[str, str]) -> list[str]:
        """What the captures of a part say."""
        (one,) = [source for source in SOURCES if source.id == key[0]]
        part = self.known[key]
        return [row.fields["title"] for row in observe(one, part, captures_of(self.archive, part)).observations]


def empty_inbox(home: Path) -> Inbox:
    folder = home / "inbox"
    folder.mkdir()
    return Inbox(folder, Archive(home / "captures"))


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return empty_inbox(tmp_path)


def as_mhtml(url: str, *rows: Cells) -> bytes:
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: SIMULADO\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"SIM\"\r\n\r\n"
        f"--SIM\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: {url}\r\n\r\n"
    )  # fmt: skip
    return f"{head}{table(*rows or (PORTLAND,))}\r\n--SIM--\r\n".encode()


def only_reason(intake: Intake) -> str:
    assert intake.parts == {} and intake.taken == {}
    (reason,) = intake.refused.values()
    assert "\n" not in reason
    return reason


def test_a_page_taken_is_a_capture_of_now_marked_with_its_file(inbox: Inbox) -> None:
    inbox.put("rai_jalisco.html")
    (capture,) = inbox.take().parts["rai_jalisco", ""].captures
    assert capture.archive_url == "inbox:rai_jalisco.html"
    assert (capture.captured_at, capture.url) == (NOW.isoformat(), f"{ROOT}/rai_jalisco")
    assert inbox.archive.read(capture.sha256) == table(PORTLAND, ALBERTA).encode()


@pytest.mark.parametrize("name", ["rai_jalisco.pdf", "rai_jalisco/Lista de acuerdos.PDF", "rai_jalisco"])
def test_a_pdf_is_a_page_like_any_other(inbox: Inbox, name: str) -> None:
    inbox.put(name, agreements_pdf(PORTLAND, ALBERTA, MICHIGAN))
    (capture,) = inbox.take().parts["rai_jalisco", ""].captures
    assert capture.media_type == "application/pdf"
    assert inbox.titles(("rai_jalisco", "")) == [PORTLAND[0], ALBERTA[0], MICHIGAN[0]]


def test_a_pdf_that_is_a_picture_is_refused_and_says_so(inbox: Inbox) -> None:
    inbox.put("rai_jalisco.pdf", scanned_pdf())
    assert "el PDF es una imagen: no hay texto que leer" in only_reason(inbox.take())


def test_the_same_page_once_more_is_taken_and_changes_nothing(inbox: Inbox) -> None:
    inbox.put("rai_jalisco.html")
    first = inbox.take().parts["rai_jalisco", ""]
    inbox.put("rai_jalisco.html")
    assert inbox.take().parts["rai_jalisco", ""].captures == first.captures


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (CHALLENGE, "bot_challenge"), (DRIFTED, "layout_drift"), (table(), "too_few_rows"),
        (as_mhtml(f"{ROOT}/rai_jalisco").replace(b"--SIM--", b""), "cut short"),
        (b"%PDF-1.7 SIMULADO", "cortado"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 SIMULADO", "unreadable"),
    ],
    ids=["challenge", "drifted", "empty table", "cut short", "pdf cut short", "damaged workbook"],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_and_the_data_stay(inbox: Inbox, content: str | bytes, why: str) -> None:
    inbox.put("rai_jalisco.html")
    inbox.take()
    before = dict(inbox.known)
    inbox.put("rai_jalisco.html", content)
    assert why in only_reason(inbox.take())
    assert inbox.known == before


def test_a_page_that_lost_most_of_its_rows_is_refused(inbox: Inbox) -> None:
    inbox.put("rai_jalisco.html", table(PORTLAND, ALBERTA, MICHIGAN, TEXAS))
    inbox.take()
    key = ("rai_jalisco", "")
    inbox.known[key] = replace(inbox.known[key], rows=4, rows_sha256="SIMULADO")
    inbox.put("rai_jalisco.html", table(PORTLAND))
    assert "faltan demasiados" in only_reason(inbox.take())


@pytest.mark.parametrize(
    "name",
    [
        ".rai_jalisco.html", "rai_jalisco.html.part", "rai_jalisco.html.crdownload", "rai_jalisco.html.download",
        "rai_jalisco.TMP", ".rai_jalisco.html.swp", "rai_jalisco.html~", "rai_jalisco_files/escudo.html",
        "rai_jalisco_archivos/escudo.html", "rai_jalisco/.oculto.html", ".oculta/rai_jalisco.html",
        "rai_jalisco/2026/rai_jalisco.html", "taken/rai_jalisco.html", "refused/rai_jalisco.html",
    ],
)  # fmt: skip
def test_hidden_half_downloaded_and_accompanying_files_are_left_alone(inbox: Inbox, name: str) -> None:
    inbox.put(name)
    assert inbox.take() == Intake()
    assert inbox.files() == [name]


def test_a_link_to_a_file_elsewhere_is_left_alone(inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.html").write_text(table(PORTLAND))
    (inbox.folder / "rai_jalisco.html").symlink_to(tmp_path / "elsewhere.html")
    (inbox.folder / "ime.html").symlink_to(tmp_path / "nowhere")
    assert waiting_files(inbox.folder) == []


def test_a_folder_that_is_a_link_is_left_alone(inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "rai.html").write_text(table(PORTLAND), encoding="utf-8")
    (inbox.folder / "rai").symlink_to(tmp_path / "elsewhere")
    assert waiting_files(inbox.folder) == []


def test_a_file_that_goes_before_it_is_read_is_refused_and_the_others_are_taken(inbox: Inbox) -> None:
    gone, there = inbox.folder / "rai.html", inbox.put("ime.html")
    intake = take_in([gone, there], inbox.folder, SOURCES, {}, inbox.archive, NOW)
    put_away(intake, inbox.folder, NOW)
    assert set(intake.refused) == {gone} and "no se puede leer" in intake.refused[gone]
    assert inbox.files() == ["taken/20261123T060000-ime.html"]


def test_what_was_taken_and_what_was_refused_is_kept_and_nothing_is_deleted(inbox: Inbox) -> None:
    inbox.put("rai_jalisco.html")
    inbox.put("ime/Guardado.html", CHALLENGE)
    intake = inbox.take()
    assert inbox.files() == [
        "refused/20261123T060000-Guardado.html", "refused/20261123T060000-Guardado.html.reason.txt",
        "taken/20261123T060000-rai_jalisco.html",
    ]  # fmt: skip
    (reason,) = intake.refused.values()
    assert (inbox.folder / inbox.files()[1]).read_text(encoding="utf-8") == f"{reason}\n"
    assert (inbox.folder / inbox.files()[0]).read_text(encoding="utf-8") == CHALLENGE


def test_files_of_one_name_at_one_instant_are_all_kept(inbox: Inbox) -> None:
    pages = {
        "rai/Lista.html": table(PORTLAND),
        "ime/Lista.html": table(ALBERTA),
        "rai_jalisco/Lista.html": table(TEXAS),
    }
    for name, content in pages.items():
        inbox.put(name, content)
    assert len(inbox.take().taken) == 3
    kept = [(inbox.folder / name).read_text(encoding="utf-8") for name in inbox.files()]
    assert sorted(kept) == sorted(pages.values())


@pytest.mark.parametrize("name", ["rai_jalisco.warc.gz", "rai_jalisco.WARC", "rai_jalisco/2019.warc"])
def test_a_warc_is_set_apart_with_its_source_and_stays_where_it_is(inbox: Inbox, name: str) -> None:
    file = inbox.put(name, b"WARC/1.1 SIMULADO")
    intake = inbox.take()
    assert intake.warcs == {file: SOURCES[1]}
    assert (intake.parts, intake.taken, intake.refused) == ({}, {}, {})
    assert inbox.files() == [name]


def test_a_file_still_being_written_is_not_taken(inbox: Inbox) -> None:
    growing, whole = inbox.put("rai_jalisco.html"), inbox.put("ime.html")
    os.utime(growing, (4e9, 4e9))  # touched just now, however slow this machine is

    def write_on(_: float) -> None:
        growing.write_text(table(PORTLAND), encoding="utf-8")

    assert finished_files(inbox.folder, write_on) == [whole]


def test_an_inbox_that_is_empty_or_not_there_keeps_nobody_waiting(inbox: Inbox) -> None:
    def nobody_waits(_: float) -> None:
        raise AssertionError

    assert finished_files(inbox.folder, nobody_waits) == finished_files(inbox.folder / "nowhere", nobody_waits) == []
