"""The rules that a project is judged by, aspect by aspect; `Rules` has the limits."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key, Record
from app.domain.portfolio.budgets import Amounts, Money, expected_late
from app.domain.portfolio.drifts import drifts_of
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.judgements import Aspect, Judgement, Light
from app.domain.portfolio.office_days import later
from app.domain.portfolio.plans import PlanItem
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of
from app.domain.portfolio.risks import open_risks, score_of
from app.domain.portfolio.wording import counted, day_text, euro, percent


@dataclass(frozen=True, slots=True)
class Rules:
    """From when on a project is at risk (yellow) or critical (red); as of 2026-11-30.

    They are planning values of this program, no law: what a steering group usually wants to hear
    of. A limit is passed when a value is at least as great, money when it is greater.

    Attributes:
        late_days: Working days the end is later than agreed: yellow, red.
        slip_days: Working days the end slipped from the baseline: yellow, red.
        overdue_days: Days a milestone is overdue: yellow, red.
        over_plan: Share of the plan that is expected beyond it: yellow, red.
        score: Probability times impact of an open risk: yellow, red.
        silent_days: Days without a word from a running project: yellow, red.
        progress_gap: Share by which the reported progress may be ahead of the computed one.
    """

    late_days: tuple[int, int] = (1, 20)
    slip_days: tuple[int, int] = (10, 40)
    overdue_days: tuple[int, int] = (1, 30)
    over_plan: tuple[float, float] = (0.05, 0.15)
    score: tuple[int, int] = (8, 15)
    silent_days: tuple[int, int] = (35, 90)
    progress_gap: float = 0.15


RULES: Final = Rules()

_NOT_JUDGED: Final = {
    "idea": "Das Projekt ist eine Idee; es wird noch nicht bewertet.",
    "checked": "Das Projekt ist geprüft, aber noch nicht beschlossen; es wird nicht bewertet.",
    "stopped": "Das Projekt ist eingestellt; es wird nicht mehr bewertet.",
    "evaluated": "Das Projekt ist evaluiert; es wird nicht mehr bewertet.",
}
_AHEAD: Final = frozenset({"decided", "planned"})
_WORKING: Final = frozenset({"running", "acceptance"})
"""States in which somebody has to report now and then."""

_CENT: Final = 0.005


@dataclass(frozen=True, slots=True)
class Facts:
    """What a project is judged by.

    Attributes:
        portfolio: The records.
        project: The project.
        items: Its items in the schedule.
        finish: Its computed last day; None without items.
        money: The budget of the programme.
        evidence: What queries gave.
        today: Day that "overdue" is measured by.
        rules: The limits.
    """

    portfolio: Portfolio
    project: Record
    items: Sequence[PlanItem]
    finish: date | None
    money: Money
    evidence: Mapping[Key, EvidenceResult]
    today: date
    rules: Rules

    @property
    def state(self) -> str:
        """State of the project's life."""
        return self.project.text("state")


def judgements_of(facts: Facts) -> Iterator[Judgement]:
    """Yield the worst judgement of each aspect."""
    if facts.state in _NOT_JUDGED:
        yield Judgement(Aspect.SCHEDULE, Light.GREY, _NOT_JUDGED[facts.state])
        return
    for rule in (_schedule, _budget, _scope, _risk, _freshness, _evidence):
        found = list(rule(facts))
        if found:
            yield max(found, key=lambda one: one.light.rank)


def _graded(value: float, limits: tuple[float, float]) -> Light:
    return Light.RED if value >= limits[1] else Light.YELLOW if value >= limits[0] else Light.GREEN


def _schedule(facts: Facts) -> Iterator[Judgement]:
    return (
        Judgement(Aspect.SCHEDULE, light, reason)
        for rule in (_overdue, _end, _slip, _pause, _beginning, _blocked)
        for light, reason in rule(facts)
    )


def _pause(facts: Facts) -> Iterator[tuple[Light, str]]:
    if facts.state == "paused":
        why = facts.project.text("stopped_reason").rstrip(".") or "ohne Angabe eines Grundes"
        yield Light.YELLOW, f"Das Projekt ist pausiert: {why}."


def _beginning(facts: Facts) -> Iterator[tuple[Light, str]]:
    begin, state = day_of(facts.project, "starts_on"), facts.state
    if state in _AHEAD and begin is not None and begin < facts.today:
        word = KINDS["project"].field("state").choice_label(state)
        yield (
            Light.YELLOW,
            (f"Das Projekt sollte seit dem {day_text(begin)} laufen, ist aber erst {word}."),
        )


