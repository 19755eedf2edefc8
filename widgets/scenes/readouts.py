"""The bar under a scene: place of the pointer, measurement, whose data are seen, the scale."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from app.domain.points import Location
from app.services.maps.crs import coordinate_texts
from widgets.labels import ElidedLabel
from widgets.scenes.scales import SMALL_PT, ScaleBar, ratio_text
from widgets.texts import DASH, language
from widgets.theme import theme
from widgets.theme.current import body_font
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ICON: Final = QSize(16, 16)
_WIDEST: Final = Location(17.88888, 58.88888)
_FEW_LETTERS: Final = 14
"""So much of whose data are seen stays readable before something else gives way."""


class Notation(StrEnum):
    """How coordinates are written; the value is kept between two starts."""

    WGS84 = "wgs84"
    UTM = "utm"


@dataclass(frozen=True, slots=True)
class ReadoutWords:
    """What a bar says of the scene above it, in the language of the screen.

    Attributes:
        bar: What the bar is, for screen readers.
        outside: That the pointer is not in the scene.
        scale: What the scale counts for; `%1` stands for the dots per inch of the screen.
    """

    bar: str
    outside: str
    scale: str


class ReadoutBar(QWidget):
    """Read-outs in one line; what has no room gives way, the notice and whose data are seen last.

    Args:
        words: Says what is said of the scene; asked again when the language changes.
        parent: The widget it lies in.

    Signals:
        copied: A sentence: what was copied.
        measure_cleared: The result shall go.
    """

    copied = Signal(str)
    measure_cleared = Signal()

    def __init__(self, words: Callable[[], ReadoutWords], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.notation = Notation.WGS84
        self.place: Location | None = None
        self._is_inside = False
        self._metres = 0.0
        self._measure = ""
        self._attributions: tuple[str, ...] = ()
        self._renderer_tip = ""
        self.height_note, self._widest_height = QLabel(), ""
        self.coordinates, self.measure = QToolButton(), ElidedLabel()
        self.copy_measure, self.clear_measure = QToolButton(), QToolButton()
        self.time_note, self.notice, self.attribution = QLabel(), ElidedLabel(), ElidedLabel()
        # Whose data it shows gives way first; what must be known of it only where nothing else can.
        self.notice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.renderer, self.scale, self.ratio = QLabel(), ScaleBar(), QLabel()
        self.menu = QMenu(self)
        self._copy_wgs84 = self.menu.addAction("")
        self._copy_utm = self.menu.addAction("")
        self._copy_measured = self.menu.addAction("")
        self._arrange()
        self._connect()
        self.retranslate()
        self.apply_theme()
        theme().changed.connect(self.apply_theme)

    # --- what the view tells ----------------------------------------------------------------

    def set_place(self, place: Location | None) -> None:
        """Show where the pointer is; the last place stays, dimmed, when it left the scene."""
        is_inside = place is not None
        self.place = place or self.place
        if is_inside != self._is_inside:
            self._is_inside = is_inside
            self._tint_place()
        self._show_place()

    def set_height(self, text: str, tip: str = "", *, widest: str = "") -> None:
        """Show how high the place of the pointer is; it is dimmed together with the place.

        Args:
            text: The height with what it counts from; empty for none.
            tip: A sentence on what it counts from.
            widest: A text as wide as any that may follow: nothing beside it shall tremble.
        """
        self.height_note.setText(text)
        self.height_note.setToolTip(tip)
        if widest != self._widest_height:
            self._widest_height = widest
            self._fit()

    def set_measure(self, text: str) -> None:
        """Show what was measured, or what to do next; empty for nothing."""
        if text != self._measure:
            self._measure = text
            self.measure.setText(text)
            self._show_measure()

    def set_metres(self, metres_per_pixel: float) -> None:
        """Take how many metres a pixel of the view stands for."""
        if metres_per_pixel != self._metres:
            self._metres = metres_per_pixel
            self.scale.set_metres(metres_per_pixel)
            self.ratio.setText(ratio_text(metres_per_pixel, self.logicalDpiX()))
            self._fit()

    def set_attributions(self, texts: Sequence[str]) -> None:
        """Show whose data are seen; each is said once."""
        said = tuple(dict.fromkeys(filter(None, texts)))
        if said != self._attributions:
            self._attributions = said
            self.attribution.setText(" · ".join(said))
            self.attribution.setToolTip("\n".join(said))
            self._fit()

    def set_notice(self, text: str) -> None:
        """Show what must be known of the base map, such as `schematisch`."""
        if text != self.notice.text():
            self.notice.setText(text)
            self._fit()

    def set_time_note(self, text: str) -> None:
        """Show which moment it is while that is not the present; empty for LIVE."""
        if text != self.time_note.text():
            self.time_note.setText(text)
            self._fit()

    def set_renderer(self, word: str, tip: str = "") -> None:
        """Show in a word how the renderer is when it is not well.

        Args:
            word: Such as `startet …`; empty when all is well.
            tip: What more there is to know, such as that the graphics are drawn by the processor;
                only in the tooltip of the scale while there is no word.
        """
        self.renderer.setText(word)
        self._renderer_tip = tip
        self._show_tips()
        self._fit()

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        return {"notation": self.notation.value}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what was remembered; whatever does not fit is passed over."""
        if state.get("notation") in set(Notation):
            self.notation = Notation(state["notation"])
            self._show_place()

    # --- what a person does -----------------------------------------------------------------

    def turn_notation(self) -> None:
        """Write the coordinates the other way."""
        is_wgs84 = self.notation is Notation.WGS84
        self.notation = Notation.UTM if is_wgs84 else Notation.WGS84
        self._show_place()

    def copy_place(self, notation: Notation) -> None:
        """Copy where the pointer is, or last was."""
        if self.place is not None:
            self._copy(_written(self.place, notation))

    def copy_result(self) -> None:
        """Copy what was measured."""
        if self._measure:
            self._copy(self._measure)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        words = QCoreApplication.translate("map_tools", "Kopiert: %1")
        self.copied.emit(words.replace("%1", text))

    # --- making -----------------------------------------------------------------------------

    def _arrange(self) -> None:
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(2 * GRID, 2, 2 * GRID, 2)
        self._rows.setSpacing(2)
        self._rows.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        first, second = QHBoxLayout(), QHBoxLayout()
        for line, widgets in (
            (
                first,
                (
                    self.height_note,
                    self.coordinates,
                    self.measure,
                    self.copy_measure,
                    self.clear_measure,
                ),
            ),
            (
                second,
                (
                    self.attribution,
                    self.notice,
                    self.time_note,
                    self.renderer,
                    self.scale,
                    self.ratio,
                ),
            ),
        ):
            line.setSpacing(2 * GRID)
            for widget in widgets:
                line.addWidget(widget)
                widget.setFont(body_font(SMALL_PT))
        first.addStretch(0)
        second.setStretch(0, 1)
        self._rows.addLayout(first)
        self._rows.addLayout(second, 1)
        for label in (self.height_note, self.time_note, self.notice, self.renderer, self.ratio):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.attribution, self.notice, self.renderer):
            label.setObjectName("muted")
        self.attribution.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.measure.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        for button in (self.coordinates, self.copy_measure, self.clear_measure):
            button.setIconSize(_ICON)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self.coordinates.clicked.connect(self.turn_notation)
        self.copy_measure.clicked.connect(self.copy_result)
        self.clear_measure.clicked.connect(self.measure_cleared)
        self._copy_wgs84.triggered.connect(lambda: self.copy_place(Notation.WGS84))
        self._copy_utm.triggered.connect(lambda: self.copy_place(Notation.UTM))
        self._copy_measured.triggered.connect(self.copy_result)
        self.customContextMenuRequested.connect(self._open_menu)

    def _open_menu(self, position: QPoint) -> None:
        self.menu.popup(self.mapToGlobal(position))

    def actions_to_copy(self) -> list[QAction]:
        """Return the menu's actions."""
        return [self._copy_wgs84, self._copy_utm, self._copy_measured]

    # --- showing ----------------------------------------------------------------------------

    def _show_place(self) -> None:
        is_known = self.place is not None
        words = self._words().outside
        if self.place is not None:
            words = _written(self.place, self.notation)
        self.coordinates.setText(words if is_known else DASH)
        self.coordinates.setAccessibleName(words)
        self._copy_wgs84.setEnabled(is_known)
        self._copy_utm.setEnabled(is_known)

    def _show_measure(self) -> None:
        has_one = bool(self._measure)
        for widget in (self.measure, self.copy_measure, self.clear_measure):
            widget.setVisible(has_one)
        self._copy_measured.setEnabled(has_one)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        # What has no room is hidden, so that the bar asks for hardly any.
        return QSize(20 * GRID, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Give way where there is little room: ratio, scale, place, words of the renderer.

        A result that leaves no room for whose data are seen gets a line of its own.
        """
        self._hold_place()
        measured = 0
        if self._measure:
            parts = (self.measure, self.copy_measure, self.clear_measure)
            measured = sum(one.sizeHint().width() + 2 * GRID for one in parts)
        always = [one for one in (self.notice, self.time_note) if one.text()]
        used = sum(one.sizeHint().width() + 2 * GRID for one in always) + 4 * GRID
        if self.attribution.text():
            whole = self.attribution.sizeHint().width()
            used += min(whole, self.fontMetrics().averageCharWidth() * _FEW_LETTERS) + 2 * GRID
        for one in (self.notice, self.time_note, self.attribution):
            one.setVisible(bool(one.text()))
        is_split = bool(measured) and used + measured > self.width()
        way = QBoxLayout.Direction
        self._rows.setDirection(way.TopToBottom if is_split else way.LeftToRight)
        used += 0 if is_split else measured
        rest: list[tuple[QWidget, bool]] = [
            (self.renderer, bool(self.renderer.text())),
            (self.height_note, bool(self._widest_height) and not is_split),
            (self.coordinates, not is_split),
            (self.scale, self.scale.scale is not None),
            (self.ratio, bool(self.ratio.text())),
        ]
        for widget, is_wanted in rest:
            width = max(widget.sizeHint().width(), widget.minimumWidth()) + 2 * GRID
            has_room = is_wanted and used + width <= self.width()
            widget.setVisible(has_room)
            used += width if has_room else 0

    def _hold_place(self) -> None:
        """Keep the width of the coordinates: read-outs beside them must not tremble."""
        metrics = self.coordinates.fontMetrics()
        widest = max(metrics.horizontalAdvance(_written(_WIDEST, one)) for one in Notation)
        self.coordinates.setMinimumWidth(widest + 5 * GRID)
        metrics = self.height_note.fontMetrics()
        self.height_note.setMinimumWidth(metrics.horizontalAdvance(self._widest_height))

    def _tint_place(self) -> None:
        tokens = theme().tokens
        ink = tokens.text if self._is_inside else tokens.muted
        for widget, role in (
            (self.coordinates, QPalette.ColorRole.ButtonText),
            (self.height_note, QPalette.ColorRole.WindowText),
        ):
            palette = QPalette(widget.palette())
            palette.setColor(role, ink)
            widget.setPalette(palette)

    # --- language and theme -----------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts again."""
        words = QCoreApplication.translate
        self.coordinates.setToolTip(
            words(
                "map_tools",
                "Ort des Zeigers. Ein Klick wechselt zwischen Grad (WGS 84) und Metern "
                "(EPSG:25832), das Kontextmenü kopiert.",
            )
        )
        self._copy_wgs84.setText(words("map_tools", "Koordinaten kopieren (WGS 84)"))
        self._copy_utm.setText(words("map_tools", "Koordinaten kopieren (EPSG:25832)"))
        self._copy_measured.setText(words("map_tools", "Messergebnis kopieren"))
        for button, text in (
            (self.copy_measure, words("map_tools", "Messergebnis kopieren")),
            (self.clear_measure, words("map_tools", "Messung löschen (Esc)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.setAccessibleName(self._words().bar)
        self.scale.set_metres(0.0)
        self.scale.set_metres(self._metres)
        self._show_tips()
        self._show_place()
        self._show_measure()

    def _show_tips(self) -> None:
        words = self._words().scale.replace("%1", str(self.logicalDpiX()))
        lines = [words, "" if self.renderer.text() else self._renderer_tip]
        for widget in (self.scale, self.ratio):
            widget.setToolTip("\n".join(filter(None, lines)))
        self.renderer.setToolTip(self._renderer_tip)

    def apply_theme(self) -> None:
        """Take colours and icons of the theme in force."""
        tokens = theme().tokens
        self.copy_measure.setIcon(icon("mdi6.content-copy"))
        self.clear_measure.setIcon(icon("mdi6.close"))
        palette = QPalette(self.time_note.palette())
        palette.setColor(QPalette.ColorRole.WindowText, tokens.not_live)
        self.time_note.setPalette(palette)
        self._tint_place()
        self.scale.update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _written(place: Location, notation: Notation) -> str:
    """Return a place in a notation, with the decimal mark of the language on screen."""
    mark, east = (".", "E") if language() == "en" else (",", "O")
    wgs84, utm = coordinate_texts(place, mark, east)
    return wgs84 if notation is Notation.WGS84 else utm or DASH
