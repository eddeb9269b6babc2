"""Source records made to do harm: nothing of them runs, grows without end, or leads out of its place (SIMULADO)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractors.catalogue import load_sources, resolve_file_url
from extractors.failures import SourceRecordError
from extractors.plain_yaml import DEEPEST, LARGEST, MOST_REPEATED, NotPlain, load_plain
from extractors.source import Source

GOOD = "id: sim\ndataset: laws\nurl: http://simulado.example.mx/\nevidence: press\n"


def written(tmp_path: Path, content: str) -> Path:
    file = tmp_path / "sources.yaml"
    file.write_text(content, encoding="utf-8")
    return file


def refusal(tmp_path: Path, content: str) -> str:
    with pytest.raises(SourceRecordError) as refused:
        load_sources(written(tmp_path, content))
    assert str(refused.value).isprintable() and len(str(refused.value)) < 500
    return str(refused.value)


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['touch {}']", "!!python/object/new:os.system ['touch {}']",
        "!!python/object/apply:subprocess.check_output [['touch', '{}']]", "!!python/name:os.system", "!!python/module:os",
        "!own {{}}",
    ],
)  # fmt: skip
def test_a_tag_of_yaml_makes_no_object_and_runs_nothing(tmp_path: Path, tag: str) -> None:
    trace = tmp_path / "trace"
    assert "could not determine a constructor" in refusal(tmp_path, f"{GOOD}notes: {tag.format(trace)}\n")
    assert not trace.exists()


def bomb(last: str) -> str:
    """Ten times ten times ... a list, under the fields that a record has."""
    levels = [f"x{n}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]" for n in range(9)]
    return "\n".join(["notes: &a [l, l, l, l, l, l, l, l, l, l]", *levels, last, ""])


@pytest.mark.timeout(20)
@pytest.mark.parametrize("last", ["id: *j", "columns: *j", "<<: {id: *j}"])
def test_aliases_that_multiply_themselves_are_refused_before_anything_is_made_of_them(
    tmp_path: Path, last: str
) -> None:
    assert "stand for too much" in refusal(tmp_path, bomb(last))


def test_so_many_aliases_are_allowed_and_no_more(tmp_path: Path) -> None:
    few = "- &a {b: 1}\n" + "- *a\n" * (MOST_REPEATED // 3)
    assert isinstance(load_plain(written(tmp_path, few)), list)
    with pytest.raises(NotPlain):
        load_plain(written(tmp_path, few + "- *a\n"))


def test_records_may_share_what_they_have_in_common(tmp_path: Path) -> None:
    shared = (
        "- &one\n  id: a\n  dataset: laws\n  url: http://simulado.example.mx/\n  evidence: press\n- {<<: *one, id: b}\n"
    )
    assert [source.id for source in load_sources(written(tmp_path, shared))] == ["a", "b"]


@pytest.mark.parametrize("content", ["&a [*a]", "&a {id: *a}", "- &a\n  columns: {b: *a}\n"])
def test_a_value_that_holds_itself_is_refused(tmp_path: Path, content: str) -> None:
    assert "holds itself" in refusal(tmp_path, content)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("content", ["[" * 200_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_nesting_without_end_is_refused_and_does_not_end_the_process(tmp_path: Path, content: str) -> None:
    assert f"more than {DEEPEST} deep" in refusal(tmp_path, content)


def test_a_file_larger_than_any_catalogue_is_refused_unread(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    os.truncate(file, 10_000_000_000)
    with pytest.raises(SourceRecordError, match=f"{LARGEST / 1e6:g} MB"):
        load_sources(file)


@pytest.mark.parametrize("number", ["9" * 5_000, "1:" + ":".join(["1"] * 3_000), "0x" + "f" * 9_000, "99999999999"])
def test_a_number_of_thousands_of_digits_is_refused(tmp_path: Path, number: str) -> None:
    assert refusal(tmp_path, f"{GOOD}min_rows: {number}\n").count("\n") == 0


@pytest.mark.parametrize("cadence", ["9" * 5_000 + "s", "9999999999s"])
def test_so_is_a_cadence_of_centuries(tmp_path: Path, cadence: str) -> None:
    assert "cadence" in refusal(tmp_path, f"{GOOD}cadence: {cadence}\n")


@pytest.mark.parametrize(
    "identifier",
    [
        "../../etc", "/etc/passwd", "..", ".", "", "a/b", "a\\\\b", "a b", "A", "ñ", "٣", "a\\0b", "a\\nb", "a\\u202eb",
        "a" * 101, "a" * 10_000, "con", "nul", "com1", "taken", "refused", "~root", "$HOME", "{{7*7}}",
    ],
)  # fmt: skip
def test_an_identifier_that_would_be_another_path_is_refused(tmp_path: Path, identifier: str) -> None:
    assert "field id" in refusal(tmp_path, GOOD.replace("id: sim", f'id: "{identifier}"'))


@pytest.mark.parametrize("url", ["file:../../nothing", "file:captures/../../../nothing", "file:%2e%2e/nothing"])
def test_a_relative_file_may_not_lead_out_of_the_captures_that_ship_with_the_product(tmp_path: Path, url: str) -> None:
    (source,) = load_sources(written(tmp_path, GOOD.replace("http://simulado.example.mx/", url)))
    bundled = Source.model_validate({"id": "sim", "dataset": "laws", "evidence": "press", "url": url})
    for one in (source, bundled):
        with pytest.raises(SourceRecordError, match="leads out of captures"):
            resolve_file_url(one)


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example/\\0", "http://a.example/\\r\\nX-Evil: 1", "http://a.example/%00", "http://a.example/%0d%0aX:1",
        "file:%00", "file:captures/a\\0.csv", "javascript:alert(1)", "data:text/html,x", "gopher://a.example/", "file:",
        "http://ana:clave@a.example/", "http://a.example/?token=SIMULADO", "http://[::1", "ftp://a.example/",
    ],
)  # fmt: skip
def test_an_address_that_is_none_of_the_web_or_carries_a_secret_is_refused(tmp_path: Path, url: str) -> None:
    told = refusal(tmp_path, GOOD.replace("http://simulado.example.mx/", f'"{url}"'))
    assert "field url" in told and "clave" not in told and "SIMULADO" not in told


@pytest.mark.parametrize("field", ["name", "publisher", "notes", "follow"])
@pytest.mark.parametrize("control", ["\\e[31m", "\\0", "\\x9b", "\\u202e", "\\r"])
def test_a_text_that_would_steer_a_terminal_is_refused(tmp_path: Path, field: str, control: str) -> None:
    assert "control characters" in refusal(tmp_path, f'{GOOD}{field}: "SIMULADO{control}x"\n')
