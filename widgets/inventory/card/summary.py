"""Several selected records: how many of what, in which states, what they cost, what they share."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.inventory.fields import FieldType
from app.domain.inventory.kinds import KINDS
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import FactRows, FoldSection
from widgets.inventory.card.reading import MOST_SUMMED, Summary
from widgets.inventory.card.wording import CardWords, kind_label, plural_label
from widgets.inventory.panes import Acts
from widgets.inventory.table.selecting import MOST_KEYS
from widgets.points.inspector_parts import words
from widgets.texts import count, number
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class SummaryCard(QWidget):
    """Shows what several records have in common.

    Signals:
        act_wanted: The name of something to do (`Acts`).
    """

    act_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = words(name="heading")
        self.bulk, self.labels, self.map = QPushButton(), QPushButton(), QPushButton()
        self.kinds, self.states = FoldSection("kinds"), FoldSection("states")
        self.common = FoldSection("common")
        self.limit = words(name="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.heading)
        for button, act in (
            (self.bulk, Acts.BULK),
            (self.labels, Acts.LABELS),
            (self.map, Acts.SHOW_MAP),
        ):
            button.clicked.connect(lambda _=False, act=act: self.act_wanted.emit(act))
            column.addWidget(button)
        for part in (self.kinds, self.states, self.common, self.limit):
            column.addWidget(part)
        column.addStretch(1)

    def show_summary(self, summary: Summary, says: CardWords, *, is_past: bool) -> None:
        """Show other records."""
        total = len(summary.keys)
        text = self.tr("{0} Datensätze ausgewählt")
        if total >= MOST_KEYS:
            text = self.tr("Die ersten {0} der ausgewählten Datensätze")
        self.heading.setText(text.format(count(total)))
        rows = FactRows()
        for kind, amount in summary.kinds.items():
            label = kind_label(kind) if amount == 1 else plural_label(kind)
            rows.add(label, count(amount))
        if summary.cost is not None:
            text = f"{number(summary.cost, 2)}\u202f€"
            of = self.tr("bei {0} Datensätzen bekannt").format(count(summary.priced))
            rows.add(self.tr("Kosten zusammen"), f"{text}\n{of}")
        self.kinds.fill(self.tr("Arten"), [rows])
        states = FactRows()
        for (kind, state), amount in sorted(summary.states.items(), key=lambda one: -one[1]):
            known = KINDS[kind]
            word = on_screen(known.field("state").choice_label(state))
            states.add(
                word if len(summary.kinds) == 1 else f"{kind_label(kind)}: {word}", count(amount)
            )
        self.states.fill(self.tr("Zustände"), [] if states.is_empty else [states])
        self._show_common(summary, says)
        self.limit.setText(self.tr("Verglichen wurden die ersten {0}.").format(count(MOST_SUMMED)))
        self.limit.setVisible(total > MOST_SUMMED)
        self.bulk.setEnabled(len(summary.kinds) == 1 and not is_past)
        self.bulk.setToolTip(
            ""
            if len(summary.kinds) == 1
            else self.tr("Dazu müssen alle Datensätze von einer Art sein.")
        )

    def _show_common(self, summary: Summary, says: CardWords) -> None:
        rows = FactRows()
        values = {one.name: value for one, value in summary.common}
        for one, value in summary.common:
            if one.type not in {FieldType.JSON, FieldType.GEOMETRY} and one.name != "state":
                rows.add(on_screen(one.label), says.text(one, value, values))
        self.common.fill(self.tr("Gemeinsame Angaben"), [] if rows.is_empty else [rows])

    def retranslate(self) -> None:
        """Set all texts again."""
        self.bulk.setText(self.tr("Mehrfach bearbeiten …"))
        self.labels.setText(self.tr("Etiketten drucken …"))
        self.map.setText(self.tr("Auf der Karte zeigen"))

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.bulk.setIcon(icon("mdi6.pencil-box-multiple-outline"))
        self.labels.setIcon(icon("mdi6.qrcode"))
        self.map.setIcon(icon("mdi6.map-marker-outline"))
