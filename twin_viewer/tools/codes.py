"""Codes of the German surveying authorities in words, as their city models carry them.

After the code lists of the AdV for CityGML (roof types) and of ALKIS (functions of buildings,
31001); only the ones that are frequent in city models.
"""

from PySide6.QtCore import QCoreApplication

_OF_BUILDINGS = "31001_"


def roof_types() -> dict[str, str]:
    """Return the types of roofs."""
    words = QCoreApplication.translate
    return {
        "1000": words("twin", "Flachdach"),
        "2100": words("twin", "Pultdach"),
        "2200": words("twin", "Versetztes Pultdach"),
        "3100": words("twin", "Satteldach"),
        "3200": words("twin", "Walmdach"),
        "3300": words("twin", "Krüppelwalmdach"),
        "3400": words("twin", "Mansardendach"),
        "3500": words("twin", "Zeltdach"),
        "3600": words("twin", "Kegeldach"),
        "3700": words("twin", "Kuppeldach"),
        "3800": words("twin", "Sheddach"),
        "3900": words("twin", "Bogendach"),
        "4000": words("twin", "Turmdach"),
        "5000": words("twin", "Mischform"),
        "9999": words("twin", "Sonstiges"),
    }


def functions() -> dict[str, str]:
    """Return the functions of buildings."""
    words = QCoreApplication.translate
    return {
        "1000": words("twin", "Wohngebäude"),
        "2000": words("twin", "Wirtschaft oder Gewerbe"),
        "3000": words("twin", "Öffentliche Zwecke"),
        "9998": words("twin", "Nicht näher bestimmt"),
    }


def code_text(attribute: str, code: str) -> str:
    """Return what a code means; one that is not known stays as it is."""
    if attribute == "roofType":
        return roof_types().get(code, code)
    if attribute == "function" and code.startswith(_OF_BUILDINGS):
        return functions().get(code.removeprefix(_OF_BUILDINGS), code)
    return code
