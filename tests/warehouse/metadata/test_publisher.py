"""Who publishes: an address nobody gave never reaches anybody, and a wrong one is refused."""

from __future__ import annotations

import pytest

from warehouse.metadata.publisher import Publisher


def test_the_address_nobody_gave_is_in_a_domain_that_cannot_exist() -> None:
    assert Publisher().contact.endswith(".invalid") and Publisher().site == ""


@pytest.mark.parametrize("contact", ["", "SIMULADO", "@example.org", "datos@", "a b@example.org", "<a@example.org>"])
def test_a_contact_that_is_no_mail_address_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="ACUERDOS_CONTACT"):
        Publisher(contact=contact)


def test_a_site_that_is_no_web_address_is_refused() -> None:
    with pytest.raises(ValueError, match="ACUERDOS_SITE"):
        Publisher(site="javascript:alert(1)")
