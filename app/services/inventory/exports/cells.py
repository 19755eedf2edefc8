"""Values as the cells of files: as words for CSV and PDF, typed for the rest."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.inventory.fields import Field, FieldType, Value
from app.domain.local_times import at_local

Typed = str | int | float | bool | date | datetime | None
"""A value as a spreadsheet or a database takes it; moments are local and without a zone."""

_MONEY_PLACES: Final = 2
_GERMAN_ZONES: Final = {"CET": "MEZ", "CEST": "MESZ"}


class Cells:
    """Turns values into cells.

    Args:
        zone: IANA name of the zone for moments.
        has_comma: True for a decimal comma in words.
        on_screen: Turns German words of ours into those of the reader.
        is_for_people: True when days and moments are written as people read them, not ISO 8601.
    """

    def __init__(
        self,
        zone: str,
        on_screen: Callable[[str], str],
        *,
        has_comma: bool,
        is_for_people: bool = False,
    ) -> None:
        self._zone = ZoneInfo(zone)
        self._has_comma = has_comma
        self._on_screen = on_screen
        self._day = ("%d.%m.%Y" if has_comma else "%d/%m/%Y") if is_for_people else "%Y-%m-%d"

    def typed(self, field: Field, value: Value) -> Typed:
        """Return a value typed; what does not fit its type stays a text."""
        if value is None:
            return None
        if field.type is FieldType.CHOICE:
            return self._on_screen(field.choice_label(value))
        if field.type is FieldType.TAGS:
            return tags_text(value)
        if field.type in {FieldType.DATE, FieldType.MOMENT}:
            return self._time(field.type, value)
        return bool(value) if field.type is FieldType.FLAG and value in {0, 1} else value

    def _time(self, what: FieldType, value: Value) -> Typed:
        try:
            if what is FieldType.DATE:
                return date.fromisoformat(str(value))
            return at_local(int(value or 0), self._zone).replace(tzinfo=None)
        except (ValueError, OverflowError):
            return str(value)

    def words(self, field: Field, value: Value) -> str | float | int:
        """Return a value as words; numbers that need no words stay numbers."""
        typed = self.typed(field, value)
        if typed is None:
            return ""
        if isinstance(typed, bool):
            return self._on_screen("ja" if typed else "nein")
        if isinstance(typed, datetime):
            return typed.strftime(f"{self._day} %H:%M:%S")
        if isinstance(typed, date):
            return typed.strftime(self._day)
        if isinstance(typed, float):
            return self.number(typed, _MONEY_PLACES if field.type is FieldType.MONEY else None)
        return typed

    def number(self, value: float, places: int | None = None) -> str:
        """Return a number as text, whole ones without decimals unless some are asked for."""
        if places is not None:
            text = f"{value:.{places}f}"
        elif value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact so far
            text = str(int(value))
        else:
            text = repr(value)
        return text.replace(".", ",") if self._has_comma else text

    def moment(self, time_us: int) -> str:
        """Return a moment to the minute, with the sign of its zone."""
        local = at_local(time_us, self._zone)
        sign = local.tzname() or ""
        sign = _GERMAN_ZONES.get(sign, sign) if self._has_comma else sign
        return f"{local.strftime(self._day)} {local:%H:%M} {sign}".strip()


def tags_text(value: Value) -> str:
    """Return tags as people write them: `wlan, ersatz`."""
    return ", ".join(word for word in str(value or "").split("|") if word)


def iso_moment(value: int) -> str:
    """Return a moment as ISO 8601 in UTC, with milliseconds."""
    moment = datetime.fromtimestamp(value / 1e6, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
