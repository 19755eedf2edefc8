"""The impact lens: what hangs on the selected thing, in words and in groups."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from io import StringIO
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QLocale, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.networks.impact import Impact
from app.domain.inventory.records import Key
from app.services.inventory.networks import Networks
from widgets.inventory.networks import words
from widgets.inventory.networks.impact_lines import (
    Entry,
    Group,
    duct_text,
    groups,
    headline,
    point_ids,
)
from widgets.inventory.networks.pane import NetworkPane, keep_room
from widgets.inventory.panes import Acts
from widgets.scenes.bars import BarTexts, CommandBar, Look
from widgets.texts import count
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

HANGING: Final = frozenset(
    {
        "asset",
        "site",
        "school",
        "district",
        "rack",
        "port",
        "link",
        "route",
        "duct",
        "cable",
        "tube",
        "strand",
        "splice",
        "radio_site",
    }
)
"""Kinds on which something can hang."""

MOST_ROWS: Final = 500
"""Of a group no more are listed; the file holds all of them."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_KEY_ROLE: Final = Qt.ItemDataRole.UserRole


class ImpactCommand(StrEnum):
    """What the bar of the lens offers."""

    MAP = "map"
    TABLE = "table"
    CSV = "csv"


_LOOKS: Final = {
    ImpactCommand.MAP: Look("mdi6.map-search-outline", 0, needs_scene=False),
    ImpactCommand.TABLE: Look("mdi6.table-search", 1, needs_scene=False),
    ImpactCommand.CSV: Look("mdi6.file-export-outline", 2, needs_scene=False),
}


