"""What is really seen: colours, letters, the glyph of every priority, states on their devices."""

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.domain.samples import BoolArray
from app.services.maps.sources import MapSource, Rank, StateRows
from tests.fakes.map_scenes import (
    HAMM,
    alarm,
    devices,
    ground_layers,
    layer,
    source,
)
from tests.widgets.map.page.conftest import SIZE, Bench, Pixels, pixels
from widgets.map.sprites import ALARM_PX
from widgets.map.style.scenes import LOOKS
from widgets.theme import DARK, LIGHT, theme
from widgets.theme.glyphs import draw_glyph

ROOT = Path(__file__).resolve().parents[4]
PX = 512 * 2**14 / 360  # of a degree of longitude at zoom 14
STEP = 60 / PX
MIDDLE = (SIZE[0] // 2, SIZE[1] // 2)

pytestmark = pytest.mark.parametrize("name", ["light", "dark"])


def near(found: Pixels, colour: str, most: int = 40) -> BoolArray:
    hue = QColor(colour)
    wanted = np.array([hue.red(), hue.green(), hue.blue()], np.int16)
    close: BoolArray = np.abs(found - wanted).sum(axis=2) < most
    return close


def around(found: Pixels, x: float, y: float, reach: int = 16) -> Pixels:
    left, top = round(x) - reach, round(y) - reach
    return found[top : top + 2 * reach, left : left + 2 * reach]


def house_glyph(glyph: str, colour: str, reach: int = 16) -> BoolArray:
    image = QImage(2 * reach, 2 * reach, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    low = reach - ALARM_PX / 2
    draw_glyph(painter, QRectF(low, low, ALARM_PX, ALARM_PX), glyph, QColor(colour))
    painter.end()
    return near(pixels(image), colour)


def likeness(one: BoolArray, other: BoolArray) -> float:
    """Return how much of both they have in common, the best of small shifts."""
    shifts: Iterable[BoolArray] = (
        np.roll(one, (y, x), (0, 1)) for y in (-1, 0, 1) for x in (-1, 0, 1)
    )
    return max(float((moved & other).sum() / (moved | other).sum()) for moved in shifts)


def marked(colour: str, shift: int, least: int = 60) -> Callable[[Pixels], bool]:
    """Return a check: so many pixels of a colour lie right of (left of) the middle, by px."""
    return lambda found: bool(near(spot(found, shift), colour).sum() >= least)


def spot(found: Pixels, shift: int, reach: int = 16) -> Pixels:
    return around(found, MIDDLE[0] + shift, MIDDLE[1], reach)


def test_the_map_of_hamm_has_many_colours_and_names(bench: Bench, name: str) -> None:
    theme().apply(name)
    files = sorted((ROOT / "resources/cities/hamm/map").glob("*.geojson"))
    bench.stage.set_ground([MapSource(f"base-{file.stem}", 1, file.read_bytes()) for file in files])
    bench.stage.set_layers(ground_layers())
    bench.look(HAMM, 12.5)
    tokens = {"light": LIGHT, "dark": DARK}[name].map
    bench.seen(lambda found: len(np.unique(found.reshape(-1, 3), axis=0)) > 1000)
    bench.seen(lambda found: bool(near(found, tokens.land).mean() > 0.2))
    bench.seen(lambda found: bool(near(found, tokens.water).sum() > 200))
    bench.seen(lambda found: bool(near(found, tokens.label, 150).sum() > 500))


def test_an_alarm_of_each_priority_is_found_by_colour_and_shape(bench: Bench, name: str) -> None:
    theme().apply(name)
    ranks = list(LOOKS)
    places = [(HAMM[0] + (at - 2) * STEP, HAMM[1]) for at in range(len(ranks))]
    found_alarms = [alarm(at, places[at], int(rank)) for at, rank in enumerate(ranks)]
    bench.stage.set_layers([layer("alarms")])
    bench.look(HAMM)
    bench.shown(lambda: bench.stage.set_source(source("alarms", found_alarms, cluster_radius=18)))
    for at, rank in enumerate(ranks):
        look, shift = LOOKS[rank], (at - 2) * 60
        wanted = house_glyph(look.glyph, look.fill)
        bench.seen(_like(wanted, look.fill, shift))


def _like(wanted: BoolArray, fill: str, shift: int) -> Callable[[Pixels], bool]:
    return lambda found: likeness(near(spot(found, shift), fill), wanted) > 0.7


def test_an_acknowledged_alarm_is_an_outline(bench: Bench, name: str) -> None:
    theme().apply(name)
    both = [
        alarm(0, (HAMM[0] - STEP, HAMM[1]), Rank.CRITICAL),
        alarm(1, (HAMM[0] + STEP, HAMM[1]), Rank.CRITICAL, is_acknowledged=True),
    ]
    bench.stage.set_layers([layer("alarms")])
    bench.look(HAMM)
    bench.shown(lambda: bench.stage.set_source(source("alarms", both)))
    fill = LOOKS[Rank.CRITICAL].fill
    bench.seen(marked(fill, -60, least=200))
    found = pixels(bench.canvas.grab_map())
    filled, outline = (near(spot(found, shift), fill).sum() for shift in (-60, 60))
    assert 0.2 * filled < outline < 0.8 * filled


def test_a_device_shows_its_state_and_keeps_its_place_among_new_ones(
    bench: Bench, name: str
) -> None:
    theme().apply(name)
    places = [(HAMM[0] - STEP, HAMM[1]), (HAMM[0] + STEP, HAMM[1])]
    fill = LOOKS[Rank.CRITICAL].fill
    bench.stage.set_layers([layer("points:a")])
    bench.look(HAMM)
    bench.stage.set_source(source("points", devices(places)))
    states = StateRows("points", ("r", "a"), [0], [[int(Rank.CRITICAL), 0]])
    bench.painted(lambda: bench.stage.set_states(states))
    bench.seen(marked(fill, -60))
    assert not marked(fill, 60, least=1)(pixels(bench.canvas.grab_map()))
    # rows mean other devices in the new version: what was row 0 is row 1 now
    bench.stage.set_source(source("points", devices(places[::-1]), version=2))
    again = StateRows("points", ("r", "a"), [0, 1], [[int(Rank.LOW), 0], [int(Rank.CRITICAL), 0]])
    bench.painted(lambda: bench.stage.set_states(again))
    bench.seen(marked(LOOKS[Rank.LOW].fill, 60))
    found = pixels(bench.canvas.grab_map())
    assert marked(fill, -60)(found)
    assert not marked(fill, 60, least=1)(found)


def test_a_cluster_wears_the_worst_state_of_its_devices(bench: Bench, name: str) -> None:
    theme().apply(name)
    places = [(HAMM[0] + at * STEP / 60, HAMM[1]) for at in range(8)]
    bench.stage.set_layers([layer("points:a")])
    bench.look((HAMM[0] + 3.5 * STEP / 60, HAMM[1]), 12)
    bench.stage.set_source(source("points", devices(places), cluster_radius=40))
    states = StateRows("points", ("r", "a"), range(8), [[rank % 6, 0] for rank in range(8)])
    bench.painted(lambda: bench.stage.set_states(states))
    worst = LOOKS[Rank.HIGH].fill

    def has_glyph(found: Pixels) -> bool:
        ring = near(spot(found, 0, reach=30), worst)
        return bool(ring.sum() > 60 and ring[:30, 30:].sum() > 1.5 * ring[:30, :30].sum())

    bench.seen(has_glyph)
    calm = StateRows("points", ("r", "a"), range(8), [[0, 0]] * 8)
    bench.painted(lambda: bench.stage.set_states(calm))
    bench.seen(lambda found: not near(spot(found, 0, reach=30), worst).any())


def test_what_is_selected_has_a_ring_and_what_is_not_has_none(bench: Bench, name: str) -> None:
    theme().apply(name)
    places = [(HAMM[0] - STEP, HAMM[1]), (HAMM[0] + STEP, HAMM[1])]
    bench.stage.set_layers([layer("points:a")])
    bench.look(HAMM)
    accent = theme().tokens.map.selected
    bench.shown(lambda: bench.stage.set_source(source("points", devices(places))))
    for chosen, other in ((-60, 60), (60, -60)):
        bench.stage.select("points", [int(chosen > 0)])
        bench.seen(marked(accent, chosen, least=20))
        bench.seen(_bare(accent, other))


def _bare(colour: str, shift: int) -> Callable[[Pixels], bool]:
    return lambda found: not marked(colour, shift, least=1)(found)


def test_the_same_is_seen_after_the_page_came_back(bench: Bench, name: str) -> None:
    theme().apply(name)
    bench.stage.set_layers([layer("points:a")])
    bench.look(HAMM)
    bench.stage.set_source(source("points", devices([HAMM])))
    states = StateRows("points", ("r", "a"), [0], [[int(Rank.MEDIUM), 0]])
    bench.painted(lambda: bench.stage.set_states(states))
    bench.shown(bench.canvas.restart)
    bench.seen(marked(LOOKS[Rank.MEDIUM].fill, 0))


def test_another_theme_is_put_on_without_a_rebuild(bench: Bench, name: str) -> None:
    other = {"light": "dark", "dark": "light"}[name]
    theme().apply(other)
    bench.stage.set_layers([layer("points:a"), layer("alarms")])
    bench.look(HAMM)
    bench.stage.set_source(source("alarms", [alarm(0, (HAMM[0] - STEP, HAMM[1]), 4)]))
    bench.stage.set_source(source("points", devices([(HAMM[0] + STEP, HAMM[1])])))
    states = StateRows("points", ("r", "a"), [0], [[int(Rank.HIGH), 0]])
    bench.painted(lambda: bench.stage.set_states(states))
    theme().apply(name)
    ground = {"light": LIGHT, "dark": DARK}[name].map.outside
    bench.seen(lambda found: bool(near(found, ground, 6).mean() > 0.8))
    bench.seen(marked(LOOKS[Rank.MEDIUM].fill, -60))
    bench.seen(marked(LOOKS[Rank.HIGH].fill, 60))


def test_another_order_of_layers_keeps_the_states(bench: Bench, name: str) -> None:
    theme().apply(name)
    bench.stage.set_layers([layer("points:a"), layer("alarms")])
    bench.look(HAMM)
    bench.stage.set_source(source("alarms"))
    bench.stage.set_source(source("points", devices([HAMM])))
    states = StateRows("points", ("r", "a"), [0], [[int(Rank.HIGH), 0]])
    bench.painted(lambda: bench.stage.set_states(states))
    bench.shown(lambda: bench.stage.set_layers([layer("alarms"), layer("points:a", opacity=0.99)]))
    bench.seen(marked(LOOKS[Rank.HIGH].fill, 0))
    bench.shown(lambda: bench.stage.set_layers([layer("alarms")]))
    bench.seen(_bare(LOOKS[Rank.HIGH].fill, 0))
    bench.shown(lambda: bench.stage.set_layers([layer("points:a")]))
    bench.seen(marked(LOOKS[Rank.HIGH].fill, 0))
