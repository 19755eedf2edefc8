"""The panel of data: what the twin is made of, where it comes from, and what becomes of it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QProgressBar,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from twin_viewer.jobs.datasets import Activity, Dataset, DatasetState
from twin_viewer.panels.data_details import DataDetails
from twin_viewer.panels.data_rows import DataDelegate, DataRows
from widgets.foreign_texts import on_screen
from widgets.placeholders import Stage
from widgets.scenes.dropping import FileTarget
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_GOING_ON = frozenset({DatasetState.READING, DatasetState.WAITING})


class DataPanel(FileTarget):
    """The panel; files and folders can be dropped on it.

    Signals:
        add_requested: A person wants to choose files.
        folder_requested: A person wants to choose a folder of tiles.
        generate_requested: The simulated city shall be made.
        visible_changed: A data set shall be shown or not (id, bool).
        show_requested: A data set shall be brought into sight (id).
        extent_requested: Its extent shall be shown on the map (id).
        cancel_requested: Its reading shall be stopped (id).
        resume_requested: Its reading shall go on (id).
        remove_requested: It shall go from the twin; its files stay (id).
        described: A word of it shall be another (id, `name`, `date`, `source` or `licence`, text).
    """

    add_requested = Signal()
    folder_requested = Signal()
    generate_requested = Signal()
    visible_changed = Signal(str, bool)
    show_requested = Signal(str)
    extent_requested = Signal(str)
    cancel_requested = Signal(str)
    resume_requested = Signal(str)
    remove_requested = Signal(str)
    described = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = DataRows()
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(DataDelegate(self.list))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.details = DataDetails()
        self.details.hide()
        self.stage = Stage(self.list)
        self.words, self.bar = QLabel(), QProgressBar()
        self.words.setObjectName("muted")
        self.words.setWordWrap(True)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(GRID)
        self.add, self.more = QToolButton(), QToolButton()
        self._arrange()
        self._connect()
        self.show_activity(None)
        self.retranslate()
        self.apply_theme()

    def _arrange(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.stage)
        split.addWidget(self.details)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.add, self.more):
            button.setObjectName("switch")
            button.setIconSize(QSize(16, 16))
            foot.addWidget(button)
        foot.addStretch(1)
        busy = QVBoxLayout()
        busy.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        busy.addWidget(self.words)
        busy.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(split, 1)
        column.addLayout(busy)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_requested)
        self.stage.action_requested.connect(self.add_requested)
        self.details.described.connect(self.described)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self.list.activated.connect(lambda _: self._ask(self.show_requested.emit))
        self.list.customContextMenuRequested.connect(self._show_menu)
        for key, act in (
            (QKeySequence.StandardKey.Delete, lambda: self._ask(self.remove_requested.emit)),
            (QKeySequence.StandardKey.Copy, self.details.copy),
        ):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        theme().changed.connect(self.apply_theme)

    # ---- what is shown -------------------------------------------------------------------------
    def show_datasets(self, datasets: Sequence[Dataset]) -> None:
        """Show the data sets; the chosen one stays chosen."""
        kept = self.chosen()
        self.rows.show_datasets(datasets)
        row = self.rows.row_of(kept.id) if kept is not None else -1
        if row >= 0 and self.list.currentIndex().row() != row:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.rows.index(row), flag)
        self._follow()
        if datasets:
            self.stage.show_content()
        else:
            sentence = self.tr(
                "Noch keine Daten. Ziehen Sie Dateien oder Ordner hierher: CityGML, CityJSON, LAZ, "
                "COPC, E57, GeoTIFF, XYZ, JP2, Fotos mit Liste der Aufnahmeorte, glTF oder OBJ."
            )
            action = self.tr("Dateien wählen …")
            self.stage.show_message("mdi6.database-plus-outline", sentence, action)

    def set_grids(self, folder: Path) -> None:
        """Take the folder where grids for heights belong."""
        self.details.set_grids(folder)

    def show_activity(self, activity: Activity | None) -> None:
        """Say what is being done for files that belong to no data set yet."""
        self.words.setVisible(activity is not None)
        self.bar.setVisible(activity is not None)
        if activity is not None:
            self.words.setText(on_screen(activity.words))
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(activity.progress * 1000))

    def chosen(self) -> Dataset | None:
        """Return the chosen data set."""
        row = self.list.currentIndex().row()
        return self.rows.datasets[row] if 0 <= row < len(self.rows.datasets) else None

    def _follow(self) -> None:
        self.details.show_dataset(self.chosen())

    # ---- what a person does --------------------------------------------------------------------
    def _ask(self, ask: object) -> None:
        dataset = self.chosen()
        if dataset is not None and callable(ask):
            ask(dataset.id)

    def make_menu(self) -> QMenu:
        """Return the menu of the chosen data set."""
        menu = QMenu(self)
        dataset = self.chosen()
        if dataset is None:
            return menu
        name = dataset.id
        shown = menu.addAction(self.tr("Anzeigen"))
        shown.setCheckable(True)
        shown.setChecked(dataset.is_visible)
        shown.triggered.connect(lambda is_on: self.visible_changed.emit(name, is_on))
        is_on_way = dataset.state in _GOING_ON
        can_go_on = dataset.state in {DatasetState.PAUSED, DatasetState.FAILED}
        for text, ask, can in (
            (self.tr("Hinfliegen"), self.show_requested, dataset.extent is not None),
            (self.tr("Ausdehnung auf der Karte"), self.extent_requested, bool(dataset.extent)),
            (self.tr("Anhalten"), self.cancel_requested, is_on_way),
            (self.tr("Weiterlesen"), self.resume_requested, can_go_on),
            (self.tr("Aus dem Zwilling entfernen"), self.remove_requested, True),
        ):
            action = menu.addAction(text)
            action.setEnabled(can)
            action.triggered.connect(lambda _=False, ask=ask: ask.emit(name))
        copy = menu.addAction(self.tr("Angaben kopieren"))
        copy.triggered.connect(self.details.copy)
        return menu

    def _show_menu(self, place: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not menu.isEmpty():
            menu.popup(self.list.viewport().mapToGlobal(place))

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.list.setAccessibleName(self.tr("Daten des Zwillings"))
        self.add.setText(self.tr("Hinzufügen …"))
        self.add.setToolTip(self.tr("Dateien wählen; sie lassen sich auch hierher ziehen"))
        self.more.setAccessibleName(self.tr("Weitere Möglichkeiten"))
        self.more.setToolTip(self.tr("Weitere Möglichkeiten"))
        menu = QMenu(self.more)
        folder = menu.addAction(self.tr("Ordner mit Kacheln hinzufügen …"))
        folder.triggered.connect(self.folder_requested)
        make = menu.addAction(self.tr("Simulierte Stadt erzeugen"))
        make.triggered.connect(self.generate_requested)
        before = self.more.menu()
        self.more.setMenu(menu)
        if before is not None:
            before.deleteLater()
        self.details.retranslate()
        self.show_datasets(self.rows.datasets)

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.add.setIcon(icon("mdi6.plus"))
        self.more.setIcon(icon("mdi6.dots-horizontal"))
        self.list.viewport().update()
