"""Servers that keep plans, such as OpenProject; they are read, never written to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.portfolio.foreign_plans import ForeignPlan


@dataclass(frozen=True, slots=True)
class ForeignProject:
    """A project on a server.

    Attributes:
        id: Its name there.
        name: What it is called.
        address: Where people see it.
    """

    id: str
    name: str
    address: str = ""


class PlanServer(Protocol):
    """A server of plans; each call waits for it, so it belongs into a thread."""

    def projects(self) -> Sequence[ForeignProject]:
        """Return the projects this person may see, by name.

        Raises:
            ForeignPlanError: The server is away, refuses, or answers what cannot be read.
        """
        ...

    def plan(self, project: ForeignProject, go_on: Callable[[int, int], bool]) -> ForeignPlan:
        """Return the plan of a project.

        Args:
            project: The project.
            go_on: Told (read, of how many); returns False to stop.

        Raises:
            ForeignPlanError: As with `projects`, or stopped.
        """
        ...


OpenPlanServer = Callable[[str, str], PlanServer]
"""Opens a server by its address and a key; nothing is asked yet."""
