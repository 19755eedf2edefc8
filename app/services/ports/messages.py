"""Channels on which people outside the control room are told of alarms."""

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # loaded where something is sent; a window that opens sends nothing
    from app.domain.alarms.escalations import MailServer, Person, Webhook


class MessageError(Exception):
    """A message could not be delivered; the text says why, a whole German sentence."""


class MessageChannels(Protocol):
    """Sends messages; each call waits for the other side, so it belongs into a thread."""

    def mail(self, server: "MailServer", person: "Person", subject: str, text: str) -> None:
        """Send an e-mail.

        Raises:
            MessageError: The server is away or refused it.
        """
        ...

    def post(self, webhook: "Webhook", values: dict[str, Any]) -> None:
        """Send values as JSON to a webhook.

        Raises:
            MessageError: It is away or refused it.
        """
        ...
