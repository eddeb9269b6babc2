"""Branches of the states outside their territory."""

from __future__ import annotations

from expectations.written.making import not_after, row_rule

# UIT-T E.164: a plus sign, a country code that does not begin with 0, fifteen digits at most.
PHONE = r"\+[1-9]\d{7,14}"

RULES = (
    row_rule(
        "branches.us_state_outside_us", ("us_state", "country"),
        "us_state IS NULL OR coalesce(country, '') = 'US'",
        "Solo lo que está en Estados Unidos tiene estado de Estados Unidos.",
    ),
    row_rule(
        "branches.subdivision_of_another_country", ("subdivision", "country"),
        "subdivision IS NULL OR left(subdivision, 2) = coalesce(country, '')",
        "La entidad en que está es del país en que está.",
    ),
    row_rule(
        "branches.phones_no_e164", ("phones_e164",),
        f"len(list_filter(phones_e164, lambda phone: NOT regexp_full_match(phone, '{PHONE}'))) = 0",
        "Los teléfonos en forma internacional la tienen: signo más, clave de país y número.",
    ),
    row_rule(
        "branches.closed_before_opened", ("closed_on", "opened_on"), not_after("opened_on", "closed_on"),
        "Ninguna representación cerró antes de abrir.",
    ),
)  # fmt: skip
