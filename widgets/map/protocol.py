"""The messages between the console and the page: JSON, one door in each direction.

The door is one object of the web channel, named `DOOR`: its signal `said(str)` brings a message to
the page, its slot `say(str)` takes one of the page.

To the page (`do`), in this order after it is ready, and again after its renderer came back:

| do | with | what the page does |
|---|---|---|
| `style` | `style`: a MapLibre style, whole | `setStyle` with `diff`: what is alike stays |
| `states` | `source`, `keys`, `ids`, `rows`, `tick` | feature states; answers `painted` |
| `select` | `source`, `ids` | state `sel` of these features and of no others |
| `camera` | `center` [lon, lat], `zoom`, `ms` (0: at once) | moves there |
| `fit` | `box` [w, s, e, n], `ms`, `max_zoom` | shows the box whole |
| `mode` | `mode`: a `Mode` | what the pointer does from now on |
| `sketch` | `coordinates` [[lon, lat], …], `closed` | line or area of a tool; [] for none |
| `mark` | `place` [lon, lat] or null | a mark at a place that was searched for |
| `resting` | `resting`: bool | keeps what comes and paints nothing until it is false again |

From the page (`on`):

| on | with | when |
|---|---|---|
| `ready` | `renderer`: name of the graphics, empty: it cannot draw | it waits for its first style |
| `shown` | – | a style is drawn, with all its sources |
| `painted` | `tick` | the states of this tick (and of those before) are on the screen |
| `camera` | `center`, `zoom`, `box` [w, s, e, n], `metres` a pixel | while it moves, ≤ 10 Hz |
| `pointer` | `place` or null | the pointer moved, ≤ 20 Hz |
| `hover` | `feature` (see `Feature`) or null, `x`, `y` | another feature lies under the pointer |
| `click` | `features`, `place`, `x`, `y`, `keys` (shift, ctrl, alt) | a click; topmost first |
| `double` | as `click` | a double click |
| `menu` | as `click` | the right button |
| `cluster` | `source`, `ids`: of all features in it, `place`, `x`, `y` | a cluster was clicked |
| `drawing` | `coordinates` | a tool's sketch grew or its last corner moved, ≤ 20 Hz |
| `drawn` | `mode`, `coordinates` | a tool's sketch is finished |
| `abandoned` | – | Esc ended a sketch |
| `key` | `key`: `Escape`, `Home`, `Enter` or `Delete` | a key that the map has no use for |
| `fault` | `kind` (a `FaultKind`), `text` | something in the page failed |

A new version of a source forgets its states: they are said again after the style that brings it,
and take effect together with it. A cluster has the worst `r` of its features, and `sel` with one
of them; a double click on it comes closer. `hover` over one tells the ids of its features as the
property `leaves`. In mode `MOVE` a rectangle is drawn with Shift; `drawn`
tells it with mode `rectangle`. Keys with Ctrl, Alt or Meta and F1 to F12 are never taken.

All coordinates are longitude, latitude in WGS 84 degrees; x and y are px of the view.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np

from app.services.maps.sources import StateRows

Message = Mapping[str, Any]

DOOR: Final = "console"
"""Name of the object of the web channel that the page talks to."""


class Mode(StrEnum):
    """What the pointer does on the map."""

    MOVE = "move"
    RECTANGLE = "rectangle"
    LASSO = "lasso"
    DISTANCE = "distance"
    AREA = "area"


class FaultKind(StrEnum):
    """What kind of fault the page tells."""

    WEBGL = "webgl"
    """The page cannot draw at all."""
    LOST = "lost"
    """The graphics were taken away; the page loads itself again."""
    DATA = "data"
    """A source, sprite or glyph cannot be loaded or read."""
    PAGE = "page"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature under the pointer.

    Attributes:
        layer: Id of the layer (`MapLayer.id`).
        source: Id of its source.
        id: Its row in the source; -1 for a feature without one.
        key: Its permanent key, empty for features of files.
        properties: Its properties, as the source has them.
    """

    layer: str
    source: str
    id: int
    key: str
    properties: Mapping[str, Any]

    @classmethod
    def of(cls, raw: object) -> "Feature | None":
        """Read a feature of a message; None for whatever is none."""
        if not isinstance(raw, dict):
            return None
        number, properties = raw.get("id"), raw.get("properties")
        is_row = isinstance(number, int) and not isinstance(number, bool)
        return cls(
            layer=str(raw.get("layer", "")),
            source=str(raw.get("source", "")),
            id=int(number) if is_row and isinstance(number, int) else -1,
            key=str(raw.get("key") or ""),
            properties=properties if isinstance(properties, dict) else {},
        )


def encode(message: Message) -> str:
    """Write a message; it holds numbers only (no NaN), else a `ValueError` is raised."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def decode(text: str) -> Message:
    """Read a message of the page; an empty one for whatever is none."""
    try:
        message = json.loads(text)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def states(rows: StateRows, tick: int) -> Message:
    """Return the message that brings new states."""
    return {
        "do": "states",
        "source": rows.source,
        "keys": list(rows.keys),
        "ids": _plain(rows.ids),
        "rows": _plain(rows.values),
        "tick": tick,
    }


def _plain(values: Sequence[Any]) -> list[Any]:
    """Return numbers as JSON takes them, also those of arrays."""
    return values if isinstance(values, list) else list(np.asarray(values).tolist())
