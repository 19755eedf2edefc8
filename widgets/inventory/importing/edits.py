"""A person's changes of a mapping: what a column can become, and what it becomes then. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.domain.inventory.fields import Field, FieldType
from app.services.inventory.imports.mapping import (
    ColumnMapping,
    Missing,
    Use,
    Way,
    columns_of_template,
    label_of,
    prefix_of,
)
from app.services.inventory.imports.proposing import defaults_for
from app.services.inventory.imports.splitting import SPLITTERS
from app.services.inventory.imports.targets import targets_of

_MADE_ALONG: Final = "vendor"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a column can become.

    Attributes:
        key: Names it.
        label: What it is called, German.
        paths: What is filled; none for a column that is ignored.
        splitter: How the cell is cut; empty where it is not.
        is_added: True where it is put behind what other columns fill already.
    """

    key: str
    label: str
    paths: tuple[str, ...] = ()
    splitter: str = ""
    is_added: bool = False


IGNORE: Final = Choice("", "")
"""The column is not taken; the view has a word for it."""


def choices_of(mapping: ColumnMapping, custom: Mapping[str, Field]) -> list[Choice]:
    """Return all that a column can become, IGNORE first."""
    targets = targets_of(mapping.kind, custom)
    found = [IGNORE, *(Choice(one.path, one.label, (one.path,)) for one in targets)]
    paths = {one.path: one.label for one in targets}
    for splitter in SPLITTERS.values():
        for prefix in dict.fromkeys(prefix_of(path) for path in paths):
            start = f"{prefix}." if prefix else ""
            parts = tuple(start + part for part in splitter.parts)
            if all(part in paths for part in parts):
                label = _between(label_of(mapping.kind, prefix) if prefix else "", splitter.label)
                found.append(Choice(f"{splitter.name}:{prefix}", label, parts, splitter.name))
    for use in mapping.uses:
        path = use.targets[0]
        if use.way in (Way.PLAIN, Way.JOIN) and path in paths and _is_text(mapping, path, custom):
            found.append(Choice(f"+{path}", paths[path], (path,), is_added=True))
    return found


def _between(owner: str, label: str) -> str:
    return f"{owner}: {label}" if owner else label


def _is_text(mapping: ColumnMapping, path: str, custom: Mapping[str, Field]) -> bool:
    target = next((one for one in targets_of(mapping.kind, custom) if one.path == path), None)
    return target is not None and target.field.type is FieldType.TEXT


def uses_of(mapping: ColumnMapping, column: str) -> list[Use]:
    """Return all that is made of a column."""
    return [use for use in mapping.uses if column in use.columns]


def key_of(mapping: ColumnMapping, column: str) -> str:
    """Return the key of the choice that a column has; templates do not count."""
    for use in uses_of(mapping, column):
        if use.way is Way.SPLIT:
            return f"{use.detail}:{prefix_of(use.targets[0])}"
        if use.way is Way.PLACE:
            return use.targets[use.columns.index(column)]
        if use.way is Way.JOIN and use.columns[0] != column:
            return f"+{use.targets[0]}"
        if use.way in (Way.PLAIN, Way.JOIN):
            return use.targets[0]
    return ""


def with_choice(mapping: ColumnMapping, column: str, choice: Choice) -> ColumnMapping:
    """Return a mapping in which a column becomes something else; what it was before goes."""
    changed = replace(mapping, uses=tuple(_loosened(mapping.uses, column)))
    if choice.is_added:
        changed = _joined(changed, column, choice)
    elif choice.splitter:
        changed = _filled(changed, Use(choice.paths, (column,), Way.SPLIT, choice.splitter))
    elif choice.paths:
        changed = _filled(changed, Use(choice.paths, (column,)))
    return settled(_placed(changed))


def _loosened(uses: Sequence[Use], column: str) -> list[Use]:
    """Return uses without a column; the other half of a place stays as a plain one."""
    kept: list[Use] = []
    for use in uses:
        if column not in use.columns or use.way is Way.TEMPLATE:
            kept.append(use)
        elif use.way is Way.JOIN and len(use.columns) > 1:
            names = tuple(name for name in use.columns if name != column)
            is_joined = len(names) > 1
            way, detail = (Way.JOIN, use.detail) if is_joined else (Way.PLAIN, "")
            kept.append(replace(use, columns=names, way=way, detail=detail))
        elif use.way is Way.PLACE:
            place = 1 - use.columns.index(column)
            kept.append(Use((use.targets[place],), (use.columns[place],)))
    return kept


