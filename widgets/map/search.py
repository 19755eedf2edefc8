"""The search line of the map: devices, sites, districts, landmarks and coordinates.

Results come while a person types. The index is built beside the window; a search takes some
milliseconds and is done at once.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.maps import Box
from app.domain.points import Location
from app.services.maps import crs
from app.services.maps.devices import Devices
from app.services.maps.ground_places import read_places
from app.services.maps.search_places import PlaceKind, city_places
from app.services.maps.searching import Found, SearchIndex
from app.services.maps.sources import MapSource
from app.services.maps.written_coordinates import (
    Notation,
    WrittenPlace,
    distance_outside_m,
    read_coordinates,
)
from widgets.background import Background
from widgets.folding import fold
from widgets.map.coordinate_texts import degrees_text, utm_text
from widgets.map.search_list import FoundList, Line, kind_title
from widgets.map.search_memory import recent_from_list, recent_to_list, with_recent
from widgets.texts import language, number
from widgets.theme import theme
from widgets.theme.icons import icon

_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_OPENING: Final = frozenset({Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ShortcutFocusReason})
"""Ways into the line that show the last places; Tab may only be passing by."""

_LETTERS: Final = (23, 56)
"""Least and most width of the line in letters; the least shows its whole placeholder."""

_NEAR_M: Final = 1_000.0
_FAR_M: Final = 10_000.0
_WARM_UP: Final = (417_555.0, 5_725_800.0)
"""Read once beside the window: the first reading of metres costs some 100 ms."""


class MapSearch(QWidget):
    """A line for what a person looks for, with the list of what was found.

    `set_city` comes first; `close_index` ends its thread when the view closes.

    Signals:
        chosen: A place the map shall fly to (`Found`).
        left: The person is done here; the map takes the focus.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._city: City | None = None
        self._ground: tuple[MapSource, ...] = ()
        self._index: SearchIndex | None = None
        self._recent: tuple[Found, ...] = ()
        self._background = Background(self, "map-search")
        self._order = 0
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self._sign = self.line.addAction(
            icon("mdi6.magnify"), QLineEdit.ActionPosition.LeadingPosition
        )
        letters = self.fontMetrics().averageCharWidth()
        self.line.setMinimumWidth(_LETTERS[0] * letters)
        self.setMaximumWidth(_LETTERS[1] * letters)
        self.results = FoundList(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._search)
        self.line.textChanged.connect(self._note_clearing)
        self.results.picked.connect(self._choose)
        theme().changed.connect(self.apply_theme)
        self.retranslate()

    # ---- what the view calls -------------------------------------------------------------------
    @property
    def is_ready(self) -> bool:
        """True once names can be found; coordinates always can."""
        return self._index is not None

    @property
    def recent(self) -> tuple[Found, ...]:
        """The places searched for last, the newest first."""
        return self._recent

    def set_city(self, city: City, ground: Sequence[MapSource] = ()) -> None:
        """Make the places of a city findable.

        Args:
            city: The city; its devices, sites and districts.
            ground: Its base map (`grounds.read_ground`): quarters, landmarks, streets …
        """
        self._city = city
        self._ground = tuple(ground)
        self._index = None
        self._order += 1
        work = partial(_make_index, city, self._ground, language())
        take = partial(self._take_index, self._order)
        self._background.ask(self, work, take, self._miss_index)

    def close_index(self) -> None:
        """End the thread beside the window; the line finds nothing new afterwards."""
        self.results.hide()
        self._background.close()

    def focus_line(self) -> None:
        """Put the cursor into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def save_state(self) -> dict[str, Any]:
        """Return the places searched for last, JSON-like."""
        return {"recent": recent_to_list(self._recent)}

    def restore_state(self, saved: dict[str, Any]) -> None:
        """Take back what `save_state` gave; what makes no sense is passed over."""
        self._recent = recent_from_list(saved.get("recent"))

    # ---- finding -------------------------------------------------------------------------------
    def _take_index(self, order: int, made: SearchIndex) -> None:
        """Take an index, unless another city was asked for meanwhile."""
        if order != self._order:
            return
        self._index = made
        if self.line.hasFocus() and self.line.text().strip():
            self._search(self.line.text())

    def _miss_index(self, reason: str) -> None:
        """Go on without names; coordinates are still read."""

    def _search(self, text: str) -> None:
        """List what fits, the sentence why nothing does, or the places searched for last."""
        self.results.show_lines(self._lines(text))
        self._announce()

    def _lines(self, text: str) -> list[Line]:
        if not text.strip():
            return self._recent_lines()
        box = None if self._city is None else self._city.box
        written = read_coordinates(text, crs.to_wgs84, box)
        if written is not None:
            return self._written_lines(written, box)
        if self._index is None:
            return [Line(self.tr("Die Suche wird vorbereitet …"))]
        found = self._index.find(text)
        if not found:
            return [Line(self.tr("Dazu wurde nichts gefunden."))]
        lines: list[Line] = []
        kind: PlaceKind | None = None
        for one in found:
            if one.kind is not kind:
                kind = one.kind
                lines.append(Line(kind_title(kind), is_head=True))
            lines.append(Line(one.name, one))
        return lines

    def _recent_lines(self) -> list[Line]:
        if not self._recent:
            return []
        head = Line(self.tr("Zuletzt gesucht"), is_head=True)
        return [head, *(Line(one.name, one) for one in self._recent)]

    def _written_lines(self, written: WrittenPlace, box: Box | None) -> list[Line]:
        """Return the place of a coordinate, or how far it lies outside the city."""
        away = 0.0 if box is None else distance_outside_m(written.location, box)
        if away > 0:
            return [Line(self._outside_text(away))]
        detail = self.tr("Länge und Breite waren vertauscht") if written.is_swapped else ""
        if written.notation is Notation.UTM:
            detail = degrees_text(written.location)
        elif not detail:
            detail = utm_text(written.location)
        name = _written_name(written)
        place = Found(name, PlaceKind.COORDINATE, written.location, detail=detail)
        return [Line(kind_title(PlaceKind.COORDINATE), is_head=True), Line(name, place)]

    def _outside_text(self, away_m: float) -> str:
        if away_m < _NEAR_M:
            distance = f"{number(max(away_m, 1.0), 0)}\u202fm"
        else:
            distance = f"{number(away_m / 1_000, int(away_m < _FAR_M))}\u202fkm"
        name = "" if self._city is None else self._city.name.in_language(language())
        sentence = self.tr("Das liegt {distance} außerhalb von {city}.")
        return sentence.format(distance=distance, city=name)

    def _choose(self, found: Found) -> None:
        """Tell the place and remember it."""
        self._recent = with_recent(self._recent, found)
        self.line.setText(found.name)
        self.line.selectAll()
        self.results.hide()
        self.chosen.emit(found)

    def _note_clearing(self, text: str) -> None:
        """Hide what belonged to words that are gone, such as by the button in the line."""
        if not text:
            self.results.hide()

    def _announce(self) -> None:
        """Let a screen reader say what is marked: the keyboard stays in the line."""
        text = self.results.spoken() or next((one.text for one in self.results.lines), "")
        self.line.setAccessibleDescription(text)
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, text))

    # ---- hands ---------------------------------------------------------------------------------
    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            act = self._act_of(Qt.Key(event.key()))
            if act is not None:
                act()
                return True
        elif isinstance(event, QFocusEvent):
            self._note_focus(event)
        return super().eventFilter(watched, event)

    def _act_of(self, key: Qt.Key) -> Callable[[], None] | None:
        if key in _STEPS:
            return partial(self._step, _STEPS[key])
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self._enter
        return self._escape if key == Qt.Key.Key_Escape else None

    def _step(self, by: int) -> None:
        if not self.results.isVisible():
            self._search(self.line.text())
            return
        self.results.step(by)
        self._announce()

    def _enter(self) -> None:
        if not self.results.isVisible():
            self._search(self.line.text())
        found = self.results.current
        if found is not None:
            self._choose(found)

    def _escape(self) -> None:
        """Close the list, then empty the line, then give the focus back."""
        if self.results.isVisible():
            self.results.hide()
        elif self.line.text():
            self.line.clear()
        else:
            self.left.emit()

    def _note_focus(self, event: QFocusEvent) -> None:
        if event.type() == QEvent.Type.FocusOut:
            if event.reason() is not Qt.FocusReason.PopupFocusReason:
                self.results.hide()
        elif event.reason() in _OPENING and not self.line.text():
            self._search("")

    @override
    def hideEvent(self, event: Any) -> None:
        self.results.hide()
        super().hideEvent(event)

    # ---- texts and looks -----------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts again; names are found in the other language from then on."""
        self.line.setPlaceholderText(self.tr("Ort, Gerät, Koordinate"))
        self.line.setAccessibleName(self.tr("Auf der Karte suchen"))
        self.line.setToolTip(
            self.tr(
                "Standorte, Geräte, Bezirke und Orte, auch Koordinaten: 51,678 7,807 · "
                "51° 40′ 42″ N 7° 48′ 28″ O · 32U 417555 5725800. ß und ss, ä und ae gelten gleich."
            )
        )
        self.results.list.setAccessibleName(self.tr("Treffer"))
        self.results.hide()
        if self._city is not None:
            self.set_city(self._city, self._ground)

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self._sign.setIcon(icon("mdi6.magnify"))
        self.results.hide()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _written_name(written: WrittenPlace) -> str:
    location: Location = written.location
    return utm_text(location) if written.notation is Notation.UTM else degrees_text(location)


def _make_index(city: City, ground: Sequence[MapSource], code: str) -> SearchIndex:
    """Build the index of a city, beside the window."""
    crs.to_wgs84(*_WARM_UP)
    places = (*read_places(ground), *city_places(Devices(city)))
    return SearchIndex(places, fold, code)
