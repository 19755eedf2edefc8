"""What the commands may do with a console: its named parts, not the console itself."""

from typing import Protocol

from app.console.annotations import AnnotationController
from app.console.controllers import Answers
from app.console.session import Session
from app.console.surroundings import Surroundings
from app.console.time_bus import SelectionBus, TimeBus
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
    city: City | None

    def open_palette(self) -> None:
        """Open the palette."""
        ...

    def show_trend(self, point_ids: list[str]) -> None:
        """Show points in the trends; the selection when there are none."""
        ...

    def open_next_alarm(self) -> None:
        """Go to the newest alarm nobody has acknowledged."""
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
