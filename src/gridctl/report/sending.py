"""Sending what is due, with mail, folder and webhook, and the words of the outbox: one call for every face."""

from collections.abc import Collection

from gridctl.core.delivering import Carrier, Verdict
from gridctl.core.destinations import Destination
from gridctl.core.letters import DeliverView, Letter
from gridctl.services import sending
from gridctl.services.office import Office


def deliver_due(office: Office, only: Collection[int] = ()) -> DeliverView:
    """Send what is due, with `only` nothing but these deliveries; Busy (exit 75) where another process does."""
    from gridctl.present.tellings import for_machine  # start-up: reports need no texts of the outbox

    return sending.send_due(office, carry, for_machine, only)


def carry(to: Destination, letter: Letter) -> Verdict:
    """Take a letter where it has to go."""
    if to.kind is Carrier.MAIL:
        from gridctl.report.mail import send_mail  # start-up: each way loads libraries of its own

        return send_mail(to, letter)
    if to.kind is Carrier.WEBHOOK:
        from gridctl.report.webhook import send_message  # start-up

        return send_message(to, letter)
    from gridctl.report.folder import lay_down  # start-up

    return lay_down(to, letter)