def _filled(mapping: ColumnMapping, use: Use) -> ColumnMapping:
    defaults = {path: text for path, text in mapping.defaults.items() if path not in use.targets}
    return replace(mapping.with_use(use), defaults=defaults)


def _joined(mapping: ColumnMapping, column: str, choice: Choice) -> ColumnMapping:
    before = mapping.use_of(choice.paths[0])
    if before is None or before.way not in (Way.PLAIN, Way.JOIN):
        return _filled(mapping, Use(choice.paths, (column,)))
    joiner = before.detail if before.way is Way.JOIN else ", "
    return mapping.with_use(Use(choice.paths, (*before.columns, column), Way.JOIN, joiner))


def _placed(mapping: ColumnMapping) -> ColumnMapping:
    """Return a mapping in which two columns of one place are read together."""
    plain = {use.targets[0]: use for use in mapping.uses if use.way is Way.PLAIN}
    for path, east in plain.items():
        north = plain.get(path.removesuffix("east") + "north")
        if path.rpartition(".")[2] == "east" and north is not None:
            paths = (path, north.targets[0])
            columns = (*east.columns, *north.columns)
            mapping = mapping.with_use(Use(paths, columns, Way.PLACE))
    return mapping


def settled(mapping: ColumnMapping) -> ColumnMapping:
    """Return a mapping whose references all say what happens where something is missing."""
    prefixes = {prefix_of(path) for path in mapping.targets} - {""}
    prefixes |= {prefix.rpartition(".")[0] for prefix in prefixes} - {""}
    missing = {
        one: mapping.missing.get(
            one, Missing.CREATE if one.endswith(_MADE_ALONG) else Missing.REFUSE
        )
        for one in sorted(prefixes)
    }
    return replace(mapping, missing=missing)


class Mode(StrEnum):
    """When a value that no column gives holds."""

    ALWAYS = "always"
    NEW_ONLY = "new_only"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that no single column gives.

    Attributes:
        path: The field.
        text: The value as typed; columns in braces are filled in.
        mode: When it holds.
    """

    path: str
    text: str
    mode: Mode


def fixed_of(mapping: ColumnMapping) -> list[Fixed]:
    """Return the constants, templates and defaults of a mapping."""
    found = [
        Fixed(use.targets[0], use.detail, Mode.ALWAYS)
        for use in mapping.uses
        if use.way in (Way.CONSTANT, Way.TEMPLATE)
    ]
    found += [Fixed(path, text, Mode.NEW_ONLY) for path, text in mapping.defaults.items()]
    return found


def with_fixed(mapping: ColumnMapping, fixed: Fixed, columns: Sequence[str]) -> ColumnMapping:
    """Return a mapping with such a value; an empty text takes it away.

    A text that names columns of the table in braces is a template, and holds always.
    """
    defaults = {path: text for path, text in mapping.defaults.items() if path != fixed.path}
    mapping = replace(mapping, defaults=defaults)
    before = mapping.use_of(fixed.path)
    if before is not None and before.way in (Way.CONSTANT, Way.TEMPLATE):
        mapping = mapping.without(fixed.path)
        before = None
    if not fixed.text.strip():
        return settled(mapping)
    named = tuple(name for name in columns_of_template(fixed.text) if name in columns)
    if named:
        use = Use((fixed.path,), named, Way.TEMPLATE, fixed.text)
        return settled(mapping.with_use(use))
    if fixed.mode is Mode.ALWAYS:
        return settled(mapping.with_use(Use((fixed.path,), (), Way.CONSTANT, fixed.text)))
    return settled(replace(mapping, defaults={**defaults, fixed.path: fixed.text}))


def with_missing(mapping: ColumnMapping, prefix: str, missing: Missing) -> ColumnMapping:
    """Return a mapping that makes what a reference does not find, or refuses the row."""
    changed = replace(mapping, missing={**mapping.missing, prefix: missing})
    return (
        replace(changed, defaults=defaults_for(changed)) if missing is Missing.CREATE else changed
    )
