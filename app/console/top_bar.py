"""The top bar: alarm strip, connection lamps, time bar, search. Nothing ever covers it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.points import SourceId
from app.domain.sources import SourceHealth, SourceState
from app.services.states import CityState
from widgets.texts import language, source_state_text, time_text
from widgets.theme import theme
from widgets.theme.glyphs import draw_glyph
from widgets.theme.icons import icon
from widgets.theme.tokens import LOST_LOOK

_LAMP = 12
_LAMP_STEP = 18


class Lamps(QWidget):
    """One small lamp a source: grey dot = delivering, ring = on its way, violet cross = lost.

    Signals:
        sources_requested: The person wants to see the connections.
    """

    sources_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._city: City | None = None
        self._states: tuple[SourceState, ...] = ()
        theme().changed.connect(self.update)

    def set_city(self, city: City) -> None:
        """Take the sources of a profile."""
        self._city = city
        self.show_sources({})

    def show_sources(self, sources: Mapping[SourceId, SourceHealth]) -> None:
        """Show the state of each source."""
        if self._city is None:
            return
        unknown = SourceState.CONNECTING
        states = tuple(
            sources[source.id].state if source.id in sources else unknown
            for source in self._city.sources
        )
        if states != self._states:
            self._states = states
            self.retranslate()
            self.updateGeometry()
            self.update()

    def retranslate(self) -> None:
        """Set tooltip and accessible name again."""
        if self._city is None:
            return
        good = sum(state.is_delivering for state in self._states)
        headline = self.tr("{0} von {1} Quellen verbunden").format(good, len(self._states))
        lines = [
            f"{source.name.in_language(language())}: {source_state_text(state)}"
            for source, state in zip(self._city.sources, self._states, strict=True)
        ]
        self.setAccessibleName(headline)
        self.setToolTip("\n".join([headline, *lines]))

    @override
    def sizeHint(self) -> QSize:
        return QSize(_LAMP_STEP * max(len(self._states), 1) + 8, 28)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme().tokens
        top = (self.height() - _LAMP) / 2
        for index, state in enumerate(self._states):
            rect = QRectF(4 + index * _LAMP_STEP + 2, top, _LAMP, _LAMP)
            if state in {SourceState.FAILED, SourceState.BACKING_OFF}:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(LOST_LOOK.fill))
                painter.drawRoundedRect(rect, 3, 3)
                inner = rect.adjusted(2, 2, -2, -2)
                draw_glyph(painter, inner, LOST_LOOK.glyph, QColor(LOST_LOOK.ink))
                continue
            dot = rect.adjusted(2, 2, -2, -2)
            painter.setPen(QPen(QColor(tokens.muted), 1.5))
            is_full = state in {SourceState.ONLINE, SourceState.DEGRADED}
            painter.setBrush(QColor(tokens.muted) if is_full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot)
            if state is SourceState.DEGRADED:
                painter.setPen(QPen(QColor(tokens.surface), 2))
                painter.drawLine(dot.topRight(), dot.bottomLeft())
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.sources_requested.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.sources_requested.emit()
        else:
            super().keyPressEvent(event)


class TimeBar(QWidget):
    """Says which moment the console shows, and brings it back to LIVE.

    Signals:
        live_requested: The person wants to follow the city again.
    """

    live_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = "UTC"
        self._state: CityState | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._live = QToolButton(self)
        self._live.setCheckable(True)
        self._live.setChecked(True)
        self._live.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._live.clicked.connect(self._ask_for_live)
        self._time = QLabel(self)
        self._time.setMinimumWidth(
            self._time.fontMetrics().horizontalAdvance("00.00.0000 00:00:00")
        )
        layout.addWidget(self._live)
        layout.addWidget(self._time)
        theme().changed.connect(self._render)
        self.retranslate()

    def set_zone(self, zone: str) -> None:
        """Show times in this IANA zone."""
        self._zone = zone

    def show_state(self, state: CityState) -> None:
        """Show the moment of a state."""
        self._state = state
        self._render()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._live.setToolTip(self.tr("Zur Gegenwart zurückkehren (Strg+L)"))
        self._render()

    def _ask_for_live(self) -> None:
        self._live.setChecked(self._state is None or self._state.is_live)
        self.live_requested.emit()

    def _render(self) -> None:
        tokens = theme().tokens
        is_live = self._state is None or self._state.is_live
        at_us = (
            int(datetime.now(UTC).timestamp() * 1e6) if self._state is None else self._state.at_us
        )
        self._live.setChecked(is_live)
        self._live.setText(self.tr("LIVE") if is_live else self.tr("NICHT LIVE"))
        name = "" if is_live else "notLive"
        if self._live.objectName() != name:
            self._live.setObjectName(name)
            self._live.style().polish(self._live)
        name = "mdi6.access-point" if is_live else "mdi6.history"
        self._live.setIcon(icon(name, colour=tokens.text if is_live else tokens.not_live))
        text = time_text(at_us, self._zone, with_date=True)
        self._time.setText(text)
        self._time.setToolTip(self.tr("Ortszeit ({0})").format(self._zone))


class TopBar(QFrame):
    """Arranges the strip, the lamps, the time bar, the search and the menu.

    Signals:
        search_requested: The person wants the palette.
    """

    search_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(8, 6, 8, 6)
        self._layout.setSpacing(12)
        self.lamps = Lamps(self)
        self.time_bar = TimeBar(self)
        self._search = QToolButton(self)
        self._search.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._search.clicked.connect(self.search_requested)
        self.menu_button = QToolButton(self)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._strip_place = QWidget(self)
        for widget, stretch in (
            (self._strip_place, 1),
            (self.lamps, 0),
            (self.time_bar, 0),
            (self._search, 0),
            (self.menu_button, 0),
        ):
            self._layout.addWidget(widget, stretch)
        self.setMinimumHeight(44)
        theme().changed.connect(self.apply_theme)
        self.retranslate()

    def put_strip(self, strip: QWidget) -> None:
        """Put the alarm strip in its place at the left."""
        self._layout.replaceWidget(self._strip_place, strip)
        self._strip_place.deleteLater()
        self._layout.setStretchFactor(strip, 1)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._search.setText(self.tr("Suchen …"))
        self._search.setToolTip(self.tr("Datenpunkte und Befehle suchen (Strg+K)"))
        self.menu_button.setToolTip(self.tr("Einstellungen und Hilfe"))
        self.menu_button.setAccessibleName(self.tr("Einstellungen und Hilfe"))
        self.lamps.retranslate()
        self.time_bar.retranslate()
        self.apply_theme()

    def apply_theme(self) -> None:
        """Tint the icons."""
        self._search.setIcon(icon("mdi6.magnify"))
        self.menu_button.setIcon(icon("mdi6.menu"))
