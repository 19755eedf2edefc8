"""Status of a project by rules (schedule, budget, scope, risks, freshness) or by hand.

`rules` has the rules and their limits; the worst judgement counts. A light that a person set counts
instead until its last day. Ideas and what is not decided, stopped or evaluated is grey.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.budgets import Money
from app.domain.portfolio.drifts import drifts_of
from app.domain.portfolio.evidence.results import EvidenceResult
from app.domain.portfolio.judgements import Aspect, Judgement, Light
from app.domain.portfolio.plans import Plan, PlanItem
from app.domain.portfolio.portfolios import Portfolio, day_of
from app.domain.portfolio.risks import open_risks
from app.domain.portfolio.rules import RULES, Facts, Rules, judgements_of, progress_of

__all__ = [
    "Aspect",
    "Judgement",
    "Light",
    "Override",
    "ProjectStatus",
    "override_of",
    "statuses_of",
]


@dataclass(frozen=True, slots=True)
class Override:
    """A light that a person set.

    Attributes:
        light: The light.
        reason: Why.
        until: Last day it holds.
    """

    light: Light
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """How a project stands.

    Attributes:
        project: Uid.
        light: What counts: the override while it holds, else the worst judgement.
        by_rules: The worst judgement.
        judgements: One for each aspect that could be judged, worst first.
        override: What a person set, while it holds.
        expired: An override that holds no more.
        earlier: The light by rules 90 days before; None when that is not known.
        progress: Computed progress, 0 to 1, weighted by duration; None without work items.
        next_milestone: Uid of the next one that is not reached, empty when there is none.
        top_risk: Uid of the open risk with the greatest product, empty when there is none.
        drifting: Uids of milestones and key figures whose report differs from the evidence.
    """

    project: str
    light: Light
    by_rules: Light
    judgements: Sequence[Judgement]
    override: Override | None = None
    expired: Override | None = None
    earlier: Light | None = None
    progress: float | None = None
    next_milestone: str = ""
    top_risk: str = ""
    drifting: Sequence[str] = ()


def statuses_of(
    portfolio: Portfolio,
    plan: Plan,
    money: Money,
    evidence: Mapping[Key, EvidenceResult],
    today: date,
    *,
    earlier: Mapping[str, ProjectStatus] | None = None,
    rules: Rules = RULES,
) -> dict[str, ProjectStatus]:
    """Return how all projects stand, by uid.

    Args:
        portfolio: The records.
        plan: Their schedule.
        money: Their budget.
        evidence: What queries gave; what was not asked yet is not judged.
        today: Day that "overdue" is measured by.
        earlier: How they stood 90 days before, without evidence; None when that is not known.
        rules: The limits.
    """
    items: dict[str, list[PlanItem]] = {}
    for item in plan.items:
        items.setdefault(item.project, []).append(item)
    return {
        project.uid: _status(
            Facts(
                portfolio,
                project,
                items.get(project.uid, ()),
                plan.finishes.get(project.uid),
                money,
                evidence,
                today,
                rules,
            ),
            (earlier or {}).get(project.uid),
        )
        for project in portfolio.projects
    }


def override_of(project: Record) -> Override | None:
    """Return the light a person set, whether it still holds or not; None when there is none."""
    until = day_of(project, "light_until")
    light, reason = project.text("light"), project.text("light_reason")
    if until is None or not light or not reason:
        return None
    return Override(Light(light), reason, until)


def _status(facts: Facts, earlier: ProjectStatus | None) -> ProjectStatus:
    found = sorted(judgements_of(facts), key=lambda one: -one.light.rank)
    by_rules = found[0].light if found else Light.GREY
    override = override_of(facts.project)
    holds = override is not None and override.until >= facts.today
    drifts = drifts_of(facts.portfolio, facts.project.uid, facts.evidence)
    ahead = [one for one in facts.items if one.kind == "milestone" and not one.is_done]
    risks = open_risks(facts.portfolio, facts.project.uid)
    return ProjectStatus(
        project=facts.project.uid,
        light=override.light if override is not None and holds else by_rules,
        by_rules=by_rules,
        judgements=found,
        override=override if holds else None,
        expired=None if holds else override,
        earlier=None if earlier is None else earlier.by_rules,
        progress=progress_of(facts.items),
        next_milestone=min(ahead, key=lambda one: one.start).uid if ahead else "",
        top_risk=risks[0].uid if risks else "",
        drifting=[uid for uid, _, _ in drifts],
    )
