"""A profile follows ground and roofs, with gaps where nobody knows."""

import numpy as np
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from twin_viewer.model.frames import Doubles
from twin_viewer.rendering.picking.hits import Hit, HitKind
from twin_viewer.tools.profiles import MOST_POINTS, SAMPLES, Profile, ProfileCard, with_points
from twin_viewer.tools.sampling import Sampling


class Ground:
    """A ground that ends at 90 m, and a roof upon it."""

    def ray(self, origin: Doubles, direction: Doubles) -> Hit | None:
        """Return the roof, else the ground."""
        assert direction[2] == -1.0
        east = float(origin[0])
        height = 30.0 if 40 < east < 60 else 10.0
        place = np.array((east, origin[1], height))
        return None if east > 90 else Hit(HitKind.TERRAIN, "", place, float(origin[2]) - height)

    def heights_at(self, places: Doubles) -> Doubles:
        """Return the ground."""
        return np.where(places[:, 0] > 90, np.nan, 10.0)


def level(height: float, roof: float) -> Profile:
    """Return a profile over level ground."""
    distances = np.linspace(0.0, 100.0, SAMPLES)
    return Profile(distances, np.full(SAMPLES, height), np.full(SAMPLES, roof))


def test_roofs_stand_on_the_ground_and_scans_beside_them(qtbot: QtBot) -> None:
    sampling = Sampling(Ground())
    sampling.scans = lambda _line, width: iter([(np.array((5.0, 7.0)), np.full(2, width))])
    found: list[Profile] = []
    sampling.sampled.connect(found.append)
    sampling.take(np.zeros(3), np.array((100.0, 0.0, 0.0)), 50.0)
    qtbot.waitUntil(lambda: len(found) == 2)
    first, profile = found
    assert not len(first.points)
    assert len(profile.distances) == SAMPLES
    assert profile.distances[-1] == 100.0
    assert profile.terrain[0] == 60.0
    assert np.isnan(profile.terrain[-1])
    assert np.nanmax(profile.surface) == 80.0
    assert profile.points.tolist() == [[5.0, 52.0], [7.0, 52.0]]
    qtbot.waitUntil(lambda: not sampling._timer.isActive())


def test_the_card_is_drawn_and_copied_as_a_table(qtbot: QtBot) -> None:
    QLocale.setDefault(QLocale("de_DE"))
    view = QWidget()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    card = ProfileCard(view)
    card.show_profile(level(60.0, 72.0))
    assert card.isVisible()
    assert not card.grab().toImage().isNull()
    assert "100 m" in card.accessibleName()
    with qtbot.waitSignal(card.copied):
        card.copy.click()
    assert (
        QGuiApplication.clipboard().text().startswith("Entfernung m\tGelände m\tOben m\n0,00\t60")
    )
    with qtbot.waitSignal(card.closed):
        card.close_button.click()


def test_scanned_points_lie_in_it_thinned(qtbot: QtBot) -> None:
    profile = level(60.0, 60.0)
    along = np.linspace(0, 100, 3 * MOST_POINTS)
    card = ProfileCard(QWidget())
    qtbot.addWidget(card._view)
    card.show_profile(profile)
    plain = card.plot.grab().toImage()
    dotted = with_points(profile, along, np.full(len(along), 75.0))
    assert MOST_POINTS / 2 < len(dotted.points) <= MOST_POINTS
    card.show_profile(dotted)
    assert "75,0" in card.plot.spoken or "75.0" in card.plot.spoken
    assert card.plot.grab().toImage() != plain
