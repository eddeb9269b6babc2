"""The rows of ``review``: pairs that look alike and were left apart, until a person says what they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from transforms.identity import short_hash
from transforms.linking import Linking, Row, names
from transforms.verdicts import DIFFERENT, SAME, Verdicts

_SHOWN = ("state", "municipality", "local_party", "counterpart", "counterpart_country_name", "instrument_type",
          "signed_on", "title", "source_id")  # fmt: skip


def reviews_of(work: Linking) -> list[Row]:
    """What a linking left in doubt: both rows as they were read, and what was done until a person says otherwise."""
    found = []
    for kind, known, seen, score in work.doubts:
        verdict = work.verdicts.of(names(known), names(seen))
        found.append({
            "review_id": f"review-{short_hash(str(known['observation_id']), str(seen['observation_id']))}",
            "kind": kind, "score": round(score, 3), "decision": "linked" if verdict == SAME else "separate",
            "verdict": verdict if verdict in (SAME, DIFFERENT) else "", "agreement_id": known["agreement_id"],
            "other_id": seen["agreement_id"], "known_row": _shown(known), "other_row": _shown(seen),
        })  # fmt: skip
    return found


def _shown(row: Mapping[str, object]) -> str:
    return json.dumps({name: row.get(name) or "" for name in _SHOWN}, ensure_ascii=False)


def carried_reviews(former: Iterable[Mapping[str, object]], found: Iterable[Row], verdicts: Verdicts) -> list[Row]:
    """The rows of ``review`` found today and earlier, with what persons have said since."""
    rows = {str(row["review_id"]): dict(row) for row in (*former, *found)}
    for row in rows.values():
        ids = (verdicts.current(str(row["agreement_id"])), verdicts.current(str(row["other_id"])))
        said = verdicts.of([str(row["agreement_id"])], [str(row["other_id"])])
        row |= {"agreement_id": ids[0], "other_id": ids[1], "verdict": said or row["verdict"] or ""}
        row["decision"] = "linked" if ids[0] == ids[1] else "separate"
    return list(rows.values())
