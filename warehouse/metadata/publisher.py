"""Who publishes: the name, mail address and site that stand in every document of a version."""

from __future__ import annotations

from dataclasses import dataclass

# `.invalid` never resolves (RFC 2606): nobody gets mail that was meant for an operator who gave no address.
NO_CONTACT = "contacto@acuerdos-abiertos.invalid"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for a publication.

    The operator gives ``contact`` and ``site`` as ACUERDOS_CONTACT and ACUERDOS_SITE. ``site`` is used
    outside versions only: files inside one name no host, so that they are the same on every mirror.
    """

    name: str = "Acuerdos Abiertos"
    contact: str = NO_CONTACT
    site: str = ""

    def __post_init__(self) -> None:
        """Raise ``ValueError`` for a contact that is no mail address and a site that is no web address."""
        local, at, domain = self.contact.partition("@")
        if not (local and at and domain) or any(c.isspace() or c in '<>"' for c in self.contact):
            raise ValueError(f"ACUERDOS_CONTACT no es una dirección de correo: {self.contact!r}")
        if self.site and not self.site.startswith(("http://", "https://")):
            raise ValueError(f"ACUERDOS_SITE no empieza por http:// o https://: {self.site!r}")
