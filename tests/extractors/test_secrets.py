"""Credentials are in nothing that is kept or shown: headers, addresses, lines of text (SIMULADO)."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from extractors.archive import Archive
from extractors.capture import Capture, sha256_of
from extractors.failures import Unreachable
from extractors.secrets import HIDDEN, is_secret_header, secret_parameter, without_secrets

SECRET = "s3cr3t-SIMULADO"


@pytest.mark.parametrize(
    "name",
    [
        "Authorization", "proxy-authorization", "Cookie", "Set-Cookie", "SET-COOKIE2", "WWW-Authenticate",
        "Proxy-Authenticate", "Authentication-Info", "X-Api-Key", "X-Auth-Token", "X-CSRF-Token", "X-Amz-Security-Token",
        "X-Session-Id",
    ],
)  # fmt: skip
def test_a_header_that_carries_or_asks_for_credentials_is_a_secret(name: str) -> None:
    assert is_secret_header(name)


@pytest.mark.parametrize(
    "name", ["Content-Type", "ETag", "Last-Modified", "Link", "Location", "X-Archived-At", "Server"]
)
def test_a_header_that_says_what_came_is_none(name: str) -> None:
    assert not is_secret_header(name)


@pytest.mark.parametrize(
    "text",
    [
        f"https://ana:{SECRET}@example.org/a", f"https://{SECRET}@example.org/a", f"mailtos://u:{SECRET}@smtp.example.org",
        f"https://example.org/?token={SECRET}", f"https://example.org/?a=1&Access_Token={SECRET}&b=2#c",
        f"https://example.org/a;jsessionid={SECRET}", f"https://example.org/?X-Amz-Signature={SECRET}",
        f"HTTP 500 at https://example.org/?api_key={SECRET}; do: wait", f"s3://KEY:{SECRET}@bucket/prefix",
    ],
)  # fmt: skip
def test_what_is_secret_in_an_address_is_taken_out_of_any_text(text: str) -> None:
    shown = without_secrets(text)
    assert SECRET not in shown
    assert without_secrets(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/?p=42121", "http://example.org/nota.php?codigo=5742789&fecha=11%2F11%2F2024",
        "https://example.org/?clave=09&key=jalisco&sid=3", "ana@example.org", "file:captures/a@b.csv", "a = b; token",
    ],
)  # fmt: skip
def test_an_address_or_text_without_secrets_stays_as_it_is(text: str) -> None:
    assert without_secrets(text) == text


@given(st.text())
def test_no_text_makes_it_fail_and_none_is_changed_twice(text: str) -> None:
    once = without_secrets(text)
    assert without_secrets(once) == once


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (f"https://example.org/?token={SECRET}", "token"), ("https://example.org/?a=1&API-KEY=1", "API-KEY"),
        ("https://example.org/a;jsessionid=1", "jsessionid"), ("https://example.org/?to%6ben=1", "token"),
        (f"https://example.org/?key=AIza{'x' * 35}", "key"), ("https://example.org/?key=jalisco", None),
        ("https://example.org/?id=2", None),
    ],
)  # fmt: skip
def test_the_parameter_that_is_a_credential_is_named(url: str, name: str | None) -> None:
    assert secret_parameter(url) == name


def capture(**fields: object) -> Capture:
    body = b"SIMULADO"
    given: dict[str, object] = {
        "source_id": "s", "part": "", "url": f"https://example.org/a;jsessionid={SECRET}?token={SECRET}&p=2",
        "captured_at": datetime(2026, 11, 23, tzinfo=UTC), "status": 200, "media_type": "text/html",
        "headers": (
            ("Content-Type", "text/html"), ("Set-Cookie", f"a={SECRET}"), ("Cookie", SECRET),
            ("Authorization", f"Bearer {SECRET}"), ("Proxy-Authorization", SECRET), ("X-Auth-Token", SECRET),
            ("WWW-Authenticate", f'Digest nonce="{SECRET}"'), ("Content-Location", f"/a?token={SECRET}"),
            ("Link", f"<https://u:{SECRET}@example.org/2>; rel=next"),
        ),
        "body": body, "sha256": sha256_of(body),
    }  # fmt: skip
    return Capture(**(given | fields))  # type: ignore[arg-type]


def stored(folder: Path) -> bytes:
    return b"".join(gzip.decompress(path.read_bytes()) for path in folder.glob("*/*.warc.gz"))


def test_no_record_of_the_archive_holds_a_secret_the_server_sent_neither_whole_nor_as_a_revisit(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.store(capture())
    archive.store(capture(captured_at=datetime(2026, 11, 24, tzinfo=UTC)))
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(stored(tmp_path)))]
    assert kinds == ["response", "revisit"]
    assert SECRET.encode() not in stored(tmp_path)
    assert b"text/html" in stored(tmp_path) and b"&p=2" in stored(tmp_path)


def test_nor_does_the_index_beside_it(tmp_path: Path) -> None:
    Archive(tmp_path).store(capture())
    files = [path for path in tmp_path.iterdir() if path.is_file()]
    assert files and not [path for path in files if SECRET.encode() in path.read_bytes()]


def test_a_capture_s_address_has_no_secret_wherever_it_goes_from_there() -> None:
    assert capture().url == f"https://example.org/a;jsessionid={HIDDEN}?token={HIDDEN}&p=2"


def test_a_failure_s_line_has_none() -> None:
    told = Unreachable("s", f"https://u:{SECRET}@example.org/?token={SECRET}", f"url: /?token={SECRET}", "SIMULADO")
    assert SECRET not in str(told) and SECRET not in told.where
