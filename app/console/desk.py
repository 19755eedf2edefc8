"""What the commands may do with a console: its named parts, not the console itself."""

from typing import Protocol

from app.console.annotations import AnnotationController
from app.console.capsules import CapsuleController
from app.console.controllers import Answers
from app.console.inventory.desk import InventoryDesk
from app.console.portfolio.desk import PortfolioDesk
from app.console.rules import RuleDesk
from app.console.session import Session
from app.console.shifts import ShiftController
from app.console.sounds import AlarmSound
from app.console.strip_desk import StripDesk
from app.console.surroundings import Surroundings
from app.console.time_bus import SelectionBus, TimeBus
from app.console.ways import Ways
from app.console.why import WhyDesk
from app.console.window import ConsoleWindow
from app.console.zeitzeiger import Zeitzeiger
from app.domain.cities import City


class Desk(Protocol):
    """A console as its commands see it."""

    surroundings: Surroundings
    session: Session
    window: ConsoleWindow
    time_bus: TimeBus
    selection: SelectionBus
    zeitzeiger: Zeitzeiger
    annotations: AnnotationController
    answers: Answers
    sound: AlarmSound
    strip_desk: StripDesk
    shifts: ShiftController
    ways: Ways
    capsules: CapsuleController
    why: WhyDesk
    rules: RuleDesk
    inventory: InventoryDesk
    portfolio: PortfolioDesk
    city: City | None

    def open_palette(self) -> None:
        """Open the palette."""
        ...

    def reset_layout(self) -> None:
        """Build the open page anew."""
        ...

    def reload_city(self) -> None:
        """Read the profile again."""
        ...

    def say_problems(self, problems: list[str]) -> None:
        """Show the problems of a profile."""
        ...

    def use_theme(self, name: str) -> None:
        """Switch the colours."""
        ...

    def use_language(self, code: str) -> None:
        """Switch the language."""
        ...
