"""The head of the card: what it is, its state in words, and what can be done with it."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.fields import SIMULATED
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES, Transition
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import WordChip, icon_name
from widgets.inventory.card.reading import CardFacts
from widgets.inventory.card.wording import kind_label
from widgets.inventory.panes import Acts
from widgets.points.inspector_parts import words
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_SIGN: Final = QSize(24, 24)

_PLACED: Final = frozenset(
    {"asset", "site", "school", "space", "rack", "cable", "link", "route", "address", "district",
     "radio_site", "duct", "splice"}
)  # fmt: skip
_IN_TWIN: Final = frozenset({"asset", "site", "school", "space", "rack"})
_NETWORK: Final = frozenset({"asset", "port", "link", "cable", "strand", "site", "school"})
_LABELLED: Final = frozenset({"asset", "rack", "space", "site", "cable"})


class CardHead(QWidget):
    """Shows what the record is.

    Signals:
        act_wanted: The name of something to do (`Acts`).
        step_wanted: A step of the life cycle (`Transition`).
    """

    act_wanted = Signal(str)
    step_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: CardFacts | None = None
        self._sign = QLabel()
        self.title, self.kind = words(name="heading"), words(name="muted")
        self.state, self.simulated, self.publication = WordChip(), WordChip(), WordChip()
        self.refusal = words(name="muted")
        self.edit, self.step = QPushButton(), QPushButton()
        self.steps, self.more_menu = QMenu(self), QMenu(self)
        self.step.setMenu(self.steps)
        self.more = QToolButton()
        self.more.setMenu(self.more_menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.ways: dict[str, QToolButton] = {}
        self._arrange()
        self.edit.clicked.connect(lambda: self.act_wanted.emit(Acts.EDIT))

    def _arrange(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.kind)
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        chips = QHBoxLayout()
        chips.setSpacing(GRID)
        for chip in (self.state, self.simulated, self.publication):
            chips.addWidget(chip)
        chips.addStretch(1)
        self._main = main = QGridLayout()
        main.setSpacing(2 * GRID)
        main.addWidget(self.edit, 0, 0)
        main.addWidget(self.step, 0, 1)
        for button in (self.edit, self.step):
            button.setMinimumWidth(1)  # they go below each other before they are cut
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addLayout(top)
        column.addLayout(chips)
        column.addLayout(main)
        column.addLayout(self._row_of_ways())
        column.addWidget(self.refusal)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = self._main.horizontalSpacing()
        wanted = self.edit.sizeHint().width() + gap + self.step.sizeHint().width()
        row, column = (0, 1) if wanted <= self.width() else (1, 0)
        if self._main.itemAtPosition(row, column) is None:
            self._main.removeWidget(self.step)
            self._main.addWidget(self.step, row, column)

    def _row_of_ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for act in (Acts.SHOW_MAP, Acts.SHOW_TWIN, Acts.SHOW_TREND, Acts.IMPACT, Acts.LABELS):
            button = QToolButton()
            button.setAutoRaise(True)
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(self._follow(act))
            self.ways[act] = button
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.more)
        return row

    def _follow(self, act: str) -> Callable[[], None]:
        return lambda: self.act_wanted.emit(act)

    # ---- what is shown -------------------------------------------------------------------------
    def show_facts(self, facts: CardFacts, moment: str) -> None:
        """Show a record.

        Args:
            facts: The record.
            moment: The moment in words when it is one of the past, else empty.
        """
        self._facts = facts
        known, record = KINDS[facts.key.kind], facts.record
        unnamed = self.tr("Ohne Namen") if record is not None else self.tr("Nicht vorhanden")
        self.title.setText(facts.title or unnamed)
        self.kind.setText(self._kind_text(facts))
        self.state.show_text(self._state_text(facts))
        is_simulated = record is not None and record.get("source") == SIMULATED
        self.simulated.show_text(
            self.tr("Simulation") if is_simulated else "",
            self.tr("Dieser Datensatz ist erfunden, damit es etwas zu zeigen gibt."),
        )
        name = known.publication.value if record is None else record.text("publication")
        publication = known.field("publication")
        self.publication.show_text(
            on_screen(publication.choice_label(name or known.publication.value))
            if record is not None
            else "",
            on_screen(publication.hint),
        )
        self._show_ways(facts)
        self._fill_steps(facts)
        is_editable = record is not None and not moment
        self.edit.setEnabled(is_editable)
        self.step.setEnabled(is_editable)
        text = self.tr(
            "Sie sehen den Stand vom {0}. Ändern können Sie nur den gegenwärtigen Stand."
        )
        self.refusal.setText(text.format(moment) if moment else "")
        self.refusal.setVisible(bool(moment))
        self.apply_theme()

    def forbid(self) -> None:
        """Let nothing be changed until the record was read again."""
        self.edit.setEnabled(False)
        self.step.setEnabled(False)

    def _kind_text(self, facts: CardFacts) -> str:
        parts = [kind_label(facts.key.kind)]
        record = facts.record
        if facts.asset_kind:
            kinds = KINDS["asset_type"].field("kind")
            parts = [on_screen(kinds.choice_label(facts.asset_kind))]
        elif record is not None and KINDS[facts.key.kind].has_field("kind"):
            own = KINDS[facts.key.kind].field("kind")
            if own.choices and record.text("kind"):
                parts.append(on_screen(own.choice_label(record.get("kind"))))
        return " · ".join(parts)

    @staticmethod
    def _state_text(facts: CardFacts) -> str:
        known = KINDS[facts.key.kind]
        if facts.record is None or not known.has_field("state"):
            return ""
        return on_screen(known.field("state").choice_label(facts.record.get("state")))

    def _fill_steps(self, facts: CardFacts) -> None:
        self.steps.clear()
        for step in steps_of(facts):
            action = QAction(on_screen(step.label), self.steps)
            action.triggered.connect(self._take_step(step))
            self.steps.addAction(action)
        self.step.setVisible(facts.key.kind in LIFE_CYCLES and facts.record is not None)
        self.step.setEnabled(not self.steps.isEmpty())

    def _take_step(self, step: Transition) -> Callable[[], None]:
        return lambda: self.step_wanted.emit(step)

    def _show_ways(self, facts: CardFacts) -> None:
        kind = facts.key.kind
        offered = {
            Acts.SHOW_MAP: kind in _PLACED,
            Acts.SHOW_TWIN: kind in _IN_TWIN,
            Acts.SHOW_TREND: bool(facts.points),
            Acts.IMPACT: kind in _NETWORK,
            Acts.LABELS: kind in _LABELLED,
        }
        for act, is_offered in offered.items():
            self.ways[act].setVisible(is_offered and facts.record is not None)
        self.more_menu.clear()
        for act, text in self._others(facts):
            entry = QAction(text, self.more_menu)
            entry.triggered.connect(self._follow(act))
            self.more_menu.addAction(entry)

    def _others(self, facts: CardFacts) -> Iterator[tuple[str, str]]:
        kind, record = facts.key.kind, facts.record
        if record is None:
            yield Acts.HISTORY, self.tr("Änderungen zeigen")
            return
        yield Acts.SHOW_TABLE, self.tr("In der Tabelle zeigen")
        if kind in _NETWORK:
            yield Acts.TRACE, self.tr("Weg verfolgen")
            yield Acts.TOPOLOGY, self.tr("Im Netzplan zeigen")
        if kind == "rack" or record.text("rack"):
            yield Acts.RACK, self.tr("Schrank zeigen")
        if kind == "space" or record.text("space"):
            yield Acts.PLAN, self.tr("Im Grundriss zeigen")
        if kind in {"cable", "splice"} or facts.asset_kind == "closure":
            yield Acts.SPLICES, self.tr("Spleißplan zeigen")
        if kind == "school" or record.get("kind") == "school":
            yield Acts.SCHOOL, self.tr("Schulkarte zeigen")
        if kind == "asset":
            yield Acts.LEND, self.tr("Ausleihen …")
            yield Acts.PLACE_IN_TWIN, self.tr("Im Zwilling setzen …")
            yield Acts.BIND, self.tr("Datenpunkte zuordnen …")
        if kind == "site":
            yield Acts.AUDIT, self.tr("Inventur hier beginnen")
        yield Acts.HISTORY, self.tr("Änderungen zeigen")
        yield Acts.COPY_OF, self.tr("Kopie anlegen …")
        yield Acts.EXPORT, self.tr("Exportieren …")
        yield Acts.REMOVE, self.tr("Entfernen …")

    def retranslate(self) -> None:
        """Set all texts again."""
        self.edit.setText(self.tr("Bearbeiten"))
        self.edit.setAccessibleName(self.tr("Diesen Datensatz bearbeiten"))
        self.edit.setToolTip(self.tr("Diesen Datensatz bearbeiten"))
        self.step.setText(self.tr("Nächster Schritt"))
        self.step.setToolTip(self.tr("Was nach diesem Zustand kommen kann"))
        self.step.setAccessibleName(self.step.text())
        texts = {
            Acts.SHOW_MAP: self.tr("Auf der Karte zeigen"),
            Acts.SHOW_TWIN: self.tr("Im Zwilling zeigen"),
            Acts.SHOW_TREND: self.tr("Verlauf seiner Datenpunkte zeigen"),
            Acts.IMPACT: self.tr("Auswirkung: zeigen, was hieran hängt"),
            Acts.LABELS: self.tr("Etikett drucken …"),
        }
        for act, text in texts.items():
            self.ways[act].setToolTip(text)
            self.ways[act].setAccessibleName(text)
        self.more.setToolTip(self.tr("Weiteres"))
        self.more.setAccessibleName(self.tr("Weiteres"))

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        if self._facts is not None:
            name = icon_name(self._facts.key.kind, self._facts.asset_kind)
            self._sign.setPixmap(icon(name).pixmap(_SIGN))
        self.edit.setIcon(icon("mdi6.pencil-outline"))
        self.more.setIcon(icon("mdi6.dots-horizontal"))
        for act, name in (
            (Acts.SHOW_MAP, "mdi6.map-marker-outline"),
            (Acts.SHOW_TWIN, "mdi6.cube-outline"),
            (Acts.SHOW_TREND, "mdi6.chart-line"),
            (Acts.IMPACT, "mdi6.sitemap-outline"),
            (Acts.LABELS, "mdi6.qrcode"),
        ):
            self.ways[act].setIcon(icon(name))


def steps_of(facts: CardFacts) -> list[Transition]:
    """Return the steps of its life cycle that a record may take now."""
    cycle = LIFE_CYCLES.get(facts.key.kind)
    if cycle is None or facts.record is None:
        return []
    return list(cycle.steps_from(facts.record.text(cycle.field)))
