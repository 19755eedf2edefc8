"""Tables of a report about the whole programme: money, key figures, decisions."""

from typing import Final

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from app.domain.portfolio.budgets import Amounts
from app.domain.portfolio.evaluations import KpiEvaluation, evaluations_of
from app.domain.portfolio.portfolios import day_of, title_of
from app.services.portfolio.reports.charts import bars_chart
from app.services.portfolio.reports.checking import Checked
from app.services.portfolio.reports.contents import Chart, Table
from app.services.portfolio.reports.tracing import Sources, question_text
from app.services.portfolio.reports.words import Words
from app.services.portfolio.states import PortfolioState

_SUMS: Final = ("plan", "committed", "actual", "forecast")
_DECISIONS: Final = 40


def years_of(state: PortfolioState, projects: set[str]) -> dict[int, Amounts]:
    """Return the sums of some projects by year, in the order of years."""
    found: dict[int, Amounts] = {}
    for cell in state.money.cells:
        if cell.project in projects:
            found[cell.year] = found.get(cell.year, Amounts()) + cell.amounts
    return dict(sorted(found.items()))


def money_chart(state: PortfolioState, projects: set[str], words: Words) -> list[Chart]:
    """Return the budget by years; nothing where there is none."""
    years = years_of(state, projects)
    if not years:
        return []
    names = ("plan", "actual", "forecast")
    series = [(words(one), [getattr(sums, one) for sums in years.values()]) for one in names]
    return [bars_chart(words("money_chart"), [str(year) for year in years], series, words)]


def year_table(state: PortfolioState, projects: set[str], words: Words) -> Table:
    """Return the budget by years with its total."""
    years = years_of(state, projects)
    rows = [
        [str(year), *(words.euro(getattr(sums, one)) for one in _SUMS)]
        for year, sums in years.items()
    ]
    return Table(
        title=words("years"),
        columns=[words("year"), *(words(one) for one in _SUMS)],
        sides=["left", *["right"] * len(_SUMS)],
        widths=[2, 3, 3, 3, 3],
        rows=rows,
    )


def fund_table(state: PortfolioState, projects: set[str], words: Words, checked: Checked) -> Table:
    """Return the funds with what is left of them, and their alarms."""
    portfolio, sums = state.portfolio, dict[str, Amounts]()
    for cell in state.money.cells:
        if cell.project in projects:
            sums[cell.fund] = sums.get(cell.fund, Amounts()) + cell.amounts
    funds = [one for one in portfolio.all("fund") if one.uid in sums and checked.may_show(one)]
    rows = [
        [
            title_of(one),
            words.euro((one.number("grant") or 0.0) + (one.number("own_share") or 0.0)),
            words.euro(sums[one.uid].plan),
            words.euro(sums[one.uid].actual),
            words.day(day_of(one, "spend_until")),
        ]
        for one in funds
    ]
    told = {one.uid for one in funds}
    alarms = [words.translate(one.text) for one in state.money.alarms if one.fund in told]
    return Table(
        title=words("funds"),
        columns=[words(one) for one in ("fund", "value", "plan", "actual", "until")],
        sides=["left", "right", "right", "right", "left"],
        widths=[7, 3, 3, 3, 3],
        rows=rows,
        note=" ".join(alarms),
    )


def kpi_table(
    state: PortfolioState,
    projects: set[str],
    words: Words,
    sources: Sources,
    checked: Checked,
) -> Table:
    """Return the key figures of projects and of the whole programme."""
    rows = []
    for one in evaluations_of(state.portfolio, state.evidence, state.today):
        record = state.portfolio.get("kpi", one.uid)
        if record is None or (one.project and one.project not in projects):
            continue
        if checked.may_show(record):
            rows.append(_kpi_row(one, state, words, sources))
    return Table(
        title=words("kpis"),
        columns=[
            words(one) for one in ("name", "value", "target", "day", "trend", "kind", "source")
        ],
        sides=["left", "right", "right", "left", "left", "left", "left"],
        widths=[8, 4, 4, 3, 3, 3, 2],
        rows=rows,
    )


def _kpi_row(
    one: KpiEvaluation, state: PortfolioState, words: Words, sources: Sources
) -> list[str]:
    result = state.evidence.get(Key("kpi", one.uid))
    is_measured = one.latest is None and one.measured is not None
    value = one.measured if one.latest is None else one.latest.value
    text = words.figure(value, one.unit)
    day = words.day(state.today if is_measured else one.latest.day if one.latest else None)
    status = "measured" if is_measured or one.latest is None else one.latest.status
    if result is not None and is_measured:
        query = question_text(result, words)
        source = sources.add(one.name, query, result.rows, value=text, day=day, count=result.count)
    else:
        kind = words.translate(KINDS["kpi_value"].plural)
        keys = [Key("kpi_value", point.uid) for segment in one.segments for point in segment]
        source = sources.add(
            one.name,
            words("records", kind=kind),
            keys[-12:],
            value=text,
            day=day,
            count=len(keys),
            is_typed=one.is_typed,
        )
    kind = words("typed" if status == "reported" else status) if value is not None else "–"
    trend = words(str(one.trend))
    return [one.name, text, words.figure(one.target, one.unit), day, trend, kind, source]


def decision_table(
    state: PortfolioState, projects: set[str], words: Words, checked: Checked
) -> Table:
    """Return decisions: the open ones first, then the newest."""
    found = [
        one
        for one in state.portfolio.all("decision")
        if not one.text("project") or one.text("project") in projects
    ]
    found.sort(key=lambda one: one.text("decided_on") or one.text("due_on"), reverse=True)
    found.sort(key=lambda one: one.text("state") != "open")
    choice = KINDS["decision"].field("state").choice_label
    rows = [
        [
            title_of(one),
            one.text("body") or "–",
            words.translate(choice(one.get("state"))),
            words.day(day_of(one, "decided_on") or day_of(one, "due_on")),
            checked.text(title_of(one), one.text("follow_up")) or "–",
        ]
        for one in found[:_DECISIONS]
        if checked.may_show(one)
    ]
    return Table(
        title=words("decisions"),
        columns=[words(one) for one in ("subject", "body", "state", "day", "follow_up")],
        sides=["left"] * 5,
        widths=[7, 3, 3, 3, 6],
        rows=rows,
    )
