"""The few lines of QSS: containers, headers, tabs and cards only.

Combo boxes, spin boxes and scroll bars stay with Fusion and the palette: styling them by QSS loses
their native arrows. Item views never get a `color`: it would override alarm colours of the model.
"""

from importlib.resources import files
from string import Template

from widgets.theme.tokens import RADIUS_CARD, RADIUS_CONTROL, Tokens


def make_style_sheet(tokens: Tokens) -> str:
    """Fill the template `resources/qss/leitstand.qss` with the tokens of a theme."""
    template = files("resources").joinpath("qss/leitstand.qss").read_text("utf-8")
    return Template(template).substitute(
        background=tokens.background,
        surface=tokens.surface,
        raised=tokens.raised,
        line=tokens.line,
        text=tokens.text,
        muted=tokens.muted,
        accent=tokens.accent,
        on_accent=tokens.on_accent,
        selection=tokens.selection,
        not_live=tokens.not_live,
        radius=RADIUS_CONTROL,
        card_radius=RADIUS_CARD,
    )
