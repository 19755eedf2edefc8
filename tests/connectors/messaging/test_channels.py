"""Messages arrive at a real server, and what fails is said in words."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from typing_extensions import override

from app.domain.alarms.escalations import MailServer, Person, Webhook
from app.services.ports import MessageError
from connectors.messaging import Channels
from tests.servers.mosquitto import free_port

ANNA = Person("anna", "Anna", "anna@example.org")
SENDER = "leitstand@example.org"


class Secrets:
    def get(self, reference: str) -> str | None:
        return {"hamm/chat": "schlüssel"}.get(reference)


class Postbox:
    def __init__(self) -> None:
        self.letters: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        assert isinstance(envelope.content, bytes)
        self.letters.append(envelope.content)
        return "250 OK" if "anna@example.org" in envelope.rcpt_tos else "550 unknown person"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, MailServer]]:
    box, port = Postbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, MailServer("127.0.0.1", port, "none", SENDER)
    controller.stop()


class Hook(BaseHTTPRequestHandler):
    code = 204
    taken: list[tuple[bytes, str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append((body, self.headers.get("X-Leitstand-Signature", "")))
        self.send_response(self.code)
        self.end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def hook() -> Iterator[tuple[type[Hook], str]]:
    kind = type("OneHook", (Hook,), {"taken": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield kind, f"http://127.0.0.1:{server.server_port}/hook"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_e_mail_arrives(postbox: tuple[Postbox, MailServer]) -> None:
    box, server = postbox
    Channels(Secrets()).mail(server, ANNA, "Kritisch: Grundwasser", "Größe 5 µg/m³\n")
    text = box.letters[0].decode()
    assert "Auto-Submitted: auto-generated" in text
    assert "Subject: Kritisch: Grundwasser" in text


def test_a_server_that_refuses_is_quoted(postbox: tuple[Postbox, MailServer]) -> None:
    _, server = postbox
    with pytest.raises(MessageError, match="550 unknown person"):
        Channels(Secrets()).mail(server, Person("o", "Otto", "otto@example.org"), "a", "b")


def test_a_subject_cannot_smuggle_in_headers(postbox: tuple[Postbox, MailServer]) -> None:
    box, server = postbox
    with pytest.raises(MessageError):
        Channels(Secrets()).mail(server, ANNA, "a\nBcc: x@example.org", "b")
    assert box.letters == []


def test_servers_that_are_away_are_named() -> None:
    away = MailServer("127.0.0.1", free_port(), "none", SENDER)
    with pytest.raises(MessageError, match=r"127\.0\.0\.1"):
        Channels(Secrets(), timeout_s=2).mail(away, ANNA, "a", "b")
    hook = Webhook("chat", f"http://127.0.0.1:{free_port()}/")
    with pytest.raises(MessageError, match="chat"):
        Channels(Secrets(), timeout_s=2).post(hook, {})


def test_no_password_is_sent_where_none_is_kept(postbox: tuple[Postbox, MailServer]) -> None:
    _, server = postbox
    login = MailServer(server.host, server.port, "none", SENDER, "user", "secret:hamm/nichts")
    with pytest.raises(MessageError, match="kein Geheimnis"):
        Channels(Secrets()).mail(login, ANNA, "a", "b")


def test_values_arrive_signed(hook: tuple[type[Hook], str]) -> None:
    kind, url = hook
    Channels(Secrets()).post(Webhook("chat", url, "secret:hamm/chat"), {"city": "hamm"})
    body, signature = kind.taken[0]
    assert json.loads(body) == {"city": "hamm"}
    assert signature == hmac.new("schlüssel".encode(), body, hashlib.sha256).hexdigest()


def test_an_answer_that_is_no_success_is_a_failure(hook: tuple[type[Hook], str]) -> None:
    kind, url = hook
    kind.code = 500
    with pytest.raises(MessageError, match="500"):
        Channels(Secrets()).post(Webhook("chat", url), {})
