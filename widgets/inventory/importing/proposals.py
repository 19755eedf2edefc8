"""What is found out about a table in a thread: whose layout it has, what it probably means."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from app.domain.inventory.changes import Transaction
from app.domain.inventory.fields import Field, FieldType
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import resolve
from app.domain.inventory.queries import Query
from app.domain.inventory.records import Key
from app.services.inventory.imports.keys import MatchCandidate, candidates
from app.services.inventory.imports.known import KNOWN
from app.services.inventory.imports.mapping import ColumnMapping, Use, Way
from app.services.inventory.imports.planning import absent, open_words, plan
from app.services.inventory.imports.plans import ImportPlan
from app.services.inventory.imports.profiles import KIND, ImportProfile, profile_of
from app.services.inventory.imports.proposing import likely_kind, propose
from app.services.inventory.imports.recognising import recognise, what_moved
from app.services.inventory.imports.words import folded
from app.services.ports import InventoryReader, Progress
from app.services.tables.model import RawTable

KINDS_OFFERED: Final = (
    "asset", "site", "school", "space", "rack", "address", "district", "asset_type", "vendor",
    "fund", "loan", "licence", "licence_seat", "contract", "link", "duct", "cable", "wlan",
    "radio_site", "tag",
)  # fmt: skip
"""Kinds in the order they are offered; those that are not there are left out, others follow."""
_NOT_OFFERED: Final = frozenset(
    {"relation", "journal_note", "finding", "scan_audit", "saved_view", "import_profile",
     "custom_field"}
)  # fmt: skip
MOST_COMPARED: Final = 300_000
"""In a larger inventory nobody looks for what a file does not have: it would only take memory."""
_LOOKED_BACK: Final = 500


def offered_kinds() -> list[str]:
    """Return the kinds that a file can become, the usual ones first."""
    first = [name for name in KINDS_OFFERED if name in KINDS]
    return [*first, *(name for name in KINDS if name not in {*first, *_NOT_OFFERED})]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table probably means.

    Attributes:
        mapping: What its columns mean.
        custom: Fields of people's own for its kind.
        profile: The remembered layout it has; None for a guess.
        moved: What its supplier changed since; German sentences.
        earlier: The last import of the very same file; None when there was none.
    """

    mapping: ColumnMapping
    custom: dict[str, Field]
    profile: ImportProfile | None = None
    moved: tuple[str, ...] = ()
    earlier: Transaction | None = None


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word of the file that stands for a choice.

    Attributes:
        path: The field.
        word: What stands in the file.
        rows: In how many rows; 0 where nobody counted.
        meaning: Key of the choice; "" leaves the field empty, None is not settled yet.
    """

    path: str
    word: str
    rows: int
    meaning: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """What the whole table says about a mapping.

    Attributes:
        words: Words for choices.
        keys: What rows could be found by.
    """

    words: tuple[WordRow, ...] = ()
    keys: tuple[MatchCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """An import that was tried.

    Attributes:
        plan: What it would do.
        absent: Records of the inventory that the file does not have.
        is_compared: False where there are too many records to look for those, or no key.
    """

    plan: ImportPlan
    absent: list[Key] = field(default_factory=list)
    is_compared: bool = True


def proposal_of(reader: InventoryReader, raw: RawTable, kind: str = "") -> Proposal:
    """Return what a table probably means.

    Args:
        reader: Reads the inventory: remembered layouts, fields of people's own, earlier imports.
        raw: The table, whole.
        kind: What it shall become; empty finds it out.
    """
    remembered = [found for one in reader.records(KIND) if (found := profile_of(one)) is not None]
    profiles = [one for one in (*remembered, *KNOWN) if kind in ("", one.mapping.kind)]
    earlier = next(
        (
            one
            for one in reader.transactions(_LOOKED_BACK)
            if one.file_sha256 == raw.sha256 and raw.sha256 and one.undone_by is None
        ),
        None,
    )
    known = recognise(raw, profiles)
    if known is not None:
        custom = reader.custom_fields(known.mapping.kind)
        moved = tuple(what_moved(known, raw))
        return Proposal(known.mapping, custom, known.profile, moved, earlier)
    wanted = kind or likely_kind(raw)
    custom = reader.custom_fields(wanted)
    return Proposal(propose(raw, wanted, (), custom), custom, earlier=earlier)


def look_of(raw: RawTable, mapping: ColumnMapping) -> Look:
    """Return what the whole table says about a mapping; its columns must be there."""
    there = set(raw.columns)
    if any(name not in there for use in mapping.uses for name in use.columns):
        return Look()
    rows = [WordRow(path, word, count, None) for path, word, count in open_words(raw, mapping)]
    said = [
        WordRow(use.targets[0], word, 0, meaning)
        for use in mapping.uses
        if is_choice(mapping.kind, use)
        for word, meaning in use.words.items()
    ]
    return Look((*rows, *said), tuple(candidates(raw, mapping)))


def is_choice(kind: str, use: Use) -> bool:
    """Tell whether a use fills a field of choices from a column."""
    if use.way is not Way.PLAIN:
        return False
    try:
        return resolve(kind, use.targets[0]).field.type is FieldType.CHOICE
    except KeyError:
        return False


def with_meaning(mapping: ColumnMapping, row: WordRow, meaning: str) -> ColumnMapping:
    """Return a mapping in which a word of the file means a choice."""
    use = mapping.use_of(row.path)
    if use is None:
        return mapping
    words: Mapping[str, str] = {**use.words, folded(row.word): meaning}
    changed = Use(use.targets, use.columns, use.way, use.detail, words, use.certainty)
    return _exchanged(mapping, use, changed)


def _exchanged(mapping: ColumnMapping, old: Use, new: Use) -> ColumnMapping:
    return replace(mapping, uses=tuple(new if one is old else one for one in mapping.uses))


def trial_of(
    reader: InventoryReader,
    raw: RawTable,
    mapping: ColumnMapping,
    now_us: int,
    progress: Progress,
) -> Trial:
    """Return what an import would do, and what the file does not have.

    Raises:
        MappingError: The mapping has flaws.
        StoppedError: `progress` said stop.
    """
    outcome = plan(raw, mapping, reader, now_us, progress)
    if not mapping.match.fields or reader.count(Query(mapping.kind)) > MOST_COMPARED:
        return Trial(outcome, is_compared=False)
    return Trial(outcome, absent(reader, mapping, outcome))


def with_kept(proposal: Proposal, mapping: ColumnMapping | None) -> Proposal:
    """Return a proposal with what a person mapped before, where it is for the same kind.

    Args:
        proposal: What was found out.
        mapping: What was mapped while the same columns were read in another way; None for nothing.
    """
    if mapping is None or mapping.kind != proposal.mapping.kind:
        return proposal
    return replace(proposal, mapping=mapping)


def is_known_as(proposal: Proposal, mapping: ColumnMapping | None) -> bool:
    """Tell whether the program knows a layout by itself and it was not changed.

    Such a one needs no second memory.
    """
    profile = proposal.profile
    return (
        profile is not None
        and not profile.uid
        and not proposal.moved
        and mapping == profile.mapping
    )
