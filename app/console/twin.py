"""The twin of the console: its library, and what people keep and place in it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.console.notices import NoticeLevel
from app.console.surroundings import Surroundings
from app.console.time_bus import TimeBus
from app.console.twin_keeping import TwinKeeping
from app.console.ways import Ways
from app.console.why import WhyDesk
from app.console.window import ConsoleWindow
from app.domain.cities import City
from app.domain.maps import Box

if TYPE_CHECKING:
    from twin_viewer.jobs.datasets import Change, Dataset
    from twin_viewer.jobs.library import TwinLibrary
    from twin_viewer.view import TwinView
    from twin_viewer.views.panels import TwinPanels

_GENERATED: Final = "twin-generated"
"""Setting: the simulated city was made once; who removes it does not want it back."""


class Console(Protocol):
    """A console as its twin sees it."""

    surroundings: Surroundings
    window: ConsoleWindow
    why: WhyDesk
    ways: Ways
    time_bus: TimeBus
    city: City | None

    def say(self, key: str, level: NoticeLevel, text: str) -> None:
        """Show a notice in the strip."""
        ...


class TwinDesk(QObject):
    """Makes the view of the twin, and carries out what it asks for.

    Args:
        console: The console.
        parent: Owner.

    Attributes:
        keeping: What people keep of the twin.

    Signals:
        joined: A view has its panels (`TwinView`, `TwinPanels`).
    """

    joined = Signal(object, object)

    def __init__(self, console: Console, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._console = console
        self._view: TwinView | None = None
        self._panels: TwinPanels | None = None
        self._library: TwinLibrary | None = None
        self._early: list[Callable[[TwinLibrary], None]] = []
        self._rejected = ""
        self.keeping = TwinKeeping(console, self)
        self.keeping.tables_changed.connect(self._join_facts)

    def make_view(self) -> "TwinView":
        """Return a view of the twin; nothing heavy is loaded before it is seen."""
        from twin_viewer.view import TwinView  # noqa: PLC0415 - with the page of the twin

        around = self._console.surroundings
        has_library = around.open_library is not None
        return TwinView(self._open_library if has_library else None, make_stage=around.make_stage)

    def join(self, view: "TwinView") -> None:
        """Give a view its panels, and do what it asks for."""
        from twin_viewer.views.panels import TwinPanels  # noqa: PLC0415 - with the page of the twin

        if self._panels is not None:
            self._panels.close()
        panels = TwinPanels(view, view)
        self._view, self._panels, self._library = view, panels, None  # each view opens its own
        view.why_requested.connect(self._console.why.explain_point)
        view.files_dropped.connect(self.add)
        view.add_requested.connect(self._ask_files)
        view.staging.data_changed.connect(self._show_data)
        view.staging.made.connect(lambda _: panels.serve(view.data))
        data = panels.data
        data.files_dropped.connect(self.add)
        data.add_requested.connect(self._ask_files)
        data.folder_requested.connect(self._ask_folder)
        data.generate_requested.connect(self.generate)
        data.visible_changed.connect(self._with_library(lambda one, *a: one.set_visible(*a)))
        data.cancel_requested.connect(self._with_library(lambda one, *a: one.cancel(*a)))
        data.resume_requested.connect(self._with_library(lambda one, *a: one.resume(*a)))
        data.remove_requested.connect(self._with_library(lambda one, *a: one.remove(*a)))
        data.described.connect(
            self._with_library(lambda one, name, word, text: one.describe(name, **{word: text}))
        )
        data.show_requested.connect(self._fly_to)
        data.extent_requested.connect(self._show_extent)
        self.keeping.join(view, panels)
        view.changed.connect(panels.refill_soon)
        self._show_data()
        self.joined.emit(view, panels)

    def close(self) -> None:
        """The console ends; its view ends the library itself."""
        self.keeping.close()
        if self._panels is not None:
            self._panels.close()
        self._view = self._panels = self._library = None

    @property
    def datasets(self) -> "tuple[Dataset, ...]":
        """What the twin is made of; nothing before it was seen."""
        return () if self._library is None else self._library.datasets

    # ---- the library ---------------------------------------------------------------------------
    def _open_library(self, tell: "Callable[[Change], None]") -> "TwinLibrary":
        make = self._console.surroundings.open_library
        if make is None:
            raise RuntimeError("there is no library in these surroundings")
        library = self._library = make(tell)
        self._join_facts()
        if self._panels is not None:
            self._panels.data.set_grids(library.grids)
        early, self._early = self._early, []
        for act in early:
            act(library)
        return library

    def _join_facts(self) -> None:
        if self._library is not None:
            self._library.join_facts(self._console.surroundings.twin.facts_of)

    def _ask_library(self, act: "Callable[[TwinLibrary], None]") -> None:
        """Have the library do something, now or as soon as it is opened."""
        if self._library is not None:
            act(self._library)
        elif self._has_library():
            self._early.append(act)

    def _has_library(self) -> bool:
        """Tell whether there is a library; say so where there can be none."""
        has_library = self._console.surroundings.open_library is not None
        if not has_library:
            text = self.tr("Hier ist eine Aufzeichnung zu sehen; sie nimmt keine Daten auf.")
            self._console.say("twin", NoticeLevel.INFORMATION, text)
        return has_library

    def _with_library(self, act: Callable[..., object]) -> Callable[..., None]:
        """Return a slot that does something with the library, once there is one."""

        def slot(*values: object) -> None:
            if self._library is not None:
                act(self._library, *values)

        return slot

    def _show_data(self) -> None:
        if self._panels is None:
            return
        library = self._library
        if library is None:
            self._panels.show_data((), None)
            return
        self._panels.show_data(library.datasets, library.activity)
        self._say_rejected(library)
        self._begin_with_simulation(library)

    def _say_rejected(self, library: "TwinLibrary") -> None:
        from widgets.foreign_texts import on_screen  # noqa: PLC0415 - loaded with the views

        rejected = library.rejected
        lines = [
            ": ".join(filter(None, (fault.file, on_screen(fault.reason)))) for fault in rejected
        ]
        text = "\n".join(lines[:5])
        if text == self._rejected:
            return  # a notice that was closed does not come back
        self._rejected = text
        if text:
            self._console.say("twin-files", NoticeLevel.WARNING, text)
        else:
            self._console.window.notices.withdraw("twin-files")

    def _begin_with_simulation(self, library: "TwinLibrary") -> None:
        """Make the simulated city once, where nobody has brought a real one."""
        settings, city = self._console.surroundings.settings, self._console.city
        has_map = city is not None and bool(city.map.folder)
        is_empty = library.is_loaded and not library.datasets
        if has_map and is_empty and not settings.get(_GENERATED, default=False):
            settings.set(_GENERATED, value=True)
            self.generate()

    def generate(self) -> None:
        """Have the simulated city made; its data come as they are finished."""
        from twin_viewer.jobs.messages import Generation  # noqa: PLC0415 - with the library

        city = self._console.city
        if city is None or not self._has_library():
            return
        if not city.map.folder:
            text = self.tr(
                "Dieses Profil hat keine Grundkarte; ohne sie lässt sich keine Stadt simulieren."
            )
            self._console.say("twin", NoticeLevel.INFORMATION, text)
            return
        places = {
            (point.location.longitude, point.location.latitude)
            for point in city.points
            if point.location is not None
        }
        wanted = Generation(str(city.map.folder), devices=tuple(sorted(places)))
        self._ask_library(lambda library: library.generate(wanted))

    def add(self, paths: list[Path]) -> None:
        """Take up files and folders."""
        if paths and self._has_library():
            self._ask_library(lambda library: library.add(paths))
            if self._panels is not None:
                self._panels.open(self._panels.data)

    def _ask_files(self) -> None:
        if not self._has_library():
            return
        names, _ = QFileDialog.getOpenFileNames(
            self._view, self.tr("Daten für den Zwilling wählen"), "", self.tr("Alle Dateien (*)")
        )
        self.add([Path(name) for name in names])

    def _ask_folder(self) -> None:
        if not self._has_library():
            return
        name = QFileDialog.getExistingDirectory(
            self._view, self.tr("Ordner mit Kacheln für den Zwilling wählen")
        )
        self.add([Path(name)] if name else [])

    # ---- places --------------------------------------------------------------------------------
    def _dataset(self, dataset_id: str) -> "Dataset | None":
        known = () if self._library is None else self._library.datasets
        return next((one for one in known if one.id == dataset_id), None)

    def _fly_to(self, dataset_id: str) -> None:
        dataset = self._dataset(dataset_id)
        if dataset is not None and dataset.extent is not None and self._view is not None:
            layer = {"object": "objects"}.get(dataset.kind, str(dataset.kind))
            self._view.set_layer_visible(layer, is_visible=True)
            self._view.kept.show_extent(dataset.extent, dataset.lowest or 0.0)

    def _show_extent(self, dataset_id: str) -> None:
        from app.services.maps.crs import to_wgs84  # noqa: PLC0415 - loads pyproj

        dataset = self._dataset(dataset_id)
        if dataset is None or dataset.extent is None:
            return
        west, south, east, north = dataset.extent
        corners = (*to_wgs84(west, south), *to_wgs84(east, north))
        self._console.ways.show_box(Box(*corners))
