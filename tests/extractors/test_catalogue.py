from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractors.catalogue import BUNDLED_CAPTURES, load_sources, resolve_file_url
from extractors.failures import SourceRecordError
from extractors.source import Source

GOOD = "id: a\ndataset: agreements\nevidence: registry\nurl: https://example.org/\n"


def write(folder: Path, text: str, name: str = "a.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def made(**fields: Any) -> Source:
    given = {"id": "a", "dataset": "claims", "evidence": "press", "url": "https://example.org/"} | fields
    return Source.model_validate(given)


def test_short_record_gets_its_defaults(tmp_path: Path) -> None:
    [source] = load_sources(write(tmp_path, GOOD))
    assert (source.name, source.access, source.format, source.min_rows, source.delay, source.cadence_seconds()) == (
        "a",
        "page",
        "auto",
        1,
        1.0,
        604_800,
    )
    assert (source.licence.id, source.lifecycle.status, source.state, source.child) == (
        "LicenseRef-unknown",
        "active",
        None,
        None,
    )


@pytest.mark.parametrize(("written", "code"), [("14", "14"), ('"03"', "03"), ("7", "07"), ("07", "07"), ("09", "09")])
def test_state_code_survives_yaml(tmp_path: Path, written: str, code: str) -> None:
    assert load_sources(write(tmp_path, f"{GOOD}state: {written}\n"))[0].state == code


def test_record_of_the_design_is_read(tmp_path: Path) -> None:
    [source] = load_sources(
        write(
            tmp_path,
            GOOD
            + """access: index
follow: "ul.entidades a"
child: {access: paged, format: auto}
state: from-link-text
lifecycle: {status: active, since: 2026-11-23, reason: ""}
cadence: 90s
licence: {id: Libre-Uso-MX, url: https://datos.gob.mx}
""",
        )
    )
    assert source.child is not None and source.child.access == "paged" and source.cadence_seconds() == 90


def test_list_mapping_and_folder_are_read(tmp_path: Path) -> None:
    write(tmp_path, "- " + GOOD.replace("\n", "\n  ").rstrip())
    write(tmp_path, "sources:\n- " + GOOD.replace("id: a", "id: b").replace("\n", "\n  ").rstrip(), "b.yml")
    assert [source.id for source in load_sources(tmp_path)] == ["a", "b"]


def test_bundled_records_are_valid() -> None:
    assert all(source.origin is None for source in load_sources(None))


WRONG = {
    "unknown field": (GOOD + "colour: red\n", "colour"),
    "misspelt field": (GOOD + "licenze: {}\n", "write `licence:`"),
    "missing field": (GOOD.replace("url: https://example.org/\n", ""), "add `url:`"),
    "bad word": (GOOD.replace("registry", "rumour"), "rumour"),
    "bad state": (GOOD + "state: 33\n", "INEGI"),
    "bad url": (GOOD.replace("https", "gopher"), "url"),
    "password in url": (GOOD.replace("https://", "https://u:p@"), "password"),
    "follow without index": (GOOD + "follow: a\n", "follow"),
    "index without follow": (GOOD + "access: index\n", "follow"),
    "child without index": (GOOD + "child: {access: page}\n", "child"),
    "no delay": (GOOD + "delay: 0\n", "loopback"),
    "bad cadence": (GOOD + "cadence: 0s\n", "cadence"),
    "nested": (GOOD + "lifecycle: {status: dead}\n", "lifecycle.status"),
    "broken yaml": ("id: [a\nb: {", "YAML"),
    "bad date": (GOOD + "lifecycle: {since: 2026-13-45}\n", "YAML"),
    "empty": ("", "no record"),
    "not a mapping": ("- 1\n", "record 1"),
    "twice": (
        "- " + GOOD.replace("\n", "\n  ").rstrip() + "\n- " + GOOD.replace("\n", "\n  ").rstrip(),
        "already used",
    ),
}


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG.keys())
def test_wrong_record_is_told_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    file = write(tmp_path, text)
    with pytest.raises(SourceRecordError) as caught:
        load_sources(file)
    said = str(caught.value)
    assert "\n" not in said and str(file) in said and says in said and "; do: " in said


def test_missing_path_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceRecordError, match="no such file"):
        load_sources(tmp_path / "none")


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]/", "file:captures/x.csv"])
def test_no_delay_is_fine_at_home(url: str) -> None:
    assert made(url=url, delay=0).delay == 0


def test_bundled_file_resolves_inside_the_package() -> None:
    assert resolve_file_url(made(url="file:captures/x.csv")) == BUNDLED_CAPTURES / "x.csv"


@pytest.mark.parametrize(
    "url", ["file:captures/../../secret", "file:../x", "file:captures/%2e%2e/catalogue.py", "file:x"]
)
def test_bundled_file_may_not_escape(url: str) -> None:
    with pytest.raises(SourceRecordError, match="captures/"):
        resolve_file_url(made(url=url))


def test_users_file_is_looked_for_beside_the_record_first(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("a\n")
    file = write(tmp_path, GOOD.replace("https://example.org/", "file:rows.csv"))
    assert resolve_file_url(load_sources(file)[0]) == (tmp_path / "rows.csv").resolve()


def test_users_record_may_name_a_bundled_file(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD.replace("https://example.org/", "file:captures/us_offices.csv"))
    assert resolve_file_url(load_sources(file)[0]) == BUNDLED_CAPTURES / "us_offices.csv"


def test_absolute_file_is_taken_as_it_is() -> None:
    assert resolve_file_url(made(url="file:/srv/x.csv")) == Path("/srv/x.csv")
    assert resolve_file_url(made(url="file:///srv/x%20y.csv")) == Path("/srv/x y.csv")
