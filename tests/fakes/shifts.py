"""A city with an early and a late shift, and a night in which nobody sits there."""

from dataclasses import replace

from app.domain.cities import City
from app.domain.shifts import ShiftPlan
from app.domain.texts import Text
from tests.fakes.city import make_city

_DAYS = frozenset(range(7))

PLANS = (
    ShiftPlan("frueh", Text("Frühschicht", "Early shift"), _DAYS, 6 * 60, 14 * 60),
    ShiftPlan("spaet", Text("Spätschicht", "Late shift"), _DAYS, 14 * 60, 22 * 60),
    ShiftPlan("nacht", Text("Bereitschaft", "On call"), _DAYS, 22 * 60, 6 * 60, is_manned=False),
)


def make_shift_city(n: int = 60) -> City:
    """Return a city of n points that plans shifts; the fake clock begins in the late one."""
    return replace(make_city(n), shifts=PLANS)
