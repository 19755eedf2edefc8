"""Values of key figures: those that were published, and made-up ones."""

from datetime import timedelta

from app.services.portfolio.demo.drafts import Draft
from app.services.portfolio.demo.sheets import Series, Trend


def add_series(draft: Draft, series: Series) -> None:
    """Add published values; without a source they are made up."""
    for day, value in series.values:
        is_break = day == series.break_on
        record = draft.add(
            "kpi_value",
            f"{series.kpi}.{day.isoformat()}",
            kpi=series.kpi,
            as_of=day.isoformat(),
            value=value,
            status=series.status,
            is_break=1 if is_break else None,
            break_note=series.break_note if is_break else None,
            source=series.source or None,
        )
        record.is_public = bool(series.source)


def add_trend(draft: Draft, trend: Trend) -> None:
    """Add made-up values, evenly from one to another with some scatter."""
    chances = draft.random("trend", trend.kpi)
    days = range(trend.first, trend.last + 1, trend.every)
    is_broken = trend.break_on is None
    for row, days_from_today in enumerate(days):
        part = row / max(1, len(days) - 1)
        value = trend.start + (trend.end - trend.start) * part
        value = round(max(0.0, value + chances.uniform(-trend.noise, trend.noise)), trend.digits)
        day = draft.today + timedelta(days=days_from_today)
        is_break = not is_broken and trend.break_on is not None and day >= trend.break_on
        is_broken |= is_break
        draft.add(
            "kpi_value",
            f"{trend.kpi}.{row + 1}",
            kpi=trend.kpi,
            as_of=day.isoformat(),
            value=value,
            status="estimated",
            is_break=1 if is_break else None,
            break_note=trend.break_note if is_break else None,
        )
