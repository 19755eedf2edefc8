"""The members of a CityGML file one after another, each gone from memory when the next one comes.

The file is handed to the parser member by member, so that damage is known to belong to one. Damage
may close elements of the file itself, or open what never ends, and would hide all that follows; so
reading begins anew at the next member, as if that stood behind the head of the file.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

from lxml import etree
from lxml.etree import _Element

from twin_viewer.formats.city_files import Source
from twin_viewer.formats.city_gml_attributes import NAMES

CUT_OFF: Final = (
    "Die Datei endet mittendrin. Gezeigt wird, was davor steht; laden Sie sie bitte noch einmal "
    "herunter."
)
DAMAGED: Final = (
    "In Zeile {0} ist das XML beschädigt; das Objekt dort kann unvollständig sein. "
    "Der Rest wird gezeigt."
)
MISNESTED: Final = (
    "In Zeile {0} sind XML-Elemente falsch verschachtelt; Objekte dort können fehlen."
)
STOPPED: Final = (
    "Ab Zeile {0} ließ sich die Datei nicht weiterlesen. Gezeigt wird, was davor steht."
)

MORE: Final = "Die Datei hat weitere beschädigte Stellen; sie werden nicht einzeln genannt."

MEMBERS: Final = frozenset({"cityObjectMember", "featureMember", "member"})
"""Elements that hold one object each."""

_TAGS: Final = tuple(f"{{*}}{name}" for name in (*sorted(MEMBERS), "appearanceMember"))
_START: Final = re.compile(rb"<(?:[\w.-]+:)?(?:cityObjectMember|featureMember|member)(?=[\s>])")
_BLOCK: Final = 1 << 18
_LONGEST_MARK: Final = 256
_LARGEST_PROLOGUE: Final = 1 << 16
_MOST_RESTARTS: Final = 1_000
_MOST_DAMAGES: Final = 20
_PREMATURE: Final = frozenset({"ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_END", "ERR_GT_REQUIRED"})
_NESTING: Final = "ERR_TAG_NAME_MISMATCH"
_STOPPING: Final = frozenset({"ERR_RESOURCE_LIMIT", "ERR_ENTITY_LOOP", "ERR_NO_MEMORY"})

Tell = Callable[[str, str], None]
"""Takes where something is, and what is to be said of it."""


class MemberStream:
    """Reads a file once."""

    def __init__(self, source: Source, head: bytes, tell: Tell) -> None:
        """Begin.

        Args:
            source: The file.
            head: What was read of it already.
            tell: Told of damages.
        """
        self._source = source
        self._head = head
        self._tell = tell
        self._told: set[tuple[int, str]] = set()
        self._prologue = b""
        self._restarts = 0
        self._lines = 0
        self._shift = 0
        self._seen = 0
        self._is_damaged = False
        self._is_open = False

    def members(self) -> Iterator[tuple[_Element, bool]]:
        """Yield each member, and whether it is cut off; it is emptied afterwards."""
        parser = _parser()
        is_first = True
        for is_start, piece in self._pieces():
            if is_first:
                self._prologue = piece if len(piece) <= _LARGEST_PROLOGUE else b""
            elif is_start and (self._is_damaged or self._is_open) and self._may_restart():
                yield from self._rest(parser, is_end=False)
                parser = self._restarted()
            try:
                parser.feed(piece)
            except etree.XMLSyntaxError as error:
                self._tell_damage("ERR_NO_MEMORY", (error.lineno or 1) + self._shift)
                return
            self._lines += piece.count(b"\n")
            self._note_damages(parser)
            if is_first and self._is_damaged:
                self._prologue = b""  # nothing to begin anew with
            is_first = False
            self._is_open |= is_start
            for _, member in parser.read_events():
                self._is_open &= NAMES[member.tag] not in MEMBERS
                yield member, False
                _release(member)
        yield from self._rest(parser, is_end=True)

    def _pieces(self) -> Iterator[tuple[bool, bytes]]:
        """Yield the file cut in front of each member, and whether a piece begins with one.

        The first piece is all that stands before the first member.
        """
        rest, is_start, mark = b"", False, b""
        block = self._head
        while block:
            rest += block
            if not mark:
                found = _START.search(rest)
                mark = found[0] if found else b""
            first, *others = rest.split(mark) if mark else [rest]
            for other in others:
                if first:
                    yield is_start, first
                first, is_start = mark + other, True
            rest = first
            if len(rest) > _BLOCK:  # a huge member is handed on in parts
                yield is_start, rest[:-_LONGEST_MARK]
                rest, is_start = rest[-_LONGEST_MARK:], False
            block = self._source.read(_BLOCK)
        yield is_start, rest

    def _may_restart(self) -> bool:
        self._restarts += 1
        return bool(self._prologue) and self._restarts <= _MOST_RESTARTS

    def _restarted(self) -> "etree.XMLPullParser":
        parser = _parser()
        parser.feed(self._prologue)
        self._shift = self._lines - self._prologue.count(b"\n")
        self._seen = len(parser.feed_error_log)
        self._is_damaged = self._is_open = False
        return parser

    def _rest(
        self, parser: "etree.XMLPullParser", *, is_end: bool
    ) -> Iterator[tuple[_Element, bool]]:
        """Yield the member that never ended, if there is one."""
        with suppress(etree.XMLSyntaxError):
            parser.close()
        is_cut_off = self._note_damages(parser)
        if is_end and is_cut_off and not self._told and self._source.fault is None:
            self._tell("", CUT_OFF)
        for _, member in parser.read_events():
            yield member, is_cut_off
            _release(member)

    def _note_damages(self, parser: "etree.XMLPullParser") -> bool:
        """Tell what is new in the parser's log; return whether it says that the end is missing."""
        log = list(parser.feed_error_log)
        is_cut_off = False
        for entry in log[self._seen :]:
            if entry.type_name in _PREMATURE:
                is_cut_off = True
            else:
                self._is_damaged = True
                self._tell_damage(entry.type_name, entry.line + self._shift)
        self._seen = len(log)
        return is_cut_off

    def _tell_damage(self, kind: str, line: int) -> None:
        if (line, kind) in self._told or len(self._told) > _MOST_DAMAGES:
            return
        self._told.add((line, kind))
        if len(self._told) > _MOST_DAMAGES:
            self._tell("", MORE)
            return
        reason = MISNESTED if kind == _NESTING else DAMAGED
        self._tell(str(line), (STOPPED if kind in _STOPPING else reason).format(line))


def _parser() -> "etree.XMLPullParser":
    return etree.XMLPullParser(
        events=("end",),
        tag=_TAGS,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
        collect_ids=False,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
    )


def _release(member: _Element) -> None:
    """Give back the memory of a member, and of the empty ones before it."""
    member.clear()
    parent = member.getparent()
    before = member.getprevious()
    while parent is not None and before is not None and before.tag == member.tag:
        parent.remove(before)
        before = member.getprevious()
