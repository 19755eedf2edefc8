"""What made-up projects are steered by: risks, decisions, money year by year."""

from datetime import date, timedelta
from random import Random
from typing import Final

from app.domain.inventory.fields import Value
from app.services.portfolio.demo.drafts import Draft
from app.services.portfolio.demo.works import Planned

_CITY_FUND: Final = "eigen"
"""Key of the fund the city's own share is paid from."""
_CHANCES: Final = {"green": (1, 3), "yellow": (2, 3), "red": (3, 5)}
_IMPACTS: Final = {"green": (1, 2), "yellow": (3, 4), "red": (4, 5)}
_EXCESS: Final = {"green": (0.9, 1.0), "yellow": (1.02, 1.09), "red": (1.12, 1.3)}
"""Expected over planned of the present year and those after it."""
_UNDECIDED: Final = ("idea", "checked")
_ENDED: Final = ("operation", "evaluated", "stopped")
_DECISION: Final = "Durchführung: {}"
_PAPER: Final = "SIM-{}/{:03d}"
_FOLLOW_UPS: Final = (
    "Der Rat erhält einen Zwischenbericht.",
    "Die Folgekosten werden im Haushaltsplan veranschlagt.",
    "Die Datenschutz-Folgenabschätzung wird vorgelegt.",
    "Das Vergabeverfahren wird eingeleitet.",
)


