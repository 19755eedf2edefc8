"""One project in a report: its light with reasons, numbers with sources, milestones, risks."""

from collections.abc import Callable, Sequence
from typing import Final

from app.domain.inventory.fields import SIMULATED, Publication
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record
from app.domain.portfolio.evidence.results import EvidenceResult
from app.domain.portfolio.plans import PlanItem
from app.domain.portfolio.portfolios import day_of, title_of
from app.domain.portfolio.risks import open_risks, score_of
from app.services.portfolio.reports.checking import Checked
from app.services.portfolio.reports.contents import Figure, ProjectPart, Table
from app.services.portfolio.reports.tracing import Sources, question_text
from app.services.portfolio.reports.words import Words
from app.services.portfolio.states import PortfolioState

_GOALS: Final = 6
_RISKS: Final = 3
_REASONS: Final = 4
_ROUTES: Final = frozenset(
    {"route", "duct", "cable", "tube", "strand", "splice", "link", "closure"}
)


class ProjectWriter:
    """Writes projects, one after the other.

    Args:
        state: The programme.
        words: The words of the report.
        sources: Takes the source of each number.
        checked: Judges what may be told.
        day_text: Writes a moment (µs UTC) as a day.
    """

    def __init__(
        self,
        state: PortfolioState,
        words: Words,
        sources: Sources,
        checked: Checked,
        day_text: Callable[[int], str],
    ) -> None:
        self._state, self._words, self._day_text = state, words, day_text
        self._sources, self._checked = sources, checked
        self._items: dict[str, list[PlanItem]] = {}
        for one in state.plan.items:
            self._items.setdefault(one.project, []).append(one)

    def part(self, project: Record) -> ProjectPart:
        """Return a project."""
        words, status = self._words, self._state.statuses[project.uid]
        reasons = [words.translate(one.reason) for one in status.judgements[:_REASONS]]
        if status.override is not None:
            until = words.day(status.override.until)
            text = self._checked.text(title_of(project), status.override.reason)
            reasons.insert(0, words("by_hand", day=until, reason=text))
        return ProjectPart(
            uid=project.uid,
            heading=f"{project.text('number')} {project.text('name')}".strip(),
            light=str(status.light),
            light_word=words(str(status.light)),
            facts=self._facts(project),
            reasons=reasons,
            figures=self._figures(project),
            milestones=self._milestones(project),
            risks=self._risks(project),
            note=self._note(project),
        )

    def _note(self, project: Record) -> str:
        """Return what is simulated, and what people remarked."""
        told = self._checked.text(title_of(project), project.text("note"))
        simulated = self._words("simulated") if project.text("source") == SIMULATED else ""
        return " ".join(one for one in (simulated, told) if one)

    def _facts(self, project: Record) -> list[tuple[str, str]]:
        words, portfolio = self._words, self._state.portfolio
        state = KINDS["project"].field("state").choice_label(project.get("state"))
        starts, ends = day_of(project, "starts_on"), day_of(project, "ends_on")
        finish = self._state.plan.finishes.get(project.uid)
        rows = [
            ("state", words.translate(state)),
            ("field", portfolio.name("field_of_action", project.get("field_of_action"))),
            ("wave", portfolio.name("wave", project.get("wave"))),
            ("organisation", portfolio.name("organisation", project.get("organisation"))),
            ("lead", self._checked.text(title_of(project), project.text("lead_role"))),
            ("paper", project.text("council_ref")),
            ("dates", f"{words.day(starts)} – {words.day(ends)}" if starts or ends else ""),
            ("expected_end", words.day(finish) if finish is not None and finish != ends else ""),
        ]
        return [(words(name), text) for name, text in rows if text]

    # ---- numbers -------------------------------------------------------------------------------
    def _figures(self, project: Record) -> list[Figure]:
        found = [*self._progress(project), *self._money(project)]
        for kind in ("milestone", "kpi"):
            for record in self._state.portfolio.parts(kind, project.uid):
                result = self._state.evidence.get(Key(kind, record.uid))
                if result is not None and self._checked.may_show(record):
                    found.append(self._evidence(record, result))
        return found

    def _progress(self, project: Record) -> list[Figure]:
        words, status = self._words, self._state.statuses[project.uid]
        found = []
        if status.progress is not None:
            text = words("progress", value=words.share(status.progress))
            keys = [
                Key(one.kind, one.uid)
                for one in self._items.get(project.uid, ())
                if one.kind == "work_item" and not one.is_summary
            ]
            source = self._sources.add(f"{title_of(project)}: {text}", words("schedule_of"), keys)
            found.append(Figure(text=text, source=source))
        reported = project.number("reported_progress")
        if reported is not None:
            day = words.day(day_of(project, "reported_on"))
            text = words("reported", value=words.share(reported / 100), day=day)
            source = self._sources.add(
                f"{title_of(project)}: {text}",
                words("by_person"),
                [Key("project", project.uid)],
                day=day,
                is_typed=True,
            )
            found.append(Figure(text=text, source=source))
        return found

    def _money(self, project: Record) -> list[Figure]:
        words, sums = self._words, self._state.money.by_project.get(project.uid)
        if sums is None:
            return []
        text = words(
            "project_money",
            plan=words.euro(sums.plan),
            actual=words.euro(sums.actual),
            forecast=words.euro(sums.forecast),
        )
        lines = self._state.portfolio.parts("budget_line", project.uid)
        booked = [day for one in lines if (day := day_of(one, "booked_on")) is not None]
        query = words("sum_of", kind=words.translate(KINDS["budget_line"].plural))
        source = self._sources.add(
            f"{title_of(project)}: {text}",
            query,
            [Key(one.kind, one.uid) for one in lines],
            day=words.day(min(booked)) if booked else "",
        )
        return [Figure(text=text, source=source)]

    def _evidence(self, record: Record, result: EvidenceResult) -> Figure:
        words, name = self._words, title_of(record)
        if any(key.kind in _ROUTES for key in result.rows):
            self._checked.routes(name)
        is_count = result.value is not None and not result.unit and not result.points
        if result.value is None:
            value = words.translate(result.problem) or "–"
        elif is_count and float(result.value).is_integer():
            value = self._checked.count(name, int(result.value))
        else:
            value = words.figure(result.value, result.unit)
        key = "evidence_open" if result.target is None else "evidence"
        text = words(key, name=name, value=value, target=words.figure(result.target, result.unit))
        is_public = self._checked.target is Publication.PUBLIC
        source = self._sources.add(
            name,
            question_text(result, words),
            () if is_public else result.rows,
            value=value,
            day="" if result.newest_us is None else self._day_text(result.newest_us),
            count=result.count,
        )
        return Figure(text=text, source=source)

    # ---- milestones and risks ------------------------------------------------------------------
    def _milestones(self, project: Record) -> Table | None:
        words = self._words
        goals = [one for one in self._items.get(project.uid, ()) if one.kind == "milestone"]
        ahead = [one for one in goals if not one.is_done][:_GOALS]
        done = [one for one in goals if one.is_done][-max(_GOALS - len(ahead), 1) :]
        rows = [self._milestone(one) for one in (*done, *ahead)]
        if not rows:
            return None
        heads = ("milestone", "planned", "expected", "reached", "proof")
        return Table(
            title=words("milestones"),
            columns=[words(head) for head in heads],
            sides=["left"] * len(heads),
            widths=[9, 4, 4, 4, 6],
            rows=[row for row in rows if row],
        )

    def _milestone(self, one: PlanItem) -> list[str]:
        words, record = self._words, self._state.portfolio.get("milestone", one.uid)
        if record is None or not self._checked.may_show(record):
            return []
        result = self._state.evidence.get(Key("milestone", one.uid))
        proof = "–"
        if result is not None:
            proof = words.figure(result.value, result.unit)
            if result.target is not None:
                proof = f"{proof} / {words.figure(result.target, result.unit)}"
        return [
            one.name,
            words.day(day_of(record, "due_on")),
            "–" if one.is_done else words.day(one.finish),
            words.day(day_of(record, "reached_on")),
            proof,
        ]

    def _risks(self, project: Record) -> Table | None:
        words = self._words
        risks: Sequence[Record] = [
            one
            for one in open_risks(self._state.portfolio, project.uid)[:_RISKS]
            if self._checked.may_show(one)
        ]
        if not risks:
            return None
        heads = ("risk", "class", "response")
        return Table(
            title=words("risks"),
            columns=[words(head) for head in heads],
            sides=["left", "right", "left"],
            widths=[6, 2, 9],
            rows=[
                [
                    one.text("name"),
                    f"{score_of(one)} ({one.text('probability')} × {one.text('impact')})",
                    self._checked.text(one.text("name"), one.text("measure")) or "–",
                ]
                for one in risks
            ],
        )
