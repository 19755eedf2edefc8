"""The rows' own records: found again, compared cell by cell, checked."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.domain.inventory.checks import problems_of
from app.domain.inventory.fields import Field, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES
from app.domain.inventory.paths import CUSTOM
from app.domain.inventory.queries import Filter, Operator
from app.services.inventory.imports.lookups import Finder, Known, KnownRecords, MatchKey
from app.services.inventory.imports.mapping import PLACE, Blank, label_of
from app.services.inventory.imports.nodes import Node, Trial, checked_fields, differs
from app.services.inventory.imports.outcomes import Outcome
from app.services.inventory.imports.problems import CellChange, RowStatus, chunks

_PART: Final = 5_000
_CHUNK: Final = 2_000
_MOST_PAIRS: Final = 10_000
"""Rows and records of one key that are compared each with each."""
_Row = tuple[Value, ...]


class Records:
    """Tries the rows' own records.

    Args:
        trial: What it is part of; rows that have problems already are left out.
        node: The rows' own records, references resolved.
        custom: Fields of people's own, by name.
    """

    def __init__(self, trial: Trial, node: Node, custom: Mapping[str, Field]) -> None:
        self._reader = trial.reader
        self._mapping = trial.mapping
        self._problems = trial.problems
        self._steps = trial.steps
        self._new_uid = trial.new_uid
        self._node = node
        self._custom = dict(custom)
        self._names = (*node.names, *node.custom_names)
        self._has_custom = any("." in name for name in (*self._names, *node.defaults))
        self._rows: list[_Row] = []
        self._clean: set[tuple[object, ...]] = set()
        self._cycle = LIFE_CYCLES.get(node.kind)
        self._checked = checked_fields(node.kind)
        self._finder = Finder(trial.reader, node.kind, node.match, (*self._names, *self._checked))
        self._state_at = self._checked.index(self._cycle.field) if self._cycle else 0
        self._width = len(self._names)
        self._checked_at = tuple(map(self._finder.paths.index, self._checked))
        kind = KINDS[node.kind]
        self._is_alike = not (kind.periods or kind.rising)

    @property
    def names(self) -> tuple[str, ...]:
        """The filled fields, in the order of `row`."""
        return self._names

    def row(self, row: int) -> _Row:
        """Return the values of a row."""
        return self._rows[row]

    def outcome(self) -> Outcome:
        """Return what happens to the rows.

        Raises:
            StoppedError: Nobody wants it any more.
        """
        columns = [self._node.columns[name] for name in self._names]
        count = len(self._problems.bad)
        for part in chunks(count, _PART):
            cut = slice(part.start, part.stop)
            self._rows.extend(zip(*(column[cut] for column in columns), strict=True))
            self._steps.go_on(0)
        result = Outcome(bytearray(count), [""] * count, values=[None] * count)
        if self._node.match.fields:
            keys = self._keys()
            known = self._known(keys)
            pairs = (
                self._counted(keys, known, result)
                if self._node.match.is_counted
                else self._single(keys, known, result)
            )
        else:
            pairs = ((row, None) for row in range(count) if not self._problems.bad[row])
        for done, (row, found) in enumerate(pairs, 1):
            self._try(row, found, result)
            if not done % _PART:
                self._steps.go_on(_PART)
        self._merge_custom(result)
        self._check_unique(result)
        for row in range(count):
            if self._problems.bad[row]:
                result.statuses[row] = RowStatus.ERROR
                result.values[row] = None
        return result

    def differences(self, row: int, outcome: Outcome) -> Iterator[CellChange]:
        """Yield what a row changes in its own record; references are named by their uid."""
        if outcome.values[row] is None:
            return
        is_new = outcome.statuses[row] == RowStatus.NEW
        olds = outcome.olds.get(row, {})
        values = dict(zip(self._names, self._rows[row], strict=True))
        if is_new:
            defaults = self._node.defaults.items()
            values |= {name: value for name, value in defaults if values.get(name) is None}
        for name in values if is_new else olds:
            value = values[name]
            if value is not None or name in olds:
                label = label_of(self._node.kind, name, self._custom)
                child = self._node.children.get(name)
                target, shown = (child.kind, child.shown(row)) if child else ("", "")
                yield CellChange(name, label, olds.get(name), value, target, shown)

    def _keys(self) -> list[MatchKey | None]:
        """Return the key of each row; None, and a problem, for a row without one."""
        names = self._node.match.fields
        own = []
        for name in names:
            if name == PLACE:
                pairs = zip(self._node.columns["east"], self._node.columns["north"], strict=True)
                own.append([self._finder.place(east, north) for east, north in pairs])
            else:
                own.append(self._node.columns[name])
        lead = names.index(self._finder.lead) if self._finder.lead else 0
        keys: list[MatchKey | None] = []
        for part in chunks(len(self._rows), _PART):
            cut = slice(part.start, part.stop)
            keys.extend(zip(*(column[cut] for column in own), strict=True))
            if None not in own[lead][cut]:
                continue
            for row in part:
                if own[lead][row] is None:
                    keys[row] = None
                    if not self._problems.bad[row]:
                        self._without_key(row, names[lead])
        return keys

    def _without_key(self, row: int, name: str) -> None:
        label = "Lage" if name == PLACE else label_of(self._node.kind, name)
        text = f"Ohne „{label}“ lässt sich die Zeile nicht wiedererkennen."
        hint = "Bitte die Angabe nachtragen oder einen anderen Schlüssel wählen."
        self._problems.add(row, self._column(name), None, text, hint, path=name)

    def _known(self, keys: list[MatchKey | None]) -> KnownRecords:
        columns = self._node.columns
        lead = self._finder.lead
        spots = [
            (east, north)
            for east, north in zip(
                columns.get("east", ()) if not lead else (),
                columns.get("north", ()) if not lead else (),
                strict=True,
            )
            if isinstance(east, float) and isinstance(north, float)
        ]
        leads = columns[lead] if lead else ()
        del keys
        return self._finder.find(leads, spots, self._steps)

    def _single(
        self,
        keys: list[MatchKey | None],
        known: KnownRecords,
        result: Outcome,
    ) -> Iterator[tuple[int, Known | None]]:
        """Yield rows with their record; a key may come once in the file and in the inventory."""
        first: dict[MatchKey, int] = {}
        repeated: list[int] = []
        for row, key in enumerate(keys):
            if key is None or self._problems.bad[row]:
                continue
            earlier = first.setdefault(key, row)
            there = known.get(key)
            if earlier != row and self._rows[earlier] == self._rows[row]:
                result.statuses[row] = RowStatus.REPEATED
                repeated.append(row)
            elif earlier != row:
                number = self._problems.number(earlier)
                text = f"Die Zeile meint denselben Datensatz wie Zeile {number}, sagt aber anderes."
                self._key_problem(row, text, "Bitte eine der beiden Zeilen streichen.")
            elif len(there) > 1:
                text = f"Auf die Zeile passen {len(there)} Datensätze des Bestands."
                self._key_problem(row, text, "Bitte einen genaueren Schlüssel wählen.")
            else:
                yield row, there[0] if there else None
        if repeated:
            shown = ", ".join(str(self._problems.number(row)) for row in repeated[:5])
            more = " und weitere" if len(repeated) > 5 else ""  # noqa: PLR2004 - as fits in a sentence
            result.notes.append(
                f"Zeilen, die eine frühere wörtlich wiederholen, wurden ausgelassen: {shown}{more}."
            )

    def _counted(
        self,
        keys: list[MatchKey | None],
        known: KnownRecords,
        result: Outcome,
    ) -> Iterator[tuple[int, Known | None]]:
        """Yield rows with their record; of one key, those that are alike meet first."""
        groups: dict[MatchKey, list[int]] = {}
        for row, key in enumerate(keys):
            if key is not None and not self._problems.bad[row]:
                groups.setdefault(key, []).append(row)
        alike = 0
        for key, rows in groups.items():
            alike += len(rows) - len({self._rows[row] for row in rows}) if len(rows) > 1 else 0
            yield from self._paired(rows, known.get(key))
        several = sum(len(rows) > 1 for rows in groups.values())
        if several:
            result.notes.append(
                f"{several} Schlüssel kommen mehrmals vor; jede ihrer Zeilen gilt als eigener "
                f"Datensatz. {alike} Zeilen gleichen dabei einer früheren aufs Wort."
            )

    def _paired(
        self, rows: Sequence[int], known: Sequence[Known]
    ) -> Iterator[tuple[int, Known | None]]:
        """Yield rows of one key with records of it: first those that are alike, then in order."""
        equal: dict[_Row, list[str]] = {}
        free = {one[0]: one for one in known}
        for uid, values in known:
            equal.setdefault(values[: self._width], []).append(uid)
        left: list[int] = []
        for row in rows:
            twins = equal.get(self._rows[row])
            if twins:
                yield row, free.pop(twins.pop(0))
            else:
                left.append(row)
        if len(left) * len(free) <= _MOST_PAIRS:
            for row in tuple(left):
                twin = next((one for one in free.values() if not self._changed(row, one)[0]), None)
                if twin is not None:
                    left.remove(row)
                    yield row, free.pop(twin[0])
        there = iter(free.values())
        for row in left:
            yield row, next(there, None)

    def _changed(self, row: int, known: Known) -> tuple[dict[str, Value], dict[str, Value]]:
        """Return what a row says otherwise than its record, and what that says."""
        new = self._rows[row]
        old = known[1][: self._width]
        values: dict[str, Value] = {}
        olds: dict[str, Value] = {}
        if new == old:
            return values, olds
        erases = self._mapping.blank is Blank.ERASE
        for name, value, was in zip(self._names, new, old, strict=True):
            if value != was and (value is not None or erases) and differs(was, value):
                values[name] = value
                olds[name] = was
        return values, olds

    def _try(self, row: int, known: Known | None, result: Outcome) -> None:
        """Note what happens to a row whose record is known, or known to be new."""
        if known is None:
            values = self._new_values(row)
            result.uids[row] = self._new_uid()
            result.statuses[row] = RowStatus.NEW
            result.values[row] = values
            self._check(row, values, result, None)
            return
        result.uids[row] = known[0]
        values, olds = self._changed(row, known)
        if values:
            result.statuses[row] = RowStatus.CHANGED
            result.values[row] = values
            result.olds[row] = olds
            had = tuple(map(known[1].__getitem__, self._checked_at))
            self._check(row, values, result, had)

    def _new_values(self, row: int) -> dict[str, Value]:
        own = self._rows[row]
        values: dict[str, Value] = {
            name: value for name, value in zip(self._names, own, strict=True) if value is not None
        }
        for name, value in self._node.defaults.items():
            values.setdefault(name, value)
        if not self._has_custom:
            return values
        custom = {name: values.pop(name) for name in list(values) if "." in name}
        if custom:
            named = {name.partition(".")[2]: value for name, value in custom.items()}
            values[CUSTOM] = json.dumps(named, ensure_ascii=False)
        return values

    def _check(self, row: int, values: dict[str, Value], result: Outcome, had: _Row | None) -> None:
        """Check a record as a whole; values were checked one by one.

        What `problems_of` says of a whole record follows from which fields are filled and from its
        states, so records that are alike in this are looked at once; but not where days or numbers
        must stand in order.

        Args:
            row: The row.
            values: What is written.
            result: What is known of the rows.
            had: What the record has in the fields that checks look at; None when it is new.
        """
        state = None if self._cycle is None else values.get(self._cycle.field)
        was = None if had is None or self._cycle is None else had[self._state_at]
        sign = (tuple(values), state, None if had is None else tuple(map(type, had)), was)
        is_alike = self._is_alike and not (had and "" in had)
        if is_alike and sign in self._clean:
            return
        before = None if had is None else dict(zip(self._checked, had, strict=True))
        plain = {name: v for name, v in values.items() if "." not in name}
        checked = replace(result.operation(self._node.kind, row), values=plain)
        found = list(problems_of(checked, before, self._custom if CUSTOM in plain else None))
        if is_alike and not found:
            self._clean.add(sign)
        for one in found:
            column = self._column(one.field)
            self._problems.add(row, column, one.value, one.reason, one.suggestion, path=one.field)

    def _merge_custom(self, result: Outcome) -> None:
        """Put changed custom fields among those that the records have already."""
        changed = [
            row
            for row, values in enumerate(result.values)
            if values and self._has_custom and any("." in name for name in values)
        ]
        for start in range(0, len(changed), _CHUNK):
            part = changed[start : start + _CHUNK]
            wanted = Filter("uid", Operator.IN, tuple(result.uids[row] for row in part))
            kept = {
                one.uid: one.text(CUSTOM)
                for one in self._reader.records(self._node.kind, (wanted,))
            }
            for row in part:
                custom = json.loads(kept.get(result.uids[row]) or "{}")
                values = dict(result.values[row] or {})
                for name in [name for name in values if "." in name]:
                    custom[name.partition(".")[2]] = values.pop(name)
                custom = {name: value for name, value in custom.items() if value is not None}
                values[CUSTOM] = json.dumps(custom, ensure_ascii=False)
                result.values[row] = values

    def _check_unique(self, result: Outcome) -> None:
        """Refuse values that only one record may have and another one has."""
        for one in KINDS[self._node.kind].fields:
            if one.is_unique and one.name in self._names and self._node.match.fields != (one.name,):
                self._check_unique_field(one, result)

    def _check_unique_field(self, one: Field, result: Outcome) -> None:
        rows: dict[Value, int] = {}
        for row, written in enumerate(result.values):
            value = written.get(one.name) if written else None
            if value is None or self._problems.bad[row]:
                continue
            earlier = rows.setdefault(value, row)
            if earlier != row:
                number = self._problems.number(earlier)
                text = f"„{one.label}“ „{value}“ steht schon in Zeile {number}."
                self._unique_problem(row, one, value, text)
        values = list(rows)
        for start in range(0, len(values), _CHUNK):
            held = self._reader.find(self._node.kind, one.name, values[start : start + _CHUNK])
            for value, uids in held.items():
                row = rows[value]
                if any(uid != result.uids[row] for uid in uids):
                    text = f"„{one.label}“ „{value}“ hat schon ein anderer Datensatz."
                    self._unique_problem(row, one, value, text)

    def _unique_problem(self, row: int, one: Field, value: Value, text: str) -> None:
        hint = f"„{one.label}“ darf nur einmal vorkommen; bitte eine andere Angabe eintragen."
        self._problems.add(row, self._column(one.name), value, text, hint, path=one.name)

    def _key_problem(self, row: int, text: str, hint: str) -> None:
        columns = [self._column(name) for name in self._node.match.fields]
        shown = [str(self._value(row, name)) for name in self._node.match.fields]
        self._problems.add(
            row, ", ".join(filter(None, columns)), ", ".join(filter(None, shown)), text, hint
        )

    def _value(self, row: int, name: str) -> Value:
        if name == PLACE or name in self._node.children:
            return ""
        value = self._node.columns[name][row]
        return "" if value is None else value

    def _column(self, name: str) -> str:
        use = self._mapping.use_of("east" if name == PLACE else name)
        if use is None and name in self._node.children:
            child = self._node.children[name]
            use = self._mapping.use_of(child.path(child.match.fields[0]))
        return ", ".join(use.columns) if use else ""
