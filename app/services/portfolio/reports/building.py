"""Makes the content of a report of a state of the programme."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.inventory.fields import Publication
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record
from app.domain.portfolio.plans import PlanItem
from app.domain.portfolio.portfolios import day_of, title_of
from app.domain.portfolio.risks import expected_damage, positions_of
from app.domain.portfolio.statuses import Light
from app.services.portfolio.reports.charts import Span, lights_chart, spans_chart
from app.services.portfolio.reports.checking import Checked
from app.services.portfolio.reports.contents import Chart, Content, Figure, Table
from app.services.portfolio.reports.projects import ProjectWriter
from app.services.portfolio.reports.tables import (
    decision_table,
    fund_table,
    kpi_table,
    money_chart,
    year_table,
)
from app.services.portfolio.reports.tracing import History, Sources
from app.services.portfolio.reports.words import Words
from app.services.portfolio.states import PortfolioState

_LIGHTS: Final = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
_RUNNING: Final = frozenset({"running", "acceptance"})
_MOST_BARS: Final = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is to be.

    Attributes:
        type: `council` or `monthly`.
        title: Its title; empty for the usual one.
        city: Name of the city.
        author: Who makes it.
        target: Publication class of its readers.
        projects: Uids of the projects in it, in order; empty for all.
        decisions: Uids of the decisions the council is asked for.
        made_us: The present moment, µs UTC.
        zone: Time zone of the city.
    """

    type: str
    title: str
    city: str
    author: str
    target: Publication
    projects: tuple[str, ...]
    decisions: tuple[str, ...]
    made_us: int
    zone: ZoneInfo


def build_report(
    state: PortfolioState,
    wanted: Wanted,
    words: Words,
    history: History,
    go_on: Callable[[int, int], bool] = lambda _done, _all: True,
) -> Content | None:
    """Return the content; for a worker thread.

    Args:
        state: The programme.
        wanted: What the report is to be.
        words: The words of its language.
        history: What was done to a record.
        go_on: Told (projects done, of how many); returns False to stop.

    Returns:
        The content; None when it was stopped.
    """
    return _Building(state, wanted, words, history).run(go_on)


