"""Key figures of the alarm system over a period, and what would mend each bad actor.

The figures themselves are pure (`app.domain.alarms.kpis`); here they meet the journal, the city's
rules and its shifts. No Qt, no clock. Start at `reading`.
"""

from app.services.alarm_kpis.periods import PeriodKind, manned_in, period_of
from app.services.alarm_kpis.reading import KpiReport, read_kpis
from app.services.alarm_kpis.repairs import RepairKind, RepairProposal, Repairs

__all__ = [
    "KpiReport",
    "PeriodKind",
    "RepairKind",
    "RepairProposal",
    "Repairs",
    "manned_in",
    "period_of",
    "read_kpis",
]
