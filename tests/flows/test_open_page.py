"""What is published, served to this machine (SIMULADO)."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from flows.open_page import CannotOpen, open_page, serving

VERSION = "2026-11-23"
TEN = b"0123456789"
# The parts of the mirror of a version that matter here; what they hold does not.
FILES = {
    "latest.json": b"{}", "index.html": "<p>SIMULADO, Querétaro".encode(), "en/index.html": b"<p>SIMULADO",
    "changes.atom": b"<feed/>", "assets/query.js": b"1", "assets/style.css": b"*{}", "assets/icon.svg": b"<svg/>",
    "assets/duckdb/duckdb-eh.wasm": b"\0asm", f"v/{VERSION}/agreements.parquet": TEN, f"v/{VERSION}/agreements.csv": b"a",
    f"v/{VERSION}/acuerdos.duckdb": TEN, f"v/{VERSION}/dcat.jsonld": b"{}", f"v/{VERSION}/codebook.md": b"#",
    f"v/{VERSION}/CITATION.cff": b"a: b", f"v/{VERSION}/index.json": b"{}", f"v/{VERSION}/SHA256SUMS": b"0",
    f"v/{VERSION}/acuerdos.xlsx": b"PK", ".staging-2026-11-24/agreements.csv": b"a",
}  # fmt: skip

Get = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home") / "public"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "latest").symlink_to(f"v/{VERSION}")
    (folder.parent / "warehouse.duckdb").write_bytes(b"SIMULADO")
    (folder / "assets" / "out").symlink_to(folder.parent)
    (folder / "assets" / "out.duckdb").symlink_to(folder.parent / "warehouse.duckdb")
    return folder


@pytest.fixture(scope="module")
def address(public: Path) -> Iterator[str]:
    with serving(public) as found:
        yield found


@pytest.fixture(scope="module")
def get(address: str) -> Iterator[Get]:
    with httpx.Client() as client:

        def get(path: str, method: str = "GET", **headers: str) -> httpx.Response:
            return client.request(
                method, f"{address}/{path}", headers={k.replace("_", "-"): v for k, v in headers.items()}
            )

        yield get


@pytest.mark.parametrize("path", ["", "index.html", "latest/agreements.parquet", f"v/{VERSION}/agreements.parquet"])
def test_serves_what_is_published(get: Get, path: str) -> None:
    assert get(path).status_code == 200


@pytest.mark.parametrize("folder", ["en", "en/"])
def test_a_folder_shows_its_page(get: Get, folder: str, address: str) -> None:
    answer = httpx.get(f"{address}/{folder}", follow_redirects=True)
    assert (answer.status_code, str(answer.url), answer.content) == (200, f"{address}/en/", b"<p>SIMULADO")


@pytest.mark.parametrize("folder", ["v", "v/", "latest/", "assets/"])
def test_a_folder_without_a_page_is_not_listed(get: Get, folder: str) -> None:
    assert get(folder).status_code == 404


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("changes.atom", "application/atom+xml"),
        ("assets/query.js", "text/javascript; charset=utf-8"),
        ("assets/style.css", "text/css; charset=utf-8"),
        ("assets/icon.svg", "image/svg+xml"),
        ("assets/duckdb/duckdb-eh.wasm", "application/wasm"),
        ("latest/agreements.parquet", "application/vnd.apache.parquet"),
        ("latest/agreements.csv", "text/csv; charset=utf-8"),
        ("latest/acuerdos.duckdb", "application/vnd.duckdb"),
        ("latest/acuerdos.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("latest/dcat.jsonld", "application/ld+json"),
        ("latest/index.json", "application/json"),
        ("latest/codebook.md", "text/markdown; charset=utf-8"),
        ("latest/CITATION.cff", "application/yaml; charset=utf-8"),
        ("latest/SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_says_what_kind_of_file_it_is(get: Get, path: str, media_type: str) -> None:
    assert get(path).headers["content-type"] == media_type


@pytest.mark.parametrize(("path", "status"), [("", 200), ("latest/agreements.csv", 200), ("no-hay", 404)])
def test_no_browser_guesses_another_kind(get: Get, path: str, status: int) -> None:
    answer = get(path)
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (status, "nosniff")


@pytest.mark.parametrize(
    ("wanted", "place", "part"),
    [("bytes=0-3", "bytes 0-3/10", b"0123"), ("bytes=7-", "bytes 7-9/10", b"789"), ("bytes=-2", "bytes 8-9/10", b"89"),
     ("bytes=8-99", "bytes 8-9/10", b"89")],
)  # fmt: skip
def test_a_range_of_a_file_is_a_part_of_it(get: Get, wanted: str, place: str, part: bytes) -> None:
    answer = get("latest/agreements.parquet", range=wanted)
    assert (answer.status_code, answer.headers["content-range"], answer.content) == (206, place, part)


def test_a_range_beyond_the_end_is_refused_with_the_length(get: Get) -> None:
    answer = get("latest/agreements.parquet", range="bytes=10-")
    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */10")


def test_a_file_tells_its_length_and_that_it_takes_ranges(get: Get) -> None:
    answer = get("latest/acuerdos.duckdb", method="HEAD")
    assert (answer.content, answer.headers["content-length"], answer.headers["accept-ranges"]) == (b"", "10", "bytes")


def test_what_a_browser_has_already_is_not_sent_again(get: Get) -> None:
    tag = get("index.html").headers["etag"]
    assert get("index.html", if_none_match=tag).status_code == 304


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_sent(get: Get, method: str) -> None:
    assert get("index.html", method=method).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "../warehouse.duckdb", "assets/../../warehouse.duckdb", "%2e%2e/warehouse.duckdb", "..%2fwarehouse.duckdb",
        "/etc/passwd", "%2fetc%2fpasswd", "assets/out/warehouse.duckdb", "assets/out.duckdb", "index.html%00", "%ff",
        "..%5cwarehouse.duckdb", "a" * 5000,
    ],
)  # fmt: skip
def test_nothing_outside_is_served(address: str, path: str) -> None:
    """Sent as it stands: a client would tidy the dots away."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall(f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = line.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"SIMULADO" not in answer


