"""What is done beside the window: build a report and set it, read a frozen one, write files."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.inventory.fields import Value
from app.domain.inventory.queries import Query, Sort
from app.services.papers import PaperError
from app.services.portfolio.reports.building import Wanted, build_report
from app.services.portfolio.reports.contents import Concern, Content
from app.services.portfolio.reports.dashboards import write_dashboard
from app.services.portfolio.reports.freezing import GONE, digest_of, frozen_text, kept_form, thawed
from app.services.portfolio.reports.papers import set_report
from app.services.portfolio.reports.words import Words
from app.services.portfolio.states import PortfolioState
from app.services.ports import StoppedError
from widgets.foreign_texts import in_english
from widgets.inventory.panes import OpenReader

COLUMNS = ("uid", "name", "type", "language", "publication", "moment_us", "made_us", "digest")
MOST = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """A frozen report in the list.

    Attributes:
        uid: Of its record.
        name: Its title.
        type: `council` or `monthly`.
        language: `de` or `en`.
        publication: Class of its readers.
        moment_us: State of the data, µs UTC.
        made_us: When it was frozen, µs UTC.
        digest: Its hash.
    """

    uid: str
    name: str
    type: str
    language: str
    publication: str
    moment_us: int
    made_us: int
    digest: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A report that can be looked at.

    Attributes:
        content: What it holds.
        digest: Its hash.
        pdf: The file.
        uid: Of its record, empty while it is not frozen.
        problem: Why a frozen one does not count; empty when the hash holds.
        replaced: Letters no font has.
        concerns: What was left out or changed; of a frozen report for the public none is kept.
    """

    content: Content
    digest: str
    pdf: bytes
    uid: str = ""
    problem: str = ""
    replaced: int = 0
    concerns: tuple[Concern, ...] = ()


def words_of(language: str) -> Words:
    """Return the words of a report in a language."""
    return Words(language, in_english if language == "en" else str)


def read_kept(open_reader: OpenReader) -> Callable[[], list[Kept]]:
    """Return the work that lists frozen reports, newest first."""

    def work() -> list[Kept]:
        with closing(open_reader()) as reader:
            order = (Sort("made_us", is_descending=True),)
            ids = reader.ids(Query("report", sort=order), MOST)
            rows = reader.rows("report", ids, COLUMNS)
        return [_kept(row) for row in rows if row is not None]

    return work


def _kept(row: Sequence[Value]) -> Kept:
    texts = ["" if one is None else str(one) for one in row]
    moments = [one if isinstance(one, int) else 0 for one in row[5:7]]
    uid, name, kind, language, publication, *_, digest = texts
    return Kept(uid, name, kind, language, publication, moments[0], moments[1], digest)


def make_report(
    open_reader: OpenReader,
    state: PortfolioState,
    wanted: Wanted,
    language: str,
    go_on: Callable[[int, int], bool],
) -> Callable[[], Shown | str | None]:
    """Return the work that builds and sets a report; None when it was stopped, else why not."""

    def work() -> Shown | str | None:
        with closing(open_reader()) as reader:
            content = build_report(state, wanted, words_of(language), reader.history, go_on)
        if content is None:
            return None
        return _with_concerns(_set(kept_form(content), "", "", go_on), content)

    return work


def read_report(open_reader: OpenReader, uid: str) -> Callable[[], Shown | str | None]:
    """Return the work that opens a frozen report."""

    def work() -> Shown | str | None:
        with closing(open_reader()) as reader:
            record = reader.record("report", uid)
        if record is None:
            return GONE
        found = thawed(record)
        if isinstance(found, str):
            return found
        made = _set(found.content, uid, found.problem, lambda _done, _all: True)
        return _with_concerns(made, found.content)

    return work


def _with_concerns(made: Shown | str | None, content: Content) -> Shown | str | None:
    return replace(made, concerns=tuple(content.concerns)) if isinstance(made, Shown) else made


def _set(
    content: Content, uid: str, problem: str, go_on: Callable[[int, int], bool]
) -> Shown | str | None:
    digest = digest_of(frozen_text(content))
    count = len(content.projects)
    try:
        paper = set_report(content, digest, lambda: go_on(count, count))
    except StoppedError:
        return None
    except PaperError as error:
        return str(error)
    return Shown(content, digest, paper.pdf, uid, problem, paper.replaced)


def write_page(
    state: PortfolioState, city: str, language: str, path: Path
) -> Callable[[], tuple[Concern, ...]]:
    """Return the work that writes the public page; it gives what was left out."""

    def work() -> tuple[Concern, ...]:
        text, concerns = write_dashboard(state, city, words_of(language))
        path.write_text(text, "utf-8")
        return tuple(concerns)

    return work


def write_file(path: Path, content: bytes) -> Callable[[], Path]:
    """Return the work that writes a file."""

    def work() -> Path:
        path.write_bytes(content)
        return path

    return work
