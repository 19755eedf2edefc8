"""What a report holds: finished texts and numbers in one language, each with its sources."""

from typing import Final

import msgspec

VERSION: Final = 1


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number in a sentence.

    Attributes:
        text: The sentence.
        source: Id of its source, empty for none.
    """

    text: str
    source: str = ""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the change log behind a number.

    Attributes:
        transaction: Number of the transaction.
        at: When, as text.
        actor: Who; empty in a public report.
        what: What was changed, `field: before → after`; empty in a public report.
    """

    transaction: int
    at: str
    actor: str
    what: str


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a number comes from.

    Attributes:
        id: `Q1`, `Q2` and so on.
        title: What it is a source of.
        query: The question in words, or which records were added up.
        value: What it gave.
        day: How new the data are, as text.
        count: How many records or samples it rests on.
        rows: The first records behind it.
        changes: The last changes of what it rests on, newest first.
        is_typed: True for what a person reported.
    """

    id: str
    title: str
    query: str
    value: str = ""
    day: str = ""
    count: int = 0
    rows: list[str] = []
    changes: list[Change] = []
    is_typed: bool = False


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing.

    Attributes:
        title: What it shows.
        svg: The drawing.
        alt: The same in words, for who cannot see it.
    """

    title: str
    svg: str
    alt: str


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table of finished texts.

    Attributes:
        title: What it shows.
        columns: Headings.
        sides: `left` or `right` for each column.
        widths: Share of each column.
        rows: Texts, row by row.
        note: A sentence below it.
    """

    title: str
    columns: list[str]
    sides: list[str]
    widths: list[int]
    rows: list[list[str]]
    note: str = ""


class ProjectPart(msgspec.Struct, frozen=True, kw_only=True):
    """A project in a report.

    Attributes:
        uid: Of its record.
        heading: Number and name.
        light: `green`, `yellow`, `red` or `grey`.
        light_word: The light in a word.
        facts: (name, text) such as field of action, wave, lead, dates.
        reasons: Why the light is as it is.
        figures: Its numbers with their sources.
        milestones: The next and the last ones.
        risks: The greatest open ones.
        note: What is simulated or reported by hand.
    """

    uid: str
    heading: str
    light: str
    light_word: str
    facts: list[tuple[str, str]]
    reasons: list[str]
    figures: list[Figure]
    milestones: Table | None = None
    risks: Table | None = None
    note: str = ""


class Concern(msgspec.Struct, frozen=True, kw_only=True):
    """Something that should not be published as it is.

    Attributes:
        place: Where it stands.
        reason: Why, a whole sentence.
        done: What was done about it, a whole sentence; empty when it still stands there.
    """

    place: str
    reason: str
    done: str = ""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report.

    Attributes:
        version: Of this form.
        type: `council` or `monthly`.
        language: `de` or `en`.
        target: Publication class it was made for: `public` or `internal`.
        title: Its title.
        city: Of which city.
        author: Who made it.
        moment_us: For which moment, µs UTC.
        made_us: When it was made, µs UTC.
        day: The day of the moment, as text.
        transaction: Number of the last change that is in it.
        intro: What it is, in a sentence or two.
        proposal: What the council is to decide; empty for a monthly status.
        summary: The programme in numbers.
        charts: Drawings of the whole programme.
        projects: Its projects.
        tables: Money, key figures, decisions.
        concerns: What the check of publication found.
        concern_count: How many there were; those of a report for the public are not kept, for they
            name what it leaves out (`freezing.kept_form`).
        sources: Where the numbers come from.
    """

    version: int = VERSION
    type: str
    language: str
    target: str
    title: str
    city: str
    author: str
    moment_us: int
    made_us: int
    day: str
    transaction: int
    intro: str
    proposal: list[str] = []
    summary: list[Figure] = []
    charts: list[Chart] = []
    projects: list[ProjectPart] = []
    tables: list[Table] = []
    concerns: list[Concern] = []
    concern_count: int = 0
    sources: list[Source] = []
