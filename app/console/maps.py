"""The maps of the console: base map and layers read beside the window, the same on all pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol
from weakref import ref

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.console.in_force import CityInForce
from app.console.notices import NoticeLevel
from app.console.surroundings import Surroundings
from app.console.window import ConsoleWindow
from app.domain.alarms import MaintenanceWindow
from app.domain.cities import City
from app.domain.maps import NO_MAP, Box, LayerFile, MapConfig
from app.services.maps.sources import MapSource
from widgets.background import Background
from widgets.foreign_texts import on_screen

if TYPE_CHECKING:
    from app.console.map_files import MapFiles
    from app.console.map_reading import Content
    from widgets.map.view import MapView

MAP: Final = "map"
"""Name of the map's dock."""

_GROUND: Final = "map-ground"
_FILES: Final = "map-files"


class Mapped(Protocol):
    """A console as its maps see it."""

    surroundings: Surroundings
    window: ConsoleWindow

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


@dataclass(frozen=True, slots=True)
class _Layer:
    """What is known of a file, for maps that are made later.

    Attributes:
        file: The file.
        is_own: True for a layer of a person.
        content: What was read; None where nothing could be.
        trouble: Why not, a sentence.
    """

    file: LayerFile
    is_own: bool
    content: "Content | None" = None
    trouble: str = ""

    def show_on(self, view: "MapView") -> None:
        """Tell a map."""
        if self.content is None:
            view.foreign.fail(self.file, self.trouble, is_own=self.is_own)
        else:
            view.foreign.put(self.file, self.content, is_own=self.is_own)

    def close(self) -> None:
        """Let go of an open file."""
        close: Any = getattr(self.content, "close", None)
        if close is not None:
            close()


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
        self._views: list[ref[MapView]] = []
        self._files: MapFiles | None = None
        self._profile: City | None = None
        self._config: MapConfig = NO_MAP
        self._box: Box | None = None
        self._ground: tuple[MapSource, ...] = ()
        self._windows: tuple[MaintenanceWindow, ...] = ()
        self._layers: dict[str, _Layer] = {}

    def close(self) -> None:
        """End all threads, and let go of all files."""
        self._work.close()
        if self._files is not None:
            self._files.close()
        for layer in self._layers.values():
            layer.close()

    # ---- the pages' views ----------------------------------------------------------------------
    def make_view(self, workspace: str = "") -> "MapView":
        """Return a map for a page; a workspace may begin with other layers."""
        from widgets.map.view import MapView  # noqa: PLC0415 - the window is painted first

        return MapView(self._console.surroundings.make_canvas(), workspace)

    def join(self, view: "MapView") -> None:
        """Give a view all there is, and do what it asks for."""
        files, known = self._all_files(), ref(view)
        self._views.append(known)
        view.add_requested.connect(lambda: self._ask_files(known))
        view.files_dropped.connect(lambda paths: self._add(paths, known))
        view.layer_removed.connect(self._remove)
        view.layer_restored.connect(files.restore)
        view.set_windows(self._windows)
        view.set_ground(self._ground)
        for layer in self._layers.values():
            layer.show_on(view)

    def _open_views(self) -> Iterator["MapView"]:
        """Yield the maps there are; pages that were built anew took theirs with them."""
        self._views = [known for known in self._views if _is_there(known())]
        for known in tuple(self._views):
            if (view := known()) is not None:
                yield view

    def _all_files(self) -> "MapFiles":
        """Return what reads files; with the first map also the layers that people had added."""
        if self._files is None:
            from app.console.map_files import MapFiles  # noqa: PLC0415 - with the first map

            self._files = MapFiles(self._console.surroundings.settings, self, self)
            self._files.set_box(self._box)
            self._files.read(self._config.files)
            self._files.read_own()
        return self._files

    def _ask_files(self, known: "ref[MapView]") -> None:
        from widgets.map.panels.files import choose_files  # noqa: PLC0415 - seldom wanted

        view = known()
        if view is not None:
            self._add(choose_files(view), known)

    def _add(self, paths: list[Path], known: "ref[MapView]") -> None:
        """Add files, unless the map went while the person was choosing."""
        view = known()
        if paths and view is not None and isValid(view):
            self._all_files().add(paths, view)

    # ---- the city ------------------------------------------------------------------------------
    def set_city(self, in_force: CityInForce) -> None:
        """Take what is in force; what its map is made of is read where it may be another."""
        if in_force.windows != self._windows:
            self._windows = in_force.windows
            for view in self._open_views():
                view.set_windows(self._windows)
        if in_force.profile is self._profile:
            return  # other rules only
        self._profile, self._box = in_force.profile, in_force.profile.box
        before, self._config = self._config, in_force.profile.map
        if self._config.folder or before.folder:
            self._read_ground()
        if self._files is not None:
            self._files.set_box(self._box)
            self._read_files(self._files, before.files)

    def _read_ground(self) -> None:
        from app.services.maps.grounds import read_ground  # noqa: PLC0415 - with the first map

        config = self._config
        self._work.ask(self, lambda: read_ground(config), self._take_ground, self._miss_ground)

    def _take_ground(self, found: Any) -> None:
        sources, troubles = found
        if sources != self._ground:
            self._ground = sources
            for view in self._open_views():
                view.set_ground(sources)
        if troubles:
            self._say(_GROUND, "\n".join(troubles))
        else:
            self._console.window.notices.withdraw(_GROUND)

    def _miss_ground(self, reason: str) -> None:
        folder = self._config.folder
        text = self.tr(
            "Die Grundkarte im Ordner {0} lässt sich nicht lesen: {1}. Bitte prüfen, ob er noch da "
            "ist und gelesen werden darf; „Profil neu laden“ liest ihn noch einmal."
        )
        self._say(_GROUND, text.format(folder, reason))

    def _read_files(self, files: "MapFiles", before: tuple[LayerFile, ...]) -> None:
        """Read the layers of the profile that are new; those that went go from the maps."""
        for file in before:
            if file not in self._config.files:
                files.forget(file.id)
                self._drop(file.id)
        files.read_broken()
        files.read([file for file in self._config.files if file not in before])

    # ---- layers --------------------------------------------------------------------------------
    def show_content(self, file: LayerFile, content: "Content", *, is_own: bool) -> None:
        """Show on all maps what was read of a file."""
        self._show(_Layer(file, is_own, content))

    def show_trouble(self, file: LayerFile, trouble: str, *, is_own: bool) -> None:
        """Say on all maps why a file cannot be shown."""
        self._show(_Layer(file, is_own, None, trouble))

    def say(self, sentence: str) -> None:
        """Say what became of a file whose map is gone."""
        self._say(_FILES, sentence)

    def _say(self, key: str, sentence: str) -> None:
        self._console.say(key, NoticeLevel.WARNING, on_screen(sentence))

    def _show(self, layer: _Layer) -> None:
        before = self._layers.get(layer.file.id)
        self._layers[layer.file.id] = layer
        for view in self._open_views():
            layer.show_on(view)
        if before is not None:
            before.close()

    def _remove(self, file_id: str) -> None:
        self._all_files().remove(file_id)
        self._drop(file_id)

    def _drop(self, file_id: str) -> None:
        layer = self._layers.pop(file_id, None)
        for view in self._open_views():
            view.foreign.drop(file_id)
        if layer is not None:
            layer.close()


def _is_there(view: "MapView | None") -> bool:
    return view is not None and isValid(view)
