"""Values, ages and verdicts of evidence in words, and the trend as a line."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.domain.portfolio.evidence.questions import Direction
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from tests.fakes.clocks import START_US
from widgets.portfolio.evidence.trend import TrendLine
from widgets.portfolio.evidence.wording import (
    age_words,
    day_words,
    drift_words,
    target_words,
    value_words,
    verdict_icon,
    verdict_word,
)

HOUR = 3_600_000_000
DAY = 24 * HOUR
NOW = 20_000 * DAY


@pytest.fixture(autouse=True)
def german(qtbot: QtBot) -> None:
    QLocale.setDefault(QLocale("de_DE"))


OPEN = EvidenceResult(Verdict.OPEN, at_us=NOW)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (None, "h", "–"),
        (1234.0, "", "1.234"),
        (0.5, "%", "0,5\u202f%"),
        (2 / 3, "", "0,67"),
        (-3.25, "", "-3,25"),
    ],
)
def test_values_have_no_needless_decimals(value: float | None, unit: str, expected: str) -> None:
    assert value_words(value, unit) == expected


def test_ages_in_hours_then_days() -> None:
    ages = [age_words(replace(OPEN, newest_us=NOW - age)) for age in (1, 5 * HOUR, DAY, 40 * DAY)]
    assert ages == ["unter 1 h", "5 h", "1 Tag", "40 Tage"]
    assert age_words(OPEN) == "–"
    assert day_words(None, "Europe/Berlin") == "–"
    assert day_words(START_US, "Europe/Berlin") == "24.11.2025"


def test_targets_and_drift_in_words() -> None:
    wanted = replace(OPEN, target=25.0, direction=Direction.AT_LEAST, unit="Schulen", drift=2.0)
    assert target_words(wanted) == "mindestens 25\u202fSchulen"
    assert drift_words(wanted) == "+2\u202fSchulen"
    assert target_words(replace(OPEN, target=3.0, direction=Direction.AT_MOST)) == "höchstens 3"
    assert target_words(OPEN) == drift_words(OPEN) == ""


def test_every_verdict_has_a_word_and_a_shape() -> None:
    words = {verdict_word(one) for one in Verdict}
    assert len(words) == len(Verdict)
    assert verdict_word(Verdict.OPEN, is_overdue=True) == "verfehlt"
    assert not any(verdict_icon(one).isNull() for one in Verdict)
    assert not verdict_icon(Verdict.OPEN, is_wrong=True).isNull()


def test_a_trend_is_a_line_that_ends_in_a_dot(qtbot: QtBot) -> None:
    line = TrendLine()
    qtbot.addWidget(line)
    assert line.words() == "Noch kein Verlauf"
    trend = ((NOW - 30 * DAY, 1.0), (NOW, 3.0))
    line.resize(200, 56)
    line.show_result(replace(OPEN, trend=trend, unit="km", target=2.0))
    assert line.words() == "Verlauf: 1\u202fkm am 04.09.2024, 3\u202fkm am 04.10.2024"
    image = line.grab().toImage()
    ground = QColor(image.pixel(0, 0))
    painted = {
        x for x in range(image.width()) for y in range(image.height())
        if QColor(image.pixel(x, y)) != ground
    }  # fmt: skip
    assert len(painted) > image.width() * 0.8
    line.show_result(replace(OPEN, trend=trend[:1]))
    assert line.isHidden()
