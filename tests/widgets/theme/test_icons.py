"""Icons: drawn in the theme's colours, alike for everybody, and never a reason to fall."""

import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtGui import QColor, QIcon, QImage
from pytestqt.qtbot import QtBot

from widgets.theme import DARK, LIGHT, Tokens, theme
from widgets.theme.icons import SIZES_PX, icon


def colour_of(drawn: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, size: int = 24) -> str:
    """Return the colour of the most opaque pixel; empty when nothing is drawn."""
    image = drawn.pixmap(size, size, mode).toImage()
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32)
    strongest = int(pixels[np.argmax(pixels >> 24)])
    return QColor.fromRgba(strongest).name() if strongest >> 24 else ""


@pytest.mark.parametrize("chosen", [DARK, LIGHT])
def test_an_icon_has_the_colours_of_the_theme(chosen: Tokens, qtbot: QtBot) -> None:
    theme().apply(chosen.name)
    drawn = icon("mdi6.bell-outline")
    assert colour_of(drawn) == chosen.muted
    assert colour_of(drawn, QIcon.Mode.Active) == chosen.text
    assert colour_of(drawn, QIcon.Mode.Disabled) == chosen.line
    assert colour_of(icon("mdi6.bell-outline", colour=chosen.accent)) == chosen.accent


def test_an_icon_is_sharp_in_every_size_that_is_used(qtbot: QtBot) -> None:
    assert {size.width() for size in icon("mdi6.menu").availableSizes()} == set(SIZES_PX)


def test_an_unknown_name_is_drawn_as_a_question(qtbot: QtBot) -> None:
    assert colour_of(icon("mdi6.no-such-icon"))
    assert colour_of(icon(""))


def test_the_icon_library_itself_is_not_loaded() -> None:
    """It would take a third of the time to the first paint."""
    program = "import widgets.theme.icons, sys; print('qtawesome' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
