"""The inspector: everything about the selected point, or the values of several."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.services.states import CityState
from widgets.dragging import PointDrag, point_name_of
from widgets.placeholders import Stage
from widgets.points.inspector_card import PointCard
from widgets.points.inspector_facts import plain_text
from widgets.points.inspector_list import ManyPoints
from widgets.views import View


class InspectorView(View):
    """Follows the selection.

    Signals:
        acknowledge_requested: Alarm ids (list of str).
    """

    acknowledge_requested = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = PointCard()
        self.many = ManyPoints()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.card)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self.many)
        self.stage = Stage(self._pages)
        self._city: City | None = None
        self._state: CityState | None = None
        self._row_of: dict[str, int] = {}
        self._ids: list[str] = []
        self._rows: list[int] = []
        self._is_allowed = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)
        for page in (self.card, self.many):
            page.ways.trend_wanted.connect(self._show_trend)
            page.ways.map_wanted.connect(self._show_map)
            page.ways.twin_wanted.connect(self._show_twin)
            page.ways.copy_wanted.connect(self.copy)
        self.drags = [PointDrag(part, self._dragged) for part in self._handles()]
        self.card.id_copy_wanted.connect(self._copy_id)
        self.card.acknowledge_requested.connect(self.acknowledge_requested)
        self._choose_page()

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self._state = None
        self._row_of = {str(point.id): row for row, point in enumerate(city.points)}
        self._show_points()

    @override
    def set_rules(self, city: City) -> None:
        self._city = city
        if len(self._rows) == 1:
            self.card.set_rules(city, self._state)

    @override
    def show_state(self, state: CityState) -> None:
        is_first, self._state = self._state is None, state
        if is_first:
            self._choose_page()
        if len(self._rows) == 1:
            self.card.show_state(state)
        elif self._rows:
            self.many.show_state(state)

    @override
    def show_selection(self, point_ids: list[str]) -> None:
        if point_ids != self._ids:
            self._ids = list(point_ids)
            self._show_points()
            self._scroll.verticalScrollBar().setValue(0)

    def set_allowed(self, *, is_allowed: bool) -> None:
        """Show the point, or say that this person lacks the right."""
        self._is_allowed = is_allowed
        self._choose_page()

    # ---- pages ---------------------------------------------------------------------------------
    def _show_points(self) -> None:
        """Show the selected points; those the profile does not know are passed over."""
        self._rows = [self._row_of[name] for name in self._ids if name in self._row_of]
        if self._city is not None and len(self._rows) == 1:
            self.card.show_point(self._city, self._rows[0])
        elif self._city is not None and self._rows:
            self.many.show_points(self._city, self._rows)
        if self._state is not None:
            self.show_state(self._state)
        self._choose_page()

    def _choose_page(self) -> None:
        if not self._is_allowed:
            self.stage.show_no_right()
        elif self._city is None:
            self.stage.show_loading()
        elif not self._rows:
            sentence = self.tr("Wählen Sie einen Datenpunkt aus, um hier alles über ihn zu sehen.")
            self.stage.show_message("mdi6.cursor-default-click-outline", sentence)
        elif self._state is None:
            self.stage.show_loading()
        else:
            self._pages.setCurrentWidget(self._scroll if len(self._rows) == 1 else self.many)
            self.stage.show_content()

    # ---- hands ---------------------------------------------------------------------------------
    def _show_trend(self) -> None:
        if ids := self._shown_ids():
            self.trend_requested.emit(ids)

    def _show_map(self) -> None:
        if ids := self._shown_ids():
            self.map_requested.emit(ids)

    def _show_twin(self) -> None:
        if ids := self._shown_ids():
            self.twin_requested.emit(ids)

    def _handles(self) -> list[QWidget]:
        """Return the parts by which the points can be dragged into a plot."""
        card = self.card
        for part in (card.name, card.value, card.spark, self.many.heading):
            part.setCursor(Qt.CursorShape.OpenHandCursor)
        return [card.name, card.value, card.spark, self.many.heading, self.many.table.viewport()]

    def _dragged(self) -> tuple[list[str], str]:
        return self._shown_ids(), point_name_of(self._city, self._shown_ids())

    def _shown_ids(self) -> list[str]:
        points = self._city.points if self._city is not None else ()
        return [str(points[row].id) for row in self._rows]

    def copy(self) -> None:
        """Copy the selected points with their values as text."""
        if self._city is not None and self._rows:
            text = plain_text(self._city, self._rows, self._state)
            QGuiApplication.clipboard().setText(text)
            self.message_requested.emit(
                self.tr("%n Datenpunkt(e) in die Zwischenablage kopiert.", "", len(self._rows))
            )

    def _copy_id(self) -> None:
        QGuiApplication.clipboard().setText(self.card.id.text())
        self.message_requested.emit(self.tr("Die Kennung ist in der Zwischenablage."))

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self._show_points()

    @override
    def apply_theme(self) -> None:
        self.card.apply_theme()
        self.many.apply_theme()
