"""The map of a console under test: what it shows and says, and what it is made of."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from app.console.in_force import CityInForce
from app.console.pages import OverviewPage
from app.console.workspaces import LAGE
from app.domain.alarms import MaintenanceWindow, Scope
from app.domain.cities import City
from app.domain.maps import MapConfig
from app.domain.points import PointId
from tests.fakes.console import NOW, SECOND, Setting
from tests.fakes.map_files import AREA, collection, feature, written
from widgets.map.view import MapView

PARKS = collection(feature("Polygon", AREA, name="Park"))


def lage(console: Any) -> OverviewPage:
    """Return the overview, which must have been opened."""
    page = console.window.pages[LAGE]
    assert isinstance(page, OverviewPage)
    return page


def is_in_front(console: Any, name: str) -> bool:
    """Tell whether a view of the overview is what a person sees."""
    is_open = console.window.workspace == LAGE
    return is_open and bool(lage(console).dock(name).isCurrentTab())


def texts(console: Any) -> list[str]:
    """Return all notices there were."""
    return [notice.text for notice in console.window.notices.said]


def placed(setting: Setting) -> str:
    """Return a point whose place is known."""
    return next(str(point.id) for point in setting.city.points if point.location is not None)


def alive(console: Any) -> Any:
    """Bring the map to the front and let its page be ready; return its canvas."""
    lage(console).show_map([])
    canvas: Any = lage(console).map.canvas
    canvas.become_ready()
    return canvas


def notes(view: MapView) -> dict[str, str]:
    """Return what is said at layers, by their ids."""
    return dict(view.layers.model.notes)


def layer_ids(view: MapView) -> list[str]:
    """Return the layers of the panel, lowest first."""
    return [layer.id for layer in view.layers.layers]


def with_map(city: City, **config: Any) -> City:
    """Return a city with a map."""
    return replace(city, map=MapConfig(**config))


def ground(folder: Path, name: str = "green") -> str:
    """Write a base map; return its folder."""
    (folder / "map").mkdir(parents=True, exist_ok=True)
    written(folder / "map", PARKS, f"{name}.geojson")
    return str(folder / "map")


def sources(view: MapView) -> set[str]:
    """Return which files the map shows."""
    known = view.live.stage._sources
    return {name for name in known if name.startswith(("base-", "file-"))}


def own_layers(console: Any) -> list[str]:
    """Return the layers that people added, as the panel shows them."""
    view = lage(console).map
    return [name for name in layer_ids(view) if name in set(view.foreign.own_ids())]


def work(console: Any, setting: Setting, name: str) -> None:
    """Let maintenance be announced."""
    scope = Scope(points=frozenset({PointId(placed(setting))}))
    window = MaintenanceWindow(name, NOW, NOW + 3_600 * SECOND, scope, "Tausch", "", "Bea")
    console.maps.set_city(CityInForce(setting.city, setting.city, (window,)))
