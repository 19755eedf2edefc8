"""What all dialogs for parts of a plan share: lines with their faults below, and two buttons."""

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.alarms.escalations import NotificationPlan
from app.services.notifications import PlanPart, problems_of
from widgets.foreign_texts import on_screen
from widgets.placeholders import NoticeBar
from widgets.theme.tokens import GRID

_PLACE: Final = re.compile(
    r"^(mail\.\w+: |Person „[^“]*“: |Webhook „[^“]*“: |Bereitschaft \d+: |Regel „[^“]*“[,:] )"
)
"""Where a problem is, at its begin; below the line it belongs to nobody needs it."""


class PartForm(QDialog):
    """Asks for one part of a plan; gives it only when it can come into force.

    Args:
        title: Title of the window.
        parent: Owner.

    Signals:
        part_wanted: The part (object).
    """

    part_wanted = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(3 * GRID)
        self.form.setVerticalSpacing(GRID)
        self.notice = NoticeBar()
        self.give_button = QPushButton(self.tr("Übernehmen"))
        self._faults: list[tuple[tuple[str, ...], QLabel]] = []
        self._arrange()

    def _arrange(self) -> None:
        self.setMinimumWidth(76 * self.fontMetrics().horizontalAdvance("0"))
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.give_button.setObjectName("primary")
        self.give_button.setDefault(True)
        box = QDialogButtonBox()
        box.addButton(self.give_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.give)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(self.form)
        column.addStretch(1)
        column.addWidget(self.notice)
        column.addWidget(box)

    def add_line(self, label: str, field: QWidget, *words: str, hint: str = "") -> None:
        """Add a line.

        Args:
            label: Its label, with the letter of its key.
            field: What is filled in.
            words: Problems with one of these words belong to it.
            hint: What helps to fill it in.
        """
        field.setAccessibleName(label.replace("&", ""))
        named = QLabel(label)
        named.setBuddy(field)
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GRID)
        column.addWidget(field)
        fault = QLabel()
        fault.setWordWrap(True)
        fault.hide()
        column.addWidget(fault)
        if words:
            self._faults.append((words, fault))
        if hint:
            note = QLabel(hint)
            note.setObjectName("muted")
            note.setWordWrap(True)
            column.addWidget(note)
        self.form.addRow(named, place)
        if self.form.rowCount() == 1:
            field.setFocus()  # The buttons stand first in the chain: they were made first.

    # ---- what a form of one kind says ------------------------------------------------------------
    def missing(self) -> str:
        """Return what is not filled in yet, a sentence; empty when all is."""
        return ""

    def part(self) -> PlanPart:
        """Return what was filled in."""
        raise NotImplementedError

    def around(self, part: PlanPart) -> NotificationPlan:
        """Return a plan that is sound if the part is."""
        raise NotImplementedError

    # ---- judging -------------------------------------------------------------------------------
    def problems(self) -> list[str]:
        """Return what is wrong with what was filled in, whole sentences."""
        return problems_of(self.around(self.part()))

    def judge(self) -> None:
        """Show what is wrong at the line it belongs to, and offer to go on when nothing is."""
        missing = self.missing()
        problems = [] if missing else self.problems()
        rest = self._show_faults(problems)
        sentence = missing or " ".join(on_screen(problem) for problem in rest)
        icon = "mdi6.information-outline" if missing else "mdi6.alert-outline"
        self.notice.show_notice(icon if sentence else "", sentence)
        self.give_button.setEnabled(not missing and not problems)
        if self.isVisible():
            self._fit()

    def _show_faults(self, problems: Sequence[str]) -> list[str]:
        """Put each problem below its line; return those that belong to none."""
        rest = list(problems)
        for words, label in self._faults:
            mine = [problem for problem in rest if any(word in problem for word in words)]
            rest = [problem for problem in rest if problem not in mine]
            label.setText("\n".join(_PLACE.sub("", on_screen(problem)) for problem in mine))
            label.setVisible(bool(mine))
        return rest

    def _fit(self) -> None:
        """Grow as high as what is said needs."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    @property
    def faults(self) -> list[str]:
        """What is wrong, as it stands below the lines."""
        return [label.text() for _, label in self._faults if label.text()]

    def give(self) -> None:
        """Give the part, if it can come into force."""
        self.judge()
        if self.give_button.isEnabled():
            self.part_wanted.emit(self.part())
            self.accept()
