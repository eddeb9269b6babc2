"""For each rule written by hand, the cells that break it and no other; for each rule of the schema, a cell that does."""

from __future__ import annotations

from collections.abc import Mapping

from expectations.rules import Rule
from tests.expectations.published import Cell, Row, good_row
from warehouse.schema import TABLES

TODAY = "2026-11-23"
_NONE_SIGNED: Row = {"signed_precision": "none", "administration": None, "nafta_era": None, "expires_on": None,
                     "validity": None}  # fmt: skip


def _signed(signed_on: str, administration: str | None, nafta_era: str = "post_nafta", **cells: Cell) -> Row:
    precision = {4: "year", 7: "month"}.get(len(signed_on), "day")
    return {"signed_on": signed_on, "signed_precision": precision, "administration": administration,
            "nafta_era": nafta_era, "validity": None, "expires_on": None, **cells}  # fmt: skip


BREAKING: Mapping[str, Row] = {
    "agreements.signed_in_future": _signed("2026-11-24", "sheinbaum"),
    "agreements.signed_absurdly_early": _signed("1098-04-15", "before_1982", "pre_nafta"),
    "agreements.signed_on_no_day": _signed("2011-02-30", "calderon"),
    "agreements.signed_precision_disagrees": {"signed_precision": "month"},
    "agreements.administration_disagrees": {"administration": "fox"},
    "agreements.nafta_era_disagrees": {"nafta_era": "pre_nafta"},
    "agreements.signed_before_municipality": _signed(
        "1994-12-15", "zedillo", state_code="02", state="Baja California", municipality_code="02005",
        municipality="Playas de Rosarito", local_party="Municipio de Playas de Rosarito",
    ),
    "agreements.signed_before_counterpart": _signed(
        "1944-05-03", "before_1982", "pre_nafta", counterpart="UNICEF", counterpart_country=None,
        counterpart_subdivision=None, region="international",
    ),
    "agreements.municipality_of_another_state": {
        "state_code": "19", "state": "Nuevo León", "local_party": "Municipio de Guadalajara",
    },
    "agreements.signed_for_another_state": {"local_party": "Gobierno del Estado de Nuevo León"},
    "agreements.state_with_municipality": {"level": "state"},
    "agreements.state_name_disagrees": {"state": "Colima"},
    "agreements.municipality_name_disagrees": {"municipality": "Zapopan"},
    "agreements.worldwide_with_country": {"region": "international"},
    "agreements.region_of_another_country": {"region": "europe"},
    "agreements.subdivision_of_another_country": {"counterpart_subdivision": "CA-QC"},
    "agreements.counterpart_in_mexico": {
        "counterpart_country": "MX", "counterpart_subdivision": "MX-JAL", "region": "latin_america_caribbean",
    },
    "agreements.indefinite_expires": {"validity": "indefinite"},
    "agreements.until_no_date": {"validity": "until", "expires_on": None},
    "agreements.expires_before_signed": {"expires_on": "2010-05-03"},
    "agreements.duration_and_expiry_disagree": {"expires_on": "2013-05-03"},
    "agreements.withdrawn_disagrees": {"withdrawn_on": "2026-11-23"},
    "agreements.seen_backwards": {"first_seen": "2026-11-24", "last_seen": "2026-11-23"},
    "claims.municipality_of_another_state": {"state_code": "19", "state": "Nuevo León"},
    "claims.state_name_disagrees": {"state": "Colima"},
    "claims.municipality_name_disagrees": {"municipality": "Zapopan"},
    "claims.worldwide_with_country": {"region": "international"},
    "claims.region_of_another_country": {"region": "europe"},
    "claims.subdivision_of_another_country": {"counterpart_country": None},
    "claims.counterpart_in_mexico": {
        "counterpart_country": "MX", "counterpart_subdivision": "MX-JAL", "region": "latin_america_caribbean",
    },
    "branches.state_name_disagrees": {"state": "Colima"},
    "branches.us_state_outside_us": {"country": "MX", "subdivision": "MX-JAL"},
    "branches.subdivision_of_another_country": {"subdivision": "MX-JAL"},
    "branches.phones_no_e164": {"phones_e164": ["+522223034600", "222 303 4600"]},
    "branches.closed_before_opened": {"opened_on": "2011-05", "closed_on": "2010"},
    "laws.state_name_disagrees": {"state": "Colima"},
    "laws.reformed_before_published": {"last_reform": "2013"},
    "laws.year_and_gazette_disagree": {"year": "2011"},
    "laws.published_in_future": {"year": "2027", "gazette_date": "2027-01-01", "last_reform": None},
    "office_facts.state_name_disagrees": {"state": "Colima"},
    "office_facts.said_in_future": {"as_of": "2027", "ended_on": None},
    "office_facts.ended_before_said": {"as_of": "2012-05-03", "ended_on": "2011"},
    "office_facts.phones_no_e164": {"field": "phone", "value": "+522223034600|2223034600"},
    "offices.phones_no_e164": {"phones_e164": ["2223034600"]},
    "offices.ended_before_it_began": {"valid_from": "2012", "valid_to": "2011-05"},
    "office_names.ended_before_it_began": {"valid_from": "2012", "valid_to": "2011-05"},
}  # fmt: skip

# What looks like a slip and is none: each row must pass every rule.
SOUND: Mapping[str, tuple[str, Row]] = {
    "a year says nothing of the presidency in which two met": ("agreements", _signed("1994", None)),
    "a municipality signs in the year of its decree": ("agreements", _signed(
        "1995", "zedillo", state_code="02", state="Baja California", municipality_code="02005",
        municipality="Playas de Rosarito", local_party="Ayuntamiento de Playas de Rosarito, Baja California, México",
    )),
    "a body that goes by its predecessor's years": ("agreements", _signed(
        "1965", "before_1982", "pre_nafta", counterpart="PNUD y UNICEF", counterpart_country=None,
        counterpart_subdivision=None, region="international",
    )),
    "a town called like a state": ("agreements", {"local_party": "Ayuntamiento de Hidalgo, Jalisco"}),
    "two states in one instrument": (
        "agreements", {"local_party": "Estado de Jalisco y Estado de Nuevo León"},
    ),
    "an end printed a day early": ("agreements", {"expires_on": "2016-05-02"}),
    "a term extended once": ("agreements", {"expires_on": "2021-05-03"}),
    "a law passed in December, published in January": ("laws", {"year": "2013"}),
    "a date as coarse as today": ("agreements", _signed("2026", "sheinbaum")),
    "no date at all": ("agreements", {**_NONE_SIGNED, "signed_on": None}),
}  # fmt: skip


def broken_cell(rule: Rule) -> Cell:
    """A value that breaks a rule of the schema about one column."""
    match rule.kind:
        case "required":
            return None
        case "vocabulary" | "reference":
            return "nada de la lista"
        case "item_vocabulary":
            return ["nada de la lista"]
        case "pattern":
            return "¿?"
        case "minimum":
            return int(rule.parameters["minimum"]) - 1  # type: ignore[arg-type]
    raise KeyError(rule.kind)


def broken_row(rule: Rule) -> Row:
    """A row of its table that breaks the rule."""
    if rule.kind == "row":
        return good_row(TABLES[rule.table], **BREAKING[rule.rule_id])
    return good_row(TABLES[rule.table], **{rule.columns[0]: broken_cell(rule)})
