"""The look: colour tokens, palette, the few lines of QSS, icons and alarm glyphs.

`tokens` is the only place in the program with colour values. Views listen to `theme().changed`
and read `theme().tokens`; they never style themselves. Start reading at `tokens`, then `current`.
"""

from widgets.theme.current import Theme, theme
from widgets.theme.tokens import DARK, LIGHT, AlarmLook, Tokens, alarm_look

__all__ = ["DARK", "LIGHT", "AlarmLook", "Theme", "Tokens", "alarm_look", "theme"]
