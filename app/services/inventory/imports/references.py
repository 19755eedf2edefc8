"""What rows refer to: found in the inventory, made with the rows, or missed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS
from app.services.inventory.imports.columns import Column
from app.services.inventory.imports.lookups import Finder, KnownRecords, MatchKey, nearest_titles
from app.services.inventory.imports.mapping import PLACE, Missing, label_of
from app.services.inventory.imports.nodes import Node, Trial, checked_fields, differs
from app.services.inventory.imports.problems import CellChange, chunks
from app.services.inventory.imports.words import folded

_PART: Final = 5_000
_MOST_TITLES: Final = 20_000
_MOST_SUGGESTED: Final = 100
_CLOSE: Final = 75.0


@dataclass(slots=True)
class Entry:
    """A record that rows refer to.

    Attributes:
        uid: Its name, new for one that is made.
        before: What the inventory says of it; None when it is made.
        values: What the file says of it.
        first: The row that spoke of it first.
        is_needed: True when a row that is taken refers to it.
        is_changed: True when it, or what it refers to, is made or changed; known once it is needed.
        faults: Why it cannot be, (field, reason, suggestion).
    """

    uid: str
    before: dict[str, Value] | None
    values: dict[str, Value]
    first: int
    is_needed: bool = False
    is_changed: bool = False
    faults: list[tuple[str, str, str]] = field(default_factory=list)

    def changes(self) -> dict[str, Value]:
        """Return what changes of it; all it has when it is made."""
        if self.before is None:
            return self.values
        before = self.before
        return {
            name: value for name, value in self.values.items() if differs(before.get(name), value)
        }


class References:
    """Resolves the references of all rows.

    Args:
        trial: What it is part of.
        root: The rows' own records.
    """

    def __init__(self, trial: Trial, root: Node) -> None:
        self._paths: dict[str, dict[str, None]] = {}
        for node in root.below():
            filled = dict.fromkeys((*node.columns, *node.children))
            self._paths.setdefault(node.kind, {}).update(filled)
        self._reader = trial.reader
        self._mapping = trial.mapping
        self._problems = trial.problems
        self._steps = trial.steps
        self._new_uid = trial.new_uid
        self._tables: dict[tuple[str, tuple[str, ...]], dict[MatchKey, Entry]] = {}
        self._kinds: dict[str, str] = {}
        self._by_uid: dict[str, Entry] = {}
        self._titles: dict[str, dict[str, str]] = {}
        self._suggested = 0

    def resolve(self, root: Node) -> None:
        """Give each node above another the column of what it refers to.

        Raises:
            StoppedError: Nobody wants it any more.
        """
        for name, child in root.children.items():
            self.resolve(child)
            root.columns[name] = self._resolved(child)

    def need(self, uid: Value) -> bool:
        """Note that a taken row refers to a record; tell whether that is made or changed."""
        entry = self._by_uid.get(uid) if isinstance(uid, str) else None
        if entry is None:
            return False
        if not entry.is_needed:
            entry.is_needed = True
            below = [self.need(value) for value in entry.values.values()]
            entry.is_changed = any(below) or entry.before is None or bool(entry.changes())
        return entry.is_changed

    def is_made(self, uid: Value) -> bool:
        """Tell whether a record is made with the rows."""
        entry = self._by_uid.get(uid) if isinstance(uid, str) else None
        return entry is not None and entry.before is None

    def operations(self) -> Iterator[Operation]:
        """Yield what is done with the records that taken rows need, the farthest first."""
        for uid, entry in self._by_uid.items():
            changes = entry.changes()
            if not entry.is_needed or not changes:
                continue
            action = Action.CREATE if entry.before is None else Action.UPDATE
            yield Operation(action, self._kinds[uid], uid, changes)

    def differences(self, uid: Value, prefix: str) -> Iterator[CellChange]:
        """Yield what a row changes in the record it refers to, and beyond it."""
        entry = self._by_uid.get(uid) if isinstance(uid, str) else None
        if entry is None:
            return
        for name, value in entry.changes().items():
            path = f"{prefix}.{name}"
            one = KINDS[self._kinds[entry.uid]].field(name)
            if one.target:
                yield from self.differences(value, path)
            else:
                old = None if entry.before is None else entry.before.get(name)
                yield CellChange(path, label_of(self._mapping.kind, path), old, value)

    def _resolved(self, node: Node) -> Column:
        table = self._tables.setdefault((node.kind, node.match.fields), {})
        wanted_paths = (*self._paths[node.kind], *checked_fields(node.kind))
        finder = Finder(self._reader, node.kind, node.match, wanted_paths)
        keys = self._keys(node, finder)
        places = [name for name in node.match.fields if name != PLACE]
        lead = places.index(finder.lead) if finder.lead else 0
        wanted = [key[lead] for key in dict.fromkeys(keys) if key is not None and key not in table]
        known = finder.find(wanted, self._spots(node), self._steps)
        uids: Column = []
        both = (node, finder)
        is_plain = len(node.columns) <= len(node.match.fields)
        for part in chunks(len(keys), _PART):
            for row in part:
                key = keys[row]
                entry = table.get(key) if key is not None else None
                if key is not None and not (entry and is_plain):
                    entry = self._entry(both, known, key, row)
                uids.append(None if entry is None else entry.uid)
            self._steps.go_on(len(part))
        self._check(node, uids)
        return uids

    def _keys(self, node: Node, finder: Finder) -> list[MatchKey | None]:
        """Return the key of each row's record; None where the row refers to none."""
        names = node.match.fields
        own: list[Column] = []
        for name in names:
            if name == PLACE:
                pairs = zip(node.columns["east"], node.columns["north"], strict=True)
                own.append([finder.place(east, north) for east, north in pairs])
            else:
                own.append(node.columns[name])
        lead = names.index(finder.lead) if finder.lead else 0
        return [key if key[lead] is not None else None for key in zip(*own, strict=True)]

    def _spots(self, node: Node) -> list[tuple[float, float]]:
        pairs = zip(node.columns.get("east", ()), node.columns.get("north", ()), strict=True)
        return [
            (east, north)
            for east, north in pairs
            if isinstance(east, float) and isinstance(north, float)
        ]

    def _entry(
        self,
        both: tuple[Node, Finder],
        known: KnownRecords,
        key: MatchKey,
        row: int,
    ) -> Entry | None:
        node, finder = both
        table = self._tables[node.kind, node.match.fields]
        entry = table.get(key)
        is_bad = bool(self._problems.bad[row])
        if entry is not None:
            if len(node.columns) > len(node.match.fields) and not is_bad:
                self._merge(node, entry, row)
            return entry
        there = known.get(key)
        if len(there) > 1:
            text = f"„{node.shown(row)}“ gibt es {len(there)}-mal als „{self._label(node)}“."
            hint = "Bitte eine weitere Spalte zuordnen, an der sie sich unterscheiden."
            self._problems.add(row, self._column(node), node.shown(row), text, hint)
            return None
        if not there and node.missing is Missing.REFUSE:
            self._miss(node, row)
            return None
        if is_bad:
            return None  # a row that is left out says nothing of what others refer to
        values = {
            name: column[row] for name, column in node.columns.items() if column[row] is not None
        }
        if there:
            before = dict(zip(finder.paths, there[0][1], strict=True))
            given = values if node.missing is Missing.CREATE else {}
            entry = Entry(there[0][0], before, given, row)
        else:
            entry = Entry(self._new_uid(), None, {**node.defaults, **values}, row)
        table[key] = entry
        self._by_uid[entry.uid] = entry
        self._kinds[entry.uid] = node.kind
        return entry

    def _merge(self, node: Node, entry: Entry, row: int) -> None:
        """Add what another row says of the same record; it must not contradict."""
        if node.missing is Missing.REFUSE:
            return
        for name, column in node.columns.items():
            value = column[row]
            if value is None:
                continue
            said = entry.values.get(name)
            if said is None or (name in node.defaults and said == node.defaults[name]):
                entry.values[name] = value
            elif differs(said, value):
                label = label_of(self._mapping.kind, node.path(name))
                first = self._problems.number(entry.first)
                text = f"„{label}“ widerspricht Zeile {first}: dort „{said}“, hier „{value}“."
                hint = f"Beide meinen „{node.shown(row)}“; bitte eine der Angaben ändern."
                self._problems.add(
                    row, self._column(node, name), value, text, hint, path=node.path(name)
                )

    def _check(self, node: Node, uids: Column) -> None:
        """Tell of records that cannot be made or changed so, at each of their rows."""
        seen: set[Value] = set()
        faulty = False
        for uid in uids:
            if uid in seen or not isinstance(uid, str):
                continue
            seen.add(uid)
            entry = self._by_uid[uid]
            action = Action.CREATE if entry.before is None else Action.UPDATE
            change = Operation(action, node.kind, uid, entry.changes())
            found = problems_of(change, entry.before) if change.values else ()
            entry.faults = [(one.field, one.reason, one.suggestion) for one in found]
            faulty = faulty or bool(entry.faults)
        for row, uid in enumerate(uids) if faulty else ():
            for name, reason, hint in self._by_uid[uid].faults if isinstance(uid, str) else ():
                text = f"„{self._label(node)}“: {reason}"
                self._problems.add(
                    row, self._column(node, name), None, text, hint, path=node.path(name)
                )

    def _miss(self, node: Node, row: int) -> None:
        shown = node.shown(row)
        label = KINDS[node.kind].plural
        text = f"Unter „{label}“ gibt es „{shown}“ nicht."
        close = self._close(node, shown)
        hint = f"Vielleicht ist „{close}“ gemeint. " if close else ""
        self._problems.add(
            row, self._column(node), shown, text, f"{hint}Fehlendes lässt sich auch mit anlegen."
        )

    def _close(self, node: Node, shown: str) -> str:
        """Return what is called nearly so, "" for nothing; only for the first misses."""
        self._suggested += 1
        name = node.named
        if self._suggested > _MOST_SUGGESTED or name not in KINDS[node.kind].title:
            return ""
        titles = self._titles.get(node.kind)
        if titles is None:
            found = nearest_titles(self._reader, node.kind, name, _MOST_TITLES)
            titles = self._titles[node.kind] = {folded(title): title for title in found}
        hit = process.extractOne(
            folded(shown), titles.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE
        )
        return titles[hit[0]] if hit else ""

    def _column(self, node: Node, name: str = "") -> str:
        use = self._mapping.use_of(node.path(name or node.named))
        return ", ".join(use.columns) if use else ""

    def _label(self, node: Node) -> str:
        return label_of(self._mapping.kind, node.prefix)
