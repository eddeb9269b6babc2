"""Which of the 32 federal entities have a source of their own, and for what: ``acuerdos sources --check``.

In: source records. Out: the coverage, as values for JSON, as tables for a terminal, and as ``docs/sources.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractors.source import FROM_COLUMN, FROM_LINK_TEXT, Source
from transforms.places import State, states
from warehouse.vocabularies import LIFECYCLE

WANTED = ("offices", "branches", "laws")
COMMAND = "acuerdos sources --check --write docs/sources.md"

# The data sets in the order of the tables, as a reader knows them.
_NAMES = {
    "offices": "Oficinas",
    "branches": "Representaciones",
    "laws": "Leyes",
    "agreements": "Acuerdos",
    "claims": "Hermanamientos que otros dicen",
    "figures": "Cifras impresas",
}
_COUNTED = (*WANTED, "agreements")
_NOTHING = "—"
_ENGLISH = (
    "*In English: the public sources this project knows for each of Mexico's 32 federal entities, and where it knows"
    " none. Generated; do not edit.*"
)
_FOREWORD = (
    "De dónde puede venir lo que se publica de cada entidad federativa, y de cuáles no se conoce todavía ninguna "
    "página. Una fuente «bloqueada» no se pide a su sitio: espera a que una persona guarde la página y la entregue "
    "(`acuerdos ingest`); una «congelada» ya no cambia. La razón está como la dice su registro en "
    f"`extractors/sources/`. Esta página la escribe `{COMMAND}`."
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A federal entity, the sources that are about it alone, and the data sets of ``WANTED`` for which it has none."""

    state: State
    sources: tuple[Source, ...]
    missing: tuple[str, ...]

    def of(self, dataset: str) -> tuple[Source, ...]:
        """Its sources of one data set."""
        return tuple(source for source in self.sources if source.dataset == dataset)

    def as_json(self) -> dict[str, Any]:
        """The entity as JSON values."""
        return {
            "state_code": self.state.code, "state": self.state.name, "iso_code": self.state.iso_code,
            "sources": [source.described() for source in self.sources], "missing": list(self.missing),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coverage:
    """The 32 entities by INEGI code, and beside them the ``shared`` sources, whose rows say their entity themselves."""

    entities: tuple[Entity, ...]
    shared: tuple[Source, ...]

    @property
    def bare(self) -> tuple[Entity, ...]:
        """The entities without any source of their own."""
        return tuple(entity for entity in self.entities if not entity.sources)

    def as_json(self) -> dict[str, Any]:
        """The coverage as JSON values."""
        return {
            "shared": [source.described() for source in self.shared],
            "entities": [entity.as_json() for entity in self.entities],
        }


def coverage(sources: Sequence[Source]) -> Coverage:
    """The coverage that some source records give."""
    order = {dataset: number for number, dataset in enumerate(_NAMES)}
    ordered = sorted(sources, key=lambda source: (order[source.dataset], source.id))
    entities = []
    for code, state in sorted(states().items()):
        own = tuple(source for source in ordered if source.state == code)
        had = {source.dataset for source in own}
        entities.append(Entity(state, own, tuple(dataset for dataset in WANTED if dataset not in had)))
    return Coverage(tuple(entities), tuple(s for s in ordered if s.state in (FROM_COLUMN, FROM_LINK_TEXT, None)))


def show_coverage(found: Coverage) -> None:
    """Print the coverage for a person: what is for all entities, each entity, and those that have nothing."""
    from rich.console import Console

    console = Console(highlight=False)
    # Piped into a file or a pager, a table must not be folded to eighty columns.
    console = console if console.is_terminal else Console(highlight=False, width=200)
    console.print(_screen(("para todas", "datos", "ciclo", "dirección"), [
        (source.id, _NAMES[source.dataset], LIFECYCLE.spanish(source.lifecycle.status), source.url)
        for source in found.shared
    ]))  # fmt: skip
    console.print(_screen(("entidad", "ISO", "fuente", "datos", "ciclo", "dirección", "sin fuente propia de"), [
        row for entity in found.entities for row in _lines(entity)
    ]))  # fmt: skip
    console.print(_summary(found), markup=False)


def _lines(entity: Entity) -> list[tuple[str, ...]]:
    """The rows of one entity; its name and what it lacks stand in the first."""
    lead = (f"{entity.state.code} {entity.state.name}", entity.state.iso_code)
    missing = ", ".join(_NAMES[dataset].lower() for dataset in entity.missing)
    if not entity.sources:
        return [(*lead, _NOTHING, _NOTHING, _NOTHING, _NOTHING, missing)]
    return [
        (*(("", "") if number else lead), source.id, _NAMES[source.dataset],
         LIFECYCLE.spanish(source.lifecycle.status), source.url, "" if number else missing)
        for number, source in enumerate(entity.sources)
    ]  # fmt: skip


def _screen(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _summary(found: Coverage) -> str:
    with_any = len(found.entities) - len(found.bare)
    counts = ", ".join(
        f"{_NAMES[dataset].lower()} {sum(1 for entity in found.entities if entity.of(dataset))}"
        for dataset in _COUNTED
    )  # fmt: skip
    bare = ", ".join(entity.state.name for entity in found.bare) or "ninguna"
    return (
        f"Con alguna fuente propia: {with_any} de {len(found.entities)} entidades ({counts}). "
        f"Sin ninguna ({len(found.bare)}): {bare}."
    )


def as_markdown(found: Coverage) -> str:
    """``docs/sources.md``: the same for whoever reads the repository."""
    return "\n\n".join(
        [
            f"<!-- {COMMAND} -->",
            _ENGLISH,
            "# Las fuentes, entidad por entidad",
            _FOREWORD,
            _summary(found),
            "## Fuentes de todas las entidades",
            "En estas fuentes cada renglón, o el enlace que lleva a él, dice de qué entidad es.",
            _markdown(
                ("Fuente", "Datos", "Qué es", "Renglones, al menos", "Ciclo de vida", "Desde", "Razón", "Dirección"),
                [_shared_row(source) for source in found.shared],
            ),
            "## Las 32 entidades",
            "Cuántas fuentes propias tiene cada una, por clase de datos. Clave del INEGI y código ISO 3166-2:MX.",
            _markdown(
                ("INEGI", "ISO 3166-2", "Entidad", *(_NAMES[dataset] for dataset in _COUNTED)),
                [_count_row(entity) for entity in found.entities],
            ),
            "## Sitios de cada entidad",
            _markdown(
                ("INEGI", "ISO 3166-2", "Entidad", "Datos", "Fuente", "Qué es", "Ciclo de vida", "Desde", "Razón",
                 "Dirección"),
                [row for entity in found.entities for row in _site_rows(entity)],
            ),
        ]
    ) + "\n"  # fmt: skip


def _shared_row(source: Source) -> tuple[str, ...]:
    rows = str(source.min_rows) if source.is_file else _NOTHING
    return (f"`{source.id}`", _NAMES[source.dataset], source.name, rows, *_life(source), _address(source))


def _count_row(entity: Entity) -> tuple[str, ...]:
    counts = (str(len(entity.of(dataset)) or _NOTHING) for dataset in _COUNTED)
    return (entity.state.code, entity.state.iso_code, entity.state.name, *counts)


def _site_rows(entity: Entity) -> list[tuple[str, ...]]:
    lead = (entity.state.code, entity.state.iso_code, entity.state.name)
    return [
        (*lead, _NAMES[source.dataset], f"`{source.id}`", source.name, *_life(source), _address(source))
        for source in entity.sources
    ]


def _life(source: Source) -> tuple[str, str, str]:
    life = source.lifecycle
    return LIFECYCLE.spanish(life.status), str(life.since or ""), life.reason


def _address(source: Source) -> str:
    return f"`{source.url}`" if source.is_file else f"<{source.url}>"


def _markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return "Ninguna."
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)
