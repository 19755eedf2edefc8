"""The history of a record: every change, or that of one field; a click shows the moment."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from app.domain.inventory.changes import Action, ChangeLine
from app.domain.inventory.fields import Value, Values
from app.domain.inventory.kinds import KINDS
from widgets.foreign_texts import on_screen
from widgets.inventory.card.facts import changed_fields
from widgets.inventory.card.parts import FoldSection, link_label
from widgets.inventory.card.reading import CardFacts
from widgets.inventory.card.wording import CardWords, action_text, origin_text
from widgets.points.inspector_parts import words
from widgets.texts import DASH, time_text
from widgets.theme.tokens import GRID

STEP: Final = 20
"""So many changes are shown at once."""


class History(FoldSection):
    """Shows changes, newest first.

    Signals:
        moment_wanted: The person wants to see a moment, µs UTC (object).
    """

    moment_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("history", parent, is_open=False)
        self._facts: CardFacts | None = None
        self._says = CardWords()
        self._shown = STEP
        self.choice = QComboBox()
        self.more = QPushButton()
        self._list_box = QWidget()
        self._list = QVBoxLayout(self._list_box)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(3 * GRID)
        for part in (self.choice, self._list_box, self.more):
            self.column.addWidget(part)
        self.choice.currentIndexChanged.connect(self._renew)
        self.more.clicked.connect(self._show_more)
        self.folded.connect(self._renew)

    def show_facts(self, facts: CardFacts, says: CardWords) -> None:
        """Show the history of a record."""
        is_same = self._facts is not None and self._facts.key == facts.key
        wanted = self.choice.currentData() if is_same else None
        self._facts, self._says = facts, says
        self._shown = self._shown if is_same else STEP
        kind = KINDS[facts.key.kind]
        names: dict[str, None] = {}
        for line in facts.history:
            if line.action is Action.UPDATE:
                names |= dict.fromkeys(changed_fields(kind, line.before, line.after))
        self.choice.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.choice.clear()
        self.choice.addItem(self.tr("Jede Änderung"), "")
        for name in sorted(names, key=lambda one: says.label(kind, one, facts.custom)):
            self.choice.addItem(says.label(kind, name, facts.custom), name)
        self.choice.setCurrentIndex(max(self.choice.findData(wanted), 0))
        self.choice.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.choice.setVisible(bool(names))
        self.choice.setAccessibleName(self.tr("Änderungen welches Feldes"))
        self.button.setText(self.tr("Änderungen ({0})").format(len(facts.history)))
        self.button.setAccessibleName(self.button.text())
        self.setVisible(bool(facts.history))
        self._renew()

    def lines(self) -> Sequence[ChangeLine]:
        """Return the changes that are chosen."""
        if self._facts is None:
            return ()
        name = self.choice.currentData()
        if not name:
            return self._facts.history
        return [
            line
            for line in self._facts.history
            if name in line.before or name in line.after
        ]  # fmt: skip

    def _renew(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not self.is_open:  # whoever does not look need not pay for it
            return
        lines = self.lines()
        for line in lines[: self._shown]:
            self._list.addWidget(self._change(line))
        more = len(lines) - self._shown
        self.more.setVisible(more > 0)
        self.more.setText(self.tr("{0} ältere zeigen").format(min(more, STEP)))

    def _show_more(self) -> None:
        self._shown += STEP
        self._renew()

    def _change(self, line: ChangeLine) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        done = line.transaction
        when = time_text(done.at_us, self._says.values.zone, with_date=True)
        tip = self.tr("Den Stand zu diesem Zeitpunkt zeigen")
        column.addWidget(link_label(when, self._go(done.at_us), tip=tip))
        head = (done.actor, action_text(line.action), origin_text(done.origin))
        column.addWidget(words(" · ".join(filter(None, head)), name="muted"))
        if done.reason:
            column.addWidget(words(f"„{on_screen(done.reason)}“"))
        if line.action is Action.UPDATE:
            for text in self._fields(line):
                column.addWidget(words(text))
        return box

    def _go(self, at_us: int) -> Callable[[], None]:
        return lambda: self.moment_wanted.emit(at_us)

    def _fields(self, line: ChangeLine) -> list[str]:
        """Return what a change did to each field, or to the one that is chosen."""
        kind, wanted = KINDS[line.key.kind], self.choice.currentData()
        custom = {} if self._facts is None else self._facts.custom
        return [
            f"{self._says.label(kind, name, custom)}: "
            f"{self._value(line, name, line.before)} → {self._value(line, name, line.after)}"
            for name in changed_fields(kind, line.before, line.after)
            if not wanted or name == wanted
        ]

    def _value(self, line: ChangeLine, name: str, values: Values) -> str:
        kind = KINDS[line.key.kind]
        value: Value = values.get(name)
        if not kind.has_field(name):
            return str(value) if value not in (None, "") else DASH
        known = (
            {} if self._facts is None or self._facts.record is None else self._facts.record.values
        )
        return self._says.text(kind.field(name), value, {**known, **values}) or DASH
