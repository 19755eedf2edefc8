"""What the self-test tries on the programme, and what a picture of it waits for."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.console.console import Console
from app.console.workspaces import PROJEKTE
from app.domain.inventory.fields import Publication
from app.domain.inventory.records import Key
from app.services.clocks import SystemClock
from app.storage.city import CityDatabase
from app.storage.inventory import CityInventory
from app.verbs.scenes import settle, wait_until

_LOAD_S: Final = 120.0
"""Longer than the inventory and the programme take together on a busy computer."""


def wait_for_programme(console: Console, timeout_s: float = _LOAD_S) -> None:
    """Wait until the programme is there, and choose a project that is worth a picture."""
    desk = console.portfolio
    if console.window.workspace != PROJEKTE or desk.feed is None:
        return
    wait_until(lambda: desk.state is not None and bool(desk.state.portfolio.projects), timeout_s)
    if desk.state is None or console.inventory.records is None:
        return
    wait_until(lambda: desk.state is not None and bool(desk.state.evidence), timeout_s / 4)
    running = [one for one in desk.state.portfolio.projects if one.text("state") == "running"]
    if running:
        console.inventory.records.select([Key("project", running[0].uid)])
    settle(3.0)


def try_programme(profile: Path) -> dict[str, Any]:
    """Load the programme of the profile into a store of its own, plan, simulate, report, exchange.

    Args:
        profile: Folder of the profile; one without a programme is passed over.
    """
    from app.services.portfolio.demo import has_programme  # noqa: PLC0415 - seldom wanted

    if not has_programme(profile):
        return {"passed": True, "projects": 0}
    with TemporaryDirectory(prefix="leitstand-", ignore_cleanup_errors=True) as folder:
        return _tried(Path(folder), profile)


def _tried(folder: Path, profile: Path) -> dict[str, Any]:
    from app.domain.portfolio.plans import simulation_of  # noqa: PLC0415 - heavy, only here
    from app.services.portfolio.demo import programme_changeset  # noqa: PLC0415 - likewise
    from app.services.portfolio.interchange.calendars import (  # noqa: PLC0415 - likewise
        read_calendar,
        write_calendar,
    )
    from app.services.portfolio.interchange.project_xml import (  # noqa: PLC0415 - likewise
        read_project_xml,
    )
    from app.services.portfolio.interchange.project_xml_writing import (  # noqa: PLC0415 - likewise
        write_project_xml,
    )
    from app.services.portfolio.states import read_state  # noqa: PLC0415 - likewise

    now_us, zone = SystemClock().now_us(), ZoneInfo("Europe/Berlin")
    today = datetime.fromtimestamp(now_us / 1e6, UTC).astimezone(zone).date()
    database = CityDatabase(folder / "city.db")
    try:
        store = CityInventory(database, SystemClock(), "Selbsttest")
        with closing(store.reader()) as reader:
            changeset = programme_changeset(reader, profile, today)
        store.commit(changeset)
        with closing(store.reader()) as reader:
            state = read_state(reader, at_us=None, now_us=now_us, zone=zone, evidence={})
            paper = _report(state, reader.history, now_us, zone)
    finally:
        database.close()
    projects = [one.uid for one in state.portfolio.projects]
    tasks = read_project_xml(write_project_xml(state.portfolio, state.plan, projects)).tasks
    days = read_calendar(write_calendar(state.portfolio, state.plan, projects, now_us)).tasks
    simulated = simulation_of(state.portfolio, today, 200, 1)
    return {
        "passed": bool(
            projects
            and state.plan.items
            and not state.plan.ring
            and len(tasks) >= len(state.plan.items)
            and days
            and simulated is not None
            and paper.startswith(b"%PDF")
        ),
        "projects": len(projects),
        "items": len(state.plan.items),
        "report_kb": len(paper) // 1024,
    }


def _report(state: Any, history: Any, now_us: int, zone: ZoneInfo) -> bytes:
    from app.services.portfolio.reports.building import (  # noqa: PLC0415 - see above
        Wanted,
        build_report,
    )
    from app.services.portfolio.reports.freezing import (  # noqa: PLC0415 - see above
        digest_of,
        frozen_text,
    )
    from app.services.portfolio.reports.papers import set_report  # noqa: PLC0415 - see above
    from app.services.portfolio.reports.words import Words  # noqa: PLC0415 - see above

    some = tuple(one.uid for one in state.portfolio.projects[:5])
    wanted = Wanted("council", "", "", "Selbsttest", Publication.INTERNAL, some, (), now_us, zone)
    content = build_report(state, wanted, Words("de", str), history)
    return b"" if content is None else set_report(content, digest_of(frozen_text(content))).pdf