def _bar_texts() -> BarTexts[ImpactCommand]:
    return BarTexts(
        _tr("networks", "Werkzeuge der Auswirkung"),
        {
            ImpactCommand.MAP: _tr("networks", "Betroffenes auf der Karte zeigen"),
            ImpactCommand.TABLE: _tr("networks", "Betroffenes in der Tabelle zeigen"),
            ImpactCommand.CSV: _tr("networks", "Als CSV exportieren …"),
        },
        {},
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    impact: Impact
    headline: str
    groups: list[Group]
    duct: str


class ImpactPane(NetworkPane):
    """What no longer works when the selected record fails; the first of a selection counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cause = QLabel()
        self.headline = QLabel()
        self.thinned = QLabel()
        self.tree = QTreeWidget()
        self.bar: CommandBar[ImpactCommand] = CommandBar(_LOOKS, _bar_texts)
        self.impact: Impact | None = None
        self.groups: list[Group] = []
        self._city: City | None = None
        self._open: dict[str, bool] = {}
        self._is_told = True
        self._own: tuple[Key, ...] = ()
        self._arrange()
        self.bar.triggered.connect(self._do)
        self.tree.itemSelectionChanged.connect(self._select)
        self.tree.itemActivated.connect(self._activate)
        self.tree.itemExpanded.connect(partial(self._keep, is_open=True))
        self.tree.itemCollapsed.connect(partial(self._keep, is_open=False))
        self.retranslate()

    def _arrange(self) -> None:
        self.cause.setObjectName("muted")
        self.thinned.setObjectName("muted")
        self.thinned.setWordWrap(True)
        self.headline.setObjectName("heading")
        self.headline.setWordWrap(True)
        self.headline.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        side = QVBoxLayout()
        side.setSpacing(GRID)
        side.addWidget(self.cause)
        side.addWidget(self.headline)
        side.addWidget(self.thinned)
        head = QHBoxLayout()
        head.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, GRID)
        head.addLayout(side, 1)
        head.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignTop)
        keep_room(self.bar)
        tree = self.tree
        tree.setColumnCount(2)
        tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        tree.header().setStretchLastSection(False)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(tree, 1)

    # ---- asking ----------------------------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self.ask()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        # What is clicked in the list must not put another list in its place.
        if self._own and tuple(keys) == self._own and self.is_settled:
            self._own = ()
        else:
            super().show_keys(keys)

    @override
    def accepts(self, keys: Sequence[Key]) -> bool:
        return any(key.kind in HANGING for key in keys)

    @override
    def question(self, networks: Networks) -> Callable[[], object]:
        key = next(key for key in self.keys if key.kind in HANGING)
        return partial(_judge, networks, key, self._city)

    @override
    def show_answer(self, answer: Any) -> None:
        self.impact = answer.impact
        self.groups = answer.groups
        name = (
            "" if self.network is None else words.name_of(self.network.records, answer.impact.cause)
        )
        kind = words.kind_text(answer.impact.cause.kind)
        self.cause.setText(self.tr("Wenn {0} „{1}“ ausfällt:").format(kind, name))
        self.headline.setText(answer.headline)
        left = len(answer.impact.thinned)
        one = self.tr("1 Gerät oder Standort arbeitet weiter und hat nur noch einen Weg.")
        several = self.tr("{0} Geräte und Standorte arbeiten weiter und haben nur noch einen Weg.")
        sentences = [answer.duct] if answer.duct else []
        if left:
            sentences.append(one if left == 1 else several.format(count(left)))
        self.thinned.setText(" ".join(sentences))
        self.thinned.setVisible(bool(sentences))
        self._fill()

    @override
    def empty_sentence(self) -> str:
        return self.tr(
            "Bitte wählen Sie ein Gerät, einen Standort, ein Kabel oder eine Verbindung; hier "
            "steht dann, was davon abhängt."
        )

    @override
    def nothing_sentence(self) -> str:
        return self.tr("Davon hängt im Bestand nichts ab.")

    # ---- showing ---------------------------------------------------------------------------------
    def _fill(self) -> None:
        self._is_told = False
        self.tree.clear()
        for group in self.groups:
            top = QTreeWidgetItem([group.title])
            top.setIcon(0, icon(group.icon))
            top.setData(0, _KEY_ROLE, group.name)
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.setSizeHint(0, QSize(0, round(1.7 * self.fontMetrics().height())))
            top.addChildren([_row(entry) for entry in group.entries[:MOST_ROWS]])
            rest = len(group.entries) - MOST_ROWS
            if rest > 0:
                text = self.tr("… und {0} weitere; der Export enthält alle.").format(count(rest))
                more = QTreeWidgetItem([text])
                more.setFlags(Qt.ItemFlag.NoItemFlags)
                top.addChild(more)
            self.tree.addTopLevelItem(top)
            top.setExpanded(self._open.get(group.name, group.is_open))
        self._is_told = True

    def _keep(self, item: QTreeWidgetItem, *, is_open: bool) -> None:
        if self._is_told:
            self._open[str(item.data(0, _KEY_ROLE))] = is_open

    # ---- hands -----------------------------------------------------------------------------------
    def selected(self) -> list[Key]:
        """Return the selected records."""
        keys = (item.data(0, _KEY_ROLE) for item in self.tree.selectedItems())
        return [key for key in keys if isinstance(key, Key)]

    def hit(self) -> list[Key]:
        """Return all records that no longer work: schools, sites and devices."""
        names = ("schools", "sites", "asset.")
        return [
            entry.key
            for group in self.groups
            if group.name.startswith(names) and not group.name.endswith("_in_part")
            for entry in group.entries
        ]

    def _select(self) -> None:
        keys = self.selected()
        if not self._is_told or not keys:
            return
        points = [key.uid for key in keys if key.kind == "point"]
        if points:
            self.points_selected.emit(points)
        if records := [key for key in keys if key.kind != "point"]:
            self._own = tuple(records)
            self.keys_selected.emit(records)

    def _activate(self, item: QTreeWidgetItem) -> None:
        key = item.data(0, _KEY_ROLE)
        if isinstance(key, Key) and key.kind != "point":
            self.open_requested.emit(key)

    def _do(self, command: ImpactCommand, _: object) -> None:
        if command is ImpactCommand.CSV:
            name = self.tr("Auswirkung.csv")
            path = self.ask_path(self.tr("Auswirkung exportieren"), name, "CSV (*.csv)")
            if path is not None:
                self.write(path, self.csv_text().encode("utf-8-sig"))
            return
        act = Acts.SHOW_MAP if command is ImpactCommand.MAP else Acts.SHOW_TABLE
        if keys := self.hit():
            self.act_requested.emit(act, keys)
        else:
            self.message_requested.emit(self.tr("Es fällt nichts aus, was zu zeigen wäre."))

    def csv_text(self) -> str:
        """Return all that is hit as CSV in the form of the locale, with the cause above it."""
        out = StringIO()
        separator = ";" if QLocale().decimalPoint() == "," else ","
        writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
        writer.writerow([_safe(self.cause.text()), _safe(self.headline.text()), ""])
        writer.writerow([self.tr("Gruppe"), self.tr("Name"), self.tr("Angaben")])
        for group in self.groups:
            for entry in group.entries:
                cells = (group.title.rsplit(":", 1)[0], entry.title, entry.detail)
                writer.writerow([_safe(cell) for cell in cells])
        return out.getvalue()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.tree.clearSelection()
        super().keyPressEvent(event)

    # ---- language and theme ----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.tree.setHeaderLabels([self.tr("Was"), self.tr("Angaben")])
        self.tree.setAccessibleName(self.tr("Was davon abhängt"))
        super().retranslate()
        self.ask()

    @override
    def apply_theme(self) -> None:
        self._fill()


def _judge(networks: Networks, key: Key, city: City | None) -> _Answer | None:
    """Work the impact out, with its words; in the thread."""
    impact = networks.impact(key)
    points = point_ids(impact, city)
    if impact.is_empty and not points and not impact.papers and key.kind != "duct":
        return None
    found = groups(networks.network(), impact, points, city)
    duct = duct_text(networks.network(), key.uid) if key.kind == "duct" else ""
    return _Answer(impact, headline(impact, len(points)), found, duct)


def _row(entry: Entry) -> QTreeWidgetItem:
    item = QTreeWidgetItem([entry.title, entry.detail])
    item.setData(0, _KEY_ROLE, entry.key)
    for place, text in enumerate((entry.title, entry.detail)):
        item.setToolTip(place, text)
    return item


def _safe(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
