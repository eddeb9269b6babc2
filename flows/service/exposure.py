"""Who can reach the service's server: this machine alone, unless told otherwise; then it needs a password."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.addresses import is_loopback_host

PASSWORD = "PREFECT_SERVER_API_AUTH_STRING"  # noqa: S105  (the name of a variable)


def exposure(host: str, environment: Mapping[str, str]) -> str | None:
    """What to say where others reach a server that asks for no password; None where that is not so."""
    if is_loopback_host(host) or environment.get(PASSWORD):
        return None
    return (
        f"quien llegue a {host} puede correr programas con este usuario; ponga {PASSWORD}=usuario:clave y "
        "PREFECT_API_AUTH_STRING igual, y un proxy con TLS delante (docs/deploy.md, «Who may reach it»)"
    )
