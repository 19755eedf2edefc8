"""What a CityJSON object says of itself, flat: nested attributes get the names of their way."""

from typing import Any, Final

from twin_viewer.model.cities import Value

_STREET: Final = ("ThoroughfareName", "thoroughfareName", "street", "Street")
_NUMBER: Final = (
    "ThoroughfareNumber",
    "thoroughfareNumber",
    "houseNumber",
    "HouseNumber",
    "number",
)
_CODE: Final = ("PostalCode", "PostalCodeNumber", "postalCode", "postcode", "Postcode")
_TOWN: Final = ("LocalityName", "localityName", "locality", "Locality", "city", "City")


def flat_attributes(attributes: dict[str, Any] | None, address: Any = None) -> dict[str, Value]:
    """Return the attributes of an object.

    Args:
        attributes: As the file has them; what is null is left away, lists are joined.
        address: Its addresses, a list of dictionaries; joined to `address`.
    """
    result: dict[str, Value] = {}
    for name, value in (attributes or {}).items():
        _put(result, name, value)
    lines = [_line(part) for part in address] if isinstance(address, list) else []
    joined = "; ".join(line for line in lines if line)
    if joined:
        result["address"] = joined
    return result


def _put(result: dict[str, Value], name: str, value: Any) -> None:
    if isinstance(value, str | int | float):
        result[name] = value
    elif isinstance(value, dict):
        for part, inner in value.items():
            _put(result, f"{name}.{part}", inner)
    elif isinstance(value, list):
        if all(isinstance(part, str | int | float) for part in value):
            result[name] = ", ".join(str(part) for part in value)
        else:
            for number, part in enumerate(value, 1):
                _put(result, f"{name}.{number}", part)


def _line(address: Any) -> str:
    """Return an address in one line: `Südstraße 5, 59065 Hamm`."""
    if not isinstance(address, dict):
        return ""
    parts = [
        " ".join(text for names in line if (text := _first(address, names)))
        for line in ((_STREET, _NUMBER), (_CODE, _TOWN))
    ]
    return ", ".join(part for part in parts if part)


def _first(address: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((str(address[name]) for name in names if address.get(name)), "")
