"""A follower of the writing thread that only looks on; alarms are measured elsewhere."""

from collections.abc import Sequence

from app.domain.alarms import MirroredCondition
from app.domain.points import SourceId
from app.domain.samples import SampleBatch
from app.services.ports import Historian


class Onlooker:
    """Fulfils `writer.Follower`; what fails is raised."""

    def open(self, historian: Historian) -> None:
        """Begin."""

    def take(self, parts: Sequence[tuple[SourceId, SampleBatch]]) -> None:
        """Take samples."""

    def take_conditions(
        self, source: SourceId, conditions: Sequence[MirroredCondition], *, is_whole: bool
    ) -> None:
        """Take what a server says of its alarms."""

    def tick(self) -> None:
        """Let time pass."""

    def storage(self, problem: str) -> None:
        """Learn that storing fails."""
        if problem:
            raise RuntimeError(problem)

    def close(self) -> None:
        """End."""
