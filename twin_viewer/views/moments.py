"""Which city is shown at which moment, in words."""

from app.domain.cities import City
from app.services.states import CityState
from widgets.texts import language, time_text


class Moment:
    """What the console has handed over last.

    Attributes:
        city: The city; None before the first.
        state: Its state; None before the first.
    """

    def __init__(self) -> None:
        self.city: City | None = None
        self.state: CityState | None = None

    @property
    def past(self) -> str:
        """The moment in words while it is not LIVE, else empty."""
        return "" if self.is_live else self.text

    @property
    def text(self) -> str:
        """The moment in words; empty before the first."""
        at_us = self.at_us
        return "" if at_us is None else time_text(at_us, self.zone, with_date=True)

    @property
    def at_us(self) -> int | None:
        """The moment, µs UTC; None before the first."""
        return None if self.state is None else self.state.at_us

    @property
    def is_live(self) -> bool:
        """True unless it is a moment of the past."""
        return self.state is None or self.state.is_live

    @property
    def zone(self) -> str:
        """The city's time zone."""
        return "UTC" if self.city is None else self.city.time_zone

    @property
    def title(self) -> str:
        """The city's name in the language of the screen."""
        return "" if self.city is None else self.city.name.in_language(language())

    @property
    def is_simulated(self) -> bool:
        """True when values are simulated."""
        return self.city is not None and any(one.is_simulated for one in self.city.sources)
