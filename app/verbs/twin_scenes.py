"""What the self-test tries on the twin, and how long a picture waits for it.

The twin is drawn by graphics in a thread of its own, and its data are read by a process of their
own; what a packager forgot of them shows only when a twin is really drawn.
"""

from typing import Any, Final

from PySide6.QtGui import QImage

from app.console.console import Console
from app.console.pages import TwinPage
from app.console.workspaces import ZWILLING
from app.verbs.scenes import colours, wait_until
from twin_viewer.view import TwinView
from twin_viewer.views.conditions import Condition

TWIN_S: Final = 90.0
"""Longer than the first squares of the simulated city take on a busy computer."""

LEAST_COLOURS: Final = 200
"""A lit city has many more; an empty ground under the sky has few."""

_SETTLED: Final = frozenset({Condition.ALIVE, Condition.EMPTY})


def wait_for_twin(console: Console, timeout_s: float = TWIN_S) -> bool:
    """Wait until the twin in front is drawn; False where there is none, or it cannot be."""
    view = _twin_in_front(console)
    if view is None:
        return False
    wait_until(lambda: view.condition is Condition.FAILED or is_drawn(view), timeout_s)
    return is_drawn(view)


def is_drawn(view: TwinView) -> bool:
    """Tell whether a city is seen, and nothing better of it is under way."""
    canvas = view.picture_canvas
    if canvas is None or canvas.picture is None or view.condition not in _SETTLED:
        return False
    has_city = view.data is None or view.data.is_complete
    return has_city and canvas.picture.is_final and _twin_colours(view) >= LEAST_COLOURS


def try_twin(console: Console, timeout_s: float = TWIN_S) -> dict[str, Any]:
    """Open the twin; tell what was drawn, or why it cannot be.

    Graphics that cannot draw it are no fault of the program, as long as a person is told so.
    """
    page = console.ways.open_page(ZWILLING)
    if not isinstance(page, TwinPage):
        return {"passed": False}
    drawn = wait_for_twin(console, timeout_s)
    view = page.twin
    library = console.twin.datasets
    return {
        "passed": drawn or view.condition is Condition.FAILED,
        "condition": str(view.condition),
        "graphics": view.staging.graphics,
        "colours": _twin_colours(view),
        "datasets": len(library),
        "said": view.staging.detail,
    }


def _twin_in_front(console: Console) -> TwinView | None:
    page = console.window.pages.get(console.window.workspace)
    if isinstance(page, TwinPage) and page.twin.isVisible():
        return page.twin
    return None


def _twin_colours(view: TwinView) -> int:
    canvas = view.picture_canvas
    image = QImage() if canvas is None else canvas.image()
    return 0 if image.isNull() else colours(image, 1)
