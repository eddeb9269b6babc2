"""A row of agreements while it is being read: its settled fields, and the parties its title names."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.counterpart_types import counterpart_type, known_body
from transforms.folding import fold
from transforms.foreign_places import place_in
from transforms.local_parties import domestic_place, looks_local
from transforms.observations import Issue, Observation
from transforms.places import find_state, state_named_in
from transforms.raw_agreements import RawFields
from transforms.titles import Title, and_splits, read_title

TABLE = "agreements"


@dataclass(slots=True)
class Draft:
    """What is known of one row while it is being read."""

    seen: Observation
    raw: RawFields
    state_code: str
    title: Title
    local: tuple[str, ...]
    foreign: tuple[str, ...]
    issues: list[Issue] = field(default_factory=list)

    def doubt(self, rule: str, name: str, message: str, remedy: str = "", severity: str = "warning") -> None:
        """Note something that could not be told, with the raw text of the field it is about."""
        self.issues.append(Issue(severity, rule, message, TABLE, name, self.raw.get(name, ""), remedy))


def _state(seen: Observation, raw: RawFields) -> str:
    printed = raw.get("state", "")
    return (
        seen.state
        or find_state(printed.split(";")[0])
        or find_state(raw.get("state_code", ""))
        or state_named_in(raw.get("local_party", ""))
    )


def _parties(title: Title, local_printed: str, state_hint: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Local and foreign parties of a title, each in the order printed; ``local_printed``: the local party's column."""
    parties = title.parties
    if len(parties) == 1:
        both_mexican = (cut for cut in and_splits(parties[0]) if all(map(domestic_place, cut)))
        parties = _best_cut(parties[0], state_hint) or next(both_mexican, parties)
    after_con = frozenset(parties[len(parties) - title.others :] if title.others else ())
    homonyms = {party for party in after_con if not domestic_place(party)}  # "con la Ciudad de Mérida"
    local = tuple(party for party in parties if party not in homonyms and looks_local(party, state_hint))
    foreign = tuple(party for party in parties if party not in local)
    if not local and len(foreign) > 1 and not place_in(foreign[0]).country:
        # "la Secretaría de Turismo y la Ciudad de X, Francia": the Mexican side comes first and names no country.
        local, foreign = foreign[:1], foreign[1:]
    if not foreign and (others := _namesakes(local, local_printed)):
        local, foreign = tuple(party for party in local if party not in others), others
    return local, foreign


def _best_cut(text: str, state_hint: str) -> tuple[str, ...]:
    """The cut at an ``y`` that best leaves a Mexican and a foreign side (``Morelia y Fullerton, California``)."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for cut in and_splits(text):
        sides = [looks_local(side, state_hint) for side in cut]
        if sides[0] == sides[1]:
            continue
        local, foreign = (cut[0], cut[1]) if sides[0] else (cut[1], cut[0])
        score = 1 + 2 * _is_foreign(foreign) - 3 * _is_foreign(local) + bool(counterpart_type(foreign))
        if score > best[0]:
            best = (score, cut)
    return best[1]


def _is_foreign(text: str) -> bool:
    return bool(place_in(text).country or known_body(text))


def _namesakes(local: tuple[str, ...], local_printed: str) -> tuple[str, ...]:
    """Parties that only look Mexican by a name they share (``Guadalajara y la ciudad de Guadalajara``)."""
    unsaid = [party for party in local if not state_named_in(party) and not fold(party).endswith("mexicanos")]
    if len(local) > 1 and unsaid:
        return (unsaid[-1],)
    if len(local) == 1 and unsaid and local_printed and fold(unsaid[0]) not in fold(local_printed):
        return (unsaid[0],)
    return ()


def draft_of(seen: Observation, raw: RawFields) -> Draft:
    """The draft of an observation whose ambiguous fields are settled; its state may come from the title's parties."""
    state_code = _state(seen, raw)
    title = read_title(raw.get("title", ""))
    local, foreign = _parties(title, raw.get("local_party") or raw.get("municipality", ""), state_code)
    if not state_code:
        state_code = next((code for party in local if (code := state_named_in(party) or find_state(party))), "")
    return Draft(seen, raw, state_code, title, local, foreign)
