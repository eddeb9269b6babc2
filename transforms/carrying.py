"""What a source still says when it only lays its page out anew.

A state's page moves from a table to a list, to capitals, to columns in other words: the rows are printed otherwise or
with fewer columns, and nothing was amended. Where the headings of a row are not those it had, a value that says no
more than the known one does not replace it. ``carried`` names the fields of which that is so, until the source prints
something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from transforms.similarity import core, differ
from transforms.text import fold
from transforms.validity import last_day

Row = dict[str, object]

_PARTIES = ("local_party", "counterpart")
# What follows from one printed text is carried together.
_GROUPS = (
    ("signed_on", "signed_precision", "administration", "nafta_era"),
    ("validity",),
    ("expires_on",),
    ("topics",),
    ("title",),
    ("local_party",),
    ("counterpart",),
    ("instrument_type",),
    ("counterpart_type",),
    ("level", "municipality_code", "municipality"),
    ("counterpart_country", "counterpart_country_name"),
    ("counterpart_subdivision",),
    ("region",),
    ("parties_count",),
)


def carry(records: Iterable[Row], remembered: Iterable[Mapping[str, object]], today: str) -> None:
    """Keep in the records, in place, what their observations were known to say and the page still says."""
    known = {row["observation_id"]: row for row in remembered}
    for record in records:
        former = known.get(record["observation_id"])
        record["carried"] = _carry(record, former, today) if former else []


def _carry(record: Row, former: Mapping[str, object], today: str) -> list[str]:
    carried = frozenset(former.get("carried") or ())  # type: ignore[call-overload]
    # Nearly every row is printed as it was, and needs no reading again.
    anew = record.get("original") != former.get("original") and _headings(record) != _headings(former)
    if not anew and not carried:
        return []
    found = []
    for names in _GROUPS:
        if (anew or names[0] in carried) and _says_no_more(names[0], record, former):
            record |= {name: former.get(name) for name in names}
            found.append(names[0])
    if {"validity", "expires_on"} & set(found) and record["status"] == "unknown":
        end = str(record.get("expires_on") or "")
        record["status"] = "expired" if end and last_day(end) < today else former.get("status")
    return found


def _headings(row: Mapping[str, object]) -> frozenset[str]:
    return frozenset(json.loads(str(row.get("original") or "{}")))


def _says_no_more(name: str, record: Row, former: Mapping[str, object]) -> bool:
    """Whether a value is another than the known one, and only by its wording or by what the layout leaves out."""
    new, old = record.get(name) or "", former.get(name) or ""
    if not old or new == old:
        return False
    if not new or name == "parties_count":
        return True
    if name == "signed_on":
        return str(old).startswith(str(new))
    if name == "title":
        return fold(str(new)) == fold(str(old))
    return name in _PARTIES and _same_party(name, record, former)


def _same_party(name: str, record: Row, former: Mapping[str, object]) -> bool:
    """Whether two texts name one party: the words of one are among those of the other, in the same place."""
    new, old = set(core(str(record[name])).split()), set(core(str(former[name])).split())
    places = ("counterpart_country", "counterpart_subdivision") if name == "counterpart" else ("municipality_code",)
    return (new <= old or old <= new) and not any(differ(record, former, place) for place in places)
