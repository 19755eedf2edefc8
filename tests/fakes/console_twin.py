"""The twin of a console under test: its page, its library, and how it comes to life."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app.console.pages import TwinPage
from app.console.workspaces import ZWILLING
from app.domain.points import PointId
from tests.fakes.console import Setting
from tests.fakes.console_maps import ground, with_map
from tests.fakes.twin import KEYS, FakeStage, SmallLibrary, twin_city
from twin_viewer.jobs.datasets import Change, Dataset
from twin_viewer.model.cities import BuildingTile, TileKey
from twin_viewer.rendering.picking import Hit, HitKind
from twin_viewer.view import TwinView
from twin_viewer.views.panels import TwinPanels

ONE: Final = KEYS[4:5]
"""The square in the middle of the city."""

WAIT_MS: Final = 60_000
"""Longer than anything here takes on a busy computer; nothing ever waits for all of it."""


class TwinSetting(Setting):
    """Everything around a console with a twin.

    Args:
        qtbot: Waits.
        folder: Where the base map of the profile is written; None for a profile without one.
        keys: The squares of the library; none for an empty one.

    Attributes:
        libraries: All libraries that were opened.
    """

    def __init__(
        self, qtbot: QtBot, folder: Path | None = None, keys: tuple[TileKey, ...] = ONE
    ) -> None:
        super().__init__(qtbot)
        self.city = twin_city()
        if folder is not None:
            self.city = with_map(self.city, folder=ground(folder))
        self.keys = keys
        self.libraries: list[SmallLibrary] = []
        self.open_library = self._open_library

    def _open_library(self, tell: Callable[[Change], None]) -> SmallLibrary:
        self.libraries.append(SmallLibrary(tell, self.keys))
        return self.libraries[-1]

    @property
    def library(self) -> SmallLibrary:
        """The library that was opened last."""
        return self.libraries[-1]

    def until(self, is_so: Callable[[], object]) -> None:
        """Let the console work until something is so."""
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=WAIT_MS)

    def seen(self, console: Any) -> TwinView:
        """Open the twin; return it once all of its city is in the scene."""
        console.window.open_workspace(ZWILLING)
        view = page_of(console).twin
        self.until(lambda: view.scenery is not None)
        stage_of(view).started.emit("fake graphics")
        data = view.data
        if data is not None and self.keys:
            self.until(lambda: data.is_complete and len(data.loader.tile_ids()) == len(self.keys))
        return view

    def tell(self, *datasets: Dataset, **change: Any) -> None:
        """Let the library have these data sets from now on, and say so."""
        self.library.datasets = datasets
        told = Change(tuple(one.id for one in datasets), **change)
        self.library.tell(told or Change(activity=True))

    def point(self, row: int = 3) -> str:
        """Return a point whose place is known."""
        return str(self.city.points[row].id)


def page_of(console: Any) -> TwinPage:
    """Return the page of the twin, which must have been opened."""
    page = console.window.pages[ZWILLING]
    assert isinstance(page, TwinPage)
    return page


def panels_of(console: Any) -> TwinPanels:
    """Return the panels of the twin."""
    panels = console.twin._panels
    assert isinstance(panels, TwinPanels)
    return panels


def stage_of(view: TwinView) -> FakeStage:
    """Return what would draw the twin."""
    assert view.scenery is not None
    stage = view.scenery.stage
    assert isinstance(stage, FakeStage)
    return stage


def device_rows(view: TwinView, point: str) -> list[int]:
    """Return the rows of the devices that carry a point."""
    assert view.scenery is not None
    return list(view.scenery.live.model.device_rows([PointId(point)]))


def house(view: TwinView, row: int = 0) -> tuple[str, Hit]:
    """Return the id of a house of the scene, and how it is met at its foot."""
    assert view.scenery is not None
    tile: BuildingTile = view.scenery.picker.tiles()[0]
    first = int((tile.owners == row).argmax())
    place = tile.points[tile.triangles[first]].mean(axis=0).astype(float)
    name = tile.objects[row].id
    return name, Hit(HitKind.BUILDING, name, place, 10.0, tile.key, row, tile.dataset, row)


def dropped(*paths: Path) -> QDropEvent:
    """Return files let go over a widget."""
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        load,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.load = load  # type: ignore[attr-defined]  # the event does not keep it alive
    return event
