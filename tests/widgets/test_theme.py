"""The tokens keep their contrast, colours stand nowhere else, and a theme reaches everything."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.theme import DARK, LIGHT, Tokens, theme
from widgets.theme.current import body_font
from widgets.theme.icons import icon
from widgets.theme.qss import make_style_sheet
from widgets.theme.tokens import ALARM_LOOKS, LOST_LOOK, AlarmLook

ROOT = Path(__file__).resolve().parents[2]
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b")


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@THEMES
@pytest.mark.parametrize("text", ["text", "muted", "stale"])
@pytest.mark.parametrize("ground", ["surface", "background", "stripe", "selection"])
def test_text_can_be_read_on_every_ground(tokens: Tokens, text: str, ground: str) -> None:
    needed = 3.5 if (text, ground) in {("stale", "selection"), ("muted", "selection")} else 4.2
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= needed


@THEMES
def test_curves_and_marks_stand_out_from_their_ground(tokens: Tokens) -> None:
    for colour in (*tokens.curves, tokens.accent, tokens.not_live):
        assert contrast(colour, tokens.surface) >= 3.0, colour


@THEMES
@pytest.mark.parametrize("ground", ["land", "outside", "green", "water", "road"])
def test_names_on_the_map_can_be_read_on_every_ground(tokens: Tokens, ground: str) -> None:
    colours = tokens.map
    assert contrast(colours.label, getattr(colours, ground)) >= 4.5
    for name in ("label_minor", "label_water"):
        assert contrast(getattr(colours, name), colours.halo) >= 4.5
        assert contrast(getattr(colours, name), getattr(colours, ground)) >= 3.0, name


@THEMES
def test_signs_on_the_map_stand_out_from_land_and_plate(tokens: Tokens) -> None:
    colours = tokens.map
    for name in ("sign", "dot", "stale", "line", "selected", "hatch"):
        assert contrast(getattr(colours, name), colours.land) >= 3.0, name
    for name in ("sign", "plate_line"):
        assert contrast(getattr(colours, name), colours.plate) >= 3.0, name
    assert contrast(tokens.text, colours.plate) >= 4.5


@THEMES
def test_the_ground_of_the_map_is_neutral_beside_alarms(tokens: Tokens) -> None:
    colours = tokens.map
    for name in ("outside", "land", "green", "water", "road", "casing", "rail", "border"):
        channels = _channels(getattr(colours, name))
        assert max(channels) - min(channels) <= 32, name


@THEMES
def test_the_ramp_of_values_rises_evenly_and_keeps_away_from_alarms(tokens: Tokens) -> None:
    ramp = tokens.map.ramp
    lights = [luminance(colour) for colour in ramp]
    assert lights == sorted(lights, reverse=tokens.name == "light")
    assert contrast(ramp[-1], tokens.map.land) >= 4.5
    assert all(contrast(one, other) >= 1.2 for one, other in pairwise(ramp))
    for look in (*ALARM_LOOKS.values(), LOST_LOOK):
        for colour in ramp:
            apart = zip(_channels(look.fill), _channels(colour), strict=True)
            assert sum((one - other) ** 2 for one, other in apart) ** 0.5 > 50, (look.glyph, colour)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


@pytest.mark.parametrize("look", [*ALARM_LOOKS.values(), LOST_LOOK], ids=lambda look: look.glyph)
def test_the_word_on_a_chip_can_be_read(look: AlarmLook) -> None:
    assert contrast(look.ink, look.fill) >= 4.5


def test_every_priority_has_a_glyph_of_its_own() -> None:
    glyphs = [look.glyph for look in (*ALARM_LOOKS.values(), LOST_LOOK)]
    assert len(set(glyphs)) == len(glyphs)


def test_colours_stand_in_the_tokens_only() -> None:
    places = [*ROOT.glob("widgets/**/*.py"), *ROOT.glob("app/console/**/*.py")]
    places += [ROOT / "resources/qss/leitstand.qss"]
    found = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in places
        if path.name != "tokens.py"
        for match in _HEX.finditer(path.read_text("utf-8"))
    }
    assert not found


@THEMES
def test_the_style_sheet_knows_every_name_of_its_template(tokens: Tokens) -> None:
    sheet = make_style_sheet(tokens)
    assert "$" not in sheet
    assert tokens.surface in sheet


@pytest.mark.parametrize(("name", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_a_theme_reaches_the_palette_and_whoever_listens(
    qtbot: QtBot, name: str, tokens: Tokens
) -> None:
    with qtbot.waitSignal(theme().changed):
        theme().apply(name)
    ground = QApplication.palette().color(QPalette.ColorRole.Base)
    assert ground.name() == tokens.surface


def test_figures_have_equal_widths(qtbot: QtBot) -> None:
    theme().apply("light")
    metrics = QFontMetrics(QApplication.font())
    assert body_font().pointSizeF() == 10
    assert len({metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1


def test_an_icon_survives_whoever_takes_it_for_its_own(qtbot: QtBot) -> None:
    assert icon("mdi6.close") is not icon("mdi6.close")
