"""A programme for the list of projects, and what the list shows of it."""

from app.domain.inventory.records import Key
from tests.portfolios import Programme, small_programme
from widgets.portfolio.heat import HeatPane
from widgets.portfolio.heat.columns import Column
from widgets.portfolio.heat.model import Grouping


def programme() -> Programme:
    """Return `wlan` (critical) and `ampel` (in plan) of wave I, `idee` without a wave."""
    made = small_programme()
    made.change("wlan", reported_progress=62)
    made.project("Digitale Bibliothek", uid="idee", number="1.10", state="idea",
                 source="Simulation")  # fmt: skip
    return made


def shown(pane: HeatPane) -> list[str]:
    return [one.record.uid for one in pane.model.shown]


def cell(pane: HeatPane, uid: str, column: Column) -> str:
    row = next(one for one in pane.model.shown if one.record.uid == uid)
    return pane.model.text(row, column)


def tip(pane: HeatPane, uid: str, column: Column) -> str:
    row = next(one for one in pane.model.shown if one.record.uid == uid)
    return pane.model.tip(row, column)


def pick(pane: HeatPane, *uids: str) -> None:
    pane.show_keys([Key("project", uid) for uid in uids])


def group_by(pane: HeatPane, grouping: Grouping) -> None:
    pane.bar.grouping.setCurrentIndex(pane.bar.grouping.findData(grouping.value))


def bands(pane: HeatPane) -> list[str]:
    found = (pane.model.band(row) for row in range(pane.model.rowCount()))
    return [one.title for one in found if one is not None]
