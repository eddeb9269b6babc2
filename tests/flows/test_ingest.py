"""Pages saved by hand and WARC files of other archivers count as captures (SIMULADO)."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.command_line import main
from flows.home import Home
from tests.extractors.making_pdfs import agreements_pdf, scanned_pdf
from tests.flows.desk import ALBERTA, HTML, MICHIGAN, PORTLAND, Desk, table

LATER = "2026-12-01T06:00:00+00:00"


def words(desk: Desk, file: Path) -> list[str]:
    return ["ingest", str(file), "--home", str(desk.home.folder), "--source", "sim_jalisco", "--sources",
            str(desk.sources), "--now", LATER]  # fmt: skip


def warc(path: Path, url: str, months: dict[datetime, str]) -> Path:
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for moment, page in months.items():
            headers = StatusAndHeaders("200 OK", list(HTML.items()), protocol="HTTP/1.1")
            date = {"WARC-Date": moment.strftime("%Y-%m-%dT%H:%M:%SZ")}
            writer.write_record(writer.create_warc_record(
                url, "response", payload=BytesIO(page.encode()), http_headers=headers, warc_headers_dict=date,
            ))  # fmt: skip
    return path


def test_a_page_saved_by_hand_is_a_capture_of_its_source(desk: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "jalisco.html"
    saved.write_text(table(PORTLAND, MICHIGAN), encoding="utf-8")
    assert main(words(desk, saved)) == 0
    assert desk.rows("SELECT change FROM changes") == [("withdrawn",)]
    sql = "SELECT archive_url FROM captures WHERE source_id = 'sim_jalisco' AND captured_at LIKE '2026-12-01%'"
    assert desk.rows(sql) == [("inbox:jalisco.html",)]


def test_a_pdf_saved_by_hand_is_a_capture_of_its_source(desk: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "jalisco.pdf"
    saved.write_bytes(agreements_pdf(PORTLAND, MICHIGAN))
    assert main(words(desk, saved)) == 0
    assert desk.rows("SELECT change FROM changes") == [("withdrawn",)]
    sql = "SELECT archive_url, media_type FROM captures WHERE source_id = 'sim_jalisco' AND captured_at LIKE '2026-12-01%'"
    assert desk.rows(sql) == [("inbox:jalisco.pdf", "application/pdf")]


def test_a_pdf_that_is_a_picture_keeps_the_last_good_data(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = desk.rows("SELECT agreement_id FROM agreements ORDER BY 1")
    saved = tmp_path / "jalisco.pdf"
    saved.write_bytes(scanned_pdf())
    main(words(desk, saved))
    assert "el PDF es una imagen" in capsys.readouterr().out
    assert desk.rows("SELECT agreement_id FROM agreements ORDER BY 1") == before


def test_a_warc_of_another_archiver_moves_first_seen_back(desk: Desk, tmp_path: Path) -> None:
    ids = desk.rows("SELECT agreement_id FROM agreements ORDER BY 1")
    months = {
        datetime(2024, 1, 5, tzinfo=UTC): table(PORTLAND, ALBERTA),
        datetime(2024, 6, 5, tzinfo=UTC): table(PORTLAND, ALBERTA, MICHIGAN),
    }
    file = warc(tmp_path / "otro.warc.gz", desk.site.root + "/jalisco", months)
    assert main(words(desk, file)) == 0
    assert desk.rows("SELECT agreement_id FROM agreements ORDER BY 1") == ids
    sql = "SELECT first_seen, count(*) FROM agreements WHERE source_id = 'sim_jalisco' GROUP BY 1 ORDER BY 1"
    assert desk.rows(sql) == [("2024-01-05", 2), ("2024-06-05", 1)]
    assert desk.rows("SELECT DISTINCT archive_url FROM captures WHERE captured_at LIKE '2024%'") == [
        ("warc:otro.warc.gz",)
    ]


def test_a_file_that_is_not_there_is_one_line(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words(desk, tmp_path / "nada.warc.gz")) == 2
    assert main(words(desk, tmp_path / "nada.html")) == 2
    assert all(line.startswith("acuerdos: ") for line in capsys.readouterr().err.splitlines())


def test_an_unknown_source_is_wrong_usage(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = [word if word != "sim_jalisco" else "sim_nadie" for word in words(desk, tmp_path / "x.html")]
    assert main(told) == 2
    assert "sim_nadie" in capsys.readouterr().err


def test_a_source_known_only_from_an_archive_was_last_seen_when_the_archive_saw_it(desk: Desk, tmp_path: Path) -> None:
    desk.records = [{**one, "lifecycle": {"status": "blocked", "since": "2026-01-01", "reason": "SIMULADO"}}
                    for one in desk.records if one["id"] == "sim_jalisco"]  # fmt: skip
    fresh = Desk(Home(tmp_path / "fresh"), desk.site, desk.records)
    months = {datetime(2024, 1, 5, tzinfo=UTC): table(PORTLAND, ALBERTA)}
    file = warc(tmp_path / "otro.warc.gz", desk.site.root + "/jalisco", months)
    assert main(words(fresh, file)) == 0
    assert fresh.rows("SELECT DISTINCT first_seen, last_seen FROM agreements") == [("2024-01-05", "2024-01-05")]
