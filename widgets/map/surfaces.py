"""Surfaces between sensors: made and drawn beside the window, anew only where that changes them."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from app.services.maps.model import MapModel
from app.services.maps.sources import ImageSource
from app.services.maps.surfaces import SurfaceGrid, SurfaceInputs, interpolate, surface_image
from widgets.background import Background
from widgets.map.stage import MapStage
from widgets.theme import theme
from widgets.theme.tokens import Tokens

SURFACE: Final = "surface"
_PACE_US: Final = 30_000_000
"""A surface of live values is made anew at most twice a minute; values come no faster."""

_LOG: Final = logging.getLogger(__name__)
_OPAQUE: Final = 255

_Made = tuple[SurfaceGrid, ImageSource]


class SurfaceMaker(QObject):
    """Makes the surface of the chosen quantity, one at a time.

    What changes while one is being made is looked at again afterwards; what was made for another
    city or another quantity is thrown away.

    Args:
        model: Says what a surface is made of.
        stage: Shows it.
        parent: Owner.

    Signals:
        made: Another surface is shown.
    """

    made = Signal()

    def __init__(self, model: MapModel, stage: MapStage, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._stage = stage
        self._work = Background(self, "map-surface")
        self._is_wanted = False
        self._is_busy = False
        self._is_due = False
        self._round = 0
        self._versions = 0
        self._grid: SurfaceGrid | None = None
        self._drawn_in: Tokens | None = None
        self._made_of: SurfaceInputs | None = None
        self._moment: tuple[str, int] | None = None
        theme().changed.connect(self.draw)

    @property
    def is_busy(self) -> bool:
        """True while a surface is being made or drawn."""
        return self._is_busy

    def close(self) -> None:
        """End the thread."""
        self._is_wanted = False
        self._work.close()

    def set_wanted(self, *, is_wanted: bool) -> None:
        """Take whether a surface is to be seen."""
        self._is_wanted = is_wanted

    def forget(self) -> None:
        """Take the surface away, also the one that is being made: it belongs to something else."""
        self._round += 1
        self._grid = self._drawn_in = self._made_of = self._moment = None
        self._model.take_surface(None)
        self._stage.drop_source(SURFACE)

    def plan(self) -> None:
        """Make the surface anew where it is wanted and its values are others."""
        if not self._is_wanted:
            return
        if self._is_busy:
            self._is_due = True
            return
        state = self._model.state
        moment = None
        if state is not None and state.is_live:
            moment = (self._model.values.type, state.at_us // _PACE_US)
            if moment == self._moment:
                return
        inputs = self._model.surface_inputs()
        if inputs is None:
            if self._grid is not None:
                self.forget()
                self.made.emit()
            return
        self._moment = moment
        if not inputs.is_like(self._made_of):
            self._made_of = inputs
            self._start(partial(interpolate, inputs))

    def draw(self) -> None:
        """Draw the surface in the colours of the map, where those are others now."""
        grid = self._grid
        if grid is not None and not self._is_busy and self._stage.tokens is not self._drawn_in:
            self._start(lambda: grid)

    def _start(self, make: Callable[[], SurfaceGrid]) -> None:
        self._is_busy = True
        self._versions += 1
        tokens = self._stage.tokens
        work = partial(_drawn, make, tokens, self._versions)
        self._work.ask(self, work, partial(self._take, self._round, tokens), self._miss)

    def _take(self, number: int, tokens: Tokens, made: Any) -> None:
        self._is_busy = False
        if made is not None and number == self._round:
            self._grid, image = made
            self._drawn_in = tokens
            self._model.take_surface(self._grid)
            self._stage.set_source(image)
            self.made.emit()
        self._go_on()

    def _miss(self, reason: str) -> None:
        _LOG.warning("the surface could not be made: %s", reason)
        self._is_busy = False
        self._go_on()

    def _go_on(self) -> None:
        """Do what came while there was something else to do."""
        is_due, self._is_due = self._is_due, False
        if is_due:
            self.plan()
        self.draw()


def _drawn(make: Callable[[], SurfaceGrid], tokens: Tokens, version: int) -> _Made | None:
    """Make a surface and its picture, on the thread; None where its numbers allow none."""
    ramp = [_rgb(colour) for colour in tokens.map.ramp]
    hatch = (*_rgb(tokens.map.hatch), _OPAQUE)
    try:
        grid = make()
        return grid, surface_image(grid, ramp, hatch, version)
    except (ValueError, ArithmeticError):
        _LOG.warning("a surface could not be made", exc_info=True)
        return None


def _rgb(colour: str) -> tuple[int, int, int]:
    shade = QColor(colour)
    return shade.red(), shade.green(), shade.blue()
