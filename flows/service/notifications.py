"""Who is told of trouble, and how: a plain webhook, a Slack-like one, e-mail. Off until asked for, one line each.

``--notify https://example.org/hook``   JSON of the whole event, by POST
``--notify slack:https://hooks.slack.com/services/...``   {"text": "..."}; Mattermost and Rocket.Chat take it, too
``--notify mailtos://user:password@smtp.example.org?to=ana@example.org``   e-mail, in Apprise's way of writing it
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

if TYPE_CHECKING:
    from prefect.blocks.core import Block
    from prefect.client.orchestration import SyncPrefectClient

NAME = "acuerdos avisa"
_SUBJECT = "{{ event.event }}"
_BODY = "{{ event.payload.message }}"
_EVENT = (
    "{{ {'event': event.event, 'occurred': event.occurred | string, 'resource': event.resource.id, "
    "'message': event.payload.message, 'payload': event.payload} | tojson }}"
)


class BadTarget(ValueError):
    """``--notify`` names no way to tell anybody; one line that says what to write."""


@dataclass(frozen=True, slots=True)
class Target:
    """``kind``: webhook, slack or mail. The address may hold secrets: it is never printed."""

    kind: str
    address: str


def target_of(text: str) -> Target:
    """The target of one ``--notify``. Raises ``BadTarget``, whose line does not repeat the address."""
    kind, address = "webhook", text.strip()
    if address.startswith("slack:"):
        kind, address = "slack", address.removeprefix("slack:")
    elif address.startswith("webhook:"):
        address = address.removeprefix("webhook:")
    elif address.startswith(("mailto://", "mailtos://")):
        kind = "mail"
    elif address.startswith("https://hooks.slack.com/"):
        kind = "slack"
    wanted = ("mailto", "mailtos") if kind == "mail" else ("http", "https")
    try:
        parts = urlsplit(address)
        good = parts.scheme in wanted and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise BadTarget(
            f"--notify ({kind}): no es una dirección; escriba https://..., slack:https://... "
            "o mailtos://usuario:clave@servidor?to=alguien@..."
        )
    return Target(kind, address)


def targets_of(given: Sequence[str], environment: str) -> tuple[Target, ...]:
    """All targets of the command line, or else those of ``ACUERDOS_NOTIFY``, parted by blanks. Raises ``BadTarget``."""
    return tuple(target_of(text) for text in (given or environment.split()))


def notify_through(client: SyncPrefectClient, targets: Iterable[Target]) -> None:
    """Make one block and one automation a target on the server, and remove those asked for no more."""
    from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

    from flows.events import TROUBLE

    for old in client.request("POST", "/automations/filter", json={"limit": 200}).json():
        if old["name"].startswith(NAME):
            client.request("DELETE", "/automations/{id}", path_params={"id": old["id"]})
    for number, target in enumerate(targets, start=1):
        client.create_automation(
            AutomationCore(
                name=f"{NAME} {number} ({target.kind})",
                trigger=EventTrigger(expect=set(TROUBLE), posture=Posture.Reactive, threshold=1),
                actions=[_action(target, f"acuerdos-avisa-{number}")],
            )
        )


def _action(target: Target, name: str) -> Any:
    from prefect.blocks.notifications import CustomWebhookNotificationBlock
    from prefect.blocks.webhook import Webhook
    from prefect.events.actions import CallWebhook, SendNotification
    from pydantic import SecretStr

    from flows.service.mail_block import AcuerdosMail

    secret = SecretStr(target.address)
    if target.kind == "webhook":
        return CallWebhook(block_document_id=_saved(Webhook(method="POST", url=secret), name), payload=_EVENT)
    slack_like = {"name": "acuerdos", "url": "{{address}}", "json_data": {"text": "{{body}}"},
                  "secrets": {"address": target.address}}  # fmt: skip
    block = (
        AcuerdosMail(url=secret) if target.kind == "mail" else CustomWebhookNotificationBlock.model_validate(slack_like)
    )
    return SendNotification(block_document_id=_saved(block, name), subject=_SUBJECT, body=_BODY)


def _saved(block: Block, name: str) -> UUID:
    saved: Any = block.save(name, overwrite=True)
    return UUID(str(saved))
