"""What the self-test tries on alarms: a rule is changed, calls, is seen, explained and kept.

It goes the ways of a person: editor, back-test, order, card, figures, incident capsule. Most of
them load their modules only when they are first wanted, which a packager may forget.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

from app.console.alarms_page import AlarmsPage
from app.console.console import Console
from app.console.workspaces import ALARME
from app.domain.alarms import AlarmId, AlarmRule, AlarmState
from app.domain.cities import City
from app.domain.points import Point, PointKind
from app.domain.texts import Text
from app.services.capsules import CapsuleInfo
from app.services.notifications import PlanError, read_plan, write_plan
from app.verbs.scenes import good_points, wait_until
from widgets.rule_editor import RuleEditor, blank_rule

_WAIT_S: Final = 60.0
_FAR_BELOW: Final = 1e6
"""So far below its value a limit is violated at once, whatever the value does meanwhile."""

_MINUTES: Final = 2
"""Of the time before the alarm so many are kept: it is about the file, not about the city."""

_WHY: Final = "Selbsttest"

_PLAN: Final = """\
[mail]
host = "smtp.example.org"
sender = "leitstand@example.org"
password = "secret:selbsttest"

[[person]]
id = "probe"
name = "Probe"
email = "probe@example.org"

[[policy]]
id = "probe"
name = "Probe"
priorities = ["critical"]
[[policy.step]]
to = ["probe"]
"""

T = TypeVar("T")
Found = dict[str, Any]


def try_alarms(console: Console) -> Iterator[tuple[str, Found]]:
    """Try everything; yield what was seen of each part, with `passed`."""
    page = console.ways.open_page(ALARME)
    city = console.city
    point = None if city is None else _point(console, city)
    if city is None or point is None or not isinstance(page, AlarmsPage):
        yield "alarm", {"passed": False, "reason": "no point to watch"}
        return
    rule = _rule(point, city)
    yield "back_test", _try_editor(console, rule)
    yield "alarm", _try_alarm(console, rule.id)
    yield "why", _try_why(console, page, rule.id)
    yield "kpis", _try_kpis(page)
    yield "capsule", _try_capsule(console, rule.id)
    yield "notifications", _try_plan()


def _point(console: Console, city: City) -> Point | None:
    """Return a point with a good value that no rule watches yet, so that none contradicts ours."""
    watched = {rule.point for rule in city.rules}
    free = [p for p in city.points if p.kind is PointKind.ANALOG and p.id not in watched]
    return next(iter(good_points(console, free)), None)


def _rule(point: Point, city: City) -> AlarmRule:
    words = Text("Selbsttest", "Self-test")
    return replace(blank_rule(point, city), threshold=-_FAR_BELOW, message=words, action=words)


def _try_editor(console: Console, rule: AlarmRule) -> Found:
    """Open the editor, look at its back-test, and save."""
    console.rules.edit(rule)
    editor = console.window.findChild(RuleEditor)
    if editor is None:
        return {"passed": False}
    wait_until(lambda: editor.bench.report is not None, _WAIT_S)
    report = editor.bench.report
    editor.save_requested.emit(rule, _WHY)
    is_saved = wait_until(lambda: not editor.isVisible(), _WAIT_S)
    refusal = editor.notice.sentence
    if not is_saved:
        editor.draft.took_over()  # nothing may hold the window open
        editor.reject()
    return {
        "passed": is_saved and report is not None,
        "alarms": None if report is None else report.figures.count,
        "refusal": refusal,
    }


def _try_alarm(console: Console, alarm: AlarmId) -> Found:
    """Wait for the alarm to call, acknowledge it, and wait until the collector says so."""

    def state() -> AlarmState:
        live = console.feed.latest_live
        return AlarmState() if live is None else live.alarms.get(alarm, AlarmState())

    is_raised = wait_until(lambda: state().is_active and not state().is_acknowledged, _WAIT_S)
    console.alarms.acknowledge([alarm], _WHY)
    is_seen = is_raised and wait_until(lambda: state().comment == _WHY, _WAIT_S)
    return {"passed": is_seen, "raised": is_raised, "acknowledged": is_seen}


def _try_why(console: Console, page: AlarmsPage, alarm: AlarmId) -> Found:
    console.why.explain_alarm(alarm)
    found = _awaited(lambda: page.why.found)
    if found is None:
        return {"passed": False}
    is_meant = found.rule is not None and found.rule.id == alarm
    return {"passed": is_meant and not found.unread, "letters": len(page.why.text())}


def _try_kpis(page: AlarmsPage) -> Found:
    page.dock("kpis").setAsCurrentTab()
    page.shown.emit()  # the view gets the state it passed over while out of sight
    report = _awaited(lambda: page.kpis.report)
    page.dock("alarms").setAsCurrentTab()
    return {"passed": report is not None, "period": page.kpis.span}


def _try_capsule(console: Console, alarm: AlarmId) -> Found:
    """Save the incident by the dialog, and look at the file as before it is opened."""
    console.capsules.save(alarm)
    dialog, desk = console.capsules.save_dialog, console.surroundings.capsules
    if dialog is None or desk is None:
        return {"passed": False}
    path = Path(dialog.path.text())
    dialog.before.setValue(_MINUTES)
    dialog.pictures.setChecked(False)
    dialog.why.setPlainText(_WHY)
    dialog.save()
    if not wait_until(lambda: console.capsules.save_dialog is None, _WAIT_S):
        return {"passed": False, "reason": dialog.notice.sentence}
    console.capsules.look(path)
    is_asked = wait_until(lambda: console.capsules.open_dialog is not None, _WAIT_S)
    if console.capsules.open_dialog is not None:
        console.capsules.open_dialog.reject()
    info: CapsuleInfo = desk.shelf.look(path)
    content = desk.shelf.read(path).content if info.is_intact else None
    return {
        "passed": is_asked and content is not None and bool(content.lines),
        "bytes": info.size,
        "warnings": list(info.warnings),
        "error": info.error,
    }


def _try_plan() -> Found:
    """Read a plan of notifications and write it again; nothing is sent."""
    try:
        plan = read_plan(_PLAN)
        is_same = read_plan(write_plan(plan)) == plan
    except PlanError as error:
        return {"passed": False, "reason": str(error)}
    return {"passed": is_same, "people": len(plan.people)}


def _awaited(ask: Callable[[], T | None]) -> T | None:
    """Let the console work until there is an answer; None when there is none in time."""
    wait_until(lambda: ask() is not None, _WAIT_S)
    return ask()
