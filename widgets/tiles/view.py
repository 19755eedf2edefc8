"""The tiles of all fields of action in a grid that follows the room there is."""

from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.samples import NO_TIME
from app.services.states import CityState
from widgets.dragging import PointDrag, point_name_of
from widgets.outages import outage_sentence, outages
from widgets.placeholders import Stage
from widgets.theme.tokens import GRID
from widgets.tiles.figures import TileBook
from widgets.tiles.tile import COMPACT, Tile
from widgets.views import View

_GAP: Final = 2 * GRID
_LEAST_LETTERS: Final = 27
_WANTED_LINES: Final = 2
"""Further figures that each tile shows where there is room."""


class _Scroll(QScrollArea):
    """A scroll area that says when there is more or less room.

    Signals:
        resized: The room is another one.
    """

    resized = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class TilesView(View):
    """One tile a field of action: its figures, and whether something in it is abnormal.

    Signals:
        field_requested: Id of the field whose points the person wants to see; empty for all.
    """

    field_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[Tile] = []
        self._city: City | None = None
        self._book: TileBook | None = None
        self._state: CityState | None = None
        self._sparks: object = None
        self._is_allowed = True
        self._chosen = ""
        self._grid: list[list[Tile]] = []
        self._wanted_height = 0
        self._places: list[int] = []
        self._board = QWidget()
        self._scroll = _Scroll()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._board)
        self._scroll.resized.connect(self._arrange)
        self.stage = Stage(self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stage)
        self._choose_page()

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_city(self, city: City) -> None:
        self._city = city
        self._book = TileBook(city)
        self._state = None
        self._sparks = None
        self._chosen = ""
        self._build()
        self._choose_page()

    @override
    def set_rules(self, city: City) -> None:
        self._city = city
        if self._book is not None:
            self._book.set_rules(city)
            self._render()

    @override
    def show_state(self, state: CityState) -> None:
        before, self._state = self._state, state
        is_same = (
            before is not None
            and state.changed is not None
            and not len(state.changed)
            and before.alarms is state.alarms
            and before.is_live == state.is_live
        )
        if not is_same:
            self._render()
        if state.sparks is not self._sparks:
            self._draw_sparks(state)
        if not is_same or (before is not None and before.sources is not state.sources):
            self._choose_page()

    def show_field(self, field_id: str) -> None:
        """Mark the tile of a field as chosen, without telling anybody; empty for none."""
        self._chosen = field_id
        for tile in self.tiles:
            tile.choose(is_chosen=tile.field_id == field_id)

    def set_allowed(self, *, is_allowed: bool) -> None:
        """Show the tiles, or say that this person lacks the right."""
        self._is_allowed = is_allowed
        self._choose_page()

    @property
    def chosen_field(self) -> str:
        """Id of the field whose tile is chosen; empty for none."""
        return self._chosen

    def tile(self, field_id: str) -> Tile:
        """Return the tile of a field.

        Raises:
            KeyError: There is no such field.
        """
        for tile in self.tiles:
            if tile.field_id == field_id:
                return tile
        raise KeyError(field_id)

    # ---- tiles ---------------------------------------------------------------------------------
    def _build(self) -> None:
        """Make a tile for each field; those that nothing belongs to yet come last."""
        for tile in self.tiles:
            tile.deleteLater()
        self.tiles = []
        self._grid = []
        book = self._book
        if book is None:
            return
        order = sorted(range(len(book.fields)), key=lambda place: not book.has_content(place))
        for place in order:
            field = book.fields[place]
            tile = Tile(str(field.id), field.icon, self._board)
            tile.clicked.connect(lambda _=False, field_id=tile.field_id: self._choose(field_id))
            tile.left.connect(self._clear)
            tile.moved.connect(self._move)
            drag = PointDrag(tile, partial(self._dragged, tile.field_id))
            drag.started.connect(partial(tile.setDown, False))  # noqa: FBT003 - Qt takes it by place only
            tile.show()
            self.tiles.append(tile)
        self._places = order
        for before, after in zip(self.tiles, self.tiles[1:], strict=False):
            QWidget.setTabOrder(before, after)
        if self.tiles:
            self.setFocusProxy(self.tiles[0])
        self._render()
        self._arrange()

    def _render(self) -> None:
        if self._book is None:
            return
        contents = self._book.contents(self._state)
        for tile, place in zip(self.tiles, self._places, strict=True):
            tile.show_content(contents[place])

    def _draw_sparks(self, state: CityState) -> None:
        if self._book is None:
            return
        self._sparks = state.sparks
        hours = self._book.sparks(state)
        for tile, place in zip(self.tiles, self._places, strict=True):
            tile.show_hour(hours[place])

    def _arrange(self) -> None:
        """Put the tiles into as many columns as there is room for, and use the height there is."""
        if not self.tiles:
            return
        width, height = self._scroll.viewport().width(), self._scroll.viewport().height()
        self._grid = self._rows_for(width)
        heights = row_heights(self._grid, height)
        columns = max(map(len, self._grid))
        tile_width = (width - _GAP) / columns - _GAP
        top = _GAP
        for row, row_height in zip(self._grid, heights, strict=True):
            for nth, tile in enumerate(row):
                left = round(_GAP + nth * (tile_width + _GAP))
                tile.setGeometry(QRect(left, top, round(tile_width), row_height))
            top += row_height + _GAP
        self._board.resize(width, top)
        slim = [tile for tile in self.tiles if tile.is_slim]
        is_terse = not all(tile.has_room(round(tile_width)) for tile in slim)
        for tile in slim:  # all say it in the same words
            tile.shorten(is_terse=is_terse)
        if self._wanted_height != (wanted := self._height_for(width)):
            self._wanted_height = wanted
            self.updateGeometry()

    def _rows_for(self, width: int) -> list[list[Tile]]:
        """Return the tiles row by row: full ones first, below them those that have little to say.

        Both kinds share the columns; a field nothing belongs to yet never stretches a full row.
        """
        least = _LEAST_LETTERS * self.fontMetrics().horizontalAdvance("0")
        fit = max((width - _GAP) // (least + _GAP), 1)
        kinds = [[tile for tile in self.tiles if tile.is_slim is slim] for slim in (False, True)]
        columns = max(-(-len(kind) // -(-len(kind) // fit)) for kind in kinds if kind)
        return [
            kind[start : start + columns]
            for kind in kinds
            for start in range(0, len(kind), columns)
        ]

    def _height_for(self, width: int) -> int:
        """Return the height at which each tile shows the figures that are wanted at least."""
        return sum(row_height(row, _WANTED_LINES) + _GAP for row in self._rows_for(width)) + _GAP

    @override
    def sizeHint(self) -> QSize:
        """Return a size that shows all tiles, as wide as the view is now."""
        return QSize(self.width(), self._wanted_height) if self._grid else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """Return a size that shows the first row in one line each."""
        least = super().minimumSizeHint()
        if not self._grid:
            return least
        height = row_height(self._grid[0], COMPACT) + 2 * _GAP
        return QSize(least.width(), max(height, least.height()))

    # ---- hands ---------------------------------------------------------------------------------
    def points_of(self, field_id: str) -> list[str]:
        """Return the points behind the figures of a tile, or all of its field if it has none."""
        if self._city is None:
            return []
        figures = [config.points for config in self._city.tiles if config.field == field_id]
        ids = [str(point_id) for points in figures for point_id in points]
        ids = ids or [str(point.id) for point in self._city.points if point.field == field_id]
        return list(dict.fromkeys(ids))

    def _dragged(self, field_id: str) -> tuple[list[str], str]:
        ids = self.points_of(field_id)
        return ids, point_name_of(self._city, ids)

    def _choose(self, field_id: str) -> None:
        self.show_field("" if field_id == self._chosen else field_id)
        self.field_requested.emit(self._chosen)

    def _clear(self) -> None:
        if self._chosen:
            self._choose(self._chosen)

    def _move(self, direction: QPoint) -> None:
        """Give the focus to the tile beside the one that has it."""
        focused = next((nth for nth, tile in enumerate(self.tiles) if tile.hasFocus()), -1)
        if focused < 0:
            return
        place = focused + direction.x()
        if direction.y():
            place = self._beside(self.tiles[focused], direction.y())
        if 0 <= place < len(self.tiles):
            self.tiles[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(self.tiles[place], 0, _GAP)

    def _beside(self, tile: Tile, step: int) -> int:
        """Return the place of the tile above or below another one; -1 when there is none."""
        nth = next(nth for nth, row in enumerate(self._grid) if tile in row)
        if not 0 <= nth + step < len(self._grid):
            return -1
        row = self._grid[nth + step]
        return self.tiles.index(row[min(self._grid[nth].index(tile), len(row) - 1)])

    # ---- the five states -----------------------------------------------------------------------
    def _choose_page(self) -> None:
        book, state = self._book, self._state
        if not self._is_allowed:
            self.stage.show_no_right()
        elif book is None or (state is None and book.fields):
            self.stage.show_loading()
        elif not book.fields or state is None:
            sentence = self.tr("In diesem Profil ist noch kein Handlungsfeld angelegt.")
            self.stage.show_message("mdi6.view-dashboard-outline", sentence)
        else:
            self._show_tiles(book.city, state)

    def _show_tiles(self, city: City, state: CityState) -> None:
        sentence = outage_sentence(city, state)
        has_values = bool(np.any(state.states.time != NO_TIME))
        if sentence and not has_values and len(outages(city, state)) == len(city.sources):
            self.stage.show_message("mdi6.lan-disconnect", sentence)
            return
        self.stage.show_content()
        self.stage.notice.show_notice("mdi6.lan-disconnect", sentence)

    # ---- texts and looks -----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        if self._book is not None:
            self._book = TileBook(self._book.city)
            self._render()
        self._choose_page()

    @override
    def apply_theme(self) -> None:
        for tile in self.tiles:
            tile.apply_theme()
        self._arrange()


def row_height(row: list[Tile], lines: int) -> int:
    """Return the height of a row in which each tile shows some further figures, if it has them."""
    return max(tile.height_with(min(lines, tile.further_figures())) for tile in row)


def row_heights(grid: list[list[Tile]], height: int) -> list[int]:
    """Return the height of each row, so that all rows are seen at once where that can be.

    Where there is little room, all say their figures in plain lines, at least the first. Else they
    take what more there is room for, line by line; no row is far ahead of another one.

    Args:
        grid: The tiles row by row.
        height: What there is room for.
    """
    most = [max(tile.further_figures() for tile in row) for row in grid]
    room = height - _GAP
    is_roomy = sum(row_height(row, 0) + _GAP for row in grid) <= room
    if not is_roomy:
        return _compact_heights(grid, room)
    lines = [0] * len(grid)
    while True:
        used = sum(row_height(row, n) + _GAP for row, n in zip(grid, lines, strict=True))
        growing = [
            nth
            for nth, row in enumerate(grid)
            if not row[0].is_slim
            and lines[nth] < most[nth]
            and used - row_height(row, lines[nth]) + row_height(row, lines[nth] + 1) <= room
        ]
        if not growing:
            return [row_height(row, n) for row, n in zip(grid, lines, strict=True)]
        lines[min(growing, key=lambda nth: lines[nth])] += 1


def _compact_heights(grid: list[list[Tile]], room: int) -> list[int]:
    """Return the height of each row with as many plain lines as all full rows have room for."""
    heights = [row_height(row, COMPACT) for row in grid]
    spare = room - sum(heights) - _GAP * len(grid)
    full = [nth for nth, row in enumerate(grid) if not row[0].is_slim]
    step = grid[0][0].line_height()
    for nth in full:
        most = max(tile.further_figures() for tile in grid[nth])
        lines = min(max(int(spare // (step * len(full))), 0), most)
        heights[nth] += int(lines * step)
    return heights
