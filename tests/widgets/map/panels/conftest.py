"""Layers of a small city, and texts in German."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from app.domain.maps import LayerKind, MapLayer
from app.domain.texts import Text

LAYERS = (
    MapLayer("base:water", Text("Gewässer", "Water"), LayerKind.BASE),
    MapLayer("base:roads", Text("Straßen", "Roads"), LayerKind.BASE),
    MapLayer("online:grau", Text("Grau"), LayerKind.ONLINE, is_visible=False),
    MapLayer("file:radwege", Text("Radwege", "Cycle paths"), LayerKind.FILE),
    MapLayer("file:grenze", Text("Stadtgrenze"), LayerKind.FILE),
    MapLayer("heat", Text("Wärmebild", "Heat map"), LayerKind.HEAT, is_visible=False),
    MapLayer("points:umwelt", Text("Umwelt", "Environment"), LayerKind.POINTS),
    MapLayer("points:verkehr", Text("Verkehr", "Traffic"), LayerKind.POINTS),
    MapLayer("alarms", Text("Alarme", "Alarms"), LayerKind.ALARMS),
)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def layers() -> tuple[MapLayer, ...]:
    """Return layers, lowest first."""
    return LAYERS
