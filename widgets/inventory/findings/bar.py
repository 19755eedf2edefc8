"""The bar above the findings: which of them are shown."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from app.domain.inventory.findings import SEVERITIES
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Record
from widgets.filter_box import FilterBox
from widgets.foreign_texts import on_screen
from widgets.inventory.findings.model import Choice, rule_label
from widgets.texts import count
from widgets.theme.tokens import GRID

_TO_DO: Final = "to_do"
_DOING: Final = frozenset({"open", "assigned"})
_ALL: Final = ""


class FindingsBar(QWidget):
    """Asks which findings are wanted.

    Signals:
        changed: Others are wanted; see `choice`.
        left: The person is done here; the table takes the focus.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = FilterBox()
        self.state, self.rule, self.severity = QComboBox(), QComboBox(), QComboBox()
        letters = self.fontMetrics().averageCharWidth()
        self.filter.setMinimumWidth(18 * letters)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(self.filter, 3)
        for box, least, share in ((self.state, 9, 2), (self.severity, 9, 2), (self.rule, 9, 3)):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(least)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.currentIndexChanged.connect(self.changed)
            line.addWidget(box, share)
        self.filter.textChanged.connect(self.changed)
        self.filter.left.connect(self.left)

    # ---- what is wanted ------------------------------------------------------------------------
    def choice(self) -> Choice:
        """Return which findings are wanted."""
        state = self.state.currentData()
        states = _DOING if state in {_TO_DO, None} else frozenset({state} - {_ALL})
        return Choice(
            self.filter.text(),
            states,
            self.rule.currentData() or "",
            self.severity.currentData() or "",
        )

    @property
    def wants_resolved(self) -> bool:
        """True when findings are wanted that are resolved."""
        return self.state.currentData() in {_ALL, "resolved"}

    @property
    def is_at_rest(self) -> bool:
        """True when everything that is to be done is wanted."""
        return self.choice() == Choice(states=_DOING)

    def clear(self) -> None:
        """Want everything that is to be done."""
        self.filter.clear()
        for box in (self.state, self.rule, self.severity):
            box.setCurrentIndex(0)

    def offer_rules(self, records: Sequence[Record]) -> None:
        """Offer the rules that found something, with how much."""
        wanted, states = self.rule.currentData(), self.choice().states
        counts = Counter(
            one.text("rule") for one in records if not states or one.text("state") in states
        )
        entries = [(self.tr("Alle Regeln ({0})").format(count(counts.total())), "")]
        entries += [
            (f"{rule_label(name)} ({count(amount)})", name)
            for name, amount in sorted(counts.items(), key=lambda one: rule_label(one[0]))
        ]
        if wanted and wanted not in counts:
            entries.append((f"{rule_label(wanted)} (0)", wanted))
        _offer(self.rule, entries)

    # ---- what is remembered, texts -------------------------------------------------------------
    def save_state(self) -> dict[str, Any]:
        """Return what is wanted, JSON-like."""
        return {
            "state": self.state.currentData(),
            "severity": self.severity.currentData(),
            "rule": self.rule.currentData(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Want what was remembered."""
        for name, box in (("state", self.state), ("severity", self.severity), ("rule", self.rule)):
            value = state.get(name)
            if name == "rule" and isinstance(value, str) and box.findData(value) < 0:
                box.addItem(rule_label(value), value)
            box.setCurrentIndex(max(box.findData(value), 0))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.filter.setPlaceholderText(self.tr("Befunde durchsuchen"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        kind = KINDS["finding"]
        states = [(self.tr("Zu erledigen"), _TO_DO)]
        states += [(on_screen(one.label), one.key) for one in kind.field("state").choices]
        states.append((self.tr("Alle Zustände"), _ALL))
        labels = kind.field("severity")
        weights = [(self.tr("Jedes Gewicht"), "")]
        weights += [(on_screen(labels.choice_label(one)), one) for one in SEVERITIES]
        for box, name, entries in (
            (self.state, self.tr("Zustand der Befunde"), states),
            (self.severity, self.tr("Gewicht der Befunde"), weights),
            (self.rule, self.tr("Regel der Befunde"), None),
        ):
            if entries is not None:
                _offer(box, entries)
            box.setAccessibleName(name)
            box.setToolTip(name)


def _offer(box: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
    """Offer other entries; what was chosen stays chosen, and nobody is told."""
    kept = box.currentData()
    box.blockSignals(True)  # noqa: FBT003 - Qt's own
    box.clear()
    for text, key in entries:
        box.addItem(text, key)
    box.setCurrentIndex(max(box.findData(kept), 0))
    box.blockSignals(False)  # noqa: FBT003 - Qt's own
