"""What holds for every programme, however odd its records are."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.inventory.working_days import is_working_day
from app.domain.portfolio.office_days import finish_number, start_number
from app.domain.portfolio.plans import PlanItem, plan_of
from tests.portfolios import TODAY, Programme

DAYS = st.none() | st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
NAMES = tuple(f"i{number}" for number in range(8))
ITEMS = st.fixed_dictionaries(
    {
        "parent": st.none() | st.sampled_from(NAMES),
        "position": st.none() | st.integers(0, 9),
        "duration": st.none() | st.integers(-5, 40),
        "stage": st.sampled_from(("open", "doing", "blocked", "done")),
        "progress": st.none() | st.floats(-20, 150),
        "not_before": DAYS,
        "deadline": DAYS,
        "started_on": DAYS,
        "finished_on": DAYS,
    }
)
LINKS = st.tuples(
    st.sampled_from((*NAMES, "m", "fehlt")),
    st.sampled_from((*NAMES, "m", "fehlt")),
    st.sampled_from(("FS", "SS", "FF", "SF", "?")),
    st.integers(-10, 10),
)


@settings(max_examples=150)
@given(
    st.lists(ITEMS, min_size=1, max_size=len(NAMES)),
    st.lists(LINKS, max_size=12),
    st.sampled_from(("idea", "running", "paused", "stopped", "evaluated")),
    DAYS,
)
def test_every_programme_has_a_plan(
    items: list[dict[str, object]],
    links: list[tuple[str, str, str, int]],
    state: str,
    starts_on: date | None,
) -> None:
    made = Programme()
    made.project(uid="p", state=state, starts_on=starts_on)
    made.project(uid="q", starts_on=None)
    for number, (uid, values) in enumerate(zip(NAMES, items, strict=False)):
        made.add("work_item", {"uid": uid, "project": "pq"[number % 2], "name": uid, **values})
    made.milestone("q", uid="m", due_on=starts_on)
    for before, after, kind, lag in links:
        made.link(before, after, kind, lag=lag)

    plan = plan_of(made.portfolio(), TODAY)

    found = {item.uid: item for item in plan.items}
    assert found.keys() == {record.uid for record in made.records if record.kind in _SHOWN}
    assert (plan.schedule is None) == bool(plan.ring)
    for item in plan.items:
        assert item.start <= item.finish
        assert 0 <= item.progress <= 1
        assert not (item.is_critical and item.is_done)
        if item.parent:
            whole = found[item.parent]
            assert whole.start <= item.start
            assert item.finish <= whole.finish
    if plan.ring:
        return
    for link in plan.links:
        waited_for, waiting = found[link.before], found[link.after]
        if link.type == "FS" and _waits(waited_for, made) and _waits(waiting, made, begins=True):
            earliest = finish_number(waited_for.finish) + link.lag + 1
            assert start_number(waiting.start) >= earliest
            assert is_working_day(waiting.start)


_SHOWN = ("work_item", "milestone")


def _waits(item: PlanItem, made: Programme, *, begins: bool = False) -> bool:
    """Tell whether an item is planned work without parts that takes time (and has not begun)."""
    portfolio = made.portfolio()
    record = portfolio.get("work_item", item.uid)
    if record is None or item.is_summary or not item.duration or item.slack is None:
        return False
    has_begun = record.text("stage") == "doing" or record.text("started_on")
    return not begins or not (item.is_done or has_begun)
