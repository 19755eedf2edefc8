"""What the self-test tries on the map, and how long a picture waits for it.

The map is drawn by a web engine in processes of its own; what a packager forgot of them, or what
the computer's graphics cannot do, shows only when a map is really drawn.
"""

from typing import Any, Final

from app.console.console import Console
from app.console.pages import OverviewPage
from app.console.workspaces import LAGE
from app.verbs.scenes import colours, wait_until
from widgets.map.view import MapView
from widgets.placeholders import Placeholder

MAP_S: Final = 45.0
"""Longer than the engine takes on a busy computer without graphics of its own."""

LEAST_COLOURS: Final = 1_000
"""A drawn city has many more; a page in which something is missing has few."""


def wait_for_map(console: Console, timeout_s: float = MAP_S) -> bool:
    """Wait until the map in front is drawn; False where there is none, or none can be drawn."""
    view = _map_in_front(console)
    if view is None:
        return False
    wait_until(lambda: _is_settled(view), timeout_s)
    return is_drawn(view)


def is_drawn(view: MapView) -> bool:
    """Tell whether the whole map is seen: not its cover, and not an empty page."""
    return _is_uncovered(view) and _map_colours(view) >= LEAST_COLOURS


def try_map(console: Console, timeout_s: float = MAP_S) -> dict[str, Any]:
    """Open the map; tell what was drawn, or that the table stands in its place.

    Graphics that cannot draw a map are no fault of the program, as long as a person is told so and
    has the same features in the table.
    """
    page = console.ways.open_page(LAGE)
    if not isinstance(page, OverviewPage):
        return {"passed": False}
    page.show_map([])
    drawn = wait_for_map(console, timeout_s)
    view = page.map
    said = view.canvas.condition_text()
    has_table = view.canvas.condition.is_failed and bool(said) and _rows(view) > 0
    return {
        "passed": drawn or has_table,
        "condition": str(view.canvas.condition),
        "colours": _map_colours(view) if drawn else 0,
        "rows": _rows(view),
        "said": said,
    }


def page_pids(console: Console) -> dict[str, int]:
    """Return the process that draws the map, by its name; none where no map was opened."""
    page = console.window.pages.get(LAGE)
    pid = page.map.canvas.page_pid if isinstance(page, OverviewPage) else 0
    return {"map": pid} if pid else {}


def _map_in_front(console: Console) -> MapView | None:
    page = console.window.pages.get(console.window.workspace)
    if isinstance(page, OverviewPage) and page.map.isVisible():
        return page.map
    return None


def _is_settled(view: MapView) -> bool:
    return _rows(view) > 0 if view.canvas.condition.is_failed else is_drawn(view)


def _rows(view: MapView) -> int:
    """Return how many features the table shows."""
    return int(view.table.model.rowCount()) if view.table.isVisible() else 0


def _is_uncovered(view: MapView) -> bool:
    covers = view.canvas.findChildren(Placeholder)
    is_running = not view.canvas.condition.is_failed and view.stage.camera is not None
    return is_running and not any(cover.isVisible() for cover in covers)


def _map_colours(view: MapView) -> int:
    image = view.canvas.grab_map()
    return 0 if image.isNull() else colours(image, 1)