class Steering:
    """Adds risks, decisions and money of projects.

    Args:
        draft: Takes the records.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._papers = 0

    def add(self, planned: Planned) -> None:
        """Add what a project is steered by."""
        chances = self._draft.random("steering", planned.record.key)
        self._add_risks(planned, chances)
        self._add_decisions(planned, chances)
        self._add_money(planned, chances)

    # ---- risks ---------------------------------------------------------------------------------
    def _add_risks(self, planned: Planned, chances: Random) -> None:
        if planned.template is None:
            return
        light, key = planned.plan.light, planned.record.key
        wanted = 3 if light == "red" else chances.choice((2, 2, 3))
        dangers = chances.sample(planned.template.dangers, wanted)
        for row, danger in enumerate(dangers):
            # The first one is what makes the project what it is; others are milder.
            level = light if not row else "green"
            is_closed = planned.state in _ENDED or (row > 1 and chances.random() < 0.5)  # noqa: PLR2004 - a chance
            has_come = light == "red" and not row
            state = "occurred" if has_come else "closed" if is_closed else "open"
            review = self._draft.day(chances.randint(-20 if light == "red" else 5, 80))
            self._draft.add(
                "risk",
                f"{key}.r{row + 1}",
                project=key,
                name=danger.name,
                cause=danger.cause,
                probability=chances.randint(*_CHANCES[level]),
                impact=chances.randint(*_IMPACTS[level]),
                state=state,
                response=danger.response,
                measure=danger.measure,
                owner=danger.owner,
                review_on=None if state == "closed" else review,
                cost=round(planned.plan.budget * chances.uniform(0.03, 0.15), -3),
                delay=danger.delay,
            )

    # ---- decisions -----------------------------------------------------------------------------
    def _add_decisions(self, planned: Planned, chances: Random) -> None:
        key, state = planned.record.key, planned.state
        name = str(planned.record.values.get("name"))
        if state in _UNDECIDED or not planned.first:
            if state == "checked":
                self._decide(f"{key}.d1", planned, name, chances, due=chances.randint(20, 90))
            return
        begin = date.fromisoformat(planned.first) - timedelta(days=chances.randint(20, 60))
        day = min(begin, self._draft.today - timedelta(days=chances.randint(4, 30)))
        paper = self._decide(f"{key}.d1", planned, name, chances, day=day)
        self._draft.supplement(planned.record, council_ref=paper, decided_on=day.isoformat())
        if planned.plan.light == "red":
            name = f"Nachsteuerung: {name}"
            self._decide(f"{key}.d2", planned, name, chances, due=chances.randint(-15, 40))

    def _decide(
        self,
        key: str,
        planned: Planned,
        name: str,
        chances: Random,
        *,
        day: date | None = None,
        due: int = 0,
    ) -> str:
        """Add a decision that was made on a day, or is due in some days; return its paper."""
        self._papers += 1
        when = day or self._draft.today + timedelta(days=due)
        paper = _PAPER.format(when.year, self._papers)
        values: dict[str, Value] = {
            "project": planned.record.key,
            "name": _DECISION.format(name) if day else name,
            "body": "Rat" if planned.plan.budget >= 250_000 else "Lenkungskreis",  # noqa: PLR2004 - a limit of its own
            "paper_number": paper,
            "due_on": when.isoformat(),
            "state": "decided" if day else chances.choice(("open", "open", "deferred")),
        }
        if day is not None:
            follow = day + timedelta(days=chances.randint(60, 420))
            done = follow - timedelta(days=chances.randint(-10, 30))
            is_done = done < self._draft.today and chances.random() < 0.85  # noqa: PLR2004 - a chance
            values |= {
                "decided_on": day.isoformat(),
                "follow_up": chances.choice(_FOLLOW_UPS),
                "follow_up_role": "Projektleitung",
                "follow_up_on": follow.isoformat(),
                "follow_up_done_on": done.isoformat() if is_done else None,
            }
        self._draft.add("decision", key, **values)
        return paper

    # ---- money ---------------------------------------------------------------------------------
    def _add_money(self, planned: Planned, chances: Random) -> None:
        plan, template = planned.plan, planned.template
        if template is None or not plan.budget or not planned.first:
            return
        years = _years(planned.first, planned.last)
        shares = {_CITY_FUND: plan.own, plan.fund: 1.0 - plan.own} if plan.fund else {_CITY_FUND: 1}
        purposes = template.purposes
        for fund, share in shares.items():
            left = plan.budget * share
            for place, (year, part) in enumerate(years.items(), 1):
                amount = round(plan.budget * share * part, -2) if place < len(years) else left
                left -= amount
                if amount <= 0:
                    continue
                self._draft.add(
                    "budget_line",
                    f"{planned.record.key}.{fund}.{place}",
                    project=planned.record.key,
                    year=year,
                    fund=fund,
                    purpose=purposes[place % len(purposes)],
                    plan=amount,
                    **self._spent(planned, year, amount, chances),
                )

    def _spent(self, planned: Planned, year: int, plan: float, chances: Random) -> dict[str, Value]:
        """Return what became of a year's money until today."""
        today, plan_ = self._draft.today, planned.plan
        is_over = planned.state in _ENDED
        low, high = (0.93, 1.0) if is_over else _EXCESS[plan_.light]
        expected = round(plan * chances.uniform(low, high), -2)
        if plan_.fund and not plan_.own:
            # A fund that pays all was spent as it was granted.
            expected = plan
        committed, actual = 0.0, 0.0
        if year < today.year or is_over:
            committed = actual = expected
        elif year == today.year:
            gone = today.timetuple().tm_yday / 366
            committed = round(expected * min(1.0, gone + 0.2), -2)
            actual = round(expected * gone * chances.uniform(0.8, 1.0), -2)
        elif planned.state == "running":
            committed = round(expected * 0.2, -2)
        booked = self._draft.day(-chances.randint(2, 28))
        return {
            "committed": committed,
            "actual": actual,
            "forecast": expected,
            "booked_on": booked,
        }


def _years(first: str, last: str) -> dict[int, float]:
    """Return the share of each year in a span of days."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    total = (end - begin).days + 1
    shares = {}
    for year in range(begin.year, end.year + 1):
        since, until = max(begin, date(year, 1, 1)), min(end, date(year, 12, 31))
        shares[year] = ((until - since).days + 1) / total
    return shares
