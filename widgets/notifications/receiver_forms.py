"""The dialogs for a person, a webhook and the mail server."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget
from typing_extensions import override

from app.domain.alarms.escalations import (
    ON_DUTY,
    MailServer,
    NotificationPlan,
    Person,
    Webhook,
)
from app.services.notifications import PlanPart
from widgets.notifications.part_form import PartForm
from widgets.notifications.words import security_text

_MOST_LETTERS: Final = 300
_SECURITY: Final = ("starttls", "tls", "none")
_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
SOUND_MAIL: Final = MailServer("mail.example.org", 587, "starttls", "leitstand@example.org")
"""A mail server that is right, around a part that is looked at."""

_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def free_id(name: str, plan: NotificationPlan) -> str:
    """Return an id for a name, such as `anna-mueller`, that no receiver of the plan has."""
    taken = {ON_DUTY, *(one.id for one in plan.people), *(one.id for one in plan.webhooks)}
    return free_name(name, taken)


def free_name(name: str, taken: Collection[str]) -> str:
    """Return an id for a name, such as `anna-mueller`, that is not taken."""
    stem = re.sub(r"[^a-z0-9]+", "-", name.lower().translate(_UMLAUTS)).strip("-") or "neu"
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def sound_receivers(plan: NotificationPlan) -> NotificationPlan:
    """Return the receivers of a plan with addresses that are right: only their names matter."""
    return NotificationPlan(
        SOUND_MAIL,
        tuple(replace(person, email="a@example.org") for person in plan.people),
        tuple(replace(hook, url="https://example.org") for hook in plan.webhooks),
    )


def _line(text: str, example: str = "") -> QLineEdit:
    line = QLineEdit(text)
    line.setMaxLength(_MOST_LETTERS)
    line.setPlaceholderText(example)
    return line


def _plain(line: QLineEdit) -> str:
    return " ".join(line.text().split())


class PersonForm(PartForm):
    """Asks for a person.

    Args:
        plan: The plan it belongs to.
        person: The person to change; None for a new one.
        parent: Owner.
    """

    def __init__(
        self, plan: NotificationPlan, person: Person | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Person"))
        self._plan, self._person = plan, person
        self.name = _line("" if person is None else person.name, self.tr("Vor- und Nachname"))
        self.email = _line("" if person is None else person.email, "name@stadt.example")
        self.add_line(self.tr("&Name"), self.name)
        self.add_line(self.tr("&E-Mail"), self.email, "E-Mail-Adresse")
        for line in (self.name, self.email):
            line.textChanged.connect(lambda _: self.judge())
        self.judge()

    @override
    def missing(self) -> str:
        if not _plain(self.name):
            return self.tr("Schreiben Sie den Namen.")
        return "" if _plain(self.email) else self.tr("Schreiben Sie die E-Mail-Adresse.")

    @override
    def part(self) -> Person:
        name = _plain(self.name)
        known = self._person
        return Person(
            free_id(name, self._plan) if known is None else known.id, name, _plain(self.email)
        )

    @override
    def around(self, part: PlanPart) -> NotificationPlan:
        people = (part,) if isinstance(part, Person) else ()
        return NotificationPlan(mail=SOUND_MAIL, people=people)


class WebhookForm(PartForm):
    """Asks for a webhook.

    Args:
        plan: The plan it belongs to.
        hook: The webhook to change; None for a new one.
        parent: Owner.
    """

    def __init__(
        self, plan: NotificationPlan, hook: Webhook | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Webhook"))
        self._plan, self._hook = plan, hook
        self.name = _line("" if hook is None else hook.id, self.tr("etwa „leitungs-chat“"))
        self.name.setReadOnly(hook is not None)
        self.url = _line("" if hook is None else hook.url, "https://…")
        self.secret = _line("" if hook is None else hook.secret, "secret:stadt/webhook")
        self.add_line(self.tr("&Name"), self.name, "Der Name")
        self.add_line(self.tr("&Adresse"), self.url, "Die Adresse")
        self.add_line(
            self.tr("&Geheimnis"), self.secret, hint=secret_hint(self.tr("des Schlüssels"))
        )
        for line in (self.name, self.url, self.secret):
            line.textChanged.connect(lambda _: self.judge())
        self.judge()

    @override
    def missing(self) -> str:
        if not _plain(self.name):
            return self.tr("Geben Sie dem Webhook einen Namen.")
        if not _plain(self.url):
            return self.tr("Schreiben Sie die Adresse.")
        if _plain(self.secret) and not _plain(self.secret).startswith("secret:"):
            return self.tr(
                "Beim Geheimnis steht nie der Schlüssel, sondern ein Verweis wie „secret:…“."
            )
        return ""

    @override
    def part(self) -> Webhook:
        return Webhook(_plain(self.name), _plain(self.url), _plain(self.secret))

    @override
    def around(self, part: PlanPart) -> NotificationPlan:
        plan = sound_receivers(self._plan)
        people = plan.people
        sound = tuple(
            hook for hook in plan.webhooks if self._hook is None or hook.id != self._hook.id
        )
        hooks = (*sound, part) if isinstance(part, Webhook) else sound
        return NotificationPlan(mail=SOUND_MAIL, people=people, webhooks=hooks)


class MailForm(PartForm):
    """Asks for the mail server; never for a password.

    Args:
        mail: What is in the plan; None for nothing yet.
        parent: Owner.
    """

    def __init__(self, mail: MailServer | None, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Mailserver"))
        given = mail or replace(SOUND_MAIL, host="", sender="")
        self.host = _line(given.host, "mail.stadt.example")
        self.security = QComboBox()
        for word in _SECURITY:
            self.security.addItem(security_text(word), word)
        self.security.setCurrentIndex(max(self.security.findData(given.security), 0))
        self.port = QSpinBox()
        self.port.setRange(1, 65_535)
        self.port.setValue(given.port)
        self.sender_line = _line(given.sender, "leitstand@stadt.example")
        self.user = _line(given.user, self.tr("leer: ohne Anmeldung"))
        self.password = _line(given.password, "secret:stadt/smtp")
        self.add_line(self.tr("&Server"), self.host)
        self.add_line(self.tr("&Verschlüsselung"), self.security, "mail.security")
        self.add_line(self.tr("&Port"), self.port, "mail.port")
        self.add_line(self.tr("&Absender"), self.sender_line, "mail.sender")
        self.add_line(self.tr("A&nmeldung"), self.user)
        self.add_line(
            self.tr("Pass&wort"),
            self.password,
            "mail.password",
            hint=secret_hint(self.tr("des Passworts")),
        )
        for line in (self.host, self.sender_line, self.user, self.password):
            line.textChanged.connect(lambda _: self.judge())
        self.security.currentIndexChanged.connect(lambda _: self._take_port())
        self.port.valueChanged.connect(lambda _: self.judge())
        self.judge()

    def _take_port(self) -> None:
        """Propose the usual port, unless somebody chose one of their own."""
        if self.port.value() in _PORTS.values():
            self.port.setValue(_PORTS[self.security.currentData()])
        self.judge()

    @override
    def missing(self) -> str:
        if not _plain(self.host):
            return self.tr("Schreiben Sie den Namen des Mailservers.")
        if not _plain(self.sender_line):
            return self.tr("Schreiben Sie, von welcher Adresse die Nachrichten kommen.")
        if _plain(self.user) and not _plain(self.password):
            return self.tr("Zur Anmeldung gehört der Verweis auf ein Passwort.")
        return ""

    @override
    def part(self) -> MailServer:
        return MailServer(
            _plain(self.host),
            self.port.value(),
            self.security.currentData(),
            _plain(self.sender_line),
            _plain(self.user),
            _plain(self.password),
        )

    @override
    def around(self, part: PlanPart) -> NotificationPlan:
        return NotificationPlan(mail=part if isinstance(part, MailServer) else None)


def secret_hint(of: str) -> str:
    """Return how a secret is kept beside the plan; `of` says what it is the reference of."""
    words = QCoreApplication.translate(
        "notifications",
        "Hier steht nur der Verweis {of}, etwa „secret:stadt/smtp“. Das Geheimnis selbst liegt auf "
        "dem Rechner der Erfassung: in der Umgebungsvariablen LEITSTAND_SECRET_STADT_SMTP oder im "
        "Schlüsselbund unter „leitstand“, Name „stadt/smtp“.",
    )
    return words.format(of=of)
