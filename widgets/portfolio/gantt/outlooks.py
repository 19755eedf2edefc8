"""How sure the ends of projects and milestones are, computed in a thread."""

from collections.abc import Mapping

from app.domain.portfolio.plans import simulation_of
from app.domain.portfolio.schedules.simulations import Likelihood
from app.services.portfolio.states import PortfolioState
from widgets.portfolio.gantt.shapes import Outlook

RUNS = 2_000
"""Texts of the chart name this number."""


def outlooks_of(state: PortfolioState) -> Mapping[str, Outlook]:
    """Return by which days projects and milestones are finished, by uid; takes up to a second."""
    simulation = simulation_of(state.portfolio, state.today, RUNS)
    if simulation is None:
        return {}
    known = simulation.network.place
    found = {
        item.uid: _outlook(simulation.likelihood(item.uid))
        for item in state.plan.items
        if item.kind == "milestone" and item.uid in known and not item.is_done
    }
    finished = dict.fromkeys(simulation.finishes_of, True)
    for item in state.plan.items:
        finished[item.project] = finished.get(item.project, True) and item.is_done
    for project in simulation.finishes_of:
        if project and not finished[project]:
            found[project] = _outlook(simulation.finish(project))
    return found


def _outlook(likelihood: Likelihood) -> Outlook:
    return Outlook(likelihood.p50, likelihood.p80)
