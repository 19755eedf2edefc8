"""By what things in the scene can be coloured: one attribute, or one measured quantity."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.services.maps.model import MapModel
from twin_viewer.tools.cards import attribute_name
from widgets.texts import language

VALUE: Final = "value:"
"""Before the type of a measured quantity in the id of a choice; else it is an attribute."""

NEUTRAL: Final = "neutral"


def colour_choices(model: MapModel | None, attributes: Sequence[str]) -> list[tuple[str, str]]:
    """Return id and name of each choice, headings without an id among them.

    Args:
        model: What the city is; None before there is one.
        attributes: Attributes of buildings; none where there are no buildings.
    """
    words = QCoreApplication.translate
    choices = [(NEUTRAL, words("twin", "Neutral, nur Zustände"))]
    if attributes:
        choices.append(("", words("twin", "Gebäude", "several")))
        choices += [(name, attribute_name(name)) for name in attributes]
    values = () if model is None else model.value_choices()
    if values:
        choices.append(("", words("twin", "Sensoren")))
    for one in values:
        name = one.name.in_language(language())
        choices.append((f"{VALUE}{one.type}", f"{name}, {one.unit}" if one.unit else name))
    return choices
