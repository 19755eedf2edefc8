"""When assets are due to be replaced, and what that costs in each budget year. Pure.

An asset is due when its purchase and the lifetime of its type are over, or when its maker's support
ends, whichever comes first. Money is counted in whole cents, so that sums are exact.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeVar

from app.domain.inventory.schools import AssetRow, TypeFacts

REPLACED_STATES: Final = ("delivered", "in_stock", "staged", "in_service", "repair", "lent")
"""States of assets that somebody counts on, so that they are replaced one day."""

_MONTHS: Final = 12
_CENTS: Final = 100
_K = TypeVar("_K", bound=Hashable)


class Need(NamedTuple):
    """Assets alike that are due in the same year.

    Attributes:
        due: In which month, `2027-03`.
        site: Where they stand.
        kind: Kind of asset.
        type: Their type.
        fund: What paid for them; empty for none.
        price: List price of one, cents; None when unknown.
        months: Lifetime, months; None when unknown.
    """

    due: str
    site: str
    kind: str
    type: str
    fund: str
    price: int | None
    months: int | None

    @property
    def year(self) -> int:
        """The budget year they are due in."""
        return int(self.due[:4])


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is assumed.

    Attributes:
        first_year: First budget year; what was due before is due in it, too.
        years: How many budget years.
        index: Change of prices a year, 0.02 for two percent; prices of today hold in `base_year`.
        base_year: Year the list prices are of.
        stretch_months: So much longer assets are used. The end of support stays where it is.
        cap: Most that may be spent in a year, cents; None for no limit. What does not fit is
            carried over to the next year, the oldest first.
        renews: True when what was replaced is due again after its lifetime.
    """

    first_year: int
    years: int = 10
    index: float = 0.0
    base_year: int = 0
    stretch_months: int = 0
    cap: int | None = None
    renews: bool = False

    def price(self, cents: int, year: int) -> int:
        """Return what costs so much in the base year, in another year, cents."""
        base = self.base_year or self.first_year
        return round(cents * (1.0 + self.index) ** (year - base))


