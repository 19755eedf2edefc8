"""Explaining beside the window: one thread, the newest question wins."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from app.domain.cities import City
from app.services.explanations import Explainer, Explanation
from app.services.ports import AnnotationStore, HistorianReader, JournalReader
from app.services.statistics import Watch
from widgets.trends.analysis.worker import Worker


@dataclass(frozen=True, slots=True)
class Question:
    """What to explain.

    Attributes:
        subject: Id of an alarm or of a point.
        at_us: The moment, µs UTC.
    """

    subject: str
    at_us: int


@dataclass(slots=True)
class _Ground:
    """What is read from, and who explains it; the latter is made in the thread that asks."""

    city: City | None = None
    history: HistorianReader | None = None
    journal: JournalReader | None = None
    annotations: AnnotationStore | None = None
    explainer: Explainer | None = None

    def explain(self, question: Question, watch: Watch) -> Explanation | None:
        """Return the explanation, None where the city does not know the subject."""
        if self.city is None:
            return None
        if self.explainer is None:
            self.explainer = Explainer(self.city, self.history, self.journal, self.annotations)
        try:
            return self.explainer.explain(question.subject, question.at_us, watch.is_cancelled)
        except KeyError:
            return None


class Asker(QObject):
    """Asks an `Explainer` that is made anew whenever what it reads from changes.

    Signals:
        explained: An `Explanation`.
        failed: Why there is none, a whole sentence; empty when nobody knows the subject.
    """

    explained = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ground = _Ground()
        self._worker: Worker | None = None

    # ---- what it reads from --------------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Explain this city from now on."""
        self._change(replace(self._ground, city=city))

    def set_history(self, reader: HistorianReader | None) -> None:
        """Read samples here; the reader stays the caller's and is not closed."""
        self._change(replace(self._ground, history=reader))

    def set_journal(self, reader: JournalReader | None) -> None:
        """Read the journal here; likewise."""
        self._change(replace(self._ground, journal=reader))

    def set_annotations(self, store: AnnotationStore | None) -> None:
        """Read notes here; likewise."""
        self._change(replace(self._ground, annotations=store))

    def _change(self, ground: _Ground) -> None:
        """Read from elsewhere from now on; whoever is asked at the moment keeps what it had."""
        self.cancel()
        ground.explainer = None
        self._ground = ground

    # ---- asking --------------------------------------------------------------------------------
    @property
    def is_idle(self) -> bool:
        """True when nothing is asked or still to be told."""
        return self._worker is None or self._worker.is_idle

    @property
    def has_city(self) -> bool:
        """True when there is anything to explain."""
        return self._ground.city is not None

    def ask(self, question: Question) -> None:
        """Explain; `explained` or `failed` tells what came of it."""
        if not self.has_city:
            return
        if self._worker is None:
            self._worker = Worker("why", self)
            self._worker.finished.connect(self._tell)
            self._worker.failed.connect(self.failed)
        ground = self._ground
        self._worker.ask(lambda watch: ground.explain(question, watch))

    def cancel(self) -> None:
        """Give up what was asked."""
        if self._worker is not None:
            self._worker.cancel()

    def close(self) -> None:
        """End the thread; asking again makes another."""
        if self._worker is not None:
            self._worker.close()
            self._worker.deleteLater()
            self._worker = None

    def _tell(self, result: object) -> None:
        if isinstance(result, Explanation):
            self.explained.emit(result)
        else:
            self.failed.emit("")
