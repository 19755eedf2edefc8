"""The bar above a board: what lies on it, which cards, in which lanes."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.portfolio.portfolios import title_of
from app.services.portfolio.states import PortfolioState
from widgets.filter_box import FilterBox
from widgets.folding import natural_key
from widgets.portfolio.boards.cards import BoardKind, Choice, Lanes
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.wrapping import WrappingLine

_ALL, _SELECTED = "", "*"


class BoardBar(QWidget):
    """Asks which cards are wanted.

    Attributes:
        selected: Uids of the projects that are selected in the console.

    Signals:
        changed: Others are wanted.
        left: The person is done here; the board takes the focus.
        new_wanted: A new record is wanted.
        limits_wanted: The limits of the columns are wanted.
    """

    changed = Signal()
    left = Signal()
    new_wanted = Signal()
    limits_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selected: frozenset[str] = frozenset()
        self.filter = FilterBox()
        self.kinds, self.projects, self.organisations = _combo(20), _combo(24), _combo(18)
        self.roles, self.lanes = _combo(16), _combo(24)
        self.limits, self.new = QToolButton(), QPushButton()
        self.filter.setClearButtonEnabled(True)
        self._state: PortfolioState | None = None
        self._line = WrappingLine(2 * GRID)
        self._line.show_parts([
            self.kinds, self.projects, self.organisations, self.roles, self.lanes,
        ])  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        column.setSpacing(2 * GRID)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self.filter, 1)
        line.addWidget(self.limits)
        line.addWidget(self.new)
        column.addLayout(line)
        column.addWidget(self._line)
        for box in (self.kinds, self.projects, self.organisations, self.roles, self.lanes):
            box.currentIndexChanged.connect(self.changed)
        self.kinds.currentIndexChanged.connect(self._follow_kind)
        self.filter.textChanged.connect(self.changed)
        self.filter.left.connect(self.left)
        self.new.clicked.connect(self.new_wanted)
        self.limits.clicked.connect(self.limits_wanted)

    # ---- what is wanted ------------------------------------------------------------------------
    @property
    def kind(self) -> BoardKind:
        """What lies on the board."""
        return BoardKind(self.kinds.currentData() or BoardKind.WORK)

    @property
    def lane(self) -> Lanes:
        """What lanes are made of."""
        return Lanes(self.lanes.currentData() or Lanes.NONE)

    def choice(self) -> Choice:
        """Return which cards are wanted."""
        scope = str(self.projects.currentData() or _ALL)
        projects = {_ALL: None, _SELECTED: self.selected}.get(scope, frozenset({scope}))
        return Choice(
            projects,
            str(self.organisations.currentData() or ""),
            str(self.roles.currentData() or ""),
            self.filter.text(),
        )

    @property
    def follows(self) -> bool:
        """True while only selected projects are wanted."""
        return str(self.projects.currentData()) == _SELECTED

    @property
    def project(self) -> str:
        """Uid of the only project that is wanted, empty when there are several."""
        wanted = self.choice().projects
        return next(iter(wanted)) if wanted is not None and len(wanted) == 1 else ""

    @property
    def is_at_rest(self) -> bool:
        """True while all cards are wanted."""
        return self.choice() == Choice()

    def clear(self) -> None:
        """Want all cards."""
        with QSignalBlocker(self):
            self.filter.clear()
            for box in (self.projects, self.organisations, self.roles):
                box.setCurrentIndex(0)
        self.changed.emit()

    # ---- what there is -------------------------------------------------------------------------
    def show_programme(self, state: PortfolioState) -> None:
        """Offer the projects, organisations and roles of a state."""
        self._state = state
        self._fill()

    def _fill(self) -> None:
        state, tr = self._state, self.tr
        _offer(self.kinds, [
            (tr("Arbeitspakete"), BoardKind.WORK.value),
            (tr("Projekte nach Zustand"), BoardKind.PROJECTS.value),
        ])  # fmt: skip
        _offer(self.lanes, [
            (tr("Ohne Bahnen"), Lanes.NONE.value),
            (tr("Bahnen nach Projekt"), Lanes.PROJECT.value),
            (tr("Bahnen nach Organisation"), Lanes.ORGANISATION.value),
        ])  # fmt: skip
        names: list[tuple[str, str]] = []
        units: list[tuple[str, str]] = []
        roles: set[str] = set()
        if state is not None:
            portfolio = state.portfolio
            names = [
                (" ".join(filter(None, (one.text("number"), title_of(one)))), one.uid)
                for one in portfolio.projects
            ]
            units = [(title_of(one), one.uid) for one in portfolio.all("organisation")]
            roles = {one.text("role") for one in portfolio.all("work_item")}
            roles |= {one.text("lead_role") for one in portfolio.projects}
        _offer(self.projects, [
            (tr("Alle Projekte"), _ALL), (tr("Ausgewählte Projekte"), _SELECTED), *names,
        ])  # fmt: skip
        _offer(self.organisations, [(tr("Alle Organisationen"), ""), *_sorted(units)])
        role_names = [(one, one) for one in roles if one]
        _offer(self.roles, [(tr("Alle Rollen"), ""), *_sorted(role_names)])

    def _follow_kind(self) -> None:
        kind = self.kind
        words = self.tr("Neues Arbeitspaket")
        if kind is BoardKind.PROJECTS:
            words = self.tr("Neues Projekt")
        self.new.setText(words)
        self.new.setAccessibleName(words)

    # ---- what is remembered, texts and looks -----------------------------------------------------
    def save_state(self) -> dict[str, Any]:
        """Return what is wanted, JSON-like."""
        return {
            "kind": self.kind.value,
            "lanes": self.lane.value,
            "projects": str(self.projects.currentData() or _ALL),
            "organisation": str(self.organisations.currentData() or ""),
            "role": str(self.roles.currentData() or ""),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Want what was remembered; what is not there any more is passed over."""
        with QSignalBlocker(self):
            for box, name in (
                (self.kinds, "kind"), (self.lanes, "lanes"), (self.projects, "projects"),
                (self.organisations, "organisation"), (self.roles, "role"),
            ):  # fmt: skip
                box.setCurrentIndex(max(box.findData(state.get(name)), 0))
        self._follow_kind()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.filter.setPlaceholderText(self.tr("Karten durchsuchen"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        self.limits.setText(self.tr("Grenzen …"))
        self.limits.setToolTip(self.tr("Wie viele Karten höchstens in einer Spalte liegen sollen"))
        for box, text in (
            (self.kinds, self.tr("Was auf der Tafel liegt")),
            (self.projects, self.tr("Von welchen Projekten")),
            (self.organisations, self.tr("Von welcher Organisation")),
            (self.roles, self.tr("Von welcher Rolle")),
            (self.lanes, self.tr("Wie die Tafel in Bahnen geteilt ist")),
        ):
            box.setAccessibleName(text)
            box.setToolTip(text)
        self._fill()
        self._follow_kind()

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.new.setIcon(icon("mdi6.plus"))


def _combo(letters: int) -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    return box


def _sorted(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda one: natural_key(one[0]))


def _offer(box: QComboBox, lines: list[tuple[str, str]]) -> None:
    """Offer other lines; what was chosen stays chosen while it is there."""
    kept = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for text, data in lines:
            box.addItem(text, data)
        box.setCurrentIndex(max(box.findData(kept), 0))