@dataclass(frozen=True, slots=True)
class Allotment:
    """Assets alike that are replaced in a year.

    Attributes:
        year: The budget year.
        need: What they are.
        count: How many.
        cost: What all of them cost, cents; 0 where no price is known.
    """

    year: int
    need: Need
    count: int
    cost: int


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """A budget year.

    Attributes:
        year: The year.
        due: Assets that become due in it.
        replaced: Assets that are replaced in it.
        carried: Assets that are due by its end and not replaced.
        cost: What is spent, cents.
        carried_cost: What the carried ones would have cost in this year, cents.
        unpriced: How many of the replaced have no price, so that the cost is too low.
    """

    year: int
    due: int
    replaced: int
    carried: int
    cost: int
    carried_cost: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is to be replaced, year by year.

    Attributes:
        years: The budget years.
        allotments: What is replaced when.
        undated: Assets of which nobody knows when they are due.
        later: Assets that are due after the last year.
    """

    years: tuple[BudgetYear, ...]
    allotments: tuple[Allotment, ...]
    undated: int
    later: int

    def costs(self, of: Callable[[Need], _K]) -> dict[_K, dict[int, int]]:
        """Return the cost of each year, cents, apart by something such as `site` or `kind`."""
        found: dict[_K, dict[int, int]] = {}
        for one in self.allotments:
            years = found.setdefault(of(one.need), {})
            years[one.year] = years.get(one.year, 0) + one.cost
        return found

    @property
    def cost(self) -> int:
        """What all years cost, cents."""
        return sum(one.cost for one in self.years)

    def own_share(self, rates: Mapping[str, float]) -> dict[int, int]:
        """Return what the city pays itself in each year, cents, if each fund paid again as it did.

        Args:
            rates: Share of the city by fund, 0 to 1; what no fund paid for it pays alone.
        """
        found = dict.fromkeys((one.year for one in self.years), 0)
        for one in self.allotments:
            found[one.year] += round(one.cost * rates.get(one.need.fund, 1.0))
        return found


def due_day(
    bought_on: str | None, lifetime_months: int | None, eos_on: str | None, stretch_months: int = 0
) -> str | None:
    """Return when an asset is due, ISO 8601; None when nobody can tell.

    Args:
        bought_on: Day of purchase, ISO 8601.
        lifetime_months: How long its type is to be used, months.
        eos_on: Day its maker's support ends, ISO 8601.
        stretch_months: So much longer it is used; it moves the lifetime only.
    """
    ends = None
    if bought_on and lifetime_months:
        ends = months_later(bought_on, lifetime_months + stretch_months)
    return min(filter(None, (ends, eos_on)), default=None)


def months_later(day: str, months: int) -> str:
    """Return a day so many months later, ISO 8601; the last of a month where it has no such day.

    After the year 9999 there is no day: then it is the last one of all.
    """
    one = date.fromisoformat(day)
    years, month = divmod(one.month - 1 + months, _MONTHS)
    year = one.year + years
    if year > date.max.year:
        return date.max.isoformat()
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(one.day, last)).isoformat()


def needs(
    assets: Iterable[AssetRow], types: Mapping[str, TypeFacts], stretch_months: int = 0
) -> tuple[Counter[Need], int]:
    """Return how many assets alike are due when, and of how many nobody can tell.

    Months are told apart, days are not: budgets are made for years.

    Args:
        assets: The assets; those nobody counts on are passed over.
        types: Types by uid.
        stretch_months: So much longer assets are used.
    """
    alike: Counter[tuple[str, str | None, str, str]] = Counter(
        (row.type, row.bought_on and f"{row.bought_on[:7]}-01", row.site, row.fund or "")
        for row in assets
        if row.state in REPLACED_STATES
    )
    found: Counter[Need] = Counter()
    undated = 0
    unknown = TypeFacts("", "")
    for (name, bought_on, site, fund), count in alike.items():
        one = types.get(name, unknown)
        due = due_day(bought_on, one.lifetime_months, one.eos_on, stretch_months)
        if due is None:
            undated += count
            continue
        price = None if one.price is None else round(one.price * _CENTS)
        found[Need(due[:7], site, one.kind, name, fund, price, one.lifetime_months)] += count
    return found, undated


def due_assets(
    assets: Iterable[AssetRow], types: Mapping[str, TypeFacts], assumed: WhatIf, year: int
) -> list[str]:
    """Return the uids of the assets that are due in a budget year, without those renewed.

    Args:
        assets: The assets; those nobody counts on are passed over.
        types: Types by uid.
        assumed: What is assumed.
        year: The budget year; in the first one all those of before are due, too.
    """
    found = []
    unknown = TypeFacts("", "")
    for row in assets:
        if row.state in REPLACED_STATES:
            one = types.get(row.type, unknown)
            stretch = assumed.stretch_months
            day = due_day(row.bought_on, one.lifetime_months, one.eos_on, stretch)
            if day is not None and max(int(day[:4]), assumed.first_year) == year:
                found.append(row.uid)
    return found


def forecast(due: Mapping[Need, int], undated: int, assumed: WhatIf) -> Forecast:
    """Return what is to be replaced in each budget year.

    Args:
        due: How many assets alike are due when, see `needs`.
        undated: Of how many nobody can tell.
        assumed: What is assumed.
    """
    last = assumed.first_year + assumed.years - 1
    coming: dict[int, Counter[Need]] = {}
    later = 0
    for need, count in due.items():
        if need.year > last:
            later += count
        else:
            coming.setdefault(max(need.year, assumed.first_year), Counter())[need] += count
    waiting: Counter[Need] = Counter()
    years, allotments = [], []
    for year in range(assumed.first_year, last + 1):
        arrived = coming.get(year, Counter())
        waiting.update(arrived)
        made = _spend(waiting, year, assumed)
        allotments += made
        if assumed.renews:
            _renew(made, coming, last)
        years.append(_year(year, arrived.total(), made, waiting, assumed))
    return Forecast(tuple(years), tuple(allotments), undated, later)


def _spend(waiting: Counter[Need], year: int, assumed: WhatIf) -> list[Allotment]:
    """Replace what fits into a year, the oldest first, and take it from what waits."""
    left = assumed.cap
    made = []
    for need in sorted(waiting, key=_order):
        count = waiting[need]
        price = assumed.price(need.price or 0, year)
        if left is not None and price:
            count = min(count, left // price)
            left -= count * price
        if count:
            made.append(Allotment(year, need, count, count * price))
            waiting[need] -= count
            if not waiting[need]:
                del waiting[need]
    return made


def _order(need: Need) -> tuple[str, ...]:
    return (need.due, need.site, need.kind, need.type, need.fund)


def _renew(made: Sequence[Allotment], coming: dict[int, Counter[Need]], last: int) -> None:
    """Let what was replaced become due again after its lifetime, in its first month."""
    for one in made:
        if not one.need.months:
            continue
        again = months_later(f"{one.year:04d}-07-01", one.need.months)
        if int(again[:4]) <= last:
            need = one.need._replace(due=again[:7])
            coming.setdefault(max(need.year, one.year + 1), Counter())[need] += one.count


def _year(
    year: int, due: int, made: Sequence[Allotment], waiting: Counter[Need], assumed: WhatIf
) -> BudgetYear:
    return BudgetYear(
        year,
        due,
        sum(one.count for one in made),
        waiting.total(),
        sum(one.cost for one in made),
        sum(count * assumed.price(need.price or 0, year) for need, count in waiting.items()),
        sum(one.count for one in made if one.need.price is None),
    )
