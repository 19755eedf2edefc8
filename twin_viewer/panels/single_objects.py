"""The panel of single objects: which there are, how they stand, are turned and scaled."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from twin_viewer.jobs.places import ObjectPlace
from twin_viewer.panels.base import Panel
from widgets.placeholders import Stage
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ObjectRow:
    """An object in the list.

    Attributes:
        id: Its id.
        name: Its name on screen.
        is_kept: False while nobody has set it down.
    """

    id: str
    name: str
    is_kept: bool


class SingleObjectsPanel(Panel):
    """The panel.

    Signals:
        chosen_changed: Another object is chosen (its id).
        placing_requested: The next click shall set it down, or no longer (bool).
        turned: It shall be turned so far (degrees clockwise).
        scaled: A unit of it shall be so many metres.
        raised: It shall stand at a height (m).
        undo_requested: The last change shall be undone.
        show_requested: It shall be brought into sight.
    """

    chosen_changed = Signal(str)
    placing_requested = Signal(bool)
    turned = Signal(float)
    scaled = Signal(float)
    raised = Signal(float)
    undo_requested = Signal()
    show_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ObjectRow, ...] = ()
        self._is_placed = False
        self.list = QListWidget()
        self.stage = Stage(self.list)
        self.placing, self.undo, self.show_it = (QPushButton() for _ in range(3))
        self.placing.setCheckable(True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 359)
        self.turn, self.factor, self.height_box = (QDoubleSpinBox() for _ in range(3))
        for box, low, high, decimals in (
            (self.turn, 0.0, 359.9, 1),
            (self.factor, 0.001, 1_000.0, 3),
            (self.height_box, -500.0, 9_000.0, 2),
        ):
            box.setRange(low, high)
            box.setDecimals(decimals)
            box.setKeyboardTracking(False)
        self.turn.setWrapping(True)
        self.turn.setSuffix("\u202f°")
        self.height_box.setSuffix("\u202fm")
        self.factor.setSingleStep(0.1)
        self.note = QLabel()
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        self._titles = {name: QLabel() for name in ("turn", "scale", "height")}
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.show_place(None, is_placing=False)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        for button in (self.placing, self.show_it, self.undo):
            row.addWidget(button)
        row.addStretch(1)
        angle = QHBoxLayout()
        angle.addWidget(self.slider, 1)
        angle.addWidget(self.turn)
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        form.addRow(self._titles["turn"], angle)
        form.addRow(self._titles["scale"], self.factor)
        form.addRow(self._titles["height"], self.height_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.stage, 1)
        column.addWidget(self.note)
        column.addLayout(row)
        column.addLayout(form)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda *_: self.chosen_changed.emit(self.chosen()))
        self.list.itemActivated.connect(lambda _: self.show_requested.emit())
        self.placing.clicked.connect(self.placing_requested)
        self.show_it.clicked.connect(self.show_requested)
        self.undo.clicked.connect(self.undo_requested)
        self.slider.valueChanged.connect(lambda degrees: self.turned.emit(float(degrees)))
        self.turn.valueChanged.connect(self.turned)
        self.factor.valueChanged.connect(self.scaled)
        self.height_box.valueChanged.connect(self.raised)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.undo.click)
        theme().changed.connect(self.apply_theme)

    # ---- what is shown -------------------------------------------------------------------------
    def show_objects(self, rows: Sequence[ObjectRow], chosen: str) -> None:
        """Show which objects there are, and which is chosen."""
        with QSignalBlocker(self.list):
            if tuple(rows) != self._rows:
                self._rows = tuple(rows)
                self.list.clear()
                for row in rows:
                    item = QListWidgetItem(row.name)
                    item.setData(_KEY, row.id)
                    self.list.addItem(item)
            places = [place for place, row in enumerate(self._rows) if row.id == chosen]
            self.list.setCurrentRow(places[0] if places else -1)
        self._choose_page()

    def show_place(self, place: ObjectPlace | None, *, is_placing: bool) -> None:
        """Show how the chosen object stands; None without a choice."""
        self._is_placed = place is not None
        for widget in (self.slider, self.turn, self.factor, self.height_box):
            widget.setEnabled(place is not None)
        self.show_it.setEnabled(place is not None)
        self.placing.setEnabled(place is not None)
        self.placing.setChecked(is_placing)
        if place is not None:
            self._show_number(self.turn, place.heading)
            self._show_number(self.factor, place.scale)
            self._show_number(self.height_box, place.height)
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(place.heading) % 360)
        self._say(is_placing=is_placing)

    def set_undoable(self, *, is_undoable: bool) -> None:
        """Tell whether something can be undone."""
        self.undo.setEnabled(is_undoable)

    def chosen(self) -> str:
        """Return the id of the chosen object; empty for none."""
        items = self.list.selectedItems()
        return str(items[0].data(_KEY)) if items else ""

    @staticmethod
    def _show_number(box: QDoubleSpinBox, value: float) -> None:
        with QSignalBlocker(box):
            box.setValue(value)

    def _say(self, *, is_placing: bool) -> None:
        chosen = self.chosen()
        is_kept = any(row.is_kept for row in self._rows if row.id == chosen)
        if is_placing:
            text = self.tr("Klicken Sie auf die Stelle, auf der das Objekt stehen soll.")
        elif self._is_placed and not is_kept:
            text = self.tr("Noch nicht gesetzt: Es steht vorläufig in der Bildmitte.")
        else:
            text = ""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _choose_page(self) -> None:
        if self._rows:
            self.stage.show_content()
            return
        sentence = self.tr(
            "Noch keine einzelnen Objekte. Fügen Sie unter Daten eine glTF- oder OBJ-Datei hinzu."
        )
        self.stage.show_message("mdi6.cube-outline", sentence)

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Einzelne Objekte"))
        self.placing.setText(self.tr("Objekt platzieren"))
        self.placing.setToolTip(self.tr("Der nächste Klick setzt das Objekt; Esc bricht ab"))
        self.show_it.setText(self.tr("Hinfliegen"))
        self.undo.setText(self.tr("Rückgängig"))
        self.undo.setToolTip(self.tr("Die letzte Änderung zurücknehmen (Strg+Z)"))
        for name, text in (
            ("turn", self.tr("Drehung")),
            ("scale", self.tr("Meter je Einheit")),
            ("height", self.tr("Höhe")),
        ):
            self._titles[name].setText(text)
        self.slider.setAccessibleName(self.tr("Drehung im Uhrzeigersinn"))
        self.turn.setAccessibleName(self.tr("Drehung im Uhrzeigersinn"))
        self.factor.setAccessibleName(self.tr("Meter je Einheit"))
        self.height_box.setAccessibleName(self.tr("Höhe des tiefsten Punktes"))
        self._say(is_placing=self.placing.isChecked())
        self._choose_page()

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self.placing.setIcon(icon("mdi6.map-marker-plus-outline"))
        self.undo.setIcon(icon("mdi6.undo"))
        self.show_it.setIcon(icon("mdi6.image-filter-center-focus"))
