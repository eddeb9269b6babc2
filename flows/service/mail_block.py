"""E-mail as a notification block of Prefect: through Apprise, which Prefect's own blocks use."""

from __future__ import annotations

from prefect.blocks.notifications import AppriseNotificationBlock


class AcuerdosMail(AppriseNotificationBlock):
    """An e-mail by SMTP: ``mailtos://user:password@smtp.example.org?to=ana@example.org``.

    The server that sends must know this class: ours imports it at its start, a shared one needs this package.
    """

    _block_type_name = "Acuerdos Mail"
    _block_type_slug = "acuerdos-mail"
