"""A small programme for tests: short words for its records, in memory or in a real store."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.fields import Value
from app.domain.inventory.records import Key, Record
from app.domain.portfolio.budgets import money_of
from app.domain.portfolio.evidence.results import EvidenceResult
from app.domain.portfolio.plans import plan_of
from app.domain.portfolio.portfolios import Portfolio
from app.domain.portfolio.statuses import statuses_of
from app.services.portfolio.states import PortfolioState
from tests.fakes.clocks import START_US
from tests.inventories import MadeInventory, make_inventory

TODAY: Final = date(2025, 11, 24)
"""A Monday, the day of `tests.fakes.clocks.START_US`."""

Day = str | date


class Programme:
    """Records of a programme, each made by a method of its kind that returns its uid.

    Fields are keyword arguments by their names; days may be `date` or ISO text, JSON fields dicts
    or lists. `uid=` names a record, else it gets the name of its kind and a number (`item3`).
    """

    def __init__(self) -> None:
        self.records: list[Record] = []

    def add(self, kind: str, values: Mapping[str, object]) -> str:
        """Add a record of any kind; `uid` and `valid_from` may be among its values."""
        own = dict(values)
        number = len(self.records) + 1
        uid = str(own.pop("uid", None) or f"{kind}{number}")
        since = own.pop("valid_from", START_US)
        assert isinstance(since, int)
        filled = {name: _value(value) for name, value in own.items() if value is not None}
        self.records.append(Record(kind, uid, number, 1, filled, since))
        return uid

    def organisation(self, name: str = "Amt 61", **values: object) -> str:
        return self.add("organisation", {"name": name, **values})

    def field_of_action(self, name: str = "Mobilität", **values: object) -> str:
        return self.add("field_of_action", {"name": name, **values})

    def wave(self, name: str = "Welle I", **values: object) -> str:
        return self.add("wave", {"name": name, **values})

    def fund(self, name: str = "Förderung", **values: object) -> str:
        return self.add("fund", {"name": name, **values})

    def project(self, name: str = "Projekt", **values: object) -> str:
        """Add a project; it runs and begins today where nothing else is said."""
        given = {"name": name, "state": "running", "starts_on": TODAY, **values}
        return self.add("project", given)

    def item(self, project: str, name: str = "Arbeit", **values: object) -> str:
        """Add a work item of five working days where nothing else is said."""
        given = {"project": project, "name": name, "stage": "open", "duration": 5, **values}
        return self.add("work_item", given)

    def milestone(self, project: str, name: str = "Ziel", **values: object) -> str:
        return self.add("milestone", {"project": project, "name": name, **values})

    def link(self, before: str, after: str, type: str = "FS", **values: object) -> str:  # noqa: A002
        """Add a dependency between two items that are there."""
        kinds = {record.uid: record.kind for record in self.records}
        given = {
            "before_kind": kinds.get(before, "work_item"),
            "before": before,
            "after_kind": kinds.get(after, "work_item"),
            "after": after,
            "type": type,
            "lag": 0,
        }
        return self.add("dependency", {**given, **values})

    def baseline(
        self, days: Mapping[str, tuple[Day, Day]], name: str = "Basisplan", **values: object
    ) -> str:
        content = {uid: [_value(first), _value(last)] for uid, (first, last) in days.items()}
        given = {"name": name, "taken_on": TODAY, "content": content, **values}
        return self.add("baseline", given)

    def risk(self, project: str, probability: int = 3, impact: int = 3, **values: object) -> str:
        given = {
            "project": project,
            "name": "Risiko",
            "probability": probability,
            "impact": impact,
            "state": "open",
        }
        return self.add("risk", {**given, **values})

    def decision(self, name: str = "Beschluss", **values: object) -> str:
        return self.add("decision", {"name": name, "state": "decided", **values})

    def line(self, project: str, fund: str, year: int = TODAY.year, **values: object) -> str:
        """Add a budget line."""
        return self.add("budget_line", {"project": project, "fund": fund, "year": year, **values})

    def kpi(self, name: str = "Kennzahl", **values: object) -> str:
        return self.add("kpi", {"name": name, "direction": "up", **values})

    def value(self, kpi: str, as_of: Day, value: float, **values: object) -> str:
        """Add a value of a key figure."""
        given = {"kpi": kpi, "as_of": as_of, "value": value, "status": "measured"}
        return self.add("kpi_value", {**given, **values})

    def effect(self, project: str, name: str = "Wirkung", **values: object) -> str:
        return self.add("effect", {"project": project, "name": name, **values})

    def document(self, subject: str, name: str = "Dokument", **values: object) -> str:
        kinds = {record.uid: record.kind for record in self.records}
        given = {"subject_kind": kinds.get(subject, "project"), "subject": subject, "name": name}
        return self.add("document", {**given, "link": "https://example.org/d", **values})

    def change(self, uid: str, **values: object) -> None:
        """Change values of a record; None empties a field."""
        at = next(at for at, record in enumerate(self.records) if record.uid == uid)
        record = self.records[at]
        after = {**record.values, **{name: _value(value) for name, value in values.items()}}
        filled = {name: value for name, value in after.items() if value is not None}
        self.records[at] = replace(record, values=filled, rev=record.rev + 1)

    def remove(self, uid: str) -> None:
        """Take a record away."""
        self.records = [record for record in self.records if record.uid != uid]

    def portfolio(self) -> Portfolio:
        """Return the programme as it is now."""
        return Portfolio.of(self.records)

    def state(
        self,
        today: date = TODAY,
        *,
        evidence: Mapping[Key, EvidenceResult] | None = None,
        earlier: Portfolio | None = None,
        at_us: int | None = None,
    ) -> PortfolioState:
        """Return what the views show of it."""
        found = self.portfolio()
        plan, money = plan_of(found, today), money_of(found, today)
        known = dict(evidence or {})
        return PortfolioState(
            at_us=at_us,
            today=today,
            portfolio=found,
            earlier=earlier,
            plan=plan,
            money=money,
            statuses=statuses_of(found, plan, money, known, today),
            evidence=known,
        )

    def operations(self) -> list[Operation]:
        """Return what makes the programme in a store."""
        return [
            Operation(Action.CREATE, record.kind, record.uid, record.values)
            for record in self.records
        ]

    def fill(self, inventory: MadeInventory) -> None:
        """Bring the programme into a store, in one transaction."""
        inventory.commit(Changeset(self.operations()))


def small_programme() -> Programme:
    """Return two projects with all that a programme has.

    Uids: projects `wlan` (runs, late) and `ampel` (planned, waits for `wlan`), work items
    `konzept`, `ausbau`, `ausbau1`, `ausbau2`, `pilot`; milestones `beschluss`, `fertig`, `abnahme`;
    risks `lieferung`, `fachkraft`; fund `topf`; key figure `punkte`; decision `rat`; `amt`.
    """
    made = Programme()
    made.organisation("Amt für Digitales", uid="amt", short="A15", capacity=10)
    made.field_of_action("Digitale Infrastruktur", uid="feld", position=1)
    made.wave("Welle I", uid="welle", position=1)
    made.fund("Smart Cities", uid="topf", grant=90_000, own_share=10_000, spend_until="2026-03-31")
    made.project(
        "WLAN in der Innenstadt", uid="wlan", number="1.1", starts_on="2025-09-01",
        ends_on="2026-02-27", organisation="amt", field_of_action="feld", wave="welle",
        lead_role="Projektleitung WLAN", council_ref="123/25", reported_on="2025-11-17",
        scope="kept", goal="Freies WLAN auf allen Plätzen.",
    )  # fmt: skip
    made.project(
        "Adaptive Ampeln", uid="ampel", number="1.2", state="planned", starts_on="2026-01-05",
        ends_on="2026-12-18", organisation="amt", field_of_action="feld", wave="welle",
    )  # fmt: skip
    made.item(
        "wlan", "Konzept", uid="konzept", position=1, duration=20, stage="done",
        started_on="2025-09-01", finished_on="2025-09-26", organisation="amt", persons=2,
    )  # fmt: skip
    made.item("wlan", "Ausbau", uid="ausbau", position=2, duration=None)
    made.item(
        "wlan", "Ausbau Nord", uid="ausbau1", parent="ausbau", position=3, duration=40,
        optimistic=30, pessimistic=60, stage="doing", started_on="2025-10-06", progress=50,
        organisation="amt", persons=3, role="Bauleitung",
    )  # fmt: skip
    made.item(
        "wlan", "Ausbau Süd", uid="ausbau2", parent="ausbau", position=4, duration=50,
        optimistic=40, pessimistic=80, organisation="amt", persons=2,
    )  # fmt: skip
    made.item("ampel", "Pilot", uid="pilot", position=1, duration=60, optimistic=45, pessimistic=90)
    made.milestone("wlan", "Beschluss", uid="beschluss", due_on="2025-09-30",
                   reached_on="2025-09-30", is_key=1)  # fmt: skip
    made.milestone("wlan", "Alle Plätze versorgt", uid="fertig", due_on="2026-02-27", is_key=1)
    made.milestone("ampel", "Abnahme", uid="abnahme", due_on="2026-06-30")
    _add_order(made)
    _add_steering(made)
    return made


def _add_order(made: Programme) -> None:
    made.link("konzept", "ausbau", uid="k-a")
    made.link("ausbau1", "ausbau2", uid="a1-a2", lag=5)
    made.link("ausbau", "fertig", uid="a-f")
    made.link("fertig", "pilot", uid="f-p")
    made.link("pilot", "abnahme", uid="p-a")
    made.baseline(
        {"ausbau1": ("2025-10-06", "2025-11-28"), "ausbau2": ("2025-12-08", "2026-02-20"),
         "fertig": ("2026-02-20", "2026-02-20")},
        uid="basis", taken_on="2025-09-30", approved_by="Rat",
    )  # fmt: skip


def _add_steering(made: Programme) -> None:
    made.risk("wlan", 4, 4, uid="lieferung", name="Geräte kommen spät", review_on="2025-11-03",
              cost=20_000, delay=15, owner="Einkauf", response="reduce")  # fmt: skip
    made.risk("ampel", 2, 3, uid="fachkraft", name="Keine Fachkraft", review_on="2026-02-02")
    made.decision("Ausbau der Plätze", uid="rat", project="wlan", body="Rat",
                  paper_number="123/25", decided_on="2025-09-30", follow_up="Vertrag schließen",
                  follow_up_role="Einkauf", follow_up_on="2025-11-14")  # fmt: skip
    made.line("wlan", "topf", 2025, uid="geld1", purpose="hardware", plan=50_000,
              committed=45_000, actual=20_000, booked_on="2025-11-03")  # fmt: skip
    made.line("wlan", "topf", 2026, uid="geld2", purpose="service", plan=30_000, forecast=40_000)
    made.kpi("Zugangspunkte", uid="punkte", project="wlan", unit="Stück", start_value=10,
             start_on="2025-08-01", target=60, target_on="2026-02-27", fresh_days=60)  # fmt: skip
    made.value("punkte", "2025-09-01", 12, uid="w1")
    made.value("punkte", "2025-10-01", 20, uid="w2", status="reported")
    made.value("punkte", "2025-11-01", 31, uid="w3")
    made.effect("wlan", "Nutzende am Tag", uid="wirkung", unit="Personen", before=0,
                before_on="2025-08-01", after=450, after_on="2025-11-01")  # fmt: skip
    made.document("wlan", "Vorlage 123/25", uid="vorlage", dated_on="2025-09-10")


def make_programme(folder: Path, programme: Programme | None = None) -> MadeInventory:
    """Return a real store with a programme (the small one where none is given); close it."""
    inventory = make_inventory(folder)
    (programme or small_programme()).fill(inventory)
    return inventory


def large_programme(projects: int = 50, items: int = 40) -> Programme:
    """Return many projects, each with items in chains, and a dependency to the next project."""
    made = Programme()
    organisations = [made.organisation(f"Amt {number}", capacity=20) for number in range(5)]
    fund = made.fund(grant=5_000_000, own_share=500_000, spend_until="2027-12-31")
    before = ""
    for number in range(projects):
        project = made.project(f"Projekt {number:02}", number=f"{number:02}", ends_on="2026-12-18")
        uids = [
            made.item(project, f"Arbeit {at}", position=at, duration=3 + at % 7, optimistic=2,
                      pessimistic=15, organisation=organisations[at % 5], persons=1)
            for at in range(items)
        ]  # fmt: skip
        for first, second in _pairs(uids):
            made.link(first, second)
        goal = made.milestone(project, due_on="2026-10-30")
        made.link(uids[-1], goal)
        if before:
            made.link(before, uids[items // 2])
        before = uids[items // 2]
        made.risk(project, 1 + number % 5, 1 + number % 4)
        made.line(project, fund, plan=10_000, actual=4_000, booked_on=TODAY)
    return made


def _pairs(uids: list[str]) -> Iterable[tuple[str, str]]:
    """Pair each with the next one and every fourth with the one after that."""
    yield from pairwise(uids)
    yield from list(zip(uids, uids[2:], strict=False))[::4]


def _value(value: object) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    assert value is None or isinstance(value, str | int | float)
    return value
