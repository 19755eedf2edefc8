"""The pages of the view: on call, receivers, policies, and what went out."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

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


def _aside(panel: PartsPanel) -> PartsPanel:
    """Keep a panel off the handle at its left."""
    panel.setContentsMargins(2 * GRID, 0, 0, 0)
    return panel


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
            list(_Three), (19, 12, 14), acts=("new", "edit", "remove", "up", "down")
        )
        left = QWidget()
        column = _padded(left)
        column.setContentsMargins(0, 0, GRID, 0)
        for widget in (self.now, self.next, self.gaps, self.week):
            column.addWidget(widget)
        column.addStretch(1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        room = QScrollArea()
        room.setWidget(left)
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.splitter.addWidget(room)
        self.splitter.addWidget(_aside(self.panel))
        self.splitter.setSizes([600, 420])
        self.splitter.setChildrenCollapsible(False)
        _padded(self).addWidget(self.splitter)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again, but for those that `show_plan` and `show_now` bring."""
        self.panel.set_texts(
            self.tr("Bereitschaft"),
            [self.tr("Person"), self.tr("Tage"), self.tr("Uhrzeit")],
            self.tr("Noch hat niemand Bereitschaft."),
            "mdi6.account-clock-outline",
            self.tr("Zeit hinzufügen"),
        )

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
        self.people = PartsPanel(list(_Two), (24, 30))
        self.hooks = PartsPanel(list(_Three), (18, 36, 20))
        self.mail = ElidedLabel()
        self.mail_button = QPushButton()
        self.mail_button.clicked.connect(self.mail_wanted)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self.mail, 1)
        line.addWidget(self.mail_button)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.people)
        self.splitter.addWidget(_aside(self.hooks))
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        column = _padded(self)
        column.addWidget(self.splitter, 1)
        column.addLayout(line)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again, but for those that `show_plan` brings."""
        self.people.set_texts(
            self.tr("Personen"),
            [self.tr("Name"), self.tr("E-Mail")],
            self.tr("Noch keine Person."),
            "mdi6.account-plus-outline",
            self.tr("Person hinzufügen"),
        )
        self.hooks.set_texts(
            self.tr("Webhooks"),
            [self.tr("Name"), self.tr("Adresse"), self.tr("Geheimnis (Verweis)")],
            self.tr("Kein Webhook. Ein Webhook nimmt Alarme als JSON entgegen."),
            "mdi6.webhook",
            self.tr("Webhook hinzufügen"),
        )
        self.mail_button.setText(self.tr("Mailserver …"))

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
            list(_Five), (26, 18, 20, 20, 40), acts=("new", "edit", "remove", "up", "down")
        )
        _padded(self).addWidget(self.panel)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again, but for those that `show_plan` brings."""
        self.panel.set_texts(
            self.tr("Regeln"),
            [
                self.tr("Name"),
                self.tr("Prioritäten"),
                self.tr("Handlungsfelder"),
                self.tr("Zeiten"),
                self.tr("Stufen, solange niemand quittiert"),
            ],
            self.tr("Noch keine Regel: Es geht keine Nachricht hinaus."),
            "mdi6.bell-cog-outline",
            self.tr("Regel hinzufügen"),
        )

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
        self.panel = PartsPanel(list(_Five), (21, 16, 34, 20, 40), acts=())
        _padded(self).addWidget(self.panel)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again, but for those that `show_deliveries` brings."""
        self.panel.set_texts(
            self.tr("Zustellung"),
            [
                self.tr("Zeit"),
                self.tr("Ergebnis"),
                self.tr("Alarm"),
                self.tr("An"),
                self.tr("Wie, oder warum nicht"),
            ],
            self.tr("Es ging noch keine Nachricht hinaus."),
            "mdi6.email-check-outline",
        )

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
