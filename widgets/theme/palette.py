"""Tokens as a `QPalette`: Fusion draws all standard controls from it."""

from PySide6.QtGui import QColor, QPalette

from widgets.theme.tokens import Tokens

_ROLE = QPalette.ColorRole
_OUTLINE_PERCENT = 140
"""So much darker than the window Fusion draws outlines."""


def make_palette(tokens: Tokens) -> QPalette:
    """Return the palette of a theme, with the disabled group dimmed."""
    palette = QPalette()
    roles = {
        _ROLE.Window: tokens.background,
        _ROLE.WindowText: tokens.text,
        _ROLE.Base: tokens.surface,
        _ROLE.AlternateBase: tokens.stripe,
        _ROLE.Text: tokens.text,
        _ROLE.Button: tokens.raised,
        _ROLE.ButtonText: tokens.text,
        _ROLE.BrightText: tokens.on_accent,
        _ROLE.ToolTipBase: tokens.raised,
        _ROLE.ToolTipText: tokens.text,
        _ROLE.PlaceholderText: tokens.muted,
        _ROLE.Highlight: tokens.selection,
        _ROLE.HighlightedText: tokens.text,
        _ROLE.Link: tokens.accent,
        _ROLE.LinkVisited: tokens.accent,
        _ROLE.Accent: tokens.accent,
        _ROLE.Light: tokens.raised,
        _ROLE.Midlight: tokens.line,
        _ROLE.Mid: tokens.line,
        _ROLE.Dark: tokens.line,
        _ROLE.Shadow: tokens.background,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.stale))
    return palette


def make_outline_palette(tokens: Tokens, outline: str) -> QPalette:
    """Return the palette of controls whose outline Fusion makes of the window, 1.4 times darker.

    Made of a dark window it could not be seen.

    Args:
        tokens: The theme.
        outline: Colour of the outline.
    """
    palette = make_palette(tokens)
    palette.setColor(_ROLE.Window, QColor(outline).lighter(_OUTLINE_PERCENT))
    return palette
