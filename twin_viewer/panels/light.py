"""The panel of light and cuts: where the sun stands, and what is cut away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, QSignalBlocker, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QFormLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from twin_viewer.panels.base import Panel
from widgets.texts import number
from widgets.theme.tokens import GRID

MINUTES: Final = 24 * 60
_STEP_MINUTES: Final = 5


@dataclass(frozen=True, slots=True)
class Cut:
    """What is cut away.

    Attributes:
        kind: `none`, `level` (all above a height), `plane` (all on one side), `box` (all outside).
        turn: Direction of the plane, degrees clockwise from north.
        place: Where the cut is, 0 to 1 of what is in sight; the height for `level`.
    """

    kind: str = "none"
    turn: int = 0
    place: float = 0.5


class LightPanel(Panel):
    """The panel.

    Signals:
        sun_requested: The sun shall stand as at a moment (µs UTC, object), or light shall be even
            (None).
        cut_requested: This shall be cut away (`Cut`).
    """

    sun_requested = Signal(object)
    cut_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = ZoneInfo("Europe/Berlin")
        self.sun = QCheckBox()
        self.moment = QDateTimeEdit()
        self.moment.setCalendarPopup(True)
        self.clock = QSlider(Qt.Orientation.Horizontal)
        self.clock.setRange(0, MINUTES - 1)
        self.clock.setSingleStep(_STEP_MINUTES)
        self.clock.setPageStep(60)
        self.standing = QLabel()
        self.standing.setObjectName("muted")
        self.standing.setWordWrap(True)
        self.kind = QComboBox()
        self.turn, self.place = (QSlider(Qt.Orientation.Horizontal) for _ in range(2))
        self.turn.setRange(0, 359)
        self.place.setRange(0, 1000)
        self.place.setValue(500)
        self._heads = [QLabel(), QLabel()]
        self._labels = {name: QLabel() for name in ("moment", "clock", "kind", "turn", "place")}
        self._arrange()
        self._connect()
        self.set_moment(datetime.now(self._zone))
        self.retranslate()
        self._follow()

    def _arrange(self) -> None:
        for head in self._heads:
            head.setObjectName("heading")
        form = QFormLayout()
        form.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        form.setSpacing(2 * GRID)
        form.addRow(self._heads[0])
        form.addRow(self.sun)
        form.addRow(self._labels["moment"], self.moment)
        form.addRow(self._labels["clock"], self.clock)
        form.addRow(self.standing)
        form.addRow(self._heads[1])
        form.addRow(self._labels["kind"], self.kind)
        form.addRow(self._labels["turn"], self.turn)
        form.addRow(self._labels["place"], self.place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addStretch(1)

    def _connect(self) -> None:
        self.sun.toggled.connect(self._tell_sun)
        self.moment.dateTimeChanged.connect(self._take_moment)
        self.clock.valueChanged.connect(self._take_clock)
        self.kind.activated.connect(lambda _: self._tell_cut())
        self.turn.valueChanged.connect(lambda _: self._tell_cut())
        self.place.valueChanged.connect(lambda _: self._tell_cut())

    # ---- what is shown -------------------------------------------------------------------------
    def set_zone(self, zone: str) -> None:
        """Show times of this zone (IANA name)."""
        self._zone = ZoneInfo(zone)

    def set_moment(self, local: datetime) -> None:
        """Show a moment without asking for it."""
        at = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
        with QSignalBlocker(self.moment), QSignalBlocker(self.clock):
            self.moment.setDateTime(at)
            self.clock.setValue(local.hour * 60 + local.minute)

    def show_moment(self, local: datetime) -> None:
        """Show that the sun of a moment is seen, without asking for it."""
        with QSignalBlocker(self.sun):
            self.sun.setChecked(True)
        self.set_moment(local)
        self._follow()

    def show_sun(self, azimuth: float | None, elevation: float = 0.0) -> None:
        """Say where the sun stands, degrees; None while the light is even."""
        if azimuth is None:
            text = self.tr("Gleichmäßiges Licht ohne Schatten.")
        elif elevation < 0:
            text = self.tr("Die Sonne steht unter dem Horizont ({0}°).").format(
                number(elevation, 1)
            )
        else:
            text = self.tr("Azimut {0}°, Höhe {1}°").format(
                number(azimuth, 1), number(elevation, 1)
            )
        self.standing.setText(text)

    @property
    def cut(self) -> Cut:
        """What is cut away."""
        kind = str(self.kind.currentData() or "none")
        return Cut(kind, self.turn.value(), self.place.value() / self.place.maximum())

    def show_cut(self, cut: Cut) -> None:
        """Show a cut without asking for it."""
        with QSignalBlocker(self.turn), QSignalBlocker(self.place):
            self.kind.setCurrentIndex(max(0, self.kind.findData(cut.kind)))
            self.turn.setValue(cut.turn)
            self.place.setValue(round(cut.place * self.place.maximum()))
        self._follow()

    # ---- what a person does --------------------------------------------------------------------
    def _moment_us(self) -> int:
        at = self.moment.dateTime()
        day, time = at.date(), at.time()
        local = datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._zone
        )
        return int(local.timestamp()) * 1_000_000

    def _take_moment(self, at: QDateTime) -> None:
        with QSignalBlocker(self.clock):
            self.clock.setValue(at.time().hour() * 60 + at.time().minute())
        self._tell_sun()

    def _take_clock(self, minutes: int) -> None:
        with QSignalBlocker(self.moment):
            self.moment.setTime(QTime(minutes // 60, minutes % 60))
        self._tell_sun()

    def _tell_sun(self) -> None:
        self._follow()
        self.sun_requested.emit(self._moment_us() if self.sun.isChecked() else None)

    def _tell_cut(self) -> None:
        self._follow()
        self.cut_requested.emit(self.cut)

    def _follow(self) -> None:
        for widget in (self.moment, self.clock, self._labels["moment"], self._labels["clock"]):
            widget.setEnabled(self.sun.isChecked())
        kind = self.cut.kind
        self.turn.setEnabled(kind == "plane")
        self._labels["turn"].setEnabled(kind == "plane")
        self.place.setEnabled(kind != "none")
        self._labels["place"].setEnabled(kind != "none")

    # ---- texts ---------------------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self._heads[0].setText(self.tr("Licht"))
        self._heads[1].setText(self.tr("Schnitt"))
        self.sun.setText(self.tr("Sonnenstand zeigen"))
        for name, widget, text in (
            ("moment", self.moment, self.tr("Zeitpunkt")),
            ("clock", self.clock, self.tr("Uhrzeit")),
            ("kind", self.kind, self.tr("Art")),
            ("turn", self.turn, self.tr("Richtung")),
            ("place", self.place, self.tr("Stelle")),
        ):
            self._labels[name].setText(text)
            widget.setAccessibleName(text)
        self.turn.setToolTip(self.tr("Richtung der Schnittebene in Grad von Norden"))
        self.place.setToolTip(
            self.tr("Wo geschnitten wird, vom Anfang bis zum Ende des Sichtbaren")
        )
        chosen = self.kind.currentData()
        with QSignalBlocker(self.kind):
            self.kind.clear()
            for key, text in (
                ("none", self.tr("Kein Schnitt")),
                ("level", self.tr("Höhe: alles darüber ausblenden")),
                ("plane", self.tr("Schnittebene: eine Seite ausblenden")),
                ("box", self.tr("Kasten: alles außerhalb ausblenden")),
            ):
                self.kind.addItem(text, key)
            self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
        if not self.sun.isChecked():
            self.show_sun(None)
