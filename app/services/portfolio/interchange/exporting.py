"""Writes a programme into a file: what is asked for, what became of it, whole or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.domain.inventory.fields import SIMULATED, Publication
from app.domain.inventory.publications import LEAST_COUNT, Left, told_count
from app.services.inventory.exports.cells import Cells
from app.services.inventory.exports.facts import CLASS_WORDS
from app.services.inventory.exports.requests import TakenError, unchanged
from app.services.portfolio.interchange.calendars import write_calendar
from app.services.portfolio.interchange.project_xml_writing import write_project_xml
from app.services.portfolio.interchange.publishing import TOLD_KINDS, Published, publish
from app.services.portfolio.interchange.sheets import ProgrammeSheets
from app.services.portfolio.interchange.workbook import Fact, write_project_csv, write_workbook
from app.services.portfolio.states import PortfolioState
from app.services.ports import Progress, StoppedError

_TOLD_EVERY: Final = 50


class ProgrammeFormat(StrEnum):
    """Formats of a programme; the value is the ending of the file."""

    WORKBOOK = "xlsx"
    PROJECT_XML = "xml"
    CALENDAR = "ics"
    PROJECTS_CSV = "csv"


@dataclass(frozen=True, slots=True)
class ProgrammeRequest:
    """What is to be written.

    Attributes:
        state: The programme.
        projects: Uids; None for all, with what belongs to no project.
        file: Where to.
        format: As what.
        target: Class of the file: who will read it.
        made_us: When it was asked for, µs UTC.
        zone: IANA name of the city's zone.
        has_comma: True when CSV has a decimal comma.
        may_replace: True when an older file of this name may be replaced.
        on_screen: Turns German words of ours into those of the reader.
    """

    state: PortfolioState
    projects: tuple[str, ...] | None
    file: Path
    format: ProgrammeFormat
    target: Publication
    made_us: int
    zone: str
    has_comma: bool = True
    may_replace: bool = False
    on_screen: Callable[[str], str] = field(default=unchanged)


@dataclass(frozen=True, slots=True)
class ProgrammeResult:
    """What became of an export.

    Attributes:
        file: The file.
        records: How many records it tells.
        left: What it does not tell.
    """

    file: Path
    records: int
    left: Left


def _go_on(_done: int, _total: int) -> bool:
    return True


def outlook_of(request: ProgrammeRequest) -> ProgrammeResult:
    """Return what a file would tell, without writing it."""
    found = _published(request)
    return ProgrammeResult(request.file, _count(found, request.format), found.left)


def export_programme(request: ProgrammeRequest, progress: Progress = _go_on) -> ProgrammeResult:
    """Write the file; belongs into a thread beside the window.

    Args:
        request: What is wanted.
        progress: Told (rows written, of how many); returns False to stop.

    Raises:
        StoppedError: It was stopped; nothing was written.
        TakenError: There is such a file, and it may not be replaced.
        OSError: The file cannot be written.
    """
    if request.file.exists() and not request.may_replace:
        raise TakenError(f"Eine Datei „{request.file.name}“ gibt es dort schon.")
    published = _published(request)
    total = _count(published, request.format)
    draft = request.file.with_name(f".{request.file.name}.part")
    counter = _Counter(total, progress)
    counter.check()
    try:
        _write(draft, request, published, counter)
        counter.check()
        draft.replace(request.file)
    finally:
        draft.unlink(missing_ok=True)
    return ProgrammeResult(request.file, total, published.left)


def _published(request: ProgrammeRequest) -> Published:
    state = request.state
    return publish(state.portfolio, state.plan, request.projects, request.target)


def _count(published: Published, wanted: ProgrammeFormat) -> int:
    kinds: tuple[str, ...] = TOLD_KINDS
    if wanted is ProgrammeFormat.PROJECTS_CSV:
        kinds = ("project",)
    elif wanted is ProgrammeFormat.PROJECT_XML:
        kinds = ("project", "work_item", "milestone", "dependency")
    elif wanted is ProgrammeFormat.CALENDAR:
        kinds = ("work_item", "milestone", "risk", "decision")
    return sum(len(published.portfolio.all(kind)) for kind in kinds)


class _Counter:
    """Counts rows and tells now and then; raises when it shall stop."""

    def __init__(self, total: int, progress: Progress) -> None:
        self._total, self._progress, self._done = total, progress, 0

    def __call__(self) -> None:
        self._done += 1
        if self._done % _TOLD_EVERY == 0:
            self.check()

    def check(self) -> None:
        if not self._progress(self._done, self._total):
            raise StoppedError


def _write(draft: Path, request: ProgrammeRequest, published: Published, counter: _Counter) -> None:
    portfolio, plan = published.portfolio, published.plan
    chosen = request.projects
    if chosen is None:
        chosen = tuple(one.uid for one in request.state.portfolio.projects)
    if request.format is ProgrammeFormat.PROJECT_XML:
        draft.write_bytes(write_project_xml(portfolio, plan, chosen))
        return
    if request.format is ProgrammeFormat.CALENDAR:
        draft.write_bytes(write_calendar(portfolio, plan, chosen, request.made_us))
        return
    words = request.on_screen
    cells = Cells(request.zone, words, has_comma=request.has_comma)
    sheets = ProgrammeSheets(published, request.state, request.target, words)
    if request.format is ProgrammeFormat.PROJECTS_CSV:
        write_project_csv(draft, sheets, cells, counter)
    else:
        facts = [(words(name), words(value)) for name, value in _facts(request, published)]
        write_workbook(draft, sheets, cells, facts, on_screen=words, told=counter)


def _facts(request: ProgrammeRequest, published: Published) -> Iterator[Fact]:
    """Yield what there is to know of a workbook, German."""
    cells = Cells(
        request.zone, request.on_screen, has_comma=request.has_comma,
        is_for_people=request.has_comma,
    )  # fmt: skip
    at_us = request.state.at_us
    yield "Inhalt", "Programm der Projekte"
    yield "Projekte", _told(len(published.portfolio.all("project")), request)
    if at_us is None:
        yield "Stand", f"aktuell, {cells.moment(request.made_us)}"
    else:
        yield "Stand", cells.moment(at_us)
        yield "Geschrieben am", cells.moment(request.made_us)
    yield "Klasse", CLASS_WORDS[request.target]
    yield "Datensätze", _told(published.count, request)
    if published.left.records:
        yield "Weggelassene Datensätze", _told(published.left.records, request)
    if published.left.values:
        labels = ", ".join(request.on_screen(one) for one in published.left.fields)
        yield "Geleerte Werte", f"{_told(published.left.values, request)} ({labels})"
    yield "Quelle", "Leitstand, Projekte"
    records = (one for kind in TOLD_KINDS for one in request.state.portfolio.all(kind))
    if any(SIMULATED in one.text("source") for one in records):
        yield "Hinweis", "Datensätze mit der Herkunft „Simulation“ sind erfunden."


def _told(amount: int, request: ProgrammeRequest) -> str:
    if told_count(amount, request.target) is None:
        return f"weniger als {LEAST_COUNT}"
    mark = "." if request.has_comma else ","
    return f"{amount:,}".replace(",", mark)
