"""The maps of the console: base map and layers read beside the window, the same on all pages."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QObject

from app.console.in_force import CityInForce
from app.console.notices import NoticeLevel
from app.console.surroundings import Surroundings
from app.domain.alarms import MaintenanceWindow
from app.domain.maps import NO_MAP, LayerFile, MapConfig
from app.services.maps.sources import MapSource
from widgets.background import Background

if TYPE_CHECKING:
    from app.console.map_files import Content, MapFiles
    from widgets.map.view import MapView

MAP: Final = "map"
"""Name of the map's dock."""


class Mapped(Protocol):
    """A console as its maps see it."""

    surroundings: Surroundings

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class MapDesk(QObject):
    """Feeds the maps of all pages, and lays files over them that people choose.

    Args:
        console: The console.
        parent: Owner.
    """

    def __init__(self, console: Mapped, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._console = console
        self._work = Background(self, "map-ground")
        self._views: list[MapView] = []
        self._files: MapFiles | None = None
        self._config: MapConfig = NO_MAP
        self._ground: tuple[MapSource, ...] = ()
        self._windows: tuple[MaintenanceWindow, ...] = ()
        self._shown: dict[str, Callable[[MapView], None]] = {}

    def close(self) -> None:
        """End all threads."""
        self._work.close()
        if self._files is not None:
            self._files.close()

    # ---- the pages' views ----------------------------------------------------------------------
    def make_view(self) -> "MapView":
        """Return a map for a page."""
        from widgets.map.view import MapView  # noqa: PLC0415 - the window is painted first

        return MapView(self._console.surroundings.make_canvas())

    def join(self, view: "MapView") -> None:
        """Give a view all there is, and do what it asks for."""
        files = self._all_files()
        self._views.append(view)
        view.destroyed.connect(partial(self._forget, view))
        view.add_requested.connect(lambda: self._ask_files(view))
        view.files_dropped.connect(lambda paths: files.add(paths, view))
        view.layer_removed.connect(self._remove)
        view.layer_restored.connect(files.restore)
        view.set_windows(self._windows)
        view.set_ground(self._ground)
        for show in self._shown.values():
            show(view)

    def _forget(self, view: "MapView") -> None:
        if view in self._views:
            self._views.remove(view)

    def _all_files(self) -> "MapFiles":
        """Return what reads files; with the first map also the layers that people had added."""
        if self._files is None:
            from app.console.map_files import MapFiles  # noqa: PLC0415 - as above

            self._files = MapFiles(self._console.surroundings.settings, self, self)
            self._files.read(self._files.own, is_own=True)
            self._files.read(self._config.files, is_own=False)
        return self._files

    def _ask_files(self, view: "MapView") -> None:
        from widgets.map.panels.files import choose_files  # noqa: PLC0415 - as above

        if paths := choose_files(view):
            self._all_files().add(paths, view)

    # ---- the city ------------------------------------------------------------------------------
    def set_city(self, in_force: CityInForce) -> None:
        """Take a profile; what its map is made of is read where it is another."""
        if in_force.windows != self._windows:
            self._windows = in_force.windows
            for view in self._views:
                view.set_windows(self._windows)
        before, self._config = self._config, in_force.city.map
        if self._files is not None:
            self._files.set_box(in_force.city.box)
        if self._config.folder != before.folder:
            self._read_ground()
        if self._config.files != before.files:
            self._read_files(before.files)

    def _read_ground(self) -> None:
        from app.services.maps.grounds import read_ground  # noqa: PLC0415 - with the first map

        config = self._config
        self._work.ask(self, lambda: read_ground(config), self._take_ground, self._miss_ground)

    def _take_ground(self, found: Any) -> None:
        sources, troubles = found
        self._ground = sources
        for view in self._views:
            view.set_ground(sources)
        if troubles:
            self._miss_ground("\n".join(troubles))

    def _miss_ground(self, reason: str) -> None:
        self._console.say("map-ground", NoticeLevel.WARNING, reason)

    def _read_files(self, before: tuple[LayerFile, ...]) -> None:
        """Read the layers of the profile that are new; those that went go from the maps."""
        for file in before:
            if file not in self._config.files:
                self._drop(file.id)
        if self._files is not None:
            new = [file for file in self._config.files if file not in before]
            self._files.read(new, is_own=False)

    # ---- layers --------------------------------------------------------------------------------
    def show_content(self, file: LayerFile, content: "Content", *, is_own: bool) -> None:
        """Show on all maps what was read of a file."""
        self._show(file.id, lambda view: view.foreign.put(file, content, is_own=is_own))

    def show_trouble(self, file: LayerFile, trouble: str, *, is_own: bool) -> None:
        """Say on all maps why a file cannot be shown."""
        self._show(file.id, lambda view: view.foreign.fail(file, trouble, is_own=is_own))

    def _show(self, file_id: str, show: "Callable[[MapView], None]") -> None:
        self._shown[file_id] = show
        for view in self._views:
            show(view)

    def _remove(self, file_id: str) -> None:
        self._all_files().remove(file_id)
        self._drop(file_id)

    def _drop(self, file_id: str) -> None:
        self._shown.pop(file_id, None)
        for view in self._views:
            view.foreign.drop(file_id)
