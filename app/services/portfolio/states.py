"""The state of the programme at a moment: what was read, and all that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.inventory.records import Key
from app.domain.local_times import at_local, to_us
from app.domain.portfolio.budgets import Money, money_of
from app.domain.portfolio.evidence.results import EvidenceResult
from app.domain.portfolio.plans import Plan, plan_of
from app.domain.portfolio.portfolios import ALWAYS_READ, Portfolio
from app.domain.portfolio.statuses import ProjectStatus, statuses_of
from app.services.ports.inventories import InventoryReader

EARLIER_DAYS: Final = 90
"""Movement and trend compare with the programme so many days before."""

_DAYS_KEPT: Final = 4
_TRIES: Final = 3
_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class PortfolioState:
    """What the views of the programme show.

    Attributes:
        at_us: The moment, µs UTC; None for the present.
        today: The day of that moment in the city's time zone; "overdue" is measured by it.
        portfolio: The records.
        earlier: The records 90 days before, as that day began, for movement and trend; None when
            there was no project then.
        plan: The schedule of all projects.
        money: Budgets by project, year and fund.
        statuses: By uid of the project.
        evidence: What queries gave, by milestone or key figure; those not asked yet are missing.
        transaction: Number of the last change that is in here, 0 for none.
    """

    at_us: int | None
    today: date
    portfolio: Portfolio
    earlier: Portfolio | None
    plan: Plan
    money: Money
    statuses: Mapping[str, ProjectStatus]
    evidence: Mapping[Key, EvidenceResult] = field(default_factory=dict)
    transaction: int = 0


@dataclass(frozen=True, slots=True)
class Earlier:
    """The programme at an earlier moment.

    Attributes:
        portfolio: The records.
        statuses: How projects stood by rules, without evidence, by uid.
    """

    portfolio: Portfolio
    statuses: Mapping[str, ProjectStatus]


class EarlierProgrammes:
    """Keeps what the programme was on the last few days asked for: the past does not change.

    Used by one thread at a time, for one store.
    """

    def __init__(self) -> None:
        self._by_day: dict[date, Earlier | None] = {}

    def at(self, reader: InventoryReader, day: date, zone: ZoneInfo) -> Earlier | None:
        """Return the programme as it was when a day began; None when there was no project."""
        if day not in self._by_day:
            portfolio = _records(reader, to_us(datetime.combine(day, time(), zone)))
            plan, money = plan_of(portfolio, day), money_of(portfolio, day)
            statuses = statuses_of(portfolio, plan, money, {}, day)
            while len(self._by_day) >= _DAYS_KEPT:
                del self._by_day[next(iter(self._by_day))]
            self._by_day[day] = Earlier(portfolio, statuses) if statuses else None
        return self._by_day[day]


def read_state(
    reader: InventoryReader,
    *,
    at_us: int | None,
    now_us: int,
    zone: ZoneInfo,
    evidence: Mapping[Key, EvidenceResult],
    kept: EarlierProgrammes | None = None,
) -> PortfolioState:
    """Return the programme at a moment with all that follows from it; for a worker thread.

    Args:
        reader: Of the store; its errors (stopped, unreadable) come through.
        at_us: The moment, µs UTC; None for the present.
        now_us: The present, µs UTC.
        zone: Time zone of the city.
        evidence: What queries gave, for that moment.
        kept: What is known of earlier days already; None to read it anew.
    """
    today = at_local(now_us if at_us is None else at_us, zone).date()
    portfolio, transaction = _read(reader, at_us)
    plan, money = plan_of(portfolio, today), money_of(portfolio, today)
    known = kept or EarlierProgrammes()
    earlier = known.at(reader, today - timedelta(days=EARLIER_DAYS), zone)
    before = None if earlier is None else earlier.statuses
    return PortfolioState(
        at_us=at_us,
        today=today,
        portfolio=portfolio,
        earlier=None if earlier is None else earlier.portfolio,
        plan=plan,
        money=money,
        statuses=statuses_of(portfolio, plan, money, evidence, today, earlier=before),
        evidence=evidence,
        transaction=transaction,
    )


def _read(reader: InventoryReader, at_us: int | None) -> tuple[Portfolio, int]:
    """Return the records and the last change in them.

    Kinds are read one after the other; when something was written in between, all are read again.
    """
    last = _last_change(reader, at_us)
    portfolio = _records(reader, at_us)
    for _ in range(_TRIES - 1):
        newest = _last_change(reader, at_us)
        if newest == last:
            break
        last, portfolio = newest, _records(reader, at_us)
    return portfolio, last


def _records(reader: InventoryReader, at_us: int | None) -> Portfolio:
    return Portfolio.of(
        record for kind in ALWAYS_READ for record in reader.records(kind, at_us=at_us)
    )


def _last_change(reader: InventoryReader, at_us: int | None) -> int:
    """Return the number of the last transaction (until a moment), 0 for none."""
    before: int | None = None
    while found := reader.transactions(1 if at_us is None else _PAGE, before):
        for one in found:
            if at_us is None or one.at_us <= at_us:
                return one.number
        before = found[-1].number
    return 0
