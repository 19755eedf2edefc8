"""Ways out of the control room: e-mail (SMTP) and webhooks (HTTP).

Each call opens a connection, delivers one message, and closes it; it may take seconds and belongs
into a thread. When who is told what is not decided here, see `app.domain.alarms.escalations`.
"""

from connectors.messaging.channels import Channels

__all__ = ["Channels"]
