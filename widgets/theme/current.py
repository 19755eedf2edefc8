"""The theme in force: one object that applies it to the program and tells the views."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from widgets.theme.palette import make_outline_palette, make_palette
from widgets.theme.qss import make_style_sheet
from widgets.theme.tokens import BODY_PT, DARK, FONT_FAMILIES, LIGHT, Tokens

_LENT: ContextVar[Tokens | None] = ContextVar("lent", default=None)
"""Tokens that are lent in this thread, None for none."""


class Theme(QObject):
    """Holds the tokens in force.

    Signals:
        changed: The tokens are other ones now; plots, maps and icons repaint themselves.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tokens = DARK

    @property
    def tokens(self) -> Tokens:
        """The tokens in force, or those that are lent in this thread."""
        return _LENT.get() or self._tokens

    def apply(self, name: str) -> None:
        """Put a theme in force: `light`, `dark`, or anything else for the system's wish."""
        self._tokens = {"light": LIGHT, "dark": DARK}.get(name) or _wish_of_the_system()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setStyle("Fusion")
            app.setFont(body_font())
            app.setPalette(make_palette(self._tokens))
            for control, outline in (
                ("QCheckBox", self._tokens.muted),
                ("QRadioButton", self._tokens.muted),
                ("QAbstractSpinBox", self._tokens.line),
            ):
                palette = make_outline_palette(self._tokens, outline)
                app.setPalette(palette, control)  # type: ignore[arg-type]  # the stub is wrong: a str
            app.setStyleSheet(make_style_sheet(self._tokens))
        self.changed.emit()

    @contextmanager
    def lent(self, name: str) -> Iterator[None]:
        """Let whoever paints inside see the tokens of `light` or `dark`; nobody else is told.

        Holds for the thread it is called in, so pictures can be painted beside the window.
        """
        token = _LENT.set({"light": LIGHT, "dark": DARK}.get(name, self.tokens))
        try:
            yield
        finally:
            _LENT.reset(token)


@cache
def theme() -> Theme:
    """Return the program's one theme object."""
    return Theme()


def body_font(size_pt: float = BODY_PT, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font of the program in a size, with figures of equal width."""
    font = QFont()
    installed = set(QFontDatabase.families())
    families = [family for family in FONT_FAMILIES if family in installed]
    if families:
        font.setFamilies(families)
    font.setPointSizeF(size_pt)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _wish_of_the_system() -> Tokens:
    """Return the tokens the desktop asks for; light where it has no opinion."""
    hints = QGuiApplication.styleHints()
    return DARK if hints.colorScheme().name == "Dark" else LIGHT
