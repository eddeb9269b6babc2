"""What the commands print. Readers open published files, never the warehouse."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flows.home import Home
from warehouse.published import run_query, version_folder, versions

if TYPE_CHECKING:
    from flows.backfill import Backfill
    from flows.run_report import Report

Show = Callable[[object], None] | None
_TOLD = 12


def show_run(report: Report, home: Home) -> None:
    """The end of a run, in a few lines a person can act on."""
    for warning in report.warnings:
        print(f"aviso: {warning}")
    print(f"miradas {report.looked_at} fuentes, con cambios {len(report.changed)}")
    if report.skipped:
        print(f"sin mirar {len(report.skipped)} por su ciclo de vida: {', '.join(report.skipped)} (acuerdos sources)")
    for line in report.failed[:_TOLD]:
        print(f"  falló {line}")
    if len(report.failed) > _TOLD:
        print(f"  y {len(report.failed) - _TOLD} fallas más, en {home.runs}")
    if report.gate:
        print(f"nada se publicó, la compuerta no pasó: {report.gate}")
        print(f"todas las reglas en {home.folder / 'quality.json'}; sigue vigente {report.latest or 'ninguna versión'}")
        return
    if report.nothing_new:
        print(f"nada nuevo: sigue la versión {report.latest}")
        return
    print(f"versión {report.version} publicada en {home.public / 'v' / report.version}")
    for name, count in report.rows.items():
        print(f"  {name:<28}{count:>8,}")
    print(f'siempre en {home.public / "latest"}; véalo con: acuerdos open; consulte con: acuerdos query "SELECT ..."')
    print("segundos: " + ", ".join(f"{step} {seconds}" for step, seconds in report.seconds.items()))


def show_backfill(found: Backfill, home: Home, as_json: Show) -> int:
    """The end of a backfill or an ingestion; returns its exit code, as a run's."""
    report = found.report
    if as_json:
        as_json({"states": found.states, "failures": found.failures, "run": report.as_json() if report else None})
    else:
        if found.states:
            print(f"estados archivados {len(found.states)}, del {found.states[0]} al {found.states[-1]}")
        for line in found.failures[:_TOLD]:
            print(f"  no se pudo leer {line}")
        if report:
            show_run(report, home)
    return report.exit_code if report else 0


def show_snapshots(home: Home, as_json: Show) -> int:
    """The published versions, newest first."""
    listed = versions(home.public)
    if as_json:
        as_json(listed)
        return 0
    for version in listed:
        print(f"{version['version']:<14} acuerdos {version['rows']['agreements']:>7,}  cambios {version['changes']}")
    if not listed:
        print("ninguna versión todavía: acuerdos run")
    return 0


def show_sources(path: Path | None, *, as_json: Show) -> int:
    """The source records. Returns 2 for a bad one."""
    from extractors.catalogue import load_sources
    from extractors.failures import SourceRecordError

    try:
        sources = load_sources(path)
    except SourceRecordError as error:
        if as_json:
            as_json({"ok": False, "error": str(error)})
        else:
            print(f"acuerdos: {error}", file=sys.stderr)
        return 2
    described = [source.described() for source in sources]
    if as_json:
        as_json({"ok": True, "sources": described})
    else:
        for source in described:
            print(f"{source['source_id']:<28} {source['dataset']:<10} {source['lifecycle']:<8} {source['url']}")
    return 0


def show_query(home: Home, sql: str, version: str | None, as_json: Show) -> int:
    """The answer of a read-only query, as a table of text or as JSON."""
    columns, rows = run_query(home.public, sql, version)
    if as_json:
        as_json([dict(zip(columns, row, strict=True)) for row in rows])
        return 0
    texts = [["" if value is None else str(value) for value in row] for row in rows]
    widths = [max(len(column), *(len(row[i]) for row in texts), 0) for i, column in enumerate(columns)]
    print("  ".join(column.ljust(width) for column, width in zip(columns, widths, strict=True)).rstrip())
    for row in texts:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    return 0


def show_changes(home: Home, first: str, second: str, as_json: Show) -> int:
    """What changed between two versions, also far apart. Returns 2 where the first is the newer one.

    Two states are compared and nothing between them: a record that appeared and was withdrawn on the way stands in
    the second as withdrawn and is told as ``added``; one withdrawn and restored, or changed and changed back, is not
    told. Turning the versions round would tell withdrawals as additions, so it is refused.
    """
    from warehouse.comparison import changes_of_versions
    from warehouse.layout import version_key

    older, newer = (version_folder(home.public, name).name for name in (first, second))
    if version_key(older) > version_key(newer):
        print(f"acuerdos: {first} es posterior a {second}: dé primero la versión más vieja", file=sys.stderr)
        return 2
    found = changes_of_versions(home.public, first, second)
    if as_json:
        as_json(found)
        return 0
    for change in found:
        field = (
            f" {change['field']}: «{change['before'] or ''}» -> «{change['after'] or ''}»"
            if change.get("field")
            else ""
        )
        print(f"{change['change']:<10} {change['table_name']} {change['record_id']}{field}")
    print(f"{len(found)} cambios entre {first} y {second}")
    return 0