def _blocked(facts: Facts) -> Iterator[tuple[Light, str]]:
    for item in facts.items:
        record = facts.portfolio.get("work_item", item.uid)
        if record is None or record.text("stage") != "blocked" or not item.is_critical:
            continue
        by = record.text("blocked_by").rstrip(".")
        why = f" durch: {by}" if by else ""
        yield (
            Light.YELLOW,
            (f"„{item.name}“ ist blockiert{why}; davon hängt das Ende des Projekts ab."),
        )


def _end(facts: Facts) -> Iterator[tuple[Light, str]]:
    agreed, done = day_of(facts.project, "ends_on"), day_of(facts.project, "finished_on")
    if done is not None:
        yield Light.GREEN, f"Das Projekt ist seit dem {day_text(done)} abgeschlossen."
    elif agreed is not None and (facts.finish is not None or facts.today > agreed):
        last = facts.finish or facts.today
        if facts.today > agreed:
            last = max(last, facts.today)
        days = later(last, agreed)
        span = counted(abs(days), "Arbeitstag", "Arbeitstage")
        where = f"{span} {'nach' if days > 0 else 'vor'} dem vereinbarten {day_text(agreed)}"
        if not days:
            where = "wie vereinbart"
        reason = f"Das Ende liegt nach heutigem Plan am {day_text(last)}, {where}."
        yield _graded(days, facts.rules.late_days), reason


def _slip(facts: Facts) -> Iterator[tuple[Light, str]]:
    agreed = [one.baseline_finish for one in facts.items if one.baseline_finish is not None]
    if not agreed or facts.finish is None or day_of(facts.project, "finished_on") is not None:
        return
    days = later(facts.finish, max(agreed))
    if days >= facts.rules.slip_days[0]:
        yield (
            _graded(days, facts.rules.slip_days),
            (
                f"Das Ende liegt {counted(days, 'Arbeitstag', 'Arbeitstage')} hinter dem Basisplan"
                f" ({day_text(facts.finish)} statt {day_text(max(agreed))})."
            ),
        )


def _overdue(facts: Facts) -> Iterator[tuple[Light, str]]:
    late = [
        (one.deadline, one)
        for one in facts.items
        if one.deadline is not None and not one.is_done and one.deadline < facts.today
    ]
    if late:
        due, first = min(late, key=lambda one: one[0])
        days = (facts.today - due).days
        more = f", insgesamt sind es {len(late)}" if len(late) > 1 else ""
        yield (
            _graded(days, facts.rules.overdue_days),
            (
                f"„{first.name}“ ist seit {counted(days, 'Tag', 'Tagen')} überfällig"
                f" (geplant am {day_text(due)}){more}."
            ),
        )


def _budget(facts: Facts) -> Iterator[Judgement]:
    uid = facts.project.uid
    sums = facts.money.by_project.get(uid)
    if sums is None:
        return
    yield _against_plan(sums, facts.rules)
    for fund in facts.portfolio.all("fund"):
        late = expected_late(fund, facts.money.cells, uid)
        if late > _CENT:
            reason = (
                f"Nach dem Ende des Mittelabrufs aus „{title_of(fund)}“"
                f" werden noch {euro(late)} erwartet."
            )
            yield Judgement(Aspect.BUDGET, Light.RED, reason)


def _against_plan(sums: Amounts, rules: Rules) -> Judgement:
    if not sums.plan:
        light = Light.YELLOW if sums.forecast > _CENT else Light.GREEN
        reason = f"Erwartet werden {euro(sums.forecast)}, geplant ist nichts."
        return Judgement(Aspect.BUDGET, light, reason)
    over = sums.forecast / sums.plan - 1
    light = _graded(over - 1e-9, rules.over_plan)
    reason = f"Erwartet werden {euro(sums.forecast)} von geplanten {euro(sums.plan)}"
    much = f", {percent(over)} mehr" if light is not Light.GREEN else ""
    return Judgement(Aspect.BUDGET, light, f"{reason}{much}.")


def _scope(facts: Facts) -> Iterator[Judgement]:
    scope = facts.project.text("scope")
    word = KINDS["project"].field("scope").choice_label(scope)
    if scope == "kept":
        yield Judgement(Aspect.SCOPE, Light.GREEN, "Der Umfang ist wie beschlossen.")
    elif scope in {"reduced", "grown"}:
        reason = f"Der Umfang ist gegenüber dem Beschluss {word}."
        yield Judgement(Aspect.SCOPE, Light.YELLOW, reason)
    elif scope and facts.state in _WORKING:
        reason = "Das Projekt läuft, sein Umfang ist aber noch offen."
        yield Judgement(Aspect.SCOPE, Light.YELLOW, reason)


