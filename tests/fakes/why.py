"""A hamlet in which something happened: a network, places, guidance, a journal and samples."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.alarms import (
    AlarmEvent,
    AlarmEventKind,
    AlarmId,
    AlarmRule,
    Priority,
    RuleKind,
)
from app.domain.cities import City, LegalLimit
from app.domain.guidance import Guidance, GuidanceScope
from app.domain.points import DeviceId, Location, Point, PointId
from app.domain.samples import NO_TIME, Quality, SampleBatch
from app.domain.texts import Text
from app.services.explanations import Explainer, Explanation
from tests.fakes.adapters import FakeJournal
from tests.fakes.clocks import START_US
from tests.fakes.hamlet import hamlet
from tests.fakes.historian import MemoryHistorian
from tests.fakes.notes import FakeAnnotations

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NOW = START_US

SWITCH, AP, OTHER_AP = "school_switch-0", "access_point-0", "access_point-1"
NO2 = PointId("air_station-0.no2")
NO2_HI = AlarmId("air_station-0.no2#hi")
AP_DOWN, OTHER_DOWN, SWITCH_DOWN = (
    AlarmId(f"{device}.online#state") for device in (AP, OTHER_AP, SWITCH)
)
TTN_LOST = AlarmId("ttn#lost")
LAW = "39. BImSchV § 3 (2010)"
_LATITUDE_M = 111_195.0


def why_city() -> City:
    """Return a hamlet with a school network, places 100 m apart, guidance and a legal limit."""
    city = hamlet()
    devices = list(dict.fromkeys(point.device for point in city.points))
    return replace(
        city,
        points=tuple(_placed(point, devices.index(point.device)) for point in city.points),
        rules=tuple(_lawful(rule) for rule in city.rules) + tuple(_offline_rules()),
        uplinks={DeviceId(AP): DeviceId(SWITCH), DeviceId(OTHER_AP): DeviceId(SWITCH)},
        limits=(
            LegalLimit("no2", 200.0, "µg/m³", Text("1-Stunden-Mittel"), LAW, date(2010, 8, 6)),
        ),
        guidance=(
            Guidance(GuidanceScope.CITY, "", Text("Leitstelle rufen"), Text("0 23 81 / 17-0")),
            Guidance(GuidanceScope.TYPE, "air_station", Text("Umweltamt rufen")),
            Guidance(GuidanceScope.SOURCE, "ttn", Text("Gateway neu starten")),
        ),
    )


def _placed(point: Point, place: int) -> Point:
    """Put the devices on a line to the north, 100 m apart."""
    return replace(point, location=Location(7.8, 51.6 + place * 100.0 / _LATITUDE_M))


def _lawful(rule: AlarmRule) -> AlarmRule:
    return replace(rule, basis=LAW, contact=Text("Umweltamt, 17-1234"), effect=Text("Reizung"))


def _offline_rules() -> list[AlarmRule]:
    return [
        AlarmRule(
            AlarmId(f"{device}.online#state"),
            PointId(f"{device}.online"),
            RuleKind.STATE,
            float("nan"),
            Priority.LOW if device != SWITCH else Priority.HIGH,
            Text(f"{device} getrennt"),
            Text("Switch ansehen"),
            codes=frozenset({0}),
            on_delay_s=120.0,
        )
        for device in (AP, OTHER_AP, SWITCH)
    ]


@dataclass
class Village:
    """A city with everything an explanation reads; tests let things happen in it."""

    city: City = field(default_factory=why_city)
    history: MemoryHistorian = field(default_factory=MemoryHistorian)
    journal: FakeJournal = field(default_factory=FakeJournal)
    notes: FakeAnnotations = field(default_factory=FakeAnnotations)

    def explain(self, subject: str, at_us: int = NOW) -> Explanation:
        explainer = Explainer(self.city, self.history, self.journal, self.notes)
        return explainer.explain(subject, at_us)

    def point(self, name: str) -> Point:
        return next(point for point in self.city.points if point.id == name)

    def happen(
        self,
        alarm: AlarmId,
        kind: AlarmEventKind,
        time_us: int,
        value: float = 0.0,
        *,
        actor: str = "",
        comment: str = "",
    ) -> None:
        """Write a line into the journal."""
        event = AlarmEvent(alarm, kind, time_us, value, actor, comment)
        self.journal.lines.append((event, ""))

    def stand(
        self, alarm: AlarmId, raised_us: int, cleared_us: int = NO_TIME, value: float = 0.0
    ) -> None:
        """Let an alarm stand for a while."""
        self.happen(alarm, AlarmEventKind.RAISED, raised_us, value)
        if cleared_us != NO_TIME:
            self.happen(alarm, AlarmEventKind.CLEARED, cleared_us, value)

    def measure(
        self,
        name: str,
        times_us: Sequence[int],
        values: Sequence[float],
        quality: Quality = Quality.GOOD,
    ) -> None:
        """Let a point be measured."""
        n = len(times_us)
        key = [int(self.point(name).key)] * n
        self.history.append(
            SampleBatch.from_columns(key, times_us, NOW, values, [int(quality)] * n)
        )

    def measure_evenly(
        self, name: str, values: Sequence[float], end_us: int = NOW, step_us: int = MINUTE
    ) -> None:
        """Let a point be measured in even steps, the last value at the end."""
        n = len(values)
        self.measure(name, [end_us - (n - 1 - place) * step_us for place in range(n)], values)
