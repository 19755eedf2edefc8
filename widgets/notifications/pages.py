"""The pages of the view: on call, receivers, policies, and what went out."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.domain.alarms import AlarmEventKind
from app.domain.alarms.escalations import NotificationPlan, on_duty
from app.domain.alarms.on_call import DAY_MINUTES, gaps_of, next_change
from app.domain.cities import City
from app.domain.local_times import at_local
from app.services.ports import JournalEntry
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.notifications.panel import PartsPanel
from widgets.notifications.week_picture import WeekPicture
from widgets.notifications.words import (
    day_names,
    days_text,
    fields_text,
    gaps_text,
    hours_text,
    mail_text,
    people_text,
    priorities_text,
    receiver_text,
    step_text,
    times_text,
)
from widgets.texts import DASH, time_text
from widgets.theme.tokens import GRID


class _Two(IntEnum):
    """Columns of a table of two."""

    FIRST = 0
    SECOND = 1


class _Three(IntEnum):
    """Columns of a table of three."""

    FIRST = 0
    SECOND = 1
    THIRD = 2


class _Five(IntEnum):
    """Columns of a table of five."""

    FIRST = 0
    SECOND = 1
    THIRD = 2
    FOURTH = 3
    FIFTH = 4


def _padded(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    column.setSpacing(2 * GRID)
    return column


class DutyPage(QWidget):
    """Who is on call now, who is next, and the week."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = ElidedLabel()
        self.now.setObjectName("heading")
        self.next = ElidedLabel()
        self.next.setObjectName("muted")
        self.week = WeekPicture()
        self.gaps = QLabel()
        self.gaps.setWordWrap(True)
        self.panel = PartsPanel(
            self.tr("Bereitschaft"),
            list(_Three),
            [self.tr("Person"), self.tr("Tage"), self.tr("Uhrzeit")],
            (24, 18, 16),
            acts=("new", "edit", "remove", "up", "down"),
        )
        self.panel.set_empty(
            "mdi6.account-clock-outline",
            self.tr("Noch hat niemand Bereitschaft."),
            self.tr("Zeit hinzufügen"),
        )
        left = QWidget()
        column = _padded(left)
        column.setContentsMargins(0, 0, GRID, 0)
        for widget in (self.now, self.next, self.week, self.gaps):
            column.addWidget(widget)
        column.addStretch(1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)
        _padded(self).addWidget(self.splitter)

    def show_plan(self, plan: NotificationPlan) -> None:
        """Show the times on call of a plan."""
        self.week.show_plan(plan)
        gaps = gaps_of(plan) if plan.duties else []
        words = self.tr("Ohne Bereitschaft: {gaps}")
        text = words.format(gaps=gaps_text(gaps)) if gaps else ""
        self.gaps.setText(text or (self.tr("Keine Lücke.") if plan.duties else ""))
        self.panel.show_lines(
            [
                [
                    receiver_text(plan, duty.person),
                    days_text(duty.schedule.days),
                    hours_text(duty.schedule),
                ]
                for duty in plan.duties
            ]
        )

    def show_now(self, plan: NotificationPlan, now_us: int, zone: str) -> None:
        """Show who is on call by the plan in force.

        Args:
            plan: The plan in force.
            now_us: The present, µs UTC.
            zone: IANA zone of the city.
        """
        place = ZoneInfo(zone)
        local = at_local(now_us, place)
        self.week.show_now(local.weekday() * DAY_MINUTES + local.hour * 60 + local.minute)
        people = people_text(plan, on_duty(plan, now_us, place))
        self.now.setText(self.tr("Jetzt in Bereitschaft: {people}").format(people=people))
        change = next_change(plan, now_us, place) if plan.duties else None
        if change is None:
            self.next.setText(self.tr("Danach ändert sich nichts.") if plan.duties else "")
            return
        when = at_local(change.at_us, place)
        words = self.tr("Ab {day} {clock}: {people}")
        self.next.setText(
            words.format(
                day=day_names()[when.weekday()],
                clock=f"{when:%H:%M}",
                people=people_text(plan, change.people),
            )
        )


