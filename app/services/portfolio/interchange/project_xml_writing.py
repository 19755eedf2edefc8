"""Writes projects as a plan in MS Project's XML form (MSPDI), one outline for each project."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from lxml import etree

from app.domain.portfolio.plans import Plan, PlanItem, PlanLink
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of
from app.services.portfolio.interchange.project_xml import NAMESPACE

_TYPES: Final = {"FF": "0", "FS": "1", "SF": "2", "SS": "3"}
_MINUTES_PER_DAY: Final = 480
_BEGIN: Final = "T08:00:00"
_END: Final = "T17:00:00"
_AS_SOON: Final = "0"
_NOT_BEFORE: Final = "4"


def write_project_xml(portfolio: Portfolio, plan: Plan, projects: Sequence[str]) -> bytes:
    """Return the file.

    Roles, money and risks are left out: the format knows people and rates instead.

    Args:
        portfolio: The records.
        plan: Their computed days.
        projects: Uids of the projects, in order.
    """
    root = etree.Element("Project", nsmap={None: NAMESPACE})
    items = {uid: [one for one in plan.items if one.project == uid] for uid in projects}
    first = min((one.start for rows in items.values() for one in rows), default=None)
    names = [portfolio.name("project", uid) for uid in projects]
    _add(root, "SaveVersion", "14")
    _add(root, "Name", names[0] if len(names) == 1 else "Leitstand")
    _add(root, "Title", names[0] if len(names) == 1 else "Leitstand")
    _add(root, "ScheduleFromStart", "1")
    _add(root, "StartDate", "" if first is None else f"{first.isoformat()}{_BEGIN}")
    _add(root, "MinutesPerDay", str(_MINUTES_PER_DAY))
    _add(root, "MinutesPerWeek", str(5 * _MINUTES_PER_DAY))
    _add(root, "DaysPerMonth", "20")
    tasks = etree.SubElement(root, "Tasks")
    _Writing(portfolio, plan.links, tasks).run(projects, items)
    return bytes(
        etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True, pretty_print=True
        )
    )


def _add(parent: etree._Element, name: str, text: str) -> None:
    if text:
        etree.SubElement(parent, name).text = text


class _Writing:
    """Numbers tasks and writes them in the order of an outline."""

    def __init__(
        self, portfolio: Portfolio, links: Sequence[PlanLink], tasks: etree._Element
    ) -> None:
        self._portfolio, self._links, self._tasks = portfolio, links, tasks
        self._numbers: dict[str, int] = {}
        self._elements: dict[str, etree._Element] = {}

    def run(self, projects: Sequence[str], items: Mapping[str, Sequence[PlanItem]]) -> None:
        offset = 0 if len(projects) == 1 else 1
        for uid in projects:
            rows = items[uid]
            if offset:
                self._head(uid, rows)
            levels: dict[str, int] = {}
            for one in rows:
                level = levels.get(one.parent, offset) + 1
                levels[one.uid] = level
                self._task(one, level)
        for link in self._links:
            if link.before in self._numbers and link.after in self._elements:
                self._link(link)

    def _begin(self, uid: str, name: str, level: int) -> etree._Element:
        number = len(self._numbers) + 1
        self._numbers[uid] = number
        element = etree.SubElement(self._tasks, "Task")
        self._elements[uid] = element
        _add(element, "UID", str(number))
        _add(element, "ID", str(number))
        _add(element, "Name", name)
        _add(element, "IsNull", "0")
        _add(element, "OutlineLevel", str(level))
        return element

    def _head(self, uid: str, rows: Sequence[PlanItem]) -> None:
        record = self._portfolio.get("project", uid)
        element = self._begin(uid, "" if record is None else title_of(record), 1)
        if rows:
            _days(element, min(one.start for one in rows), max(one.finish for one in rows))
        _add(element, "Summary", "1")

    def _task(self, one: PlanItem, level: int) -> None:
        record = self._portfolio.get(one.kind, one.uid)
        is_milestone = one.kind == "milestone"
        element = self._begin(one.uid, one.name, level)
        _days(element, one.start, one.finish)
        _add(element, "Duration", f"PT{one.duration * _MINUTES_PER_DAY // 60}H0M0S")
        _add(element, "DurationFormat", "7")
        _add(element, "Milestone", "1" if is_milestone else "0")
        _add(element, "Summary", "1" if one.is_summary else "0")
        _add(element, "Critical", "1" if one.is_critical else "0")
        _add(element, "PercentComplete", str(round(one.progress * 100)))
        if record is None:
            return
        began, done = day_of(record, "started_on"), day_of(record, "finished_on")
        reached = day_of(record, "reached_on")
        begun = began or reached
        _add(element, "ActualStart", f"{begun.isoformat()}{_BEGIN}" if begun else "")
        finished = done or reached
        _add(element, "ActualFinish", f"{finished.isoformat()}{_END}" if finished else "")
        fixed = day_of(record, "due_on" if is_milestone else "not_before")
        _add(element, "ConstraintType", _NOT_BEFORE if fixed else _AS_SOON)
        _add(element, "ConstraintDate", f"{fixed.isoformat()}{_BEGIN}" if fixed else "")
        deadline = day_of(record, "deadline") if not is_milestone else None
        _add(element, "Deadline", f"{deadline.isoformat()}{_END}" if deadline else "")
        _add(element, "Notes", record.text("note"))
        if one.baseline_start is not None and one.baseline_finish is not None:
            baseline = etree.SubElement(element, "Baseline")
            _add(baseline, "Number", "0")
            _days(baseline, one.baseline_start, one.baseline_finish)

    def _link(self, link: PlanLink) -> None:
        element = etree.SubElement(self._elements[link.after], "PredecessorLink")
        _add(element, "PredecessorUID", str(self._numbers[link.before]))
        _add(element, "Type", _TYPES[link.type])
        _add(element, "CrossProject", "0")
        _add(element, "LinkLag", str(link.lag * _MINUTES_PER_DAY * 10))
        _add(element, "LagFormat", "7")


def _days(element: etree._Element, start: date, finish: date) -> None:
    _add(element, "Start", f"{start.isoformat()}{_BEGIN}")
    _add(element, "Finish", f"{finish.isoformat()}{_END}")
