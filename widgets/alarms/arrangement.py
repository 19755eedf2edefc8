"""Which alarms stand where: filtered, grouped, sorted, and moved as little as can be. No Qt models.

Each line has a key; lines are sorted by it and no two are alike. So an alarm keeps its place among
the others until its own key changes, and the place of a line is found by halving.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from widgets.alarms.entries import AlarmEntry
from widgets.alarms.grouping import Group, Grouping, group_of
from widgets.alarms.sorting import SortKey, SortOrder, sort_key

HEAD: Final = "\x00"
"""Begins the id of a group's head; no alarm is called so."""

Item = AlarmEntry | Group


def item_id(item: Item) -> str:
    """Return the id of a line."""
    return HEAD + item.key if isinstance(item, Group) else str(item.rule.id)


@dataclass(slots=True)
class Plan:
    """What has to happen so that the lines are right again.

    Attributes:
        remove: Lines to take out, by key.
        insert: Lines to put in, by key.
        touched: Ids of lines that stay where they are and say something else.
        is_reordered: True when groups change their places: all is to be sorted anew.
    """

    remove: list[SortKey] = field(default_factory=list)
    insert: list[tuple[SortKey, Item]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    is_reordered: bool = False


class Arrangement:
    """The lines on screen.

    Attributes:
        order: By what is sorted.
        grouping: By what is grouped.
        closed: Keys of the groups that show their head only.
        accepts: Tells which alarms are shown.
        keys: Key of each line.
        items: What stands in each line: an alarm, or the head of a group.
        groups: The groups by key.
    """

    def __init__(self) -> None:
        self.order = SortOrder()
        self.grouping = Grouping.NONE
        self.closed: set[str] = set()
        self.accepts: Callable[[AlarmEntry], bool] = lambda _: True
        self.keys: list[SortKey] = []
        self.items: list[Item] = []
        self.groups: dict[str, Group] = {}
        self._key_of: dict[str, SortKey] = {}
        self._group_of: dict[str, Group] = {}
        self._orders: dict[str, tuple[int, str, str]] = {}
        self.shown = 0
        """How many alarms pass the filter, those of closed groups included."""

    # ---- all of it -----------------------------------------------------------------------------
    def build(self, entries: Iterable[AlarmEntry]) -> None:
        """Arrange alarms from nothing."""
        self.groups, self._group_of, self._key_of, self._orders = {}, {}, {}, {}
        accepted = [entry for entry in entries if self.accepts(entry)]
        self.shown = len(accepted)
        make = sort_key(self.order)
        if self.grouping is Grouping.NONE:
            lines: list[tuple[SortKey, Item]] = [(make(entry), entry) for entry in accepted]
        else:
            for entry in accepted:
                self._join(entry)
            self._orders = {key: group.order for key, group in self.groups.items()}
            lines = [((*self._orders[group.key], 0), group) for group in self.groups.values()]
            for entry in accepted:
                group = self._group_of[entry.id]
                if group.key not in self.closed:
                    lines.append(((*self._orders[group.key], 1, *make(entry)), entry))
        self._lay_out(lines)

    def _join(self, entry: AlarmEntry) -> Group:
        key, name = group_of(entry, self.grouping)
        group = self.groups.get(key)
        if group is None:
            group = self.groups[key] = Group(key, name)
        group.add(entry)
        self._group_of[entry.id] = group
        return group

    def resort(self) -> None:
        """Sort the same lines anew: by another column, or because groups change their places."""
        make = sort_key(self.order)
        self._orders = {key: group.order for key, group in self.groups.items()}
        lines: list[tuple[SortKey, Item]] = []
        for item in self.items:
            if isinstance(item, Group):
                lines.append(((*self._orders[item.key], 0), item))
            elif self.grouping is Grouping.NONE:
                lines.append((make(item), item))
            else:
                order = self._orders[self._group_of[item.id].key]
                lines.append(((*order, 1, *make(item)), item))
        self._lay_out(lines)

    def _lay_out(self, lines: list[tuple[SortKey, Item]]) -> None:
        lines.sort(key=_first)
        self.keys = [key for key, _ in lines]
        self.items = [item for _, item in lines]
        # The key of an alarm ends with its id.
        self._key_of = {
            key[-1] if type(item) is AlarmEntry else item_id(item): key for key, item in lines
        }

    # ---- places --------------------------------------------------------------------------------
    def place(self, name: str) -> int:
        """Return the line of an alarm or head; -1 where it has none."""
        key = self._key_of.get(name)
        return -1 if key is None else bisect_left(self.keys, key)

    def group(self, alarm: str) -> Group | None:
        """Return the group of an alarm."""
        return self._group_of.get(alarm)

    def lines_of(self, group: Group) -> tuple[int, int]:
        """Return the first and the last line of a group's alarms.

        The last is before the first where none is shown.
        """
        head = self.place(HEAD + group.key)
        return head + 1, head + (0 if group.key in self.closed else len(group.entries))

    # ---- changes -------------------------------------------------------------------------------
    def plan(self, changed: Iterable[AlarmEntry], gone: Iterable[str]) -> Plan:
        """Take changes of alarms; lines that keep their place are changed at once.

        The rest has to be done line by line with `take_out` and `put_in`, or by `build`.
        """
        plan = Plan()
        make = sort_key(self.order)
        heads: dict[str, Group] = {}
        for name in gone:
            self._leave(name, plan, heads)
        for entry in changed:
            if self.accepts(entry):
                self._enter(entry, make(entry), plan, heads)
            else:
                self._leave(entry.id, plan, heads)
        for group in heads.values():
            self._set_head(group, plan)
        plan.insert.sort(key=_first)
        plan.remove.sort()
        return plan

    def _leave(self, name: str, plan: Plan, heads: dict[str, Group]) -> None:
        group = self._group_of.pop(name, None)
        key = self._key_of.pop(name, None)
        if group is not None:
            group.remove(name)
            heads[group.key] = group
        if key is not None:
            plan.remove.append(key)
        if group is not None or key is not None:
            self.shown -= 1

    def _enter(self, entry: AlarmEntry, key: SortKey, plan: Plan, heads: dict[str, Group]) -> None:
        name, before = entry.id, self._key_of.get(entry.id)
        is_new = before is None and name not in self._group_of
        self.shown += is_new
        if self.grouping is not Grouping.NONE:
            group = self._join(entry)
            heads[group.key] = group
            order = self._orders.setdefault(group.key, group.order)
            key = (*order, 1, *key)
            if group.key in self.closed:
                return
        if before is not None and self._fits(before, key):
            place = bisect_left(self.keys, before)
            self.keys[place], self.items[place] = key, entry
            self._key_of[name] = key
            plan.touched.add(name)
            return
        if before is not None:
            plan.remove.append(before)
        self._key_of[name] = key
        plan.insert.append((key, entry))

    def _fits(self, before: SortKey, key: SortKey) -> bool:
        """Tell whether a line may stay where it is with another key."""
        if key == before:
            return True
        place = bisect_left(self.keys, before)
        is_after = place == 0 or self.keys[place - 1] < key
        return is_after and (place + 1 == len(self.keys) or key < self.keys[place + 1])

    def _set_head(self, group: Group, plan: Plan) -> None:
        name = HEAD + group.key
        if not group.entries:
            self.groups.pop(group.key, None)
            self._orders.pop(group.key, None)
            key = self._key_of.pop(name, None)
            if key is not None:
                plan.remove.append(key)
            return
        if name in self._key_of:
            plan.is_reordered |= self._orders[group.key] != group.order
            plan.touched.add(name)
            return
        order = self._orders[group.key]
        if order != group.order:
            plan.is_reordered = True
        self._key_of[name] = (*order, 0)
        plan.insert.append(((*order, 0), group))

    def take_out(self, first: int, last: int) -> None:
        """Take lines out."""
        del self.keys[first : last + 1]
        del self.items[first : last + 1]

    def put_in(self, place: int, lines: list[tuple[SortKey, Item]]) -> None:
        """Put lines in before a line."""
        self.keys[place:place] = [key for key, _ in lines]
        self.items[place:place] = [item for _, item in lines]

    # ---- groups --------------------------------------------------------------------------------
    def lines_to_open(self, group: Group) -> list[tuple[SortKey, Item]]:
        """Return the lines that opening a group brings, and count it as open."""
        self.closed.discard(group.key)
        make, order = sort_key(self.order), self._orders[group.key]
        lines: list[tuple[SortKey, Item]] = [
            ((*order, 1, *make(entry)), entry) for entry in group.entries.values()
        ]
        lines.sort(key=_first)
        self._key_of |= {item_id(item): key for key, item in lines}
        return lines

    def close(self, group: Group) -> None:
        """Count a group as closed; its lines have to be taken out."""
        self.closed.add(group.key)
        for name in group.entries:
            self._key_of.pop(name, None)


def _first(line: tuple[SortKey, Item]) -> SortKey:
    return line[0]


def removal_ranges(keys: list[SortKey], remove: list[SortKey]) -> list[tuple[int, int]]:
    """Return the lines to take out as ranges, the last one first."""
    return ranges_of(bisect_left(keys, key) for key in remove)[::-1]


def ranges_of(places: Iterable[int]) -> list[tuple[int, int]]:
    """Return ascending places as ranges, first and last of each."""
    ranges: list[tuple[int, int]] = []
    for place in places:
        if ranges and ranges[-1][1] == place - 1:
            ranges[-1] = (ranges[-1][0], place)
        else:
            ranges.append((place, place))
    return ranges


def insertion_runs(
    keys: list[SortKey], insert: list[tuple[SortKey, Item]]
) -> list[tuple[int, list[tuple[SortKey, Item]]]]:
    """Return the lines to put in as runs with the line they come before, the last run first."""
    runs: list[tuple[int, list[tuple[SortKey, Item]]]] = []
    for line in insert:
        place = bisect_left(keys, line[0])
        if runs and runs[-1][0] == place:
            runs[-1][1].append(line)
        else:
            runs.append((place, [line]))
    return runs[::-1]
