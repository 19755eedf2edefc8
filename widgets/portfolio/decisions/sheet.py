"""The selected decision: its words, what follows of it, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.portfolio.portfolios import day_of, title_of
from widgets.points.inspector_parts import words
from widgets.portfolio.decisions.rows import (
    DecisionRow,
    FollowUp,
    due_text,
    follow_up_text,
    state_word,
)
from widgets.portfolio.heat.cells import date_text
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.wrapping import WrappingLine

SAFE_SCHEMES = ("http://", "https://")
"""Only such addresses are opened; others are shown as they stand."""


def is_safe(link: str) -> bool:
    """Tell whether an address may be opened."""
    return link.strip().lower().startswith(SAFE_SCHEMES)


class DecisionSheet(QScrollArea):
    """Shows one decision.

    Signals:
        done_wanted: What follows is done.
        defer_wanted: It is to be decided later.
        edit_wanted: It is to be edited.
        link_wanted: Its address is to be opened.
    """

    done_wanted = Signal()
    defer_wanted = Signal()
    edit_wanted = Signal()
    link_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: DecisionRow | None = None
        self._is_fixed = False
        self.title, self.facts = words(name="heading"), words(name="muted")
        self.text_head, self.text = words(name="muted"), words()
        self.next_head, self.next, self.link = words(name="muted"), words(), words(name="muted")
        self.done, self.defer = QPushButton(), QPushButton()
        self.edit, self.open_link = QPushButton(), QPushButton()
        self.acts = WrappingLine(GRID)
        self.acts.show_parts([self.done, self.defer, self.edit, self.open_link])
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        for part in (
            self.title, self.facts, self.acts, self.text_head, self.text, self.next_head,
            self.next, self.link,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setMinimumWidth(70 * GRID)
        self.done.clicked.connect(self.done_wanted)
        self.defer.clicked.connect(self.defer_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.open_link.clicked.connect(self.link_wanted)
        self.show_row(None, is_fixed=False)

    def show_row(self, row: DecisionRow | None, *, is_fixed: bool) -> None:
        """Show a decision, None for none."""
        self._row, self._is_fixed = row, is_fixed
        parts = (
            self.facts, self.acts, self.text_head, self.text, self.next_head, self.next, self.link
        )  # fmt: skip
        for part in parts:
            part.setVisible(row is not None)
        if row is None:
            self.title.setText("")
            self.facts.show()
            self.facts.setText(self.tr("Wählen Sie eine Entscheidung, um sie zu lesen."))
            return
        record = row.record
        self.title.setText(title_of(record))
        self.facts.setText(self._facts(row))
        self.text.setText(record.text("text") or self.tr("Der Wortlaut ist nicht erfasst."))
        self.next.setText(self._next(row))
        link = record.text("link")
        self.link.setText(link)
        self.link.setVisible(bool(link))
        self.open_link.setEnabled(is_safe(link))
        self.open_link.setToolTip(
            link
            if is_safe(link) or not link
            else self.tr("Nur Adressen mit http oder https werden geöffnet.")
        )
        is_open = row.follow_up in {FollowUp.OPEN, FollowUp.OVERDUE}
        self.done.setEnabled(is_open and not is_fixed)
        self.defer.setEnabled(row.is_pending and not is_fixed)
        self.edit.setEnabled(not is_fixed)

    def _facts(self, row: DecisionRow) -> str:
        record = row.record
        decided = day_of(record, "decided_on")
        parts = [state_word(row), record.text("body")]
        if paper := record.text("paper_number"):
            parts.append(self.tr("Vorlage {0}").format(paper))
        if decided is not None:
            parts.append(self.tr("entschieden am {0}").format(date_text(decided)))
        elif row.due_on is not None:
            parts.append(self.tr("fällig am {0}").format(due_text(row)))
        return "\n".join(filter(None, (" · ".join(filter(None, parts)), row.project)))

    def _next(self, row: DecisionRow) -> str:
        if row.follow_up is FollowUp.NONE:
            return self.tr("Daraus folgt nichts, was zu erledigen wäre.")
        texts = (
            row.record.text("follow_up"), row.record.text("follow_up_role"), follow_up_text(row)
        )  # fmt: skip
        return "\n".join(filter(None, texts))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.text_head.setText(self.tr("Wortlaut"))
        self.next_head.setText(self.tr("Was daraus folgt"))
        self.done.setText(self.tr("Als erledigt melden"))
        self.defer.setText(self.tr("Vertagen …"))
        self.edit.setText(self.tr("Bearbeiten …"))
        self.open_link.setText(self.tr("Adresse öffnen"))
        for button in (self.done, self.defer, self.edit, self.open_link):
            button.setAccessibleName(button.text())
        self.setAccessibleName(self.tr("Gewählte Entscheidung"))
        self.show_row(self._row, is_fixed=self._is_fixed)

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.done.setIcon(icon("mdi6.check"))
        self.defer.setIcon(icon("mdi6.calendar-arrow-right"))
        self.edit.setIcon(icon("mdi6.pencil-outline"))
        self.open_link.setIcon(icon("mdi6.open-in-new"))
