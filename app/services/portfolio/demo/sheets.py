"""Reading the files of a profile's programme: what each may say, and what is wrong with it.

What is public stands in `programme/public`, what is made up in `programme/simulated`; the folder
alone decides which of the two a record is, so that nobody can mislabel one by a slip.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar

import msgspec

from app.domain.inventory.fields import SIMULATED
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.kinds.programme import PROGRAMME_KINDS
from app.domain.inventory.kinds.steering import STEERING_KINDS

FOLDER: Final = "programme"
_PUBLIC, _SIMULATED = "public", "simulated"
PROGRAMME: Final = (
    *(one.name for one in PROGRAMME_KINDS),
    "fund",
    *(one.name for one in STEERING_KINDS if one.name != "report"),
)
"""Kinds a programme is made of."""

T = TypeVar("T", bound=msgspec.Struct)


class ProgrammeError(ValueError):
    """The files of a programme are wrong.

    Attributes:
        problems: What is wrong, each with its file, whole sentences, German.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Table(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A table that is no record, but makes some."""


class Step(Table, frozen=True, kw_only=True):
    """A work item of a template.

    Attributes:
        name: What is done.
        days: Working days when all goes well, likely, when much goes wrong.
        after: Numbers of the steps before it, from 1; the previous one when left out.
        type: Type of these dependencies.
        lag: Working days between.
        organisation: Key of who does it; that of the project when left out.
        role: Who is responsible, a role.
        persons: How many work on it.
        milestone: What is reached with it; empty for nothing.
        is_key: Whether the council hears of that.
    """

    name: str
    days: tuple[int, int, int]
    after: tuple[int, ...] | None = None
    type: Literal["FS", "SS", "FF"] = "FS"
    lag: int = 0
    organisation: str = ""
    role: str = "Projektteam"
    persons: float = 1.0
    milestone: str = ""
    is_key: bool = False


class Danger(Table, frozen=True, kw_only=True):
    """A risk of a template; what `risk` fields mean."""

    name: str
    cause: str
    measure: str
    owner: str
    response: str = "reduce"
    delay: int = 20


class Template(Table, frozen=True, kw_only=True):
    """How projects of one sort usually run.

    Attributes:
        key: Its name.
        steps: In an order in which none comes before its predecessors.
        dangers: Risks they usually have, three or more.
        obstacle: What usually blocks work.
        purposes: What money is spent on, one year after the other.
    """

    key: str
    steps: Annotated[list[Step], msgspec.Meta(min_length=1)]
    dangers: Annotated[list[Danger], msgspec.Meta(min_length=3)]
    obstacle: str
    purposes: Annotated[list[str], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        """Refuse steps that wait for what comes after them."""
        for number, step in enumerate(self.steps, 1):
            for one in step.after or ():
                if not 1 <= one < number:
                    raise ValueError(f"step {number} cannot wait for step {one}")


class Plan(Table, frozen=True, kw_only=True):
    """How a project runs. One of `share`, `begins`, `ended` or `first` with `last` is given.

    Attributes:
        template: Key of its template; empty for no work yet.
        share: How much of its time is over, 0 to 1.
        begins: Days until it begins.
        ended: Days since it ended.
        first: First day, where it is known.
        last: Last day, where it is known.
        light: What its numbers should come to.
        budget: Euro, of all years.
        fund: Key of the fund that pays.
        own: Share of the city.
        stale: Days since the last report; some when left out.
        stretch: So many times as long as its template says.
    """

    template: str = ""
    share: float | None = None
    begins: int | None = None
    ended: int | None = None
    first: date | None = None
    last: date | None = None
    light: Literal["green", "yellow", "red"] = "green"
    budget: float = 0.0
    fund: str = ""
    own: float = 0.2
    stale: int | None = None
    stretch: float = 1.0


class Link(Table, frozen=True, kw_only=True):
    """A dependency between work items (`project.number`) of two projects."""

    before: str
    after: str
    type: Literal["FS", "SS", "FF", "SF"] = "FS"
    lag: int = 0


class Series(Table, frozen=True, kw_only=True):
    """Values of a key figure that were published.

    Attributes:
        kpi: Key of the key figure.
        status: As `kpi_value.status`.
        source: Where they stand.
        values: Days with their values.
        break_on: Day from which on it is reckoned otherwise.
        break_note: How.
    """

    kpi: str
    values: tuple[tuple[date, float], ...]
    status: str = "official"
    source: str = ""
    break_on: date | None = None
    break_note: str = ""


class Trend(Table, frozen=True, kw_only=True):
    """Made-up values of a key figure, evenly from one to another.

    Attributes:
        kpi: Key of the key figure.
        first: Days from today of the first value.
        last: Days from today of the last one.
        every: Days between two.
        start: First value.
        end: Last value.
        noise: How far values scatter.
        digits: Decimal places.
        break_on: Day from which on it is reckoned otherwise.
        break_note: How.
    """

    kpi: str
    first: int
    last: int
    every: int
    start: float
    end: float
    noise: float = 0.0
    digits: int = 0
    break_on: date | None = None
    break_note: str = ""


class Freeze(Table, frozen=True, kw_only=True):
    """A baseline of all projects.

    Attributes:
        key: Its name in the files.
        name: Its name.
        days: Days from today.
        approved_by: Body or role.
        drift: How much of the delay until today was known, 0 to 1.
    """

    key: str
    name: str
    days: int
    approved_by: str
    drift: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it was written.

    Attributes:
        kind: Its kind.
        key: Its name in the files.
        values: Its fields as written.
        file: Where.
        is_public: True when it stands in the public folder.
    """

    kind: str
    key: str
    values: dict[str, Any]
    file: str
    is_public: bool

    def fault(self, text: str) -> str:
        """Return a problem with its place."""
        return f"{self.file}, {self.kind} „{self.key}“: {text}"


@dataclass(slots=True)
class Sheet:
    """All files of a programme.

    Attributes:
        entries: Records, public ones first.
        plans: How projects run, by their key, in the order of the files.
        templates: By their key.
        links: Dependencies between projects.
        series: Published values.
        trends: Made-up values.
        freezes: Baselines.
        problems: What is wrong.
    """

    entries: list[Entry] = field(default_factory=list)
    plans: dict[str, Plan] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    trends: list[Trend] = field(default_factory=list)
    freezes: list[Freeze] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def has_programme(profile: Path) -> bool:
    """Tell whether a profile brings a programme along."""
    return any((profile / FOLDER).glob("*/*.toml"))


def read_sheet(profile: Path) -> Sheet:
    """Read the programme of a profile.

    Args:
        profile: The folder of the profile.

    Raises:
        ProgrammeError: A file cannot be read, or is no such file; everything that is wrong.
    """
    sheet = Sheet()
    for part in (_PUBLIC, _SIMULATED):
        for path in sorted((profile / FOLDER / part).glob("*.toml")):
            name = path.relative_to(profile).as_posix()
            try:
                data = tomllib.loads(path.read_text("utf-8-sig"))
            except (OSError, ValueError) as error:
                sheet.problems.append(f"{name}: Die Datei lässt sich nicht lesen ({error}).")
                continue
            for table, rows in data.items():
                _take(sheet, table, rows, name, is_public=part == _PUBLIC)
    if sheet.problems:
        raise ProgrammeError(sheet.problems)
    return sheet


def _take(sheet: Sheet, table: str, rows: Any, file: str, *, is_public: bool) -> None:
    """Take the rows of a table up."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        sheet.problems.append(f"{file}: „{table}“ muss als [[{table}]] geschrieben werden.")
    elif table in PROGRAMME:
        for row in rows:
            _take_entry(sheet, table, row, file, is_public=is_public)
    elif table == "series":
        for one in _structs(sheet, Series, rows, file):
            if is_public and (not one.source or one.source == SIMULATED):
                sheet.problems.append(f"{file}, Werte von „{one.kpi}“: Die Quelle fehlt.")
            sheet.series.append(one)
    elif is_public:
        sheet.problems.append(f"{file}: „{table}“ gibt es bei öffentlichen Angaben nicht.")
    else:
        _take_made_up(sheet, table, rows, file)


def _take_made_up(sheet: Sheet, table: str, rows: list[dict[str, Any]], file: str) -> None:
    match table:
        case "template":
            sheet.templates |= {one.key: one for one in _structs(sheet, Template, rows, file)}
        case "link":
            sheet.links += _structs(sheet, Link, rows, file)
        case "trend":
            sheet.trends += _structs(sheet, Trend, rows, file)
        case "freeze":
            sheet.freezes += _structs(sheet, Freeze, rows, file)
        case _:
            sheet.problems.append(f"{file}: Eine Tabelle „{table}“ gibt es nicht.")


def _structs(sheet: Sheet, type_: type[T], rows: list[dict[str, Any]], file: str) -> Iterator[T]:
    for number, row in enumerate(rows, 1):
        try:
            yield msgspec.convert(row, type_)
        except msgspec.ValidationError as error:
            name = type_.__name__.lower()
            sheet.problems.append(f"{file}, {name} {number}: Das passt nicht ({error}).")


def _take_entry(
    sheet: Sheet, kind: str, row: dict[str, Any], file: str, *, is_public: bool
) -> None:
    key = row.pop("key", None)
    entry = Entry(kind, str(key), row, file, is_public)
    if not isinstance(key, str) or not key:
        sheet.problems.append(entry.fault("„key“ fehlt."))
        return
    plan = row.pop("plan", None) if kind == "project" and not is_public else None
    if isinstance(plan, dict):
        sheet.plans.update((key, one) for one in _structs(sheet, Plan, [plan], file))
    if is_public and row.get("source") in (None, "", SIMULATED):
        sheet.problems.append(entry.fault("Eine öffentliche Angabe braucht eine Quelle."))
    if not is_public and "source" in row:
        sheet.problems.append(entry.fault("Die Herkunft ist hier immer die Simulation."))
    unknown = [name for name in row if not KINDS[kind].has_field(name)]
    sheet.problems += [entry.fault(f"Ein Feld „{name}“ gibt es nicht.") for name in unknown]
    sheet.entries.append(entry)
