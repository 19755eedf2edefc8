"""The simulated operators: who is on shift, after how long they answer, and what they write.

Everything is a pure function of the city's seed, the alarm and the moment. Their names begin with
"Simulation", and what they write says that it is simulated: nobody shall take them for people.
"""

from bisect import bisect_right
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.alarms import AlarmRule, OrderKind, Priority, RuleKind
from app.domain.alarms.escalations import is_in_schedule
from app.domain.cities import City
from app.domain.points import PointId
from app.domain.shifts import Shift, shifts_between
from connectors.simulated_city.noise import seed_of

SIMULATED: Final = "simuliert"

_MINUTE_US: Final = 60_000_000
_DAY_US: Final = 1_440 * _MINUTE_US
_ANSWER_MIN: Final = {
    Priority.CRITICAL: (0.3, 3.0),
    Priority.HIGH: (0.5, 7.0),
    Priority.MEDIUM: (1.0, 18.0),
    Priority.LOW: (2.0, 50.0),
}
"""After how many minutes an alarm is answered, by priority: at the soonest and at the latest."""

_SILENT_SHARE: Final = 0.45
"""So many acknowledgements go without a comment."""

_SHELF_SHARE: Final = 0.05
_SHELF_MIN: Final = (60, 240)

_REASONS: Final = (
    "Wartungsfirma ist vor Ort",
    "Ersatzteil ist bestellt",
    "Baustelle, Ende absehbar",
    "Ursache bekannt, Behebung läuft",
)
_RESETS: Final = ("Vor Ort geprüft, in Ordnung", "Ursache behoben")
_BY_KIND: Final[dict[RuleKind, tuple[str, ...]]] = {
    RuleKind.INACTIVE: (
        "Gerät meldet sich wieder, Funkempfang war schlecht",
        "Batterie getauscht",
        "Netzbetreiber gefragt: Störung im Funknetz",
    ),
    RuleKind.LOST: (
        "Server startete neu, Verbindung kam von selbst zurück",
        "Wartungsfenster des Betreibers",
    ),
    RuleKind.RATE: ("Nach Starkregen erwartbar, beobachtet", "Schleuse hat gestellt"),
    RuleKind.DEVIATION: ("Sensor lag in der Sonne", "Vergleichsmessung veranlasst"),
}
_BY_TYPE: Final[dict[str, tuple[str, ...]]] = {
    "air_station": (
        "Stau am Knoten, löst sich auf",
        "Umweltamt verständigt",
        "Inversionslage, mehrere Stationen hoch",
        "Verkehr umgeleitet, Wert fällt",
    ),
    "noise": ("Veranstaltung, angemeldet", "Güterzug, kurz", "Baustelle mit Genehmigung"),
    "water_temp": ("Pegel steigt nach Regen, beobachtet", "Schleusenbetrieb, unauffällig"),
    "signal_controller": (
        "Störungsdienst verständigt",
        "Fernneustart half",
        "Polizei regelt, Monteur unterwegs",
    ),
    "charger": ("Fernneustart half", "Stecker klemmte, Stadtwerke waren da", "Kunde informiert"),
    "street_light": ("In die Wartungsfahrt aufgenommen", "Leuchtmittel getauscht"),
    "access_point": ("Switch geprüft, Port neu gestartet", "Schul-IT verständigt"),
    "school_switch": (
        "Stromausfall in der Schule, Hausmeister war da",
        "Schul-IT verständigt, Uplink neu gesteckt",
    ),
    "hotspot": ("Neustart aus der Ferne half", "Anbieter verständigt"),
    "cell_5g": ("Netzbetreiber meldet Arbeiten am Standort", "Beim Netzbetreiber nachgefragt"),
}
_PLAIN: Final = ("Gesehen, wird beobachtet", "Geprüft, in Ordnung", "Bereitschaft verständigt")


class Operators:
    """Who sits in the simulated control room.

    Args:
        city: The city with its plan of shifts.
        seed: Its seed.
        zone: Its time zone.
        bounds: Begin and end of the time they are asked about, µs UTC.
    """

    def __init__(self, city: City, seed: int, zone: ZoneInfo, bounds: tuple[int, int]) -> None:
        self._seed = seed
        self._zone = zone
        self._types: dict[PointId, str] = {
            point.id: point.type.partition(".")[0] for point in city.points
        }
        self._shifts = shifts_between(city.shifts, bounds[0] - _DAY_US, bounds[1] + _DAY_US, zone)
        self._begins = [shift.start_us for shift in self._shifts]

    def is_in_force(self, rule: AlarmRule, time_us: int) -> bool:
        """Tell whether a rule's schedule lets it call at a moment."""
        return not rule.schedule or is_in_schedule(rule.schedule, time_us, self._zone)

    def who(self, time_us: int) -> str:
        """Return who answers at a moment."""
        shift = self._at(time_us)
        return "Simulation" if shift is None else f"Simulation ({shift.name.de})"

    def answer(self, rule: AlarmRule, time_us: int) -> int:
        """Return when an alarm is answered that calls at a moment (µs UTC).

        While nobody sits there it waits for the next shift; what is urgent wakes the one on call.
        """
        least, most = _ANSWER_MIN[rule.priority]
        share = self._unit(rule, time_us, "answer")
        # Squared: mostly soon, sometimes late.
        wait_us = round((least + (most - least) * share * share) * _MINUTE_US)
        shift = self._at(time_us)
        if shift is None or shift.is_manned or rule.priority <= Priority.HIGH:
            return time_us + wait_us
        return self._next_manned(time_us) + wait_us

    def words(self, rule: AlarmRule, kind: OrderKind, time_us: int) -> str:
        """Return what is written to an order; empty for nothing."""
        if kind is OrderKind.SHELVE:
            said = self._pick(_REASONS, rule, time_us)
        elif kind is OrderKind.RESET:
            said = self._pick(_RESETS, rule, time_us)
        elif self._unit(rule, time_us, "silent") < _SILENT_SHARE:
            return ""
        else:
            device = self._types.get(rule.point, "")
            said = self._pick(
                _BY_KIND.get(rule.kind) or _BY_TYPE.get(device, _PLAIN), rule, time_us
            )
        return f"{said} ({SIMULATED})"

    def shelf(self, rule: AlarmRule, time_us: int) -> tuple[int, int] | None:
        """Return when an alarm acknowledged at a moment is shelved, and until when; mostly not."""
        if rule.priority <= Priority.HIGH or rule.is_event:
            return None
        if self._unit(rule, time_us, "shelf") >= _SHELF_SHARE:
            return None
        least, most = _SHELF_MIN
        length = least + (most - least) * self._unit(rule, time_us, "length")
        begin_us = time_us + 5 * _MINUTE_US
        return begin_us, begin_us + round(length) * _MINUTE_US

    def _at(self, time_us: int) -> Shift | None:
        place = bisect_right(self._begins, time_us) - 1
        if place < 0 or self._shifts[place].end_us <= time_us:
            return None
        return self._shifts[place]

    def _next_manned(self, time_us: int) -> int:
        place = bisect_right(self._begins, time_us)
        later = (shift.start_us for shift in self._shifts[place:] if shift.is_manned)
        return next(later, time_us)

    def _pick(self, words: tuple[str, ...], rule: AlarmRule, time_us: int) -> str:
        return words[int(self._unit(rule, time_us, "words") * len(words))]

    def _unit(self, rule: AlarmRule, time_us: int, what: str) -> float:
        """Return a number in [0, 1) for an alarm and a moment."""
        return float((seed_of(self._seed, f"operator.{what}.{rule.id}.{time_us}") >> 11) * 2.0**-53)