def test_a_publication_that_is_being_written_is_not_served(get: Get) -> None:
    assert get(".staging-2026-11-24/agreements.csv").status_code == 404


def test_only_this_machine_is_answered(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")


def test_two_copies_are_served_at_once(public: Path, address: str) -> None:
    with serving(public) as other:
        assert other != address
        assert httpx.get(f"{other}/").status_code == 200


def test_the_port_is_free_again_afterwards(public: Path) -> None:
    with serving(public) as first:
        port = int(first.rpartition(":")[2])
    with serving(public, port) as again:
        assert again == first


def test_a_port_that_is_taken_is_told_in_one_line(public: Path, address: str) -> None:
    port = int(address.rpartition(":")[2])
    with (
        pytest.raises(CannotOpen, match=rf"^el puerto {port} no está libre .*; diga otro con --port$"),
        serving(public, port),
    ):
        pass


def test_a_port_that_is_none_is_told_in_one_line(public: Path) -> None:
    with pytest.raises(CannotOpen, match="el puerto 65536"), serving(public, 65536):
        pass


def test_where_nothing_is_published_there_is_nothing_to_open(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="nada publicado todavía"):
        open_page(tmp_path, 0, browser=False, say=print)


@pytest.fixture
def opened(public: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """``open_page`` in a process of its own, with a browser that writes down what it was to open."""
    program = (
        "import sys; from pathlib import Path; from flows.open_page import open_page\n"
        f"sys.exit(open_page(Path({str(public)!r}), 0, browser=True, say=lambda line: print(line, flush=True)))"
    )
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/asked\n')
    browser.chmod(0o755)
    environment = {"BROWSER": f"{browser} %s", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def test_ctrl_c_ends_it_with_a_line(opened: subprocess.Popen[str], tmp_path: Path) -> None:
    assert opened.stdout is not None and opened.stderr is not None
    first = opened.stdout.readline()
    address = first.split()[4]
    assert first == f"la página está en {address} (Ctrl+C para terminar)\n"
    assert httpx.get(address).status_code == 200
    while not (tmp_path / "asked").exists():
        assert opened.poll() is None
        time.sleep(0.01)
    opened.send_signal(signal.SIGINT)
    assert opened.wait(20) == 0
    assert (opened.stdout.read(), opened.stderr.read()) == ("terminado\n", "")
    assert (tmp_path / "asked").read_text().strip() == address
