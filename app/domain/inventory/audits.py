"""An inventory by scan: what is expected at a place, what was read there, what follows from it.

A scan audit is made at a site. Its scope are the places that were visited: the whole site, or the
rooms one after the other. Expected are the assets that are said to be within the scope and in a
state in which they are really there; what is lent, in repair, lost or thrown away is not missed,
but told when it turns up.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

ASSET_PREFIX: Final = "leitstand:asset:"
SITE_PREFIX: Final = "leitstand:site:"
SPACE_PREFIX: Final = "leitstand:space:"

PRESENT_STATES: Final = frozenset({"delivered", "in_stock", "staged", "in_service"})
"""An asset in one of these states must be found where it is said to be."""

OVERDUE_US: Final = 365 * 24 * 3_600 * 1_000_000
"""A place is due for an audit this long after the last one, µs: once a year, as inventories of
movable assets are taken."""

_VERSION: Final = 1
_UID: Final = re.compile(r"[0-9a-f]{32}")
_MAC: Final = re.compile(r"[0-9a-f]{12}")
_MAC_PARTS: Final = re.compile(r"[:\-. ]")
_MOST_LETTERS: Final = 200
_GERMAN_AS_US: Final = str.maketrans("zyZYÖößÜüÄä?_-&/()=;:", "yzYZ:;-{[\"'_?/^&*()<>")
"""What a scanner set to the American keyboard types on a German one, turned back."""


class CodeKind(StrEnum):
    """What a code names."""

    ASSET = "asset"
    SITE = "site"
    SPACE = "space"
    TEXT = "text"
    """A tag or a serial number."""
    MAC = "mac"


@dataclass(frozen=True, slots=True)
class Code:
    """What was read.

    Attributes:
        kind: What it names.
        value: A uid, a hardware address in the inventory's form, or the text.
    """

    kind: CodeKind
    value: str


def codes_of(text: str) -> tuple[Code, ...]:
    """Return what a text from a scanner may mean, the likeliest first; nothing for no text.

    A scanner types like a keyboard. One that is set to the American layout while the computer is
    set to the German one types `Ö` for `:` and `y` for `z`; that reading comes second.
    """
    bare = " ".join(text.split())[:_MOST_LETTERS]
    if not bare:
        return ()
    found = [*_named(bare), *_named(bare.translate(_GERMAN_AS_US))]
    return tuple(dict.fromkeys(found))


def _named(text: str) -> Iterator[Code]:
    low = text.lower()
    for prefix, kind in (
        (ASSET_PREFIX, CodeKind.ASSET),
        (SITE_PREFIX, CodeKind.SITE),
        (SPACE_PREFIX, CodeKind.SPACE),
    ):
        if low.startswith(prefix) and _UID.fullmatch(low.removeprefix(prefix)):
            yield Code(kind, low.removeprefix(prefix))
            return
    digits = _MAC_PARTS.sub("", low)
    if _MAC.fullmatch(digits) and (len(digits) != len(low) or not digits.isdecimal()):
        yield Code(CodeKind.MAC, ":".join(digits[i : i + 2] for i in range(0, 12, 2)))
    yield Code(CodeKind.TEXT, text)


@dataclass(frozen=True, slots=True)
class Thing:
    """An asset, as far as an audit needs it.

    Attributes:
        uid: The asset.
        title: What it is called.
        tag: Its inventory number.
        serial: Its serial number.
        mac: Its hardware address.
        state: Its state.
        site: The site it is said to be at; empty for none.
        space: The room it is said to be in; empty for none.
        place: That in words.
    """

    uid: str
    title: str
    tag: str = ""
    serial: str = ""
    mac: str = ""
    state: str = "in_service"
    site: str = ""
    space: str = ""
    place: str = ""

    @property
    def is_present(self) -> bool:
        """True when it must be found where it is said to be."""
        return self.state in PRESENT_STATES


class Verdict(StrEnum):
    """What a scan says."""

    FOUND = "found"
    """It is where it should be."""
    MISPLACED = "misplaced"
    """It is known, and should be somewhere else."""
    UNKNOWN = "unknown"
    """The inventory does not know it."""
    AMBIGUOUS = "ambiguous"
    """Several assets have this number; it counts as unknown."""
    REPEATED = "repeated"
    """It was read before; it counts once."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One code that was read.

    Attributes:
        code: The text as it was read.
        at_us: When, µs UTC.
        here: The room it was read in; empty for the site as a whole.
        uid: The asset; empty for none.
        verdict: What it says.
        title: What the asset is called.
        place: Where it should be, in words.
        state: Its state when it was read.
    """

    code: str
    at_us: int
    here: str
    uid: str = ""
    verdict: Verdict = Verdict.UNKNOWN
    title: str = ""
    place: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """An expected asset that was not found.

    Attributes:
        uid: The asset.
        title: What it is called.
        place: Where it should be, in words.
    """

    uid: str
    title: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A site as an audit needs it.

    Attributes:
        site: The site.
        title: What it is called.
        spaces: Its spaces: what each is called, and which one it lies in (empty for none).
        things: The assets that are said to be there.
    """

    site: str
    title: str
    spaces: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    things: Mapping[str, Thing] = field(default_factory=dict)

    def is_within(self, space: str, outer: str) -> bool:
        """Tell whether a space is another one or lies in it; all is within the site (empty)."""
        if not outer:
            return True
        seen: set[str] = set()
        while space and space not in seen:
            if space == outer:
                return True
            seen.add(space)
            space = self.spaces.get(space, ("", ""))[1]
        return False

    def name(self, space: str) -> str:
        """Return what a space is called, the site's name for none."""
        return self.spaces.get(space, (self.title, ""))[0] if space else self.title


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit as far as it has come.

    Attributes:
        uid: Its record.
        site: The site.
        started_us: When it began, µs UTC.
        visited: The spaces that belong to its scope; an empty one is the whole site.
        here: The space that is being scanned.
        scans: What was read, oldest first.
    """

    uid: str
    site: str
    started_us: int
    visited: tuple[str, ...] = ("",)
    here: str = ""
    scans: tuple[Scan, ...] = ()

    def moved(self, space: str) -> "Audit":
        """Return it going on in another space, which belongs to its scope from now on."""
        visited = self.visited if space in self.visited else (*self.visited, space)
        return replace(self, here=space, visited=visited)

    def scanned(self, place: Place, text: str, things: Sequence[Thing], at_us: int) -> "Audit":
        """Return it with another scan.

        Args:
            place: The site.
            text: What was read.
            things: The assets it may name.
            at_us: When, µs UTC.
        """
        return replace(self, scans=(*self.scans, self._judged(place, text, things, at_us)))

    def _judged(self, place: Place, text: str, things: Sequence[Thing], at_us: int) -> Scan:
        if not things:
            is_again = any(one.code == text and not one.uid for one in self.scans)
            verdict = Verdict.REPEATED if is_again else Verdict.UNKNOWN
            return Scan(text, at_us, self.here, verdict=verdict)
        thing = self._meant(place, things)
        if thing is None:
            titles = ", ".join(one.title for one in things[:3])
            return Scan(text, at_us, self.here, verdict=Verdict.AMBIGUOUS, title=titles)
        verdict = Verdict.REPEATED
        if all(one.uid != thing.uid for one in self.scans):
            is_right = is_at(place, thing, self.here)
            verdict = Verdict.FOUND if is_right else Verdict.MISPLACED
        return Scan(
            text, at_us, self.here, thing.uid, verdict, thing.title, thing.place, thing.state
        )

    def _meant(self, place: Place, things: Sequence[Thing]) -> Thing | None:
        """Return the one that is meant: of several the only one that is said to be here."""
        if len(things) == 1:
            return things[0]
        here = [one for one in things if one.is_present and is_at(place, one, self.here)]
        return here[0] if len(here) == 1 else None

    def undone(self) -> "Audit":
        """Return it without the last scan."""
        return replace(self, scans=self.scans[:-1])

    def of(self, *verdicts: Verdict) -> tuple[Scan, ...]:
        """Return the scans with one of these verdicts."""
        return tuple(one for one in self.scans if one.verdict in verdicts)

    @property
    def found(self) -> tuple[Scan, ...]:
        """What is where it should be."""
        return self.of(Verdict.FOUND)

    @property
    def misplaced(self) -> tuple[Scan, ...]:
        """What should be somewhere else."""
        return self.of(Verdict.MISPLACED)

    @property
    def unknown(self) -> tuple[Scan, ...]:
        """What names no asset, or several."""
        return self.of(Verdict.UNKNOWN, Verdict.AMBIGUOUS)

    @property
    def repeated(self) -> int:
        """How often something was read again."""
        return len(self.of(Verdict.REPEATED))

    def expected(self, place: Place) -> list[Thing]:
        """Return the assets that must be found within the scope."""
        return [
            one
            for one in place.things.values()
            if one.is_present and any(place.is_within(one.space, each) for each in self.visited)
        ]

    def missing(self, place: Place) -> list[Missing]:
        """Return the expected assets that were not read anywhere, by where they should be."""
        seen = {one.uid for one in self.scans}
        left = [one for one in self.expected(place) if one.uid not in seen]
        left.sort(key=lambda one: (one.place, one.title))
        return [Missing(one.uid, one.title, one.place) for one in left]


def is_at(place: Place, thing: Thing, here: str) -> bool:
    """Tell whether an asset is said to be where it was read.

    One of which only the site is known is right anywhere at that site.
    """
    if thing.site != place.site:
        return False
    return not here or not thing.space or place.is_within(thing.space, here)


def lines_text(audit: Audit, missing: Sequence[Missing] = ()) -> str:
    """Return what was read as JSON text, as the record of an audit keeps it."""
    plain = {
        "version": _VERSION,
        "visited": list(audit.visited),
        "here": audit.here,
        "scans": [
            [s.code, s.at_us, s.here, s.uid, s.verdict.value, s.title, s.place, s.state]
            for s in audit.scans
        ],
        "missing": [[one.uid, one.title, one.place] for one in missing],
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def lines_of(text: str) -> tuple[tuple[str, ...], str, tuple[Scan, ...], tuple[Missing, ...]]:
    """Return visited spaces, the present one, scans and missing assets out of a record.

    Raises:
        ValueError: The text is none of ours.
    """
    try:
        plain: Any = json.loads(text)
        if plain["version"] != _VERSION:
            raise ValueError(text[:40])
        scans = tuple(
            Scan(
                str(code), int(at), str(here), str(uid), Verdict(verdict), str(title), str(at_),
                str(state),
            )
            for code, at, here, uid, verdict, title, at_, state in plain["scans"]
        )  # fmt: skip
        missing = tuple(Missing(*map(str, one)) for one in plain["missing"])
        return tuple(map(str, plain["visited"])), str(plain["here"]), scans, missing
    except (KeyError, TypeError, OverflowError, RecursionError) as error:
        raise ValueError(text[:40]) from error


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of an audit.

    Attributes:
        expected: How many assets must be there.
        found: How many are where they should be.
        misplaced: How many should be somewhere else.
        unknown: How many codes name no asset.
        missing: How many were not found.
        repeated: How often something was read again.
    """

    expected: int = 0
    found: int = 0
    misplaced: int = 0
    unknown: int = 0
    missing: int = 0
    repeated: int = 0


def result_of(audit: Audit, place: Place) -> Result:
    """Return the figures of an audit."""
    verdicts = Counter(one.verdict for one in audit.scans)
    return Result(
        len(audit.expected(place)),
        verdicts[Verdict.FOUND],
        verdicts[Verdict.MISPLACED],
        verdicts[Verdict.UNKNOWN] + verdicts[Verdict.AMBIGUOUS],
        len(audit.missing(place)),
        verdicts[Verdict.REPEATED],
    )
