"""Watches for alarm floods; shows their causes, and how the list was arranged before."""

from dataclasses import dataclass

from app.domain.alarms.floods import Flood, FloodWatch
from app.domain.samples import NO_TIME
from widgets.alarms.columns import AlarmColumn
from widgets.alarms.entries import Changes
from widgets.alarms.grouping import Grouping
from widgets.alarms.list_desk import ListDesk
from widgets.alarms.sorting import SortOrder


@dataclass(frozen=True, slots=True)
class Before:
    """How the list was arranged before the person looked at causes."""

    grouping: Grouping
    order: SortOrder


class CausesMode:
    """Whether alarms flood in, and whether the person looks at their causes.

    Args:
        view: The list.

    Attributes:
        flood: What is the case.
        before: Set while the causes are looked at.
    """

    def __init__(self, view: ListDesk) -> None:
        self.flood = Flood()
        self.before: Before | None = None
        self._view = view
        self._watch = FloodWatch()
        self._raised: dict[str, int] = {}
        self._is_live = True
        self._at_us = NO_TIME

    def take(self, changes: Changes, at_us: int, *, is_live: bool) -> None:
        """Take what changed; say it when alarms begin or cease to flood in."""
        fresh = changes.changed
        if is_live is not self._is_live or at_us < self._at_us:  # another course of time
            self._watch.forget()
            self._raised = {}
            fresh = self._view.model.known()
        self._is_live, self._at_us = is_live, at_us
        new = []
        for entry in fresh:
            raised_us = entry.state.raised_us
            is_new = self._raised.get(entry.id) != raised_us
            self._raised[entry.id] = raised_us
            if is_new and not entry.state.is_hidden:
                new.append(raised_us)
        for name in changes.gone:
            self._raised.pop(name, None)
        before, self.flood = self.flood, self._watch.take(new, at_us)
        if before != self.flood:
            self._view.model.show_flood(self.flood)
            self._show()

    def forget(self) -> None:
        """Forget all alarms: another city."""
        self._watch.forget()
        self._raised = {}
        self._at_us = NO_TIME
        self.flood = Flood()
        self._show()

    def choose(self, is_wanted: bool) -> None:  # noqa: FBT001 -- a Qt slot
        """Look at the causes of a flood, or go back to how the list was."""
        view, before = self._view, self.before
        if is_wanted and before is None:
            self.before = self.arranged()
            view.sort_by(SortOrder(AlarmColumn.TIME))
            view.group_by(Grouping.CAUSE)
        elif not is_wanted and before is not None:
            self.before = None
            view.sort_by(before.order)
            view.group_by(before.grouping)
        self._show()

    def arranged(self) -> Before:
        """Return how the list is arranged when causes are not looked at."""
        lines = self._view.model.lines
        return self.before or Before(lines.grouping, lines.order)

    def note_choice(self, grouping: Grouping) -> None:
        """Who groups otherwise has left looking at causes."""
        if grouping is not Grouping.CAUSE and self.before is not None:
            self.before = None
            self._show()

    def _show(self) -> None:
        self._view.flood_bar.show_flood(self.flood, is_mode=self.before is not None)
