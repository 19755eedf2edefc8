"""A schedule beside the dates that were once agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from app.domain.portfolio.schedules.calendars import DayArray, WorkCalendar
from app.domain.portfolio.schedules.critical_path import Schedule


@dataclass(frozen=True, slots=True)
class PlannedDates:
    """First and last day of a task, as they were agreed."""

    start: date
    finish: date


@dataclass(frozen=True, slots=True)
class Slip:
    """By how many working days a task stands later than agreed; negative when earlier.

    Attributes:
        task: Id of the task.
        start: Of its first day.
        finish: Of its last day.
    """

    task: str
    start: int
    finish: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a baseline.

    Attributes:
        slips: Of all tasks that are in both, in the order of the network; 0 where nothing slipped.
        new: Ids of tasks that the baseline does not know, in the order of the network.
        gone: Ids of tasks that only the baseline knows, in its order.
    """

    slips: tuple[Slip, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def freeze(schedule: Schedule) -> dict[str, PlannedDates]:
    """Return the dates of all tasks as a baseline."""
    starts, finishes = schedule.early_dates()
    return {
        task: PlannedDates(start, finish)
        for task, start, finish in zip(
            schedule.network.ids, starts.tolist(), finishes.tolist(), strict=True
        )
    }


def compare(schedule: Schedule, baseline: Mapping[str, PlannedDates]) -> Comparison:
    """Return how a schedule differs from a baseline, in working days of its calendar."""
    ids = schedule.network.ids
    places = [place for place, task in enumerate(ids) if task in baseline]
    agreed = [baseline[ids[place]] for place in places]
    starts, finishes = schedule.early_dates()
    late_starts = _start_slips(schedule.calendar, starts[places], [one.start for one in agreed])
    late_ends = _finish_slips(schedule.calendar, finishes[places], [one.finish for one in agreed])
    return Comparison(
        slips=tuple(
            Slip(ids[place], start, finish)
            for place, start, finish in zip(places, late_starts, late_ends, strict=True)
        ),
        new=tuple(task for task in ids if task not in baseline),
        gone=tuple(task for task in baseline if task not in schedule.network.place),
    )


def _start_slips(calendar: WorkCalendar, days: DayArray, agreed: list[date]) -> list[int]:
    before = calendar.start_numbers(np.array(agreed, "datetime64[D]"))
    return [*map(int, calendar.start_numbers(days) - before)]


def _finish_slips(calendar: WorkCalendar, days: DayArray, agreed: list[date]) -> list[int]:
    before = calendar.finish_numbers(np.array(agreed, "datetime64[D]"))
    return [*map(int, calendar.finish_numbers(days) - before)]
