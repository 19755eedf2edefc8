"""What a CityGML object says of itself: attributes, generic attributes, address, references."""

from collections.abc import Callable
from typing import Final

from lxml.etree import _Element

from twin_viewer.model.cities import Value


class _Names(dict[object, str]):
    """Local names of tags; `{http://www.opengis.net/gml}name` is `name` in every version."""

    def __missing__(self, tag: object) -> str:
        # What is no element (an entity that was not resolved) has a function for a tag.
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        self[tag] = name
        return name


NAMES: Final = _Names()
"""Local name of a tag."""

_WHOLE: Final = frozenset(
    {"storeysAboveGround", "storeysBelowGround", "yearOfConstruction", "yearOfDemolition"}
)
_METRES: Final = frozenset({"measuredHeight", "averageHeight", "height", "trunkDiameter"})
_UNITS: Final = {"mm": 0.001, "cm": 0.01, "dm": 0.1, "km": 1000.0, "ft": 0.3048, "foot": 0.3048}
"""Metres in units that stand at a length (uom); every other word is taken as metres."""

_GENERIC: Final[dict[str, Callable[[str], Value]]] = {
    "stringAttribute": str,
    "intAttribute": int,
    "doubleAttribute": float,
    "measureAttribute": float,
    "dateAttribute": str,
    "uriAttribute": str,
}
_GENERIC_SET: Final = "genericAttributeSet"
_STREET: Final = ("ThoroughfareName", "ThoroughfareNumber")
_TOWN: Final = ("PostalCodeNumber", "LocalityName")


def take_attribute(element: _Element, name: str, attributes: dict[str, Value]) -> None:
    """Take a property of an object that carries no geometry.

    Args:
        element: The property.
        name: Its local name.
        attributes: Where it is put; of what stands there more than once all is kept.
    """
    if name in _GENERIC:
        text = "".join(element[0].itertext()) if len(element) else ""
        _put(attributes, element.get("name") or name, _read(_GENERIC[name], text))
    elif name == _GENERIC_SET:
        for child in element:
            take_attribute(child, NAMES[child.tag], attributes)
    elif not len(element):
        _put(attributes, name, _plain(element, name))
    elif name == "externalReference":
        _take_reference(element, attributes)
    elif name == "address":
        _put(attributes, "address", _address(element), "; ")


def _put(attributes: dict[str, Value], name: str, value: Value, joint: str = ", ") -> None:
    if value == "":
        return
    known = attributes.get(name)
    attributes[name] = value if known is None or known == value else f"{known}{joint}{value}"


def _plain(element: _Element, name: str) -> Value:
    text = (element.text or "").strip()
    if name in _WHOLE:
        return _read(int, text)
    if name in _METRES:
        value = _read(float, text)
        unit = (element.get("uom") or "").rpartition(":")[2].rpartition("#")[2]
        factor = _UNITS.get(unit.lower(), 1.0)
        return value * factor if isinstance(value, float) else value
    return text


def _read(kind: Callable[[str], Value], text: str) -> Value:
    """Return a text as what it should be; as it is where it is something else."""
    text = text.strip()
    try:
        return kind(text)
    except ValueError:
        return text


def _take_reference(element: _Element, attributes: dict[str, Value]) -> None:
    for child in element.iter("{*}informationSystem", "{*}name", "{*}uri"):
        name = NAMES[child.tag]
        key = name if name == "informationSystem" else "externalReference"
        _put(attributes, key, (child.text or "").strip())


def _address(element: _Element) -> str:
    """Return an address in one line: `Südstraße 5, 59065 Hamm`."""
    found: dict[str, str] = {}
    for child in element.iter(*(f"{{*}}{name}" for name in (*_STREET, *_TOWN))):
        found.setdefault(NAMES[child.tag], (child.text or "").strip())
    lines = (" ".join(found.get(name, "") for name in part).strip() for part in (_STREET, _TOWN))
    return ", ".join(line for line in lines if line)
