"""The head of a project's page: what it is called, how it stands, what can be done with it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.fields import SIMULATED
from app.domain.inventory.life_cycles import PROJECT
from app.domain.portfolio.portfolios import title_of
from app.domain.portfolio.statuses import Light, ProjectStatus
from widgets.foreign_texts import on_screen
from widgets.inventory.card.parts import WordChip
from widgets.inventory.panes import Acts
from widgets.points.inspector_parts import words
from widgets.portfolio.heat.cells import state_word
from widgets.portfolio.heat.menus import PARTS, part_words
from widgets.portfolio.lights import light_word, paint_light, trend_arrow, trend_words
from widgets.portfolio.project.facts import ProjectFacts
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.wrapping import WrappingLine

SET_LIGHT: Final = "set_light"
DROP_LIGHT: Final = "drop_light"
"""What can be asked for beside `Acts`."""

_SIDE: Final = 4 * GRID


class LightSign(QWidget):
    """A light with its word and how it moved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light, self._text = Light.GREY, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_status(self, status: ProjectStatus) -> None:
        """Show the light of a project."""
        self._light = status.light
        self._text = " ".join(filter(None, (light_word(status.light), trend_arrow(status))))
        tip = trend_words(status)
        self.setToolTip(tip or light_word(status.light))
        self.setAccessibleName(f"{light_word(status.light)}. {tip}".strip())
        self.updateGeometry()
        self.update()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._bold())
        width = metrics.horizontalAdvance(self._text) + _SIDE + 4 * GRID
        return QSize(width, max(metrics.height(), _SIDE) + GRID)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = (self.height() - _SIDE) / 2
        paint_light(painter, QRectF(0, top, _SIDE, _SIDE), self._light)
        painter.setFont(self._bold())
        painter.setPen(QColor(theme().tokens.text))
        area = QRectF(self.rect()).adjusted(_SIDE + 1.5 * GRID, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()


class ProjectHead(QWidget):
    """Shows what the project is.

    Signals:
        act_wanted: The name of something to do (`Acts`, `SET_LIGHT`, `DROP_LIGHT`).
        part_wanted: The kind of a new part of the project.
        step_wanted: A step of the life cycle (`Transition`).
    """

    act_wanted = Signal(str)
    part_wanted = Signal(str)
    step_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: ProjectFacts | None = None
        self.title, self.refusal = words(name="heading"), words(name="muted")
        self.light = LightSign()
        self.state, self.simulated, self.drift = WordChip(), WordChip(), WordChip()
        self.edit, self.step, self.more = QPushButton(), QPushButton(), QToolButton()
        self.steps, self.more_menu = QMenu(self), QMenu(self)
        self.step.setMenu(self.steps)
        self.more.setMenu(self.more_menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.edit.clicked.connect(lambda: self.act_wanted.emit(Acts.EDIT))
        self._arrange()

    def _arrange(self) -> None:
        signs = QHBoxLayout()
        signs.setSpacing(2 * GRID)
        for part in (self.light, self.state, self.simulated, self.drift):
            signs.addWidget(part)
        signs.addStretch(1)
        hands = WrappingLine(2 * GRID)
        hands.show_parts([self.edit, self.step, self.more])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.title)
        column.addLayout(signs)
        column.addWidget(hands)
        column.addWidget(self.refusal)

    def show_facts(self, facts: ProjectFacts) -> None:
        """Show a project."""
        self._facts = facts
        record = facts.record
        self.title.setText(" ".join(filter(None, (record.text("number"), title_of(record)))))
        self.light.show_status(facts.status)
        self.state.show_text(state_word(record.text("state")), self.tr("Zustand des Projekts"))
        self.simulated.show_text(
            self.tr("Simulation") if record.text("source") == SIMULATED else "",
            self.tr("Dieses Projekt ist erfunden, damit es etwas zu zeigen gibt."),
        )
        self.drift.show_text(
            self.tr("Meldung weicht ab") if facts.status.drifting else "",
            self.tr("Bei Meilensteinen oder Kennzahlen weicht das Gemeldete vom Nachweis ab."),
        )
        self._fill_steps(facts)
        self._fill_more(facts)
        self.edit.setEnabled(not facts.is_past)
        self.step.setEnabled(not facts.is_past and not self.steps.isEmpty())
        text = self.tr(
            "Sie sehen einen vergangenen Stand. Ändern können Sie nur den gegenwärtigen."
        )
        self.refusal.setText(text if facts.is_past else "")
        self.refusal.setVisible(facts.is_past)

    def _fill_steps(self, facts: ProjectFacts) -> None:
        self.steps.clear()
        for step in PROJECT.steps_from(facts.record.text("state")):
            action = self.steps.addAction(on_screen(step.label))
            action.triggered.connect(lambda _=False, step=step: self.step_wanted.emit(step))

    def _fill_more(self, facts: ProjectFacts) -> None:
        self.more_menu.clear()
        is_open = not facts.is_past
        for kind in PARTS:
            self._add(part_words(kind), self._part(kind), is_possible=is_open)
        self.more_menu.addSeparator()
        set_by_hand = bool(facts.record.text("light"))
        self._add(
            self.tr("Ampel von Hand setzen …"), self._act(SET_LIGHT), is_possible=is_open
        )  # fmt: skip
        self._add(
            self.tr("Ampel von Hand aufheben"),
            self._act(DROP_LIGHT),
            is_possible=is_open and set_by_hand,
        )
        self.more_menu.addSeparator()
        self._add(self.tr("Änderungen zeigen"), self._act(Acts.HISTORY))
        self._add(self.tr("Exportieren …"), self._act(Acts.EXPORT))
        self._add(self.tr("Entfernen …"), self._act(Acts.REMOVE), is_possible=is_open)

    def _add(self, text: str, act: Callable[[], None], *, is_possible: bool = True) -> None:
        action = self.more_menu.addAction(text)
        action.setEnabled(is_possible)
        action.triggered.connect(lambda _=False: act())

    def _act(self, name: str) -> Callable[[], None]:
        return lambda: self.act_wanted.emit(name)

    def _part(self, kind: str) -> Callable[[], None]:
        return lambda: self.part_wanted.emit(kind)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.edit.setText(self.tr("Bearbeiten"))
        self.edit.setAccessibleName(self.tr("Dieses Projekt bearbeiten"))
        self.step.setText(self.tr("Nächster Schritt"))
        self.step.setToolTip(self.tr("Was nach diesem Zustand kommen kann"))
        self.step.setAccessibleName(self.step.text())
        self.more.setToolTip(self.tr("Weiteres"))
        self.more.setAccessibleName(self.tr("Weiteres"))

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.edit.setIcon(icon("mdi6.pencil-outline"))
        self.more.setIcon(icon("mdi6.dots-horizontal"))
