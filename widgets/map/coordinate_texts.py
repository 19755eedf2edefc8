"""Places as words: degrees of WGS 84 and metres of EPSG:25832, in the language of the screen."""

from PySide6.QtCore import QLocale

from app.domain.points import Location
from app.services.maps import crs
from widgets.texts import DASH, language


def degrees_text(location: Location) -> str:
    """Return latitude and longitude, such as `51,67850° N 7,80780° O`."""
    return _texts(location)[0]


def utm_text(location: Location) -> str:
    """Return easting and northing, such as `32U 417 555 E 5 725 800 N`; a dash far away."""
    return _texts(location)[1] or DASH


def _texts(location: Location) -> tuple[str, str]:
    east = "O" if language() == "de" else "E"
    return crs.coordinate_texts(location, QLocale().decimalPoint(), east)
