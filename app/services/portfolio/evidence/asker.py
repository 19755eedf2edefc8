"""Puts the questions of milestones and key figures to records and history."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from zoneinfo import ZoneInfo

from app.domain.inventory.records import Key
from app.domain.points import Point
from app.domain.portfolio.evidence.faults import Known
from app.domain.portfolio.evidence.items import Item, Reported
from app.domain.portfolio.evidence.notation import QuestionError
from app.domain.portfolio.evidence.questions import Question
from app.domain.portfolio.evidence.results import EvidenceResult
from app.services.portfolio.evidence.asking import Asking, When, custom_fields
from app.services.portfolio.evidence.memory import Memory
from app.services.portfolio.evidence.of_history import HistoryAnswers
from app.services.ports import Clock, HistorianReader, InventoryReader, Progress, StoppedError


def _nobody() -> None:
    """Nobody stops it."""


class EvidenceAsker:
    """Answers the questions of milestones and key figures; may be called from any thread.

    Answers from the records are kept until a record of a kind they rest on changes, answers from
    the history for the hour, both for moments of the past for longer: the past of the records does
    not change, and that of the history hardly (what was recorded late counts from the next day on).

    Args:
        open_reader: Returns a reader of the records; closed by the asker.
        history: Reads the history; None while there is none.
        points: All points of the city.
        zone: Time zone of the city.
        clock: The clock.
    """

    def __init__(
        self,
        open_reader: Callable[[], InventoryReader],
        history: HistorianReader | None,
        points: Sequence[Point],
        zone: ZoneInfo,
        clock: Clock,
    ) -> None:
        self._open_reader, self._zone, self._clock = open_reader, zone, clock
        self._history = None if history is None else HistoryAnswers(history, points, zone)
        self._types = {str(point.id): point.type for point in points}
        self._memory = Memory()

    def ask(
        self,
        question: Question,
        at_us: int | None = None,
        reported: Reported | None = None,
        *,
        with_trend: bool = True,
    ) -> EvidenceResult:
        """Return what a question gives.

        Args:
            question: The question; when something is wrong with it, the verdict says so.
            at_us: The moment, µs UTC; None for the present.
            reported: What a person reported; None when nothing was.
            with_trend: False to leave the earlier values out.

        Raises:
            StoppedError: Reading was interrupted.
            StorageError: Records or history cannot be read.
        """
        with closing(self._open_reader()) as reader:
            asking = self._asking(reader, at_us, _nobody)
            return asking.result(question, reported, with_trend=with_trend)

    def ask_all(
        self,
        items: Mapping[Key, Item],
        at_us: int | None = None,
        progress: Progress | None = None,
        *,
        with_trend: bool = True,
    ) -> dict[Key, EvidenceResult]:
        """Return what all questions of a programme give.

        Args:
            items: Milestones and key figures with their questions (`items.items_of`).
            at_us: The moment, µs UTC; None for the present.
            progress: Told (done, of how many); returns False to stop.
            with_trend: False to leave the earlier values out, which are slow the first time.

        Raises:
            StoppedError: `progress` said stop, or reading was interrupted.
            StorageError: Records or history cannot be read.
        """
        found: dict[Key, EvidenceResult] = {}

        def check() -> None:
            if progress is not None and not progress(len(found), len(items)):
                raise StoppedError

        with closing(self._open_reader()) as reader:
            asking = self._asking(reader, at_us, check)
            questions: dict[Key, Question] = {}
            for key, item in items.items():
                try:
                    questions[key] = item.question()
                except QuestionError as error:
                    found[key] = asking.invalid(str(error))
            asking.prepare(questions.values(), with_trend=with_trend)
            for key, question in questions.items():
                check()
                found[key] = asking.result(question, items[key].reported, with_trend=with_trend)
        check()
        return found

    def known(self) -> Known:
        """Return what there is to ask for; for an editor of questions."""
        with closing(self._open_reader()) as reader:
            return Known(self._types, custom_fields(reader))

    def _asking(
        self, reader: InventoryReader, at_us: int | None, check: Callable[[], None]
    ) -> Asking:
        now_us = self._clock.now_us() if at_us is None else at_us
        return Asking(reader, self._history, self._memory, When(at_us, now_us, self._zone), check)