def _risk(facts: Facts) -> Iterator[Judgement]:
    risks = open_risks(facts.portfolio, facts.project.uid)
    if not risks:
        yield Judgement(Aspect.RISK, Light.GREEN, "Es gibt kein offenes Risiko.")
        return
    first = risks[0]
    score, word = score_of(first), "eingetreten" if first.text("state") == "occurred" else "offen"
    light = _graded(score, facts.rules.score)
    if any(one.text("state") == "occurred" for one in risks):
        light = max(light, Light.YELLOW, key=lambda one: one.rank)
    reason = (
        f"Das größte Risiko „{title_of(first)}“ ({word}) hat {score} von 25 Punkten;"
        f" offen oder eingetreten sind {len(risks)}."
    )
    yield Judgement(Aspect.RISK, light, reason)
    reviews = ((day_of(one, "review_on"), one) for one in risks)
    late = [(day, one) for day, one in reviews if day is not None and day < facts.today]
    if late:
        day, one = min(late, key=lambda found: found[0])
        days = counted((facts.today - day).days, "Tag", "Tagen")
        reason = f"Das Risiko „{title_of(one)}“ sollte seit {days} geprüft sein."
        yield Judgement(Aspect.RISK, Light.YELLOW, reason)


def _freshness(facts: Facts) -> Iterator[Judgement]:
    if facts.state not in _WORKING:
        return
    newest = _last_word(facts)
    days = (facts.today - newest).days
    reason = f"Zuletzt gemeldet oder geändert wurde heute ({day_text(newest)})."
    if days:
        ago = counted(days, "Tag", "Tagen")
        reason = f"Zuletzt gemeldet oder geändert wurde vor {ago} ({day_text(newest)})."
    light = _graded(days, facts.rules.silent_days)
    yield Judgement(Aspect.FRESHNESS, light, reason)


def _last_word(facts: Facts) -> date:
    """Return the day of the last report, booking or change in a project, not after today."""
    uid, portfolio = facts.project.uid, facts.portfolio
    kinds = ("work_item", "milestone", "risk", "decision", "budget_line")
    records = [one for kind in kinds for one in portfolio.parts(kind, uid)]
    changed = max(one.valid_from for one in (facts.project, *records))
    days = [day_of(facts.project, "reported_on")]
    days += [day_of(one, "booked_on") for one in portfolio.parts("budget_line", uid)]
    days.append(datetime.fromtimestamp(changed / 1e6, UTC).date())
    return min(facts.today, max(day for day in days if day is not None))


def _evidence(facts: Facts) -> Iterator[Judgement]:
    yield from _answered(facts)
    yield from _reported_ahead(facts)


def _answered(facts: Facts) -> Iterator[Judgement]:
    uid, portfolio = facts.project.uid, facts.portfolio
    parts = (one for kind in ("milestone", "kpi") for one in portfolio.parts(kind, uid))
    asked = [(one, facts.evidence[key]) for one in parts
             if (key := Key(one.kind, one.uid)) in facts.evidence]  # fmt: skip
    found = list(drifts_of(portfolio, uid, facts.evidence))
    for _, is_more, reason in found:
        yield Judgement(Aspect.EVIDENCE, Light.YELLOW if is_more else Light.GREEN, reason)
    for one, result in asked:
        if result.verdict is Verdict.INVALID:
            reason = f"Die Abfrage für „{title_of(one)}“ ist fehlerhaft; sie belegt nichts."
            yield Judgement(Aspect.EVIDENCE, Light.YELLOW, reason)
    verdicts = Counter(result.verdict for _, result in asked)
    if unproven := verdicts[Verdict.UNKNOWN]:
        what = counted(unproven, "Nachweis hat", "Nachweise haben")
        reason = f"{what} zurzeit keinen Wert, der zählt."
        yield Judgement(Aspect.EVIDENCE, Light.GREEN, reason)
    agreeing = len(asked) - unproven - verdicts[Verdict.INVALID]
    if agreeing and not found:
        what = counted(agreeing, "Nachweis passt", "Nachweise passen")
        yield Judgement(Aspect.EVIDENCE, Light.GREEN, f"{what} zu dem, was gemeldet ist.")


def _reported_ahead(facts: Facts) -> Iterator[Judgement]:
    percents, computed = facts.project.number("reported_progress"), progress_of(facts.items)
    if percents is None or computed is None or facts.state not in _WORKING:
        return
    reported = percents / 100
    if reported > computed + facts.rules.progress_gap:
        reason = (
            f"Gemeldet sind {percent(reported)} Fortschritt,"
            f" aus den Arbeitspaketen ergeben sich {percent(computed)}."
        )
        yield Judgement(Aspect.EVIDENCE, Light.YELLOW, reason)


def progress_of(items: Sequence[PlanItem]) -> float | None:
    """Return the progress of work items weighted by duration, 0 to 1; None without any."""
    works = [one for one in items if one.kind == "work_item" and not one.is_summary]
    whole = sum(max(1, one.duration) for one in works)
    return sum(max(1, one.duration) * one.progress for one in works) / whole if works else None
