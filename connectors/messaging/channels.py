"""Delivers messages by SMTP (RFC 5321) and by HTTP POST of JSON."""

import hashlib
import hmac
import json
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any, Final

import httpx

from app.domain.alarms.escalations import MailServer, Person, Webhook
from app.services.ports import MessageError, SecretStore

TIMEOUT_S: Final = 15.0
SIGNATURE: Final = "X-Leitstand-Signature"
"""Header with the HMAC-SHA256 of the body, hexadecimal, where the webhook has a secret."""

SECRET: Final = "secret:"  # noqa: S105 - begins a reference, is no secret
_SUCCESS: Final = range(200, 300)


class Channels:
    """Fulfils `ports.MessageChannels`.

    Args:
        secrets: Passwords by reference.
        timeout_s: How long a server may take for each answer.
    """

    def __init__(self, secrets: SecretStore, timeout_s: float = TIMEOUT_S) -> None:
        self._secrets = secrets
        self._timeout_s = timeout_s

    def mail(self, server: MailServer, person: Person, subject: str, text: str) -> None:
        """Send an e-mail, see `ports.MessageChannels`."""
        message = EmailMessage()
        try:
            message["From"], message["To"] = server.sender, person.email
            message["Subject"], message["Date"] = subject, formatdate(localtime=False)
            message["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2])
            message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies
            message.set_content(text)
            with self._connected(server) as smtp:
                smtp.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise MessageError(
                f"Die E-Mail an {person.name} konnte über {server.host} nicht zugestellt werden: "
                f"{_words(error)}"
            ) from error

    def post(self, webhook: Webhook, values: dict[str, Any]) -> None:
        """Send values as JSON to a webhook, see `ports.MessageChannels`."""
        body = json.dumps(values, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if webhook.secret:
            key = self._secret(webhook.secret).encode()
            headers[SIGNATURE] = hmac.new(key, body, hashlib.sha256).hexdigest()
        try:
            answer = httpx.post(webhook.url, content=body, headers=headers, timeout=self._timeout_s)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise MessageError(
                f"Der Webhook „{webhook.id}“ ist nicht erreichbar: {_words(error)}"
            ) from error
        if answer.status_code not in _SUCCESS:
            raise MessageError(
                f"Der Webhook „{webhook.id}“ hat mit {answer.status_code} "
                f"{answer.reason_phrase} geantwortet."
            )

    def _connected(self, server: MailServer) -> smtplib.SMTP:
        """Return a connection that is logged in; the certificate of the server is checked."""
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host,
                server.port,
                timeout=self._timeout_s,
                context=ssl.create_default_context(),
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=self._timeout_s)
        try:
            if server.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
            if server.user:
                smtp.login(server.user, self._secret(server.password))
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _secret(self, reference: str) -> str:
        found = self._secrets.get(reference.removeprefix(SECRET))
        if found is None:
            raise MessageError(
                f"Zum Verweis „{reference}“ ist kein Geheimnis hinterlegt. Bitte hinterlegen."
            )
        return found


def _words(error: Exception) -> str:
    """Return what an error says, in one line; some say nothing but their name."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {' '.join(text.split())}"
    text = " ".join(str(error).split())
    return text or type(error).__name__
