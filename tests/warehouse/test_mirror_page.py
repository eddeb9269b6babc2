"""The page copied beside the versions: only what differs (SIMULADO)."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from tests.warehouse.mirroring import FIRST, files_of, put
from warehouse.durable import write_json
from warehouse.mirror import mirror


def put_page(public: Path, pages: dict[str, str]) -> None:
    for name, text in pages.items():
        (public / name).parent.mkdir(parents=True, exist_ok=True)
        (public / name).write_text(text)
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in pages.items()}
    write_json(public / "page.json", {"version": FIRST, "files": hashes})


def test_page_made_anew_is_copied_though_the_version_is_there(tmp_path: Path) -> None:
    public, www = tmp_path / "public", tmp_path / "www"
    put(public, FIRST)
    put_page(public, {"index.html": "SIMULADO"})
    mirror(public, str(www))
    put_page(public, {"index.html": "SIMULADO, otra vez"})
    assert mirror(public, str(www)) == []
    assert files_of(www) == files_of(public)


def test_file_of_the_page_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    public, www = tmp_path / "public", tmp_path / "www"
    put(public, FIRST)
    put_page(public, {"index.html": "SIMULADO", "acuerdos/uno.html": "SIMULADO 1"})
    mirror(public, str(www))
    os.utime(www / "acuerdos" / "uno.html", (1, 1))
    put_page(public, {"index.html": "SIMULADO 2", "acuerdos/uno.html": "SIMULADO 1"})
    mirror(public, str(www))
    assert (www / "acuerdos" / "uno.html").stat().st_mtime == 1
    assert files_of(www) == files_of(public)


def test_page_that_is_no_more_is_taken_away_there_too(tmp_path: Path) -> None:
    public, www = tmp_path / "public", tmp_path / "www"
    put(public, FIRST)
    put_page(public, {"index.html": "SIMULADO", "paises/us.html": "SIMULADO"})
    mirror(public, str(www))
    (public / "paises" / "us.html").unlink()
    put_page(public, {"index.html": "SIMULADO"})
    mirror(public, str(www))
    assert files_of(www) == files_of(public)


def test_file_of_others_at_the_target_is_never_taken_away(tmp_path: Path) -> None:
    public, www = tmp_path / "public", tmp_path / "www"
    put(public, FIRST)
    put_page(public, {"index.html": "SIMULADO"})
    (www / "suyo").mkdir(parents=True)
    (www / "suyo" / "carta.txt").write_text("SIMULADO")
    mirror(public, str(www))
    put_page(public, {"index.html": "SIMULADO 2"})
    mirror(public, str(www))
    assert (www / "suyo" / "carta.txt").is_file()
