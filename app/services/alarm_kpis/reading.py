"""Reads the figures of a period out of the journal."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.alarms import AlarmId, AlarmRule, mirrored_rule
from app.domain.alarms.kpis import Kpis, kpis_of
from app.domain.cities import City
from app.services.alarm_kpis.periods import PeriodKind, manned_in, period_of
from app.services.alarm_kpis.repairs import RepairProposal, Repairs
from app.services.lost_sources import all_rules
from app.services.ports import JournalReader, StorageError


@dataclass(frozen=True, slots=True)
class KpiReport:
    """The figures of a period with what would mend its bad actors.

    Attributes:
        period: Which period.
        kpis: The figures.
        rules: The rules by alarm, those made for alarms of servers included.
        proposals: What would mend each bad actor; none for an alarm whose rule is gone.
    """

    period: PeriodKind
    kpis: Kpis
    rules: Mapping[AlarmId, AlarmRule]
    proposals: Mapping[AlarmId, RepairProposal]


def read_kpis(journal: JournalReader, city: City, period: PeriodKind, end_us: int) -> KpiReport:
    """Read the figures of the period that ends at a moment; may be used from any thread.

    Args:
        journal: The journal.
        city: The city as it is: its rules, its shifts and its clocks.
        period: Which period.
        end_us: Its end (exclusive), µs UTC.

    Raises:
        StorageError: The journal cannot be read.
    """
    start_us, end_us = period_of(period, city, end_us)
    columns = journal.alarm_columns(start_us, end_us)
    if journal.trouble:
        raise StorageError(journal.trouble)
    rules = {alarm: mirrored_rule(alarm, mirror) for alarm, mirror in journal.mirrors().items()}
    rules |= all_rules(city)
    kpis = kpis_of(columns, rules, manned_in(city, start_us, end_us), start_us, end_us)
    repairs = Repairs(rules, city, kpis)
    found = {actor.alarm: repairs.propose(actor) for actor in kpis.actors.every.values()}
    proposals = {alarm: repair for alarm, repair in found.items() if repair is not None}
    return KpiReport(period, kpis, rules, proposals)