class _Building:
    def __init__(
        self, state: PortfolioState, wanted: Wanted, words: Words, history: History
    ) -> None:
        self._state, self._wanted, self._words = state, wanted, words
        self._moment_us = wanted.made_us if state.at_us is None else state.at_us
        self._checked = Checked(wanted.target, words)
        self._sources = Sources(
            state.portfolio, history, self._moment_us, words, self._day_of_moment,
            checked=self._checked,
        )  # fmt: skip
        chosen = [state.portfolio.get("project", uid) for uid in wanted.projects]
        asked = [one for one in chosen if one is not None] or list(state.portfolio.projects)
        self._projects = [one for one in asked if self._checked.may_show(one)]

    def _day_of_moment(self, at_us: int) -> str:
        moment = datetime.fromtimestamp(at_us / 1_000_000, UTC).astimezone(self._wanted.zone)
        return self._words.day(moment)

    def run(self, go_on: Callable[[int, int], bool]) -> Content | None:
        state, wanted, words = self._state, self._wanted, self._words
        summary = self._summary()
        writer = ProjectWriter(state, words, self._sources, self._checked, self._day_of_moment)
        parts = []
        for number, project in enumerate(self._projects):
            if not go_on(number, len(self._projects)):
                return None
            parts.append(writer.part(project))
        tables = self._tables()
        day = words.day(state.today)
        title = wanted.title or f"{words(wanted.type)} – Smart City {wanted.city}"
        return Content(
            type=wanted.type,
            language=words.language,
            target=str(wanted.target),
            title=title,
            city=wanted.city,
            author=wanted.author,
            moment_us=self._moment_us,
            made_us=wanted.made_us,
            day=day,
            transaction=state.transaction,
            intro=words("intro", city=wanted.city, day=day),
            proposal=self._proposal(day),
            summary=summary,
            charts=self._charts(),
            projects=parts,
            tables=tables,
            concerns=self._checked.concerns(),
            concern_count=len(self._checked.concerns()),
            sources=self._sources.all(),
        )

    def _proposal(self, day: str) -> list[str]:
        if self._wanted.type != "council":
            return []
        portfolio = self._state.portfolio
        asked = [portfolio.get("decision", uid) for uid in self._wanted.decisions]
        return [
            self._words("take_note", day=day),
            *(
                self._words("decide", name=title_of(one))
                for one in asked
                if one is not None and self._checked.may_show(one)
            ),
        ]

    # ---- the programme in numbers --------------------------------------------------------------
    def _counts(self) -> Counter[str]:
        lights = (self._state.statuses[one.uid].light for one in self._projects)
        return Counter(str(light) for light in lights)

    def _summary(self) -> list[Figure]:
        return [self._count_projects(), self._count_lights(), *self._sums()]

    def _count_projects(self) -> Figure:
        words, projects = self._words, self._projects
        running = sum(one.text("state") in _RUNNING for one in projects)
        text = words("count_projects", count=len(projects), running=running)
        kind = words.translate(KINDS["project"].plural)
        keys = [Key("project", one.uid) for one in projects]
        return Figure(text=text, source=self._sources.add(text, words("records", kind=kind), keys))

    def _count_lights(self) -> Figure:
        words, counts = self._words, self._counts()
        text = words("count_lights", **{str(one): counts[str(one)] for one in _LIGHTS})
        reason = ", ".join(
            words.translate(label)
            for label in ("Termin", "Budget", "Umfang", "Risiko", "Aktualität", "Nachweis")
        )
        return Figure(text=text, source=self._sources.add(text, words("rules_of", reason=reason)))

    def _sums(self) -> list[Figure]:
        words, state = self._words, self._state
        uids = {one.uid for one in self._projects}
        goals = [one for one in state.plan.items if one.kind == "milestone" and one.project in uids]
        late = [one for one in goals if self._is_late(one)]
        milestones = words(
            "count_milestones",
            done=sum(one.is_done for one in goals),
            all=len(goals),
            late=len(late),
        )
        lines = [
            one
            for uid in uids
            for one in state.portfolio.parts("budget_line", uid)
            if self._checked.may_show(one)
        ]
        sums = [state.money.by_project[uid] for uid in uids if uid in state.money.by_project]
        money = words(
            "sum_money",
            plan=words.euro(sum(one.plan for one in sums)),
            committed=words.euro(sum(one.committed for one in sums)),
            actual=words.euro(sum(one.actual for one in sums)),
            forecast=words.euro(sum(one.forecast for one in sums)),
        )
        positions = [
            one
            for one in positions_of(state.portfolio, state.earlier, state.today)
            if one.project in uids and one.state != "closed"
        ]
        risk = words(
            "sum_risk", count=len(positions), damage=words.euro(expected_damage(positions))
        )
        return [
            self._figure(milestones, "schedule_of", [Key(one.kind, one.uid) for one in goals]),
            self._figure(money, "budget_line", [Key(one.kind, one.uid) for one in lines]),
            self._figure(risk, "risk", [Key("risk", one.uid) for one in positions]),
        ]

    def _figure(self, text: str, what: str, keys: Sequence[Key]) -> Figure:
        words = self._words
        if what in KINDS:
            query = words("sum_of", kind=words.translate(KINDS[what].plural))
        else:
            query = words(what)
        return Figure(text=text, source=self._sources.add(text, query, keys))

    def _is_late(self, one: PlanItem) -> bool:
        return not one.is_done and one.deadline is not None and one.deadline < self._state.today

    def _charts(self) -> list[Chart]:
        words, state, counts = self._words, self._state, self._counts()
        found = [lights_chart([(str(one), counts[str(one)]) for one in _LIGHTS], words)]
        uids = {one.uid for one in self._projects}
        found += money_chart(state, uids, words)
        spans = [span for one in self._projects if (span := self._span(one)) is not None]
        if spans:
            found.append(spans_chart(words("time_chart"), spans[:_MOST_BARS], state.today, words))
        return found

    def _span(self, project: Record) -> Span | None:
        items = [one for one in self._state.plan.items if one.project == project.uid]
        starts = [one.start for one in items]
        start = day_of(project, "starts_on") or min(starts, default=None)
        finish = self._state.plan.finishes.get(project.uid) or day_of(project, "ends_on")
        if start is None or finish is None:
            return None
        name = f"{project.text('number')} {project.text('name')}".strip()
        light = str(self._state.statuses[project.uid].light)
        return Span(name, min(start, finish), finish, light)

    # ---- tables --------------------------------------------------------------------------------
    def _tables(self) -> list[Table]:
        uids = {one.uid for one in self._projects}
        made = (
            year_table(self._state, uids, self._words),
            fund_table(self._state, uids, self._words, self._checked),
            kpi_table(self._state, uids, self._words, self._sources, self._checked),
            decision_table(self._state, uids, self._words, self._checked),
        )
        return [table for table in made if table.rows or table.note]