class ReceiversPage(QWidget):
    """People, webhooks and the mail server.

    Signals:
        mail_wanted: The mail server shall be changed.
    """

    mail_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = PartsPanel(
            self.tr("Personen"), list(_Two), [self.tr("Name"), self.tr("E-Mail")], (24, 30)
        )
        self.people.set_empty(
            "mdi6.account-plus-outline", self.tr("Noch keine Person."), self.tr("Person hinzufügen")
        )
        self.hooks = PartsPanel(
            self.tr("Webhooks"),
            list(_Three),
            [self.tr("Name"), self.tr("Adresse"), self.tr("Geheimnis (Verweis)")],
            (18, 36, 20),
        )
        self.hooks.set_empty(
            "mdi6.webhook",
            self.tr("Kein Webhook. Ein Webhook nimmt Alarme als JSON entgegen."),
            self.tr("Webhook hinzufügen"),
        )
        self.mail = ElidedLabel()
        self.mail_button = QPushButton(self.tr("Mailserver …"))
        self.mail_button.clicked.connect(self.mail_wanted)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self.mail, 1)
        line.addWidget(self.mail_button)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.people)
        self.splitter.addWidget(self.hooks)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        column = _padded(self)
        column.addWidget(self.splitter, 1)
        column.addLayout(line)

    def show_plan(self, plan: NotificationPlan) -> None:
        """Show the receivers of a plan."""
        self.people.show_lines([[one.name, one.email] for one in plan.people])
        self.hooks.show_lines([[one.id, one.url, one.secret or DASH] for one in plan.webhooks])
        self.mail.setText(self.tr("Mailserver: {0}").format(mail_text(plan.mail)))


class PoliciesPage(QWidget):
    """The policies with their steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = PartsPanel(
            self.tr("Regeln"),
            list(_Five),
            [
                self.tr("Name"),
                self.tr("Prioritäten"),
                self.tr("Handlungsfelder"),
                self.tr("Zeiten"),
                self.tr("Stufen, solange niemand quittiert"),
            ],
            (26, 18, 20, 20, 40),
            acts=("new", "edit", "remove", "up", "down"),
        )
        self.panel.set_empty(
            "mdi6.bell-cog-outline",
            self.tr("Noch keine Regel: Es geht keine Nachricht hinaus."),
            self.tr("Regel hinzufügen"),
        )
        _padded(self).addWidget(self.panel)

    def show_plan(self, plan: NotificationPlan, city: City | None) -> None:
        """Show the policies of a plan."""
        self.panel.show_lines(
            [
                [
                    policy.name,
                    priorities_text(policy),
                    fields_text(policy, city),
                    times_text(policy),
                    "; ".join(step_text(plan, step) for step in policy.steps),
                ]
                for policy in plan.policies
            ]
        )


class DeliveriesPage(QWidget):
    """What went out last, and what could not be delivered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = PartsPanel(
            self.tr("Zustellung"),
            list(_Five),
            [
                self.tr("Zeit"),
                self.tr("Ergebnis"),
                self.tr("Alarm"),
                self.tr("An"),
                self.tr("Wie, oder warum nicht"),
            ],
            (21, 16, 36, 20, 50),
            acts=(),
        )
        self.panel.set_empty(
            "mdi6.email-check-outline", self.tr("Es ging noch keine Nachricht aus.")
        )
        _padded(self).addWidget(self.panel)

    def show_deliveries(
        self,
        entries: Sequence[JournalEntry],
        plan: NotificationPlan,
        places: Mapping[str, str],
        zone: str,
    ) -> None:
        """Show lines of the journal, newest first.

        Args:
            entries: The lines.
            plan: The plan in force, for the names.
            places: The point of each alarm in words.
            zone: IANA zone of the city.
        """
        words = {
            AlarmEventKind.NOTIFIED: self.tr("zugestellt"),
            AlarmEventKind.UNNOTIFIED: self.tr("nicht zugestellt"),
        }
        self.panel.show_lines(
            [
                [
                    time_text(entry.event.time_us, zone, with_date=True),
                    words.get(entry.event.kind, ""),
                    places.get(str(entry.event.alarm), str(entry.event.alarm)),
                    receiver_text(plan, entry.event.actor),
                    self._how(entry.event.comment, plan),
                ]
                for entry in entries
            ]
        )

    def _how(self, comment: str, plan: NotificationPlan) -> str:
        """Return the journal's comment in words: policy and step by name, then how or why not."""
        mark, _, how = comment.partition(": ")
        policy_id, _, rest = mark.partition("/")
        policy = next((one for one in plan.policies if one.id == policy_id), None)
        step = rest.partition("/")[0]
        if policy is None or not step.isdigit():
            return on_screen(how or comment)
        words = self.tr("{how} ({policy}, Stufe {n})")
        return words.format(how=on_screen(how), policy=policy.name, n=step)
