"""The records that one row fills: its own, and those its references lead to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.inventory.fields import FieldType, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES
from app.domain.inventory.paths import CUSTOM
from app.services.inventory.imports.columns import Column
from app.services.inventory.imports.mapping import (
    ColumnMapping,
    Match,
    Missing,
    default_match,
    kind_at,
    prefix_of,
)
from app.services.inventory.imports.problems import Problems
from app.services.inventory.imports.progress import Steps
from app.services.ports.inventories import InventoryReader


@dataclass(frozen=True, slots=True)
class Trial:
    """What all parts of a trial share.

    Attributes:
        reader: The inventory.
        mapping: What the table means.
        problems: Is told of rows that cannot be taken.
        steps: Is told how far it is.
        new_uid: Makes names for new records.
    """

    reader: InventoryReader
    mapping: ColumnMapping
    problems: Problems
    steps: Steps
    new_uid: Callable[[], str]


@dataclass(slots=True)
class Node:
    """One of the records that a row fills.

    Attributes:
        prefix: The references that lead to it, `type.vendor`; empty for the row's own record.
        kind: Its kind.
        match: How it is found.
        missing: What happens when it is not there.
        columns: By its fields, custom ones as `custom.NAME`, the values of all rows. References
            join them once they are resolved.
        defaults: By its fields, what a new record gets where the file says nothing.
        children: By its references, what they lead to.
        constant: Its fields that are the same in all rows.
    """

    prefix: str
    kind: str
    match: Match = field(default_factory=Match)
    missing: Missing = Missing.CREATE
    columns: dict[str, Column] = field(default_factory=dict)
    defaults: dict[str, Value] = field(default_factory=dict)
    children: "dict[str, Node]" = field(default_factory=dict)
    constant: set[str] = field(default_factory=set)

    @property
    def names(self) -> tuple[str, ...]:
        """Its filled fields, without custom ones; references only when they are resolved."""
        return tuple(name for name in self.columns if not name.startswith(f"{CUSTOM}."))

    @property
    def custom_names(self) -> tuple[str, ...]:
        """Its filled custom fields, as paths."""
        return tuple(name for name in self.columns if name.startswith(f"{CUSTOM}."))

    @property
    def named(self) -> str:
        """The field by which a person would name the record."""
        own = [name for name in self.match.fields if name in self.columns]
        texts = [name for name in own if name not in self.children]
        return (texts or own or list(self.columns))[0]

    def shown(self, row: int) -> str:
        """Return what a row calls the record, "" when it does not."""
        value = self.columns[self.named][row]
        return "" if value is None else str(value)

    def below(self) -> "Iterator[Node]":
        """Yield all it leads to, the farthest first."""
        for child in self.children.values():
            yield from child.below()
            yield child

    def path(self, name: str) -> str:
        """Return the path of one of its fields from the row's own record."""
        return f"{self.prefix}.{name}" if self.prefix else name


def tree(
    mapping: ColumnMapping, columns: Mapping[str, Column], defaults: Mapping[str, Value]
) -> Node:
    """Return the row's own record with all that it leads to.

    Args:
        mapping: What the table means.
        columns: Values of all rows by path.
        defaults: Values for new records by path.
    """
    root = Node("", mapping.kind)
    nodes = {"": root}
    for path, column in columns.items():
        node = _node(nodes, mapping, prefix_of(path))
        name = path[len(node.prefix) + 1 :] if node.prefix else path
        node.columns[name] = column
        use = mapping.use_of(path)
        if use is not None and not use.columns:
            node.constant.add(name)
    for path, value in defaults.items():
        prefix = prefix_of(path)
        if prefix in nodes:
            nodes[prefix].defaults[path[len(prefix) + 1 :] if prefix else path] = value
    for node in nodes.values():
        filled = (*node.columns, *node.children)
        node.match = mapping.keys.get(node.prefix) or default_match(node.kind, filled)
        node.missing = mapping.missing.get(node.prefix, Missing.REFUSE)
    root.match, root.missing = mapping.match, Missing.CREATE
    return root


def _node(nodes: dict[str, Node], mapping: ColumnMapping, prefix: str) -> Node:
    """Return the node at a prefix; those on the way to it are made too."""
    node = nodes.get(prefix)
    if node is None:
        above, _, name = prefix.rpartition(".")
        node = nodes[prefix] = Node(prefix, kind_at(mapping.kind, prefix))
        _node(nodes, mapping, above).children[name] = node
    return node


def checked_fields(kind: str) -> tuple[str, ...]:
    """Return the fields of a record that its checks look at, whatever is changed."""
    names = [one.name for one in KINDS[kind].fields if one.is_required]
    names += [one.kind_field for one in KINDS[kind].fields if one.type is FieldType.ANY_REFERENCE]
    cycle = LIFE_CYCLES.get(kind)
    if cycle is not None:
        names.append(cycle.field)
        names += [name for step in cycle.transitions for name in step.required]
        names += [name for _, needed in cycle.demands for name in needed]
    one = KINDS[kind]
    names += [name for group in (*one.periods, *one.rising) for name in group]
    names += [name for first, others in one.together for name in (first, *others)]
    return tuple(dict.fromkeys(names))


def differs(old: Value, new: Value) -> bool:
    """Tell whether two values are different; numbers only beyond what a file can say."""
    if old == new:
        return False
    if old is None or new is None:
        return (old or None) != (new or None)
    if isinstance(old, int | float) and isinstance(new, int | float):
        return abs(old - new) > 1e-9 * max(abs(old), abs(new))
    return (old or None) != (new or None)
