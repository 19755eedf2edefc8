"""The time bar: which moment the console shows, and all that moves it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QIcon, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget
from typing_extensions import override

from app.console.moments import moment_text, speed_text, step_text, weekday_text
from app.console.time_bus import DAY_US, SPEEDS, STEPS, TimeBus
from app.console.time_line import SPANS, TimeLine
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class TimeBar(QWidget):
    """Shows the moment of a time bus, and moves it by hand.

    Signals:
        go_to_requested: The person wants to name a moment.
    """

    go_to_requested = Signal()

    def __init__(self, bus: TimeBus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._zone = "UTC"
        self._now_us = 0
        self.live = QToolButton(self)
        self.live.setCheckable(True)
        self.live.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.moment = QToolButton(self)
        self.back, self.pause, self.forward = (QToolButton(self) for _ in range(3))
        self.speed = QToolButton(self)
        self.step_back, self.step_forward = (QToolButton(self) for _ in range(2))
        self.line = TimeLine(self)
        self.span = QToolButton(self)
        for button in (self.speed, self.span):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(QMenu(button))
        self._speeds = _Choice(self.speed.menu(), SPEEDS, bus.set_speed)
        self._steps = _Choice(self.speed.menu(), (None, *STEPS), bus.set_step)
        self._spans = _Choice(self.span.menu(), SPANS, self._set_span)
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.live, self.moment, self.back, self.pause, self.forward, self.speed):
            row.addWidget(widget)
        row.addWidget(self.step_back)
        row.addWidget(self.step_forward)
        row.addSpacing(2 * GRID)
        row.addWidget(self.line, 1)
        row.addSpacing(GRID)
        row.addWidget(self.span)

    def _connect(self) -> None:
        bus = self._bus
        self.live.clicked.connect(self._go_live)
        self.moment.clicked.connect(self.go_to_requested)
        self.back.clicked.connect(bus.play_back)
        self.forward.clicked.connect(bus.play_forward)
        self.pause.clicked.connect(bus.pause)
        self.step_back.clicked.connect(lambda: bus.step(-1))
        self.step_forward.clicked.connect(lambda: bus.step(1))
        self.line.moment_requested.connect(bus.pin)
        self.line.live_requested.connect(bus.go_live)
        self.line.steps_requested.connect(bus.step)
        bus.changed.connect(self._render_moment)
        bus.mode_changed.connect(self._render)
        theme().changed.connect(self._render)

    def set_zone(self, zone: str) -> None:
        """Show times in this IANA zone."""
        self._zone = zone
        self.line.set_zone(zone)
        self._render_moment()

    def show_now(self, now_us: int) -> None:
        """Take the present, µs UTC."""
        self._now_us = now_us
        self._render_moment()

    def question_place(self) -> QPoint:
        """Return where the question for a moment belongs, in the coordinates of the screen."""
        return self.moment.mapToGlobal(self.moment.rect().bottomLeft())

    def retranslate(self) -> None:
        """Set all texts again."""
        tips = (
            (self.live, self.tr("Zur Gegenwart zurückkehren (Strg+L)")),
            (self.back, self.tr("Rückwärts abspielen, noch einmal schneller (J)")),
            (self.pause, self.tr("Anhalten (K)")),
            (self.forward, self.tr("Vorwärts abspielen, noch einmal schneller (L)")),
            (self.speed, self.tr("Geschwindigkeit und Länge eines Schritts")),
            (self.step_back, self.tr("Einen Schritt zurück (,)")),
            (self.step_forward, self.tr("Einen Schritt vor (.)")),
            (self.span, self.tr("Zeitraum der Zeitleiste")),
        )
        for button, tip in tips:
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self._steps.name(self.tr("Schritt"), self._step_name)
        self._speeds.name(self.tr("Geschwindigkeit"), speed_text)
        self._spans.name("", self._span_text)
        self.line.retranslate()
        self._render()

    def _step_name(self, step_us: int | None) -> str:
        if step_us is None:
            return self.tr("passend zur Geschwindigkeit")
        return step_text(step_us)

    def _span_text(self, span_us: int) -> str:
        if span_us <= DAY_US:
            return self.tr("24 h")
        return self.tr("{0} Tage").format(span_us // DAY_US)

    def _go_live(self) -> None:
        self.live.setChecked(self._bus.is_live)
        self._bus.go_live()

    def _set_span(self, span_us: int) -> None:
        self.line.set_span(span_us)
        self._render()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel steps over the moment and the buttons as it does over the ruler."""
        self.line.turn(event.angleDelta().y())
        event.accept()

    # --- picture --------------------------------------------------------------------------

    def _render(self) -> None:
        bus = self._bus
        self.live.setChecked(bus.is_live)
        self.live.setText(self.tr("LIVE") if bus.is_live else self.tr("NICHT LIVE"))
        name = "mdi6.access-point" if bus.is_live else "mdi6.history"
        self.live.setIcon(_sign(name, is_on=not bus.is_live))
        _name(self.live, "" if bus.is_live else "notLive")
        self.back.setIcon(_sign("mdi6.rewind", is_on=bus.rate < 0))
        self.forward.setIcon(_sign("mdi6.fast-forward", is_on=bus.rate > 0))
        self.forward.setEnabled(not bus.is_live)
        self.pause.setIcon(_sign("mdi6.pause", is_on=not bus.is_live and not bus.is_playing))
        self.step_back.setIcon(_sign("mdi6.step-backward", is_on=False))
        self.step_forward.setIcon(_sign("mdi6.step-forward", is_on=False))
        self.step_forward.setEnabled(not bus.is_live)
        self.speed.setText(speed_text(bus.speed))
        _name(self.speed, "notLive" if bus.is_playing else "")
        step = self.tr("Ein Schritt: {0}").format(step_text(bus.step_us))
        self.speed.setToolTip(f"{self.tr('Geschwindigkeit und Länge eines Schritts')}\n{step}")
        self.span.setText(self._span_text(self.line.span_us))
        self._speeds.mark(bus.speed)
        self._steps.mark(bus.chosen_step_us)
        self._spans.mark(self.line.span_us)
        self._render_moment()

    def _render_moment(self) -> None:
        time_us = self._bus.pinned_us
        shown_us = self._now_us if time_us is None else time_us
        text = moment_text(shown_us, self._zone)
        if text != self.moment.text():
            self._fit_moment(text)
            self.moment.setText(text)
            day = weekday_text(shown_us, self._zone)
            words = self.tr("{0}, {1} ({2}). Klicken: zu einem anderen Zeitpunkt gehen (G)")
            self.moment.setToolTip(words.format(day, text, self._zone))
            self.moment.setAccessibleName(self.tr("Gezeigter Zeitpunkt: {0}").format(text))
        self.line.show_time(self._now_us, time_us, self._bus.beginning_us)

    def _fit_moment(self, text: str) -> None:
        """Keep the button of one size: each new text would have the whole window laid out anew."""
        metrics = self.moment.fontMetrics()
        width = max(metrics.horizontalAdvance(text) + 6 * GRID, self.moment.minimumWidth())
        if width != self.moment.minimumWidth() or self.moment.maximumWidth() > width:
            self.moment.setFixedSize(width, self.moment.sizeHint().height())


