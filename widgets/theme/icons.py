"""Icons of one family (Material Design Icons 6), tinted from the tokens.

Font and names come with qtawesome, but it is not imported: it loads a dozen fonts, and Qt a second
time through a wrapper, which would take a third of the time to the first paint. What it returns it
also keeps, while the dock library deletes what it is given; plain pictures know no such quarrel.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap

from widgets.theme.current import theme

SIZES_PX: Final = (16, 18, 24, 32, 36, 48, 80)
"""Sizes that are drawn: those of buttons and of placeholders, also on screens of 150 and 200 %."""

_PREFIX: Final = "mdi6."
_UNKNOWN: Final = "help-circle-outline"
_FILL: Final = 0.875
"""Height of a glyph in its square."""


def icon(name: str, *, colour: str = "") -> QIcon:
    """Return an icon such as `mdi6.bell-outline`, tinted for the theme in force.

    Args:
        name: Name with the family's prefix `mdi6.`; a question mark stands for an unknown one.
        colour: A token's colour; the muted one when empty.
    """
    tokens = theme().tokens
    return QIcon(_drawn(name, colour or tokens.muted, colour or tokens.text, tokens.line))


@cache
def _drawn(name: str, normal: str, active: str, disabled: str) -> QIcon:
    sign = _signs().get(name.removeprefix(_PREFIX)) or _signs()[_UNKNOWN]
    drawn = QIcon()
    modes = {QIcon.Mode.Normal: normal, QIcon.Mode.Active: active, QIcon.Mode.Disabled: disabled}
    for mode, colour in modes.items():
        for size in SIZES_PX:
            drawn.addPixmap(_picture(sign, size, colour), mode)
    return drawn


def _picture(sign: str, size: int, colour: str) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    font = QFont(_family())
    font.setPixelSize(round(size * _FILL))
    painter = QPainter(picture)
    painter.setPen(QColor(colour))
    painter.setFont(font)
    painter.drawText(QRect(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, sign)
    painter.end()
    return picture


@cache
def _family() -> str:
    """Return the name under which Qt knows the font of the icons."""
    number = QFontDatabase.addApplicationFont(str(_file("materialdesignicons6*.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _signs() -> dict[str, str]:
    """Return the sign of each icon in the font."""
    codes: dict[str, str] = json.loads(_file("materialdesignicons6*.json").read_text("utf-8"))
    return {name: chr(int(code, 16)) for name, code in codes.items()}


def _file(pattern: str) -> Path:
    found = find_spec("qtawesome")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("qtawesome, whose font holds the icons, is not installed")
    return next(Path(found.origin).with_name("fonts").glob(pattern))
