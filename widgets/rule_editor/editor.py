"""The dialog: the form on the left, the back-test on the right, what is to be done below."""

from collections.abc import Callable
from math import isnan
from typing import Any, Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.alarms import AlarmRule
from app.domain.cities import City
from app.services.clocks import SystemClock
from app.services.ports import HistorianReader
from app.services.rulesets import RuleFault, is_same_rule, rule_faults
from widgets.labels import ElidedLabel
from widgets.placeholders import NoticeBar
from widgets.rule_editor.bench import DAYS, Bench
from widgets.rule_editor.drafts import Draft, is_judging
from widgets.rule_editor.fields import About
from widgets.rule_editor.form import RuleForm
from widgets.rule_editor.versions import changed_lines, conflict_text
from widgets.rule_editor.why import WhyDialog
from widgets.texts import language
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_SIZE: Final = QSize(1_240, 760)
_BENCH_LETTERS: Final = 62


class RuleEditor(QDialog):
    """Edits one alarm rule. It saves nothing itself.

    After `save_requested` the rule counts as unsaved until `show_saved` or `show_refusal` says
    what became of it.

    Signals:
        save_requested: The rule as it shall be (`AlarmRule`), and why (str).
        remove_requested: The saved rule that shall go (`AlarmRule`), and why (str).
        moment_requested: A moment is to be shown in the console (object: µs UTC).
        trend_requested: Points to be shown in the trends (list of ids).
        message_requested: A sentence for the notification strip (str).
    """

    save_requested = Signal(object, str)
    remove_requested = Signal(object, str)
    moment_requested = Signal(object)
    trend_requested = Signal(list)
    message_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.draft = Draft(self)
        self.form, self.bench, self.notice = RuleForm(), Bench(), NoticeBar()
        self.status = ElidedLabel()
        self.save_button, self.close_button = QPushButton(), QPushButton()
        self.remove_button = QPushButton()
        self.undo_button, self.redo_button = QToolButton(), QToolButton()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._about: About | None = None
        self._city: City | None = None
        self._faults: list[RuleFault] = []
        self._homeless: list[RuleFault] = []
        self._is_warned = False
        self._is_saving = False
        self._arrange()
        self._connect()
        self.retranslate()
        self.resize(_SIZE)
        for button in self.findChildren(QPushButton):
            # Return in a field must not press whatever button comes first.
            button.setAutoDefault(False)

    # --- building ---------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._split.addWidget(self.form)
        self._split.addWidget(self.bench)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        width = _BENCH_LETTERS * self.fontMetrics().averageCharWidth()
        self.bench.setMinimumWidth(width)
        least = self.form.minimumSizeHint().width()
        self._split.setSizes([least, _SIZE.width() - least])
        foot = QHBoxLayout()
        foot.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 3 * GRID)
        foot.setSpacing(2 * GRID)
        self.save_button.setObjectName("primary")
        self.status.setObjectName("muted")
        foot.addWidget(self.remove_button)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.redo_button)
        foot.addWidget(self.status, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._split, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.draft.changed.connect(self._follow)
        self.form.edited.connect(self._edit)
        self.form.left.connect(self.draft.seal)
        self.form.nonsense_changed.connect(self._follow)
        self.form.undo_requested.connect(self.undo)
        self.form.redo_requested.connect(self.redo)
        self.form.trend_requested.connect(self._request_trend)
        self.bench.threshold_dragged.connect(
            lambda value: self._edit({"threshold": value, "limit": ""}, "drag")
        )
        self.bench.threshold_dropped.connect(self.draft.seal)
        self.bench.moment_requested.connect(self.moment_requested)
        self.bench.message_requested.connect(self._tell)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.reject)
        self.remove_button.clicked.connect(self.remove)
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.notice.action_requested.connect(self._discard)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            QShortcut(QKeySequence(keys), self, self.redo)
        theme().changed.connect(self._tint)

    # --- opening ----------------------------------------------------------------------------

    def open_rule(
        self,
        rule: AlarmRule,
        saved: AlarmRule | None,
        city: City,
        history: HistorianReader,
        now_us: int | None = None,
    ) -> bool:
        """Begin to edit a rule; what was edited before is forgotten.

        Args:
            rule: The rule to begin with: the saved one, a proposal, or `blank_rule`.
            saved: The saved rule of its id; None for a new one.
            city: The city with the rules in force.
            history: Where the past is read; it stays the caller's.
            now_us: Until when the past is tested, µs UTC; until now when left out.

        Returns:
            False when the rule has no point of the city: then there is nothing to edit.
        """
        points = {point.id: point for point in city.points}
        point = points.get(rule.point)
        if point is None:
            return False
        self._city, self._is_warned, self._is_saving = city, False, False
        self._about = About(city, point, saved is None, points)
        self.notice.show_notice("", "")
        self.form.open(shows_all=saved is not None)
        self.bench.open(city, history, SystemClock().now_us() if now_us is None else now_us)
        self.draft.open(rule, saved)
        self.form.focus_first(is_new=saved is None)
        return True

    def set_city(self, city: City) -> None:
        """Take a changed profile or other rules: what contradicts them is told; the edits stay."""
        if self._about is None or not self.draft.is_open:
            return
        points = {point.id: point for point in city.points}
        point = points.get(self.draft.rule.point, self._about.point)
        self._city = city
        self._about = About(city, point, self._about.is_new, points)
        self._follow()
        if self.isVisible() and not self._is_saving:
            self._compare(next((r for r in city.rules if r.id == self.draft.rule.id), None))

    def _compare(self, in_force: AlarmRule | None) -> None:
        """Say when somebody else changed, removed or made the rule that is edited here."""
        saved = self.draft.saved
        if in_force is saved or (in_force and saved and is_same_rule(in_force, saved)):
            return
        text = conflict_text(in_force, is_changed=self.draft.is_changed)
        self.draft.rebase(in_force)
        self.notice.show_notice("mdi6.account-edit-outline", text)

    # --- editing ----------------------------------------------------------------------------

    def _edit(self, changes: dict[str, Any], gesture: str) -> None:
        if self.draft.is_open and not self._is_saving:
            self.draft.edit(changes, gesture)

    def _follow(self) -> None:
        """Show the rule as it is now, everywhere."""
        about, city = self._about, self._city
        if about is None or city is None or not self.draft.is_open:
            return
        rule = self.draft.rule
        point = about.points.get(rule.point, about.point)
        if point is not about.point:
            about = self._about = About(city, point, about.is_new, about.points)
        self.form.show_rule(rule, about)
        self._faults = rule_faults(rule, city)
        self._homeless = self.form.show_faults(self._faults)
        self.bench.show_rule(rule, self.draft.saved, point, hindrance=self._hindrance())
        self._show_status()
        if self._is_warned:
            self._is_warned = False
            self.notice.show_notice("", "")

    def _hindrance(self) -> str:
        """Return why the rule cannot be tested yet; empty when it can."""
        if self.form.has_nonsense:
            return self.tr("Der Rücktest wartet, bis alle Zahlen lesbar sind.")
        # Without a limit nothing is raised, but the curve shows where it could be.
        is_open = isnan(self.draft.rule.threshold) and not self.draft.rule.kind.has_codes
        wrong = [f for f in self._faults if is_judging(f.field)]
        fault = next((f for f in wrong if not (is_open and f.field == "threshold")), None)
        if fault is None:
            return ""
        words = self.tr("Der Rücktest wartet: {0}")
        return words.format(fault.in_language(language()))

    def _show_status(self) -> None:
        open_points = len(self._faults) + self.form.has_nonsense
        if self._is_saving:
            text = self.tr("Wird gespeichert …")
        elif self._homeless:
            text = self._homeless[0].in_language(language())
        elif open_points:
            text = self.tr("Noch %n Angabe(n) zu klären", "", open_points)
        elif self.draft.is_changed:
            text = self.tr("Geändert, noch nicht gespeichert")
        else:
            text = self.tr("Unverändert") if self.draft.saved else ""
        self.status.setText(text)
        can_save = self.draft.is_changed or self.draft.saved is None
        self.save_button.setEnabled(can_save and not self._is_saving)
        self.remove_button.setVisible(self.draft.saved is not None)
        self.remove_button.setEnabled(not self._is_saving)
        can_undo = self.draft.can_undo or self.form.has_nonsense
        self.undo_button.setEnabled(can_undo and not self._is_saving)
        self.redo_button.setEnabled(self.draft.can_redo and not self._is_saving)

    def undo(self) -> None:
        """Take back what cannot be read; else the last step."""
        if not self._is_saving and not self.form.drop_nonsense():
            self.draft.undo()

    def redo(self) -> None:
        """Take the step again that was taken back."""
        if not self._is_saving:
            self.draft.redo()

    def _request_trend(self) -> None:
        rule = self.draft.rule
        points = [rule.point, *([rule.reference] if rule.reference else [])]
        self.trend_requested.emit([str(name) for name in points])

    def _tell(self, sentence: str) -> None:
        self.status.setText(sentence)
        self.message_requested.emit(sentence)

    # --- what is to be done -----------------------------------------------------------------

    def save(self) -> None:
        """Ask why and ask for saving; or show what is still wrong."""
        self.form.finish_typing()
        if not self.draft.is_open or not self.save_button.isEnabled():
            return
        if self._faults or self.form.has_nonsense:
            self.form.show_all_faults()
            self._show_status()
            return
        what, do = self.tr("Regel speichern"), self.tr("Speichern")
        so = self.tr("Die Änderung gilt sofort und steht mit Ihrem Namen im Verlauf der Regeln.")
        dialog = WhyDialog(what, so, do, self._changes(), self)
        self._ask(dialog, self._save)

    def _save(self, why: str) -> None:
        self._is_saving = True
        self._show_status()
        self.save_requested.emit(self.draft.rule, why)

    def remove(self) -> None:
        """Ask why and ask for the rule to be removed."""
        saved = self.draft.saved
        if saved is None:
            return
        detail = self.tr("Ab dann alarmiert hier niemand mehr; das Journal bleibt, wie es ist.")
        dialog = WhyDialog(self.tr("Regel löschen"), detail, self.tr("Löschen"), (), self)
        self._ask(dialog, lambda why: self.remove_requested.emit(saved, why))

    def _changes(self) -> list[str]:
        point = None if self._about is None else self._about.point
        return changed_lines(self.draft.saved, self.draft.rule, point)

    def _ask(self, dialog: WhyDialog, then: Callable[[str], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(then)
        dialog.open()

    def show_saved(self) -> None:
        """The rule is in force: nothing would be lost any more; the dialog closes."""
        self._is_saving = False
        self.draft.took_over()
        self.accept()

    def show_refusal(self, reason: str) -> None:
        """The rule was not saved; why, a sentence. The edits stay."""
        self._is_saving = False
        self.notice.show_notice("mdi6.alert-outline", reason)
        self._show_status()

    @override
    def reject(self) -> None:
        """Close, but not at the first try while edits would be lost."""
        if self.draft.is_changed and not self._is_warned:
            self._is_warned = True
            self.notice.show_notice(
                "mdi6.alert-outline",
                self.tr("Die Änderungen sind nicht gespeichert. Nochmals Esc verwirft sie."),
                self.tr("Verwerfen"),
            )
            return
        self._is_warned = False
        super().reject()

    def _discard(self) -> None:
        self._is_warned = True
        self.reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.draft.is_changed and not self._is_warned:
            self.reject()
            event.ignore()
            return
        super().closeEvent(event)

    def close_feed(self) -> None:
        """End the thread of the back-test; for the end of the program."""
        self.bench.close_feed()

    # --- remembered, language, theme --------------------------------------------------------

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered, JSON-like."""
        return {"sizes": self._split.sizes(), "days": self.bench.days.checkedId()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered; whatever does not fit is passed over."""
        sizes, days = state.get("sizes"), state.get("days")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(s, int) for s in sizes):  # noqa: PLR2004 - both sides
            self._split.setSizes(sizes)
        if days in DAYS:
            self.bench.choose_days(days)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.form.retranslate()
            self.bench.retranslate()
            self._follow()
        super().changeEvent(event)

    def _tint(self) -> None:
        self.undo_button.setIcon(icon("mdi6.undo"))
        self.redo_button.setIcon(icon("mdi6.redo"))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setWindowTitle(self.tr("Alarmregel"))
        self.save_button.setText(self.tr("Speichern …"))
        self.save_button.setToolTip(self.tr("Strg+S"))
        self.close_button.setText(self.tr("Schließen"))
        self.close_button.setToolTip(self.tr("Esc"))
        self.remove_button.setText(self.tr("Regel löschen …"))
        self.undo_button.setToolTip(self.tr("Rückgängig (Strg+Z)"))
        self.redo_button.setToolTip(self.tr("Wiederholen (Strg+Y)"))
        for button in (self.save_button, self.close_button, self.remove_button):
            button.setAccessibleName(button.text())
        for tool in (self.undo_button, self.redo_button):
            tool.setAccessibleName(tool.toolTip())
        self.notice.setAccessibleName(self.tr("Hinweis"))
        self._tint()
