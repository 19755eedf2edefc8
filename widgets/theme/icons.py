"""Icons of one family (Material Design Icons 6 out of qtawesome), tinted from the tokens."""

import qtawesome
from PySide6.QtGui import QIcon

from widgets.theme.current import theme


def icon(name: str, *, colour: str = "") -> QIcon:
    """Return an icon such as `mdi6.bell-outline`, tinted for the theme in force.

    Args:
        name: Name with the family's prefix `mdi6.`.
        colour: A token's colour; the muted one when empty.
    """
    tokens = theme().tokens
    result: QIcon = qtawesome.icon(
        name,
        color=colour or tokens.muted,
        color_active=colour or tokens.text,
        color_disabled=tokens.line,
    )
    return result
