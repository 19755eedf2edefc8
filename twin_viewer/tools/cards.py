"""What the hover card says of things that the map does not have."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from twin_viewer.model.cities import CityObject, Value
from twin_viewer.model.networks import Fibre, Mast
from twin_viewer.model.panoramas import PanoramaPose
from twin_viewer.tools.codes import code_text
from widgets.map.tools.card_contents import CardContent, text_card
from widgets.texts import number, time_text

_FIRST: Final = (
    "measuredHeight",
    "storeysAboveGround",
    "function",
    "usage",
    "roofType",
    "yearOfConstruction",
)
"""Attributes that are said first, in this order."""

_NAMED: Final = ("name", "gml:name", "address", "Name")


def object_card(one: CityObject, extra: Mapping[str, str] | None = None) -> CardContent:
    """Return the card of a city object: its attributes, the usual ones first.

    Args:
        one: The object.
        extra: What else is known of it, such as from tables of one's own; name to text.
    """
    title, used = title_of(one)
    rest = {name: value for name, value in one.attributes.items() if name != used}
    order = [*(name for name in _FIRST if name in rest), *(n for n in rest if n not in _FIRST)]
    lines = {attribute_name(name): attribute_text(name, rest[name]) for name in order}
    return text_card(title, {**(extra or {}), **lines})


def title_of(one: CityObject) -> tuple[str, str]:
    """Return what an object is called, and the attribute that says so; empty for its id."""
    for name in _NAMED:
        value = one.attributes.get(name)
        if isinstance(value, str) and value.strip():
            return value, name
    return f"{kind_text(one.kind)} {one.id}".strip(), ""


def kind_text(kind: str) -> str:
    """Return the class of a city object in words."""
    words = QCoreApplication.translate
    names = {
        "Building": words("twin", "Gebäude"),
        "BuildingPart": words("twin", "Gebäudeteil"),
        "Bridge": words("twin", "Brücke"),
        "WaterBody": words("twin", "Gewässer"),
        "Road": words("twin", "Straße"),
        "LandUse": words("twin", "Landnutzung"),
        "PlantCover": words("twin", "Bewuchs"),
    }
    return names.get(kind, kind)


def attribute_name(name: str) -> str:
    """Return an attribute's name on screen; one of a file keeps its own."""
    words = QCoreApplication.translate
    names = {
        "measuredHeight": words("twin", "Höhe"),
        "storeysAboveGround": words("twin", "Geschosse"),
        "function": words("twin", "Funktion"),
        "usage": words("twin", "Nutzung"),
        "roofType": words("twin", "Dachform"),
        "yearOfConstruction": words("twin", "Baujahr"),
        "address": words("twin", "Adresse"),
    }
    return names.get(name, name)


def attribute_text(name: str, value: Value) -> str:
    """Return an attribute's value on screen."""
    words = QCoreApplication.translate
    if isinstance(value, bool):
        return words("twin", "ja") if value else words("twin", "nein")
    if name == "measuredHeight" and isinstance(value, int | float):
        return f"{number(value, 1)} m"
    if isinstance(value, float):
        return number(value, 2)
    return code_text(name, str(value))


def panorama_card(pose: PanoramaPose, zone: str) -> CardContent:
    """Return the card of a photograph of a street."""
    words = QCoreApplication.translate
    lines = {}
    if pose.time_us is not None:
        lines[words("twin", "Aufgenommen")] = time_text(pose.time_us, zone, with_date=True)
    lines[words("twin", "Öffnen")] = words("twin", "mit einem Klick")
    return text_card(words("twin", "Straßenfoto {0}").format(pose.id), lines)


def mast_card(mast: Mast, *, is_simulated: bool) -> CardContent:
    """Return the card of a mast or an access point."""
    words = QCoreApplication.translate
    kinds = {
        "5g": words("twin", "Mobilfunk 5G"),
        "4g": words("twin", "Mobilfunk 4G"),
        "wlan": words("twin", "WLAN"),
    }
    lines = {
        words("twin", "Art"): kinds.get(mast.kind, mast.kind),
        words("twin", "Antenne"): f"{number(mast.height, 1)} m",
        words("twin", "Reichweite (Skizze)"): f"{number(mast.range, 0)} m",
    }
    return text_card(mast.name, lines | _simulated(is_simulated=is_simulated))


def fibre_card(fibre: Fibre, *, is_simulated: bool) -> CardContent:
    """Return the card of a route of fibre."""
    words = QCoreApplication.translate
    states = {
        "planned": words("twin", "geplant"),
        "building": words("twin", "im Bau"),
        "active": words("twin", "in Betrieb"),
    }
    lines = {words("twin", "Glasfaser"): states.get(fibre.state, fibre.state)}
    return text_card(fibre.name, lines | _simulated(is_simulated=is_simulated))


def asset_card(name: str, kind: str, note: str) -> CardContent:
    """Return the card of something that was placed."""
    words = QCoreApplication.translate
    lines = {words("twin", "Art"): kind, words("twin", "Notiz"): note}
    return text_card(name, {key: text for key, text in lines.items() if text})


def _simulated(*, is_simulated: bool) -> dict[str, str]:
    words = QCoreApplication.translate
    return {words("twin", "Herkunft"): words("twin", "simuliert")} if is_simulated else {}
