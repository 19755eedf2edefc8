"""The colours of fibres, as they look on the fibre: data of a standard, alike in both themes.

They are drawn only as the mark of a fibre or tube, with its number and its word beside it, and
never stand for a state. Values are those that data sheets print for DIN VDE 0888-3 and IEC 60304.
"""

from typing import Final

from PySide6.QtGui import QColor

_RED_GREEN_BLUE: Final = {
    "rot": (208, 32, 44),
    "grün": (38, 140, 62),
    "blau": (24, 84, 180),
    "gelb": (244, 214, 30),
    "weiß": (250, 250, 250),
    "grau": (138, 142, 146),
    "braun": (122, 74, 40),
    "violett": (120, 60, 150),
    "türkis": (52, 176, 184),
    "schwarz": (24, 24, 26),
    "orange": (240, 130, 20),
    "rosa": (242, 150, 178),
}


def fibre_colour(name: str) -> QColor:
    """Return the colour for a colour word of a fibre; a grey one for a word that is unknown."""
    return QColor(*_RED_GREEN_BLUE.get(name.strip().lower(), (138, 142, 146)))


def is_known(name: str) -> bool:
    """Tell whether a colour word is one of the standards'."""
    return name.strip().lower() in _RED_GREEN_BLUE
