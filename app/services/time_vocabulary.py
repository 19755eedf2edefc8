"""The words in which people name moments, German and English, all in small letters."""

import re
from datetime import timedelta
from enum import StrEnum
from typing import Final


class Unit(StrEnum):
    """A span of the clock (up to hours) or of the calendar."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


CLOCK_US: Final = {Unit.SECOND: 1_000_000, Unit.MINUTE: 60_000_000, Unit.HOUR: 3_600_000_000}
"""Units of the clock, which are as long on every day."""

NOW: Final = frozenset({"jetzt", "now", "live", "gegenwart", "present", "zur gegenwart"})

DAYS_AGO: Final = {
    "heute": 0,
    "today": 0,
    "gestern": 1,
    "yesterday": 1,
    "vorgestern": 2,
    "day before yesterday": 2,
    "the day before yesterday": 2,
    "morgen": -1,
    "tomorrow": -1,
    "übermorgen": -2,
}

_UNIT_WORDS: Final = {
    Unit.SECOND: "s sek sekunde sekunden sec secs second seconds",
    Unit.MINUTE: "m min mins minute minuten minutes",
    Unit.HOUR: "h std stunde stunden hour hours hr hrs",
    Unit.DAY: "d tag tage tagen day days",
    Unit.WEEK: "w woche wochen week weeks",
    Unit.MONTH: "monat monate monaten month months",
    Unit.YEAR: "a j jahr jahre jahren y year years",
}
UNITS: Final = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}

_WEEKDAY_WORDS: Final = (
    "mo montag mon monday",
    "di dienstag tue tuesday",
    "mi mittwoch wed wednesday",
    "do donnerstag thu thursday",
    "fr freitag fri friday",
    "sa samstag sonnabend sat saturday",
    "so sonntag sun sunday",
)
WEEKDAYS: Final = {
    word: number for number, words in enumerate(_WEEKDAY_WORDS) for word in words.split()
}

_MONTH_WORDS: Final = (
    "januar jan jänner january",
    "februar feb february",
    "märz mär mrz march mar",
    "april apr",
    "mai may",
    "juni jun june",
    "juli jul july",
    "august aug",
    "september sep sept",
    "oktober okt october oct",
    "november nov",
    "dezember dez december dec",
)
MONTHS: Final = {
    word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()
}

NUMBERS: Final = {
    "ein": 1.0,
    "eine": 1.0,
    "einem": 1.0,
    "einer": 1.0,
    "a": 1.0,
    "an": 1.0,
    "one": 1.0,
    "einer halben": 0.5,
    "half an": 0.5,
    "half a": 0.5,
    "anderthalb": 1.5,
    "zwei": 2.0,
    "two": 2.0,
    "drei": 3.0,
    "three": 3.0,
}

OFFSETS: Final = {
    "mez": timedelta(hours=1),
    "cet": timedelta(hours=1),
    "winterzeit": timedelta(hours=1),
    "normalzeit": timedelta(hours=1),
    "mesz": timedelta(hours=2),
    "cest": timedelta(hours=2),
    "sommerzeit": timedelta(hours=2),
    "utc": timedelta(0),
    "gmt": timedelta(0),
    "z": timedelta(0),
}

AFTERNOON: Final = frozenset({"pm", "p.m.", "nachmittags", "abends"})
MORNING: Final = frozenset({"am", "a.m.", "morgens", "früh", "vormittags"})


def _any_of(*words: str) -> str:
    """Return a pattern that fits one of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LAST: Final = "letzte[nrsm]?|vorige[nrsm]?|vergangene[nrsm]?|last|previous"
_GERMAN_DAYS: Final = _any_of(
    *(word for w in _WEEKDAY_WORDS for word in w.split()[:2]), "sonnabend"
)
_AMOUNT: Final = (
    rf"(?:\d+(?:[.,]\d+)?|(?:{_any_of(*NUMBERS)})(?=\s))\s*(?:{_any_of(*UNITS)})(?![a-zäöü])"
)

CLOCK: Final = re.compile(
    rf"""
    (?:(?<!\w)(?:um|at)\s+)?
    (?:
        (?<![\d.:])(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})
            (?::(?P<second>\d{{2}})(?:[.,](?P<fraction>\d{{1,6}}))?)?(?![\d:])(?:\s*uhr)?
      | (?<![\d.:])(?P<hour_uhr>\d{{1,2}})(?:\.(?P<minute_uhr>\d{{2}}))?\s*uhr
            (?:\s*(?P<minute_behind>\d{{2}})(?![\d.]))?
      | (?<![\d.:])(?P<hour_half>\d{{1,2}})(?=\s*(?:[ap]m|[ap]\.m\.)(?!\w))
      | (?<!\w)(?P<noon>mittags?|noon|midday)(?!\w)
      | (?<!\w)(?P<midnight>mitternachts?|midnight)(?!\w)
    )
    (?:\s*(?!am\s+(?:(?:{_GERMAN_DAYS})(?!\w)|\d))(?P<half>{_any_of(*AFTERNOON, *MORNING)})(?!\w))?
    (?:\s*(?:(?P<zone>{_any_of(*OFFSETS)})(?!\w)|(?P<offset>[+-]\d{{2}}:?\d{{2}})(?!\d)))?
    """,
    re.VERBOSE,
)
"""A time of day, wherever it stands."""

BARE_HOUR: Final = re.compile(r"(?P<rest>.*?)\s*(?:(?:um|at)\s+|(?<=\w)\s+)(?P<hour>\d{1,2})")
"""A day with an hour that is only a number, such as `montag 6`, or `um 6` alone."""

AGO: Final = re.compile(
    rf"(?:vor|-)\s*(?P<back>{_AMOUNT}(?:(?:\s|,|und|and)*{_AMOUNT})*)"
    rf"|(?P<ago>{_AMOUNT}(?:(?:\s|,|und|and)*{_AMOUNT})*)\s+ago"
)
AMOUNT: Final = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)?|{_any_of(*NUMBERS)})\s*(?P<unit>{_any_of(*UNITS)})(?![a-zäöü])"
)
LAST: Final = re.compile(rf"(?:{_LAST})\s+(?P<unit>{_any_of(*UNITS)})")
WEEKDAY: Final = re.compile(
    rf"(?:(?P<last>{_LAST})\s+|(?:am|on|diese[nr]?|this)\s+)?(?P<day>{_any_of(*WEEKDAYS)})\.?"
)
DATES: Final = tuple(
    re.compile(rf"(?:(?:am|on|den|dem)\s+)?(?:(?:{_any_of(*WEEKDAYS)})[.,]*\s+(?:den\s+)?)?{form}")
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.?(?:\s*(?P<year>(?<=[.\s])(?:\d{4}|\d{2})))?",
        r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?",
        (
            rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*(?:of\s+)?(?P<month>{_any_of(*MONTHS)})"
            r"\.?,?(?:\s+(?P<year>\d{4}))?"
        ),
        (
            rf"(?P<month>{_any_of(*MONTHS)})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            r"(?:,?\s+(?P<year>\d{4}))?"
        ),
    )
)
