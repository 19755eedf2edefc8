"""The bar of a floor plan: floor, kinds of devices, tools, files."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.services.inventory.floors import FloorPlan
from app.services.inventory.rooms import Device
from widgets.inventory.networks.words import asset_kind_text, icon_of
from widgets.labels import ElidedLabel
from widgets.scenes.bars import BarTexts, CommandBar, Look
from widgets.texts import count
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

RING_M: Final = 12.0
"""How far an access point reaches indoors, roughly; a person sets it."""
_MOST_RING_M: Final = 60.0


class PlanCommand(StrEnum):
    """What the bar of the plan offers."""

    UP = "up"
    DOWN = "down"
    FIT = "fit"
    IN = "in"
    OUT = "out"
    MEASURE = "measure"
    RINGS = "rings"
    WAITING = "waiting"
    REMOVE = "remove"
    PICTURE = "picture"
    SCALE = "scale"
    SVG = "svg"
    PNG = "png"
    PRINT = "print"


_LOOKS: Final = {
    PlanCommand.UP: Look("mdi6.arrow-up", 0, needs_scene=False, key="PgUp"),
    PlanCommand.DOWN: Look("mdi6.arrow-down", 0, needs_scene=False, key="PgDown"),
    PlanCommand.FIT: Look("mdi6.fit-to-page-outline", 1, needs_scene=False, starts_group=True),
    PlanCommand.IN: Look("mdi6.magnify-plus-outline", 3, needs_scene=False),
    PlanCommand.OUT: Look("mdi6.magnify-minus-outline", 3, needs_scene=False),
    PlanCommand.MEASURE: Look(
        "mdi6.ruler", 2, is_switch=True, needs_scene=False, starts_group=True
    ),
    PlanCommand.RINGS: Look("mdi6.access-point", 2, is_switch=True, needs_scene=False),
    PlanCommand.WAITING: Look("mdi6.tray-arrow-down", 1, is_switch=True, needs_scene=False),
    PlanCommand.REMOVE: Look("mdi6.map-marker-remove-outline", 4, needs_scene=False),
    PlanCommand.PICTURE: Look("mdi6.image-plus-outline", 5, needs_scene=False, starts_end=True),
    PlanCommand.SCALE: Look("mdi6.arrow-expand-horizontal", 5, needs_scene=False),
    PlanCommand.SVG: Look("mdi6.svg", 6, needs_scene=False),
    PlanCommand.PNG: Look("mdi6.image-outline", 6, needs_scene=False),
    PlanCommand.PRINT: Look("mdi6.printer-outline", 6, needs_scene=False),
}


def _bar_texts() -> BarTexts[PlanCommand]:
    return BarTexts(
        _tr("rooms", "Werkzeuge des Grundrisses"),
        {
            PlanCommand.UP: _tr("rooms", "Eine Etage höher"),
            PlanCommand.DOWN: _tr("rooms", "Eine Etage tiefer"),
            PlanCommand.FIT: _tr("rooms", "Alles zeigen"),
            PlanCommand.IN: _tr("rooms", "Vergrößern"),
            PlanCommand.OUT: _tr("rooms", "Verkleinern"),
            PlanCommand.MEASURE: _tr("rooms", "Messen"),
            PlanCommand.RINGS: _tr("rooms", "Reichweite der Access Points"),
            PlanCommand.WAITING: _tr("rooms", "Geräte ohne Lage zeigen"),
            PlanCommand.REMOVE: _tr("rooms", "Aus dem Grundriss nehmen …"),
            PlanCommand.PICTURE: _tr("rooms", "Bild des Grundrisses wählen …"),
            PlanCommand.SCALE: _tr("rooms", "Maßstab setzen …"),
            PlanCommand.SVG: _tr("rooms", "Als SVG speichern …"),
            PlanCommand.PNG: _tr("rooms", "Als PNG speichern …"),
            PlanCommand.PRINT: _tr("rooms", "Drucken …"),
        },
        {
            PlanCommand.FIT: _tr("rooms", "Taste 0; Plus und Minus ändern die Größe."),
            PlanCommand.MEASURE: _tr("rooms", "Jeder Klick setzt einen Punkt, Esc beendet."),
            PlanCommand.RINGS: _tr("rooms", "Nur ein Anhalt: Wände sind nicht berücksichtigt."),
            PlanCommand.REMOVE: _tr("rooms", "Taste Entf; gemeint ist das ausgewählte Gerät."),
        },
    )


class PlanBar(QWidget):
    """What stands over a plan.

    Signals:
        floor_chosen: Another floor is wanted (str, its uid).
        kinds_changed: Other kinds of devices are to be seen.
        ring_changed: Access points are to reach otherwise far.
    """

    floor_chosen = Signal(str)
    kinds_changed = Signal()
    ring_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel()
        self.floors = QComboBox()
        self.kinds = QToolButton()
        self.ring = QDoubleSpinBox()
        self.commands: CommandBar[PlanCommand] = CommandBar(_LOOKS, _bar_texts)
        self.hidden: set[str] = set()
        self._menu = QMenu(self.kinds)
        self._counts: Counter[str] = Counter()
        self.floors.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.setMenu(self._menu)
        self.kinds.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.ring.setRange(1.0, _MOST_RING_M)
        self.ring.setDecimals(0)
        self.ring.setSuffix("\u202fm")
        self.ring.setValue(RING_M)
        self.ring.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(3 * GRID, GRID, 0, GRID)
        self.title.setObjectName("muted")
        line.addWidget(self.title, 1)
        line.addWidget(self.floors)
        line.addWidget(self.kinds)
        line.addWidget(self.ring)
        line.addWidget(self.commands, 3)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.floors.activated.connect(
            lambda index: self.floor_chosen.emit(str(self.floors.itemData(index)))
        )
        self.ring.valueChanged.connect(self.ring_changed)
        theme().changed.connect(self._fill_menu)

    @property
    def ring_m(self) -> float:
        """How far access points reach, m; 0 while that is not shown."""
        is_on = self.commands.actions_of[PlanCommand.RINGS].isChecked()
        return self.ring.value() if is_on else 0.0

    def show_plan(self, plan: FloorPlan) -> None:
        """Offer the floors of the site and the kinds of devices on this one."""
        self.title.setText(plan.site_title)
        with QSignalBlocker(self.floors):
            self.floors.clear()
            for floor, name in plan.floors:
                self.floors.addItem(name, floor.uid)
            if plan.floor is not None:
                self.floors.setCurrentIndex(self.floors.findData(plan.floor.uid))
        self._counts = Counter(device.kind for device in plan.placed)
        self._fill_menu()

    def seen(self, devices: Iterable[Device]) -> tuple[Device, ...]:
        """Return the devices whose kinds are to be seen."""
        return tuple(device for device in devices if device.kind not in self.hidden)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for kind, number in self._counts.most_common():
            action = self._menu.addAction(f"{asset_kind_text(kind)} ({count(number)})")
            action.setIcon(icon(icon_of(kind)))
            action.setCheckable(True)
            action.setChecked(kind not in self.hidden)
            action.triggered.connect(lambda is_on, kind=kind: self._show_kind(kind, is_on=is_on))
        self.kinds.setIcon(icon("mdi6.layers-outline"))
        self.kinds.setEnabled(bool(self._counts))

    def _show_kind(self, kind: str, *, is_on: bool) -> None:
        self.hidden = self.hidden - {kind} if is_on else self.hidden | {kind}
        self.kinds_changed.emit()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.floors.setAccessibleName(_tr("rooms", "Etage"))
        self.floors.setToolTip(_tr("rooms", "Die Etage, die gezeigt wird."))
        self.kinds.setAccessibleName(_tr("rooms", "Arten von Geräten"))
        self.kinds.setToolTip(_tr("rooms", "Welche Arten von Geräten gezeigt werden."))
        self.ring.setAccessibleName(_tr("rooms", "Reichweite eines Access Points"))
        self.ring.setToolTip(
            _tr("rooms", "Reichweite eines Access Points in Metern; nur ein Anhalt.")
        )
        self.commands.retranslate()
        self._fill_menu()
