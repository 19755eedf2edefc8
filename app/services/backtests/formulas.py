"""The series of a FORMULA rule over the past, from samples where their number allows it."""

from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.alarms import AlarmRule
from app.domain.points import Point, PointId, point_key
from app.domain.samples import stale_after_us
from app.domain.series import SeriesFrame, Tier
from app.services.backtests.reports import BackTestError
from app.services.derived.formulas import FormulaSeries
from app.services.derived.historian import DerivedError, DerivedHistorian, Question
from app.services.formulas import FormulaError, parse
from app.services.formulas.extents import rows_of
from app.services.ports import HistorianReader

_MOST_ROWS: Final = 1_000_000
"""Samples of all inputs that are computed one by one; of more the minutes are."""


def formula_frame(
    history: HistorianReader,
    points: Mapping[PointId, Point],
    zone: ZoneInfo,
    rule: AlarmRule,
    window: tuple[int, int],
) -> tuple[SeriesFrame, int]:
    """Return the results of a rule's formula over a window, and how long one holds (µs).

    Args:
        history: Where its inputs are read.
        points: The points of the city.
        zone: Where days begin.
        rule: The rule.
        window: Begin and end, µs UTC.

    Raises:
        BackTestError: The formula makes no sense, or takes too many rows.
    """
    start_us, end_us = window
    key = point_key(PointId(f"{rule.id}:{rule.formula}"))
    named = {str(name): point for name, point in points.items()}
    try:
        series = FormulaSeries(parse(rule.formula), named, zone)
        samples = rows_of(series.points, end_us - start_us, Tier.RAW)
        question = Question(key, start_us, end_us, _MOST_ROWS, Tier.RAW)
        # Asked for samples, a formula takes them, as many as there are.
        reader = DerivedHistorian(history)
        frame = series.query(reader, question) if samples <= _MOST_ROWS else None
        if frame is None or not len(frame):
            coarse = Question(key, start_us, end_us, _MOST_ROWS, Tier.MINUTE)
            rolled = series.query(reader, coarse)
            frame = rolled if frame is None or len(rolled) else frame
    except FormulaError as error:
        raise BackTestError(f"Die Formel lässt sich nicht rechnen: {error.sentence}") from error
    except DerivedError as error:
        raise BackTestError(str(error)) from error
    interval_s = max((point.interval_s for point in series.points), default=60.0)
    return frame, int(stale_after_us(interval_s))
