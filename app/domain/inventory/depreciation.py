"""What an asset is still worth in the books: linear depreciation (German income tax act, § 7)."""

from dataclasses import dataclass
from datetime import date

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class BookValue:
    """What an asset is worth on a day.

    Attributes:
        value: Euro, two places.
        months: How many months are written off.
        of_months: How many there are to write off.
    """

    value: float
    months: int
    of_months: int

    @property
    def is_written_off(self) -> bool:
        """True when nothing is left."""
        return self.months >= self.of_months


def book_value(
    cost: float | None, bought_on: date | None, months: int | None, on: date
) -> BookValue | None:
    """Return what an asset is worth on a day, None when that cannot be told.

    The month of the purchase counts in full (§ 7 (1) sentence 4 EStG writes off by twelfths,
    beginning with it).

    Args:
        cost: What it cost, euro.
        bought_on: When it was bought.
        months: Over how many months it is written off; 0 or None means that it is not.
        on: The day that is asked for; before the purchase there is no value.
    """
    if cost is None or bought_on is None or not months or on < bought_on:
        return None
    begun = (on.year - bought_on.year) * _MONTHS + on.month - bought_on.month + 1
    gone = min(begun, months)
    return BookValue(round(cost * (months - gone) / months, 2), gone, months)
