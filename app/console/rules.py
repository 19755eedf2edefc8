"""Rules: what a person changes in the editor or the list is sent to the collector, with a reason.

The collector checks it, writes it into the journal with who and why, and puts it in force; then
the console reads the city anew.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.console.controllers import Answers
from app.console.in_force import CityInForce
from app.domain.alarms import AlarmRule
from app.domain.cities import City
from app.domain.documents import DocumentKind
from app.services.ports import CollectorClient, HistorianReader
from app.services.rulesets import with_rule, without_rule, write_changes

if TYPE_CHECKING:
    from widgets.alarms.list import AlarmListView
    from widgets.rule_editor import RuleEditor
    from widgets.rules.view import RulesView

_SHOWN: Final = 6


class RuleDesk(QObject):
    """Opens the editor and publishes documents in the name of the person at the console.

    Args:
        client: The link to the collector.
        answers: Brings its answers back.
        actor: Who changes something.
        window: The editor stands before it.
        parent: Owner.

    Signals:
        published: A document came into force, whoever published it (object: DocumentKind).
        said: A sentence on what was done (str).
        moment_requested: A moment is to be shown (object: µs UTC).
        trend_requested: Points to be shown in the trends (list of str).
    """

    published = Signal(object)
    said = Signal(str)
    moment_requested = Signal(object)
    trend_requested = Signal(list)

    def __init__(
        self,
        client: CollectorClient,
        answers: Answers,
        actor: str,
        window: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client, self._answers, self._actor = client, answers, actor
        self._window = window
        self._in_force: CityInForce | None = None
        self._history: HistorianReader | None = None
        self._editor: RuleEditor | None = None
        self._views: list[RulesView] = []
        self._lists: list[AlarmListView] = []

    def set_city(self, in_force: CityInForce, history: HistorianReader) -> None:
        """Take a city and where its past is read; an open editor learns of other rules."""
        self._in_force, self._history = in_force, history
        if self._editor is not None:
            self._editor.set_city(in_force.city)
        for view in filter(isValid, self._views):
            view.set_profile_city(in_force.profile)
        for alarms in filter(isValid, self._lists):
            alarms.set_window_names(self._window_names())

    def join(self, view: "RulesView") -> None:
        """Give a list of rules what it needs and do what it asks for."""
        self._views = [known for known in self._views if isValid(known)]
        self._views.append(view)
        view.set_actor(self._actor)
        if self._in_force is not None:
            view.set_profile_city(self._in_force.profile)
        view.edit_requested.connect(self.edit)
        view.new_requested.connect(self.begin)
        view.publish_requested.connect(
            lambda kind, text, why: self.publish(kind, text, why, view.show_problems)
        )

    def join_list(self, alarms: "AlarmListView") -> None:
        """Let a list of alarms say by name which maintenance window suppresses one."""
        self._lists = [known for known in self._lists if isValid(known)]
        self._lists.append(alarms)
        alarms.set_window_names(self._window_names())

    def _window_names(self) -> dict[str, str]:
        windows = () if self._in_force is None else self._in_force.windows
        return {window.id: window.reason for window in windows}

    def renew(self, kind: DocumentKind) -> None:
        """Show that a new version of a document is in force."""
        for view in filter(isValid, self._views):
            view.documents.read()
        self.published.emit(kind)

    def close(self) -> None:
        """End the back-test of an open editor."""
        if self._editor is not None:
            self._editor.close_feed()
            self._editor.deleteLater()
            self._editor = None

    # --- the editor -------------------------------------------------------------------------

    def edit_alarm(self, alarm_id: str) -> None:
        """Edit the rule of an alarm."""
        rule = self._saved(alarm_id)
        if rule is None:
            self.said.emit(
                self.tr("Diesen Alarm beurteilt keine Regel der Stadt; er lässt sich nicht ändern.")
            )
        else:
            self.edit(rule)

    def begin(self, point_id: str) -> None:
        """Edit a new rule for a point."""
        from widgets.rule_editor import blank_rule  # noqa: PLC0415 - after the first paint

        if self._in_force is None:
            return
        city = self._in_force.city
        point = next((point for point in city.points if point.id == point_id), None)
        if point is not None:
            self.edit(blank_rule(point, city))

    def edit(self, rule: AlarmRule) -> None:
        """Edit a rule: a saved one, a proposal for it, or a new one."""
        if self._in_force is None or self._history is None:
            return
        editor = self._opened()
        if editor.isVisible() and editor.draft.is_changed:
            editor.raise_()
            editor.activateWindow()
            self.said.emit(self.tr("Im Regeleditor ist noch eine ungespeicherte Änderung offen."))
            return
        city = self._in_force.city
        if not editor.open_rule(rule, self._saved(rule.id), city, self._history):
            self.said.emit(self.tr("Diese Regel hat keinen Datenpunkt; sie steht im Profil."))
            return
        editor.show()
        editor.raise_()
        editor.activateWindow()

    def _opened(self) -> "RuleEditor":
        if self._editor is None:
            from widgets.rule_editor import RuleEditor  # noqa: PLC0415 - after the first paint

            editor = self._editor = RuleEditor(self._window)
            editor.save_requested.connect(self._save)
            editor.remove_requested.connect(self._remove)
            editor.moment_requested.connect(self.moment_requested)
            editor.trend_requested.connect(self.trend_requested)
            editor.message_requested.connect(self.said)
        return self._editor

    def _saved(self, alarm_id: str) -> AlarmRule | None:
        rules = () if self._in_force is None else self._in_force.city.rules
        return next((rule for rule in rules if rule.id == alarm_id), None)

    def _save(self, rule: AlarmRule, why: str) -> None:
        self._change(partial(with_rule, rule=rule), why)

    def _remove(self, rule: AlarmRule, why: str) -> None:
        self._change(partial(without_rule, alarm=rule.id), why)

    def _change(self, change: Callable[[City], City], why: str) -> None:
        """Publish the rules in force with a change; the editor hears what became of it."""
        if self._in_force is None:
            return
        text = write_changes(self._in_force.profile, change(self._in_force.city))
        self.publish(DocumentKind.RULES, text, why, self._tell_editor)

    def _tell_editor(self, problems: list[str]) -> None:
        if self._editor is None:
            return
        if problems:
            self._editor.show_refusal("\n".join(problems[:_SHOWN]))
        else:
            self._editor.show_saved()

    # --- publishing -------------------------------------------------------------------------

    def publish(
        self,
        kind: DocumentKind,
        text: str,
        why: str,
        tell: Callable[[list[str]], None],
        base: int | None = None,
    ) -> None:
        """Send a document to the collector.

        Args:
            kind: Which document.
            text: The whole of it.
            why: Why it is changed.
            tell: Takes what is wrong with it, sentences; none when it is in force.
            base: Number of the version it was made from, 0 for none; None does not care (rules
                know theirs).
        """
        if kind is DocumentKind.RULES and self._in_force is not None:
            base = self._in_force.number
        future = self._client.publish(kind, text, self._actor, why, base)
        self._answers.await_answer(future, tell, lambda reason: tell([reason]))
