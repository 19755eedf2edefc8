"""Who is told of alarms: on call, receivers, policies, and what went out."""

from contextlib import suppress
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.alarms.escalations import NotificationPlan
from app.domain.cities import City
from app.domain.samples import NO_TIME
from app.services.notifications import PlanError, read_plan, write_plan
from app.services.ports import JournalReader
from app.services.states import CityState
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.notifications.acts import PlanActs
from widgets.notifications.bar import PlanBar
from widgets.notifications.draft import Draft
from widgets.notifications.editing import Editing
from widgets.notifications.pages import DeliveriesPage, DutyPage, PoliciesPage, ReceiversPage
from widgets.notifications.reading import Known, PlanReader
from widgets.notifications.words import receiver_text
from widgets.placeholders import Stage
from widgets.texts import language
from widgets.views import View

_READ_EVERY_US: Final = 30_000_000
"""So often the deliveries are read anew while they are in sight."""


class NotificationsView(View):
    """The plan of notifications.

    Signals:
        publish_requested: The plan shall come into force: `DocumentKind.NOTIFICATIONS`, the whole
            text, and why (object, str, str). `show_problems` takes what became of it.
        test_requested: A test message to this receiver of the plan in force is wanted (str);
            `show_test` takes what became of it.
    """

    publish_requested = Signal(object, str, str)
    test_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.background = Background(self)
        self.draft = Draft(self)
        self.reader = PlanReader(self.background, self)
        self.editing = Editing(self.draft, self)
        self.acts = PlanActs(self.draft, self.background, self)
        self.bar = PlanBar()
        self.duty = DutyPage()
        self.receivers_page = ReceiversPage()
        self.policies = PoliciesPage()
        self.deliveries = DeliveriesPage()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.stage = Stage(self.tabs)
        self.known: Known | None = None
        self._city: City | None = None
        self._places: dict[str, str] = {}
        self._now_us = NO_TIME
        self._read_us = NO_TIME
        self._minute = -1
        self._is_set_up = False
        self._refusal = ""
        self._unread = ""
        self._news = ("", "")
        self._kept = ""
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self._show_draft()

    def _arrange(self) -> None:
        for page in (self.duty, self.receivers_page, self.policies, self.deliveries):
            self.tabs.addTab(page, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stage, 1)

    def _panels(self) -> dict[str, Any]:
        return {
            "duties": self.duty.panel,
            "people": self.receivers_page.people,
            "webhooks": self.receivers_page.hooks,
            "policies": self.policies.panel,
        }

    def _connect(self) -> None:
        bar, acts = self.bar, self.acts
        for kind, panel in self._panels().items():
            panel.wanted.connect(lambda act, row, kind=kind: self.editing.act(kind, act, row))
            panel.told.connect(self.message_requested)
        self.deliveries.panel.told.connect(self.message_requested)
        self.receivers_page.mail_wanted.connect(self.editing.ask_mail)
        bar.undo.clicked.connect(self.draft.undo)
        bar.redo.clicked.connect(self.draft.redo)
        bar.discard.clicked.connect(self.draft.discard)
        bar.publish.clicked.connect(acts.publish)
        bar.import_requested.connect(acts.ask_import)
        bar.export_requested.connect(acts.ask_export)
        bar.versions_requested.connect(acts.show_versions)
        bar.test_requested.connect(self._ask_test)
        acts.publish_requested.connect(self.publish_requested)
        acts.told.connect(self.message_requested)
        acts.refused.connect(self._take_refusal)
        self.draft.changed.connect(self._show_draft)
        self.reader.arrived.connect(self._take_known)
        self.reader.failed.connect(self._take_unread)
        self.stage.action_requested.connect(self._act)
        for key, act in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.draft.undo),
            (QKeySequence(QKeySequence.StandardKey.Redo), self.draft.redo),
        ):
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city = self.acts.city = self.editing.city = city
        points = {str(point.id): point for point in city.points}
        self._places = {
            str(rule.id): (
                f"{points[rule.point].name.in_language(language())}, "
                f"{points[rule.point].site.in_language(language())}: "
                f"{rule.message.in_language(language())}"
            )
            for rule in city.rules
            if rule.point in points
        }
        self._show_draft()
        self._show_now()
        self.reader.read()

    def set_journal(self, journal: JournalReader | None) -> None:
        """Read the plan and what went out from this journal; in the background."""
        self.reader.set_journal(journal)

    def set_actor(self, actor: str) -> None:
        """Take who sits here; the console names them when something is published."""

    def reload(self) -> None:
        """Read the plan and what went out again: one of them is new."""
        self.reader.read()

    @override
    def show_state(self, state: CityState) -> None:
        if not state.is_live:
            return
        self._now_us = state.at_us
        if state.at_us // 60_000_000 != self._minute:
            self._minute = state.at_us // 60_000_000
            self._show_now()
        if state.at_us - self._read_us >= _READ_EVERY_US:
            self._read_us = state.at_us
            self.reader.read()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reader.read()

    @property
    def base_number(self) -> int:
        """Number of the version that changes are compared with; 0 while there is none."""
        return self.acts.versions[-1].number if self.acts.versions else 0

    def show_problems(self, problems: list[str]) -> None:
        """Take what became of the last `publish_requested`; an empty list: it is in force."""
        self._refusal = ""
        self.acts.show_problems(problems)
        if not problems:
            self.reader.read()
        self._choose_page()

    def show_test(self, receiver: str, reason: str) -> None:
        """Take what became of a test message; an empty reason: it was taken."""
        name = receiver_text(self.draft.base, receiver)
        if reason:
            words = self.tr("Die Testnachricht an {name} ging nicht hinaus: {reason}")
            sentence = words.format(name=name, reason=on_screen(reason))
            self._news = ("mdi6.alert-outline", sentence)
        else:
            sentence = self.tr("Die Testnachricht an {name} ist zugestellt.").format(name=name)
            self._news = ("mdi6.check", sentence)
        self.message_requested.emit(sentence)
        self._choose_page()

    def close_feed(self) -> None:
        """End the thread that reads."""
        self.background.close()

    @override
    def save_state(self) -> dict[str, Any]:
        panels = {**self._panels(), "deliveries": self.deliveries.panel}
        return {
            "page": self.tabs.currentIndex(),
            "draft": write_plan(self.draft.plan) if self.draft.is_changed else "",
            "columns": {kind: panel.save_state() for kind, panel in panels.items()},
        }

    @override
    def restore_state(self, state: dict[str, Any]) -> None:
        """Take back what `save_state` gave; parts that make no sense are ignored."""
        page, saved = state.get("page"), state.get("columns")
        columns = saved if isinstance(saved, dict) else {}
        draft = state.get("draft")
        self._kept = draft if isinstance(draft, str) else ""
        if isinstance(page, int) and 0 <= page < self.tabs.count():
            self.tabs.setCurrentIndex(page)
        panels = {**self._panels(), "deliveries": self.deliveries.panel}
        for kind, panel in panels.items():
            panel.columns.restore(columns.get(kind))

    @override
    def retranslate(self) -> None:
        self.bar.retranslate()
        for page in (self.duty, self.receivers_page, self.policies, self.deliveries):
            page.retranslate()
        for place, text in enumerate(
            (
                self.tr("Bereitschaft"),
                self.tr("Empfänger"),
                self.tr("Regeln"),
                self.tr("Zustellung"),
            )
        ):
            self.tabs.setTabText(place, text)
        self._show_draft()
        self._show_deliveries()
        self._show_now()

    @override
    def apply_theme(self) -> None:
        self.bar.retint()
        for panel in self._panels().values():
            panel.retint()

    # ---- content -------------------------------------------------------------------------------
    def _take_known(self, known: Known) -> None:
        self._unread = on_screen(known.trouble)
        self.known = known
        self.acts.versions = known.versions
        self.draft.set_base(known.plan)
        self.acts.follow()
        self._take_kept()
        self._show_deliveries()
        self._show_now()
        self._choose_page()

    def _take_kept(self) -> None:
        """Go on with the draft that was left when the console was closed."""
        kept, self._kept = self._kept, ""
        if kept:
            with suppress(PlanError):  # A draft with faults cannot be kept as a document.
                self.draft.change(read_plan(kept))

    def _take_unread(self, reason: str) -> None:
        self._unread = on_screen(reason)
        self._choose_page()

    def _take_refusal(self, problems: list[str]) -> None:
        self._refusal = " ".join(on_screen(problem) for problem in problems)
        self._choose_page()

    def _show_draft(self) -> None:
        plan = self.draft.plan
        self.duty.show_plan(plan)
        self.receivers_page.show_plan(plan)
        self.policies.show_plan(plan, self._city)
        self.bar.show_draft(self.draft)
        self.bar.show_receivers(self.draft.base)
        self._choose_page()

    def _show_deliveries(self) -> None:
        if self.known is not None and self._city is not None:
            self.deliveries.show_deliveries(
                self.known.deliveries, self.draft.base, self._places, self._city.time_zone
            )

    def _show_now(self) -> None:
        if self._city is not None and self._now_us != NO_TIME:
            self.duty.show_now(self.draft.base, self._now_us, self._city.time_zone)

    def _choose_page(self) -> None:
        is_empty = self.draft.plan == self.draft.base == NotificationPlan()
        if self.known is None and not self._unread:
            self.stage.show_loading()
        elif is_empty and not self._is_set_up and not self._unread and not self._refusal:
            self.stage.show_message(
                "mdi6.bell-ring-outline",
                self.tr("Noch wird niemand benachrichtigt."),
                self.tr("Einrichten"),
            )
        else:
            self.stage.show_content()
            self.stage.notice.show_notice(*self._notice())

    def _notice(self) -> tuple[str, str, str]:
        """Return icon, sentence and action of the notice; empty ones for none."""
        close = self.tr("Schließen")
        if self._refusal:
            words = self.tr("Nicht übernommen: {0}").format(self._refusal)
            return "mdi6.alert-outline", words, close
        if self._unread:
            words = self.tr("Der Plan ist gerade nicht zu lesen: {0}").format(self._unread)
            return "mdi6.alert-outline", words, self.tr("Nochmals lesen")
        if self._news[1]:
            return *self._news, close
        if self.draft.problems:
            words = " ".join(on_screen(problem) for problem in self.draft.problems)
            return "mdi6.alert-outline", words, ""
        if self.draft.is_outdated:
            words = self.tr(
                "Inzwischen ist ein anderer Plan in Kraft. Veröffentlichen zeigt, was Ihr Entwurf "
                "daran ändert."
            )
            return "mdi6.information-outline", words, self.tr("Entwurf verwerfen")
        return "", "", ""

    def _act(self) -> None:
        """Do what the notice or the placeholder offers."""
        if not self.stage.is_content_shown:
            self._is_set_up = True
            self.tabs.setCurrentWidget(self.receivers_page)
            self._choose_page()
            self.editing.ask_mail()
        elif self._refusal:
            self._refusal = ""
        elif self._unread:
            self.reader.read()
        elif self._news[1]:
            self._news = ("", "")
        elif self.draft.is_outdated:
            self.draft.discard()
        self._choose_page()

    def _ask_test(self, receiver: str) -> None:
        name = receiver_text(self.draft.base, receiver)
        words = self.tr("Die Testnachricht an {name} ist unterwegs …").format(name=name)
        self._news = ("mdi6.timer-sand", words)
        self._choose_page()
        self.test_requested.emit(receiver)