class _Choice:
    """A group of entries in a menu, of which one is chosen.

    Args:
        menu: The menu it is added to.
        values: What may be chosen.
        choose: Called with the value a person chose.
    """

    def __init__(self, menu: QMenu, values: Sequence[Any], choose: Callable[[Any], object]) -> None:
        if not menu.isEmpty():
            menu.addSeparator()
        self._title = menu.addAction("")
        self._title.setEnabled(False)
        self._values = values
        group = QActionGroup(menu)
        self._actions = []
        for value in values:
            action = menu.addAction("")
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, value=value: choose(value))
            group.addAction(action)
            self._actions.append(action)

    def name(self, title: str, text_of: Callable[[Any], str]) -> None:
        """Set the texts."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        for action, value in zip(self._actions, self._values, strict=True):
            action.setText(text_of(value))

    def mark(self, value: object) -> None:
        """Mark what is chosen."""
        for action, known in zip(self._actions, self._values, strict=True):
            action.setChecked(known == value)


def _sign(name: str, *, is_on: bool) -> QIcon:
    tokens = theme().tokens
    return icon(name, colour=tokens.not_live if is_on else tokens.text)


def _name(button: QToolButton, name: str) -> None:
    """Give a button the look of a name in the style sheet."""
    if button.objectName() != name:
        button.setObjectName(name)
        button.style().polish(button)
