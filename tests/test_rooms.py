"""Imports go only the way the data walks (design.md section 2)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("extractors", "transforms", "expectations", "warehouse", "flows")
# room -> modules of other rooms it may import
ALLOWED = {
    "extractors": frozenset[str](),
    "transforms": frozenset({"warehouse.schema"}),
    "expectations": frozenset({"warehouse.schema"}),
    "warehouse": frozenset[str](),
    "flows": frozenset(ROOMS),
}
FILES = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]


def imported(file: Path) -> set[str]:
    """Modules a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_room_imports_only_what_the_design_lets_it(file: Path) -> None:
    room = file.relative_to(ROOT).parts[0]
    others = {name for name in imported(file) if name.split(".")[0] in ROOMS and name.split(".")[0] != room}
    allowed = ALLOWED[room]
    assert not {name for name in others if name not in allowed and name.split(".")[0] not in allowed}


def users_of(library: str) -> set[str]:
    return {
        str(file.relative_to(ROOT)) for file in FILES if any(name.split(".")[0] == library for name in imported(file))
    }


def test_great_expectations_is_imported_in_its_one_file_only() -> None:
    assert users_of("great_expectations") == {"expectations/great_expectations_adapter.py"}


def test_prefect_is_imported_by_the_flow_its_runners_its_server_and_the_service_only() -> None:
    users, mine = users_of("prefect"), {"flows/refresh.py", "flows/runners.py", "flows/embedded_server_process.py"}
    assert mine <= users
    assert all(file.startswith("flows/service/") for file in users - mine)


def test_the_commands_that_read_and_the_supervisor_load_neither_prefect_nor_great_expectations() -> None:
    import subprocess
    import sys

    probe = (
        "import sys; import flows.service.supervisor; from flows.command_line import main\n"
        "for words in (['status'], ['snapshots'], ['sources'], ['query', 'select 1']): main(words)\n"
        "print(sorted(set(sys.modules) & {'prefect', 'great_expectations', 'pandas'}))"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
