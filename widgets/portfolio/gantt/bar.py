"""The bar above the chart: what is shown, how near, and what can be done with all of it."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.records import Record
from app.domain.portfolio.portfolios import Portfolio, title_of
from widgets.filter_box import FilterBox
from widgets.portfolio.gantt.folding import BoxMenu, Foldable, entry_of, fold
from widgets.portfolio.gantt.rows import Choice
from widgets.portfolio.gantt.timescale import zoom_word
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_FILTERS: Final = (("wave", "wave"), ("field", "field_of_action"), ("organisation", "organisation"))
_FILTER_LETTERS: Final = 18
_MOST_LETTERS: Final = 24
"""A filter is as wide as its longest name, up to so many letters."""
_BUTTON_TEXT: Final = 5 * GRID
"""Px beside the words of a button."""


class GanttBar(QWidget):
    """Filters, zoom, actions.

    Attributes:
        actions_by_name: The entries of the menu: `pdf`, `print`, `png`, `svg`, `copy`, `fold`,
            `unfold`, `legend`.

    Signals:
        choice_changed: Other rows are wanted.
    """

    choice_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = FilterBox()
        self.filter.setClearButtonEnabled(True)
        self.boxes = {name: QComboBox() for name, _ in _FILTERS}
        self.only_chosen = QToolButton()
        self.only_chosen.setCheckable(True)
        self.zoom_out, self.zoom_in = QToolButton(), QToolButton()
        self.today, self.fit = QToolButton(), QToolButton()
        self.level = QLabel()
        self.level.setObjectName("muted")
        self.baseline, self.simulate = QToolButton(), QToolButton()
        self.more = QToolButton()
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self._entries = {
            one: entry_of(one, self.menu)
            for one in (self.baseline, self.simulate, self.today, self.fit, self.only_chosen)
        }
        self._box_menus = {name: BoxMenu(box, self.menu) for name, box in self.boxes.items()}
        for menu in self._box_menus.values():
            self.menu.addMenu(menu)
        self.menu.addActions(list(self._entries.values()))
        names = ("", "fold", "unfold", "legend", "", "copy", "", "pdf", "print", "png", "svg")
        self.actions_by_name: dict[str, QAction] = {}
        for name in names:
            if name:
                self.actions_by_name[name] = self.menu.addAction("")
            else:
                self.menu.addSeparator()
        self.actions_by_name["legend"].setCheckable(True)
        self.actions_by_name["legend"].setChecked(True)
        self.more.setMenu(self.menu)
        self._projects: frozenset[str] = frozenset()
        self._arrange()
        self.filter.textChanged.connect(self.choice_changed)
        for box in self.boxes.values():
            box.currentIndexChanged.connect(self.choice_changed)

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        line.setSpacing(2 * GRID)
        line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        line.addWidget(self.filter, 1)
        for box in self.boxes.values():
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            line.addWidget(box)
        line.addWidget(self.only_chosen)
        line.addSpacing(2 * GRID)
        for one in (self.zoom_out, self.level, self.zoom_in, self.today, self.fit):
            line.addWidget(one)
        line.addSpacing(2 * GRID)
        line.addWidget(self.baseline)
        line.addWidget(self.simulate)
        line.addWidget(self.more)

        self._foldables = self._order()

    def _order(self) -> Sequence[Foldable]:
        """Return what leaves for the menu when it is narrow, the first one first."""
        zoom = (self.zoom_out, self.level, self.zoom_in)
        boxes = {
            name: Foldable(
                (box,),
                partial(_width, box),
                (self._box_menus[name].menuAction(),),
                partial(_is_narrowing, box),
            )
            for name, box in self.boxes.items()
        }
        buttons = {
            one: Foldable((one,), partial(_width, one), (entry,))
            for one, entry in self._entries.items()
        }
        # Keys and the wheel zoom too, so the buttons for it leave without an entry.
        return (
            Foldable(zoom, lambda: sum(map(_width, zoom))),
            boxes["organisation"],
            buttons[self.fit],
            boxes["wave"],
            buttons[self.simulate],
            buttons[self.today],
            buttons[self.only_chosen],
            buttons[self.baseline],
            boxes["field"],
        )

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._fixed, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    @property
    def _fixed(self) -> int:
        """Px of what never leaves: the filter of words and the menu."""
        return self.filter.minimumWidth() + _width(self.more) + 8 * GRID

    def _fold(self) -> None:
        """Leave out words, then tools, where there is no room for them."""
        words = (self.baseline, self.simulate)
        extra = sum(self.fontMetrics().horizontalAdvance(one.text()) + _BUTTON_TEXT
                    for one in words)  # fmt: skip
        for button in words:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        room = self.width() - self._fixed
        has_words = sum(one.width() for one in self._foldables) + extra <= room
        style = Qt.ToolButtonStyle
        for button in words:
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if has_words else style.ToolButtonIconOnly
            )
        fold(self._foldables, room)

    def _fit_boxes(self) -> None:
        """Make filters as wide as their names in this font."""
        letter = self.fontMetrics().averageCharWidth()
        self.filter.setMinimumWidth(_FILTER_LETTERS * letter)
        for box in self.boxes.values():
            texts = [box.itemText(place) for place in range(box.count())]
            widest = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
            least = self.fontMetrics().horizontalAdvance(texts[0]) if texts else 0
            room = max(min(widest, _MOST_LETTERS * letter), least)
            box.setMinimumContentsLength(0)
            box.setFixedWidth(room + 12 * GRID)
        self._fold()

    @property
    def choice(self) -> Choice:
        """Which rows are wanted."""
        wanted = {name: str(box.currentData() or "") for name, box in self.boxes.items()}
        return Choice(
            self._projects,
            wanted["wave"],
            wanted["field"],
            wanted["organisation"],
            self.filter.text(),
        )

    def choose_projects(self, projects: frozenset[str]) -> None:
        """Show only some projects; all when there are none."""
        self._projects = projects
        self.only_chosen.setChecked(bool(projects))
        self.choice_changed.emit()

    def clear(self) -> None:
        """Leave nothing out."""
        blockers = [QSignalBlocker(one) for one in (self.filter, *self.boxes.values())]
        self.filter.clear()
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        for one in blockers:
            one.unblock()
        self.choose_projects(frozenset())

    def show_portfolio(self, portfolio: Portfolio) -> None:
        """Offer the waves, fields and organisations there are."""
        for name, kind in _FILTERS:
            records = portfolio.all(kind)
            if kind == "organisation":
                records = sorted(records, key=title_of)
            else:
                records = sorted(
                    records, key=lambda one: (one.number("position") or 0, title_of(one))
                )
            self._fill(self.boxes[name], records)
        self._fit_boxes()

    @staticmethod
    def _fill(box: QComboBox, records: Sequence[Record]) -> None:
        wanted = box.currentData()
        entries = [(one.text("short") or title_of(one), one.uid) for one in records]
        if entries == [(box.itemText(n), box.itemData(n)) for n in range(1, box.count())]:
            return
        blocker = QSignalBlocker(box)
        while box.count() > 1:
            box.removeItem(box.count() - 1)
        for text, uid in entries:
            box.addItem(text, uid)
        box.setCurrentIndex(max(box.findData(wanted), 0))
        box.setEnabled(bool(entries))
        blocker.unblock()

    def show_zoom(self, per_day: float) -> None:
        """Say what one piece of the calendar is."""
        self.level.setText(zoom_word(per_day))
        self._fold()

    def show_rights(self, *, is_past: bool, has_items: bool, is_simulating: bool) -> None:
        """Offer only what can be done."""
        self.baseline.setEnabled(not is_past and has_items)
        self.simulate.setEnabled(has_items and not is_simulating)
        text = self.tr("Wird simuliert …") if is_simulating else self.tr("Termine simulieren")
        self.simulate.setText(text)
        self._entries[self.simulate].setText(text)
        self._fold()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.filter.setPlaceholderText(self.tr("Projekte und Arbeitspakete filtern"))
        self.filter.setAccessibleName(self.filter.placeholderText())
        names = (self.tr("Alle Wellen"), self.tr("Alle Handlungsfelder"),
                 self.tr("Alle Organisationen"))  # fmt: skip
        for text, box in zip(names, self.boxes.values(), strict=True):
            blocker = QSignalBlocker(box)
            if not box.count():
                box.addItem(text, "")
            box.setItemText(0, text)
            box.setAccessibleName(text)
            box.setToolTip(text)
            blocker.unblock()
        _say(self.only_chosen, self.tr("Nur die Projekte der Auswahl zeigen"))
        _say(self.zoom_out, self.tr("Kleiner (\u2212)"))
        _say(self.zoom_in, self.tr("Größer (+)"))
        _say(self.today, self.tr("Zum Stichtag (Pos1)"))
        _say(self.fit, self.tr("Alles zeigen (F)"))
        _say(self.more, self.tr("Mehr: drucken, speichern, kopieren"))
        self.baseline.setText(self.tr("Basisplan …"))
        tip = self.tr("Basisplan festhalten: die Termine, wie sie jetzt stehen")
        self.baseline.setToolTip(tip)
        self.baseline.setAccessibleName(tip)
        self.simulate.setAccessibleName(self.tr("Termine simulieren"))
        self.simulate.setToolTip(
            self.tr("Rechnet 2.000 Durchläufe mit günstigen und ungünstigen Dauern und zeigt, bis"
                    " wann Projekte und Meilensteine wahrscheinlich fertig sind.")
        )  # fmt: skip
        self._name_actions()
        self._fit_boxes()

    def _name_actions(self) -> None:
        for name, menu in zip(self.boxes, self._box_menus.values(), strict=True):
            menu.setTitle(
                {
                    "wave": self.tr("Welle"),
                    "field": self.tr("Handlungsfeld"),
                    "organisation": self.tr("Organisation"),
                }[name]
            )
        for button, entry in self._entries.items():
            entry.setText(button.text() or button.toolTip())
        texts = {
            "fold": self.tr("Nur Projekte zeigen"),
            "unfold": self.tr("Alles aufklappen"),
            "legend": self.tr("Legende"),
            "copy": self.tr("Tabelle kopieren"),
            "pdf": self.tr("Als PDF speichern …"),
            "print": self.tr("Drucken …"),
            "png": self.tr("Als Bild speichern (PNG) …"),
            "svg": self.tr("Als Zeichnung speichern (SVG) …"),
        }
        for name, text in texts.items():
            self.actions_by_name[name].setText(text)

    def apply_theme(self) -> None:
        """Tint the icons."""
        for button, name in (
            (self.only_chosen, "mdi6.filter-check-outline"),
            (self.zoom_out, "mdi6.magnify-minus-outline"),
            (self.zoom_in, "mdi6.magnify-plus-outline"),
            (self.today, "mdi6.calendar-today"),
            (self.fit, "mdi6.fit-to-screen-outline"),
            (self.baseline, "mdi6.flag-outline"),
            (self.simulate, "mdi6.dice-multiple-outline"),
            (self.more, "mdi6.dots-vertical"),
        ):
            button.setIcon(icon(name))


def _is_narrowing(box: QComboBox) -> bool:
    """Tell whether a filter leaves something out."""
    return box.currentIndex() > 0


def _width(widget: QWidget) -> int:
    """Return px of a widget and the space beside it."""
    return max(widget.sizeHint().width(), widget.minimumWidth()) + 2 * GRID


def _say(button: QToolButton, text: str) -> None:
    button.setToolTip(text)
    button.setAccessibleName(text)
