"""Columns of cells become columns of values, field by field."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from app.domain.inventory.fields import Field, Value
from app.domain.inventory.paths import Path, resolve
from app.services.inventory.imports.mapping import BRACES, ColumnMapping, Use, Way, label_of
from app.services.inventory.imports.problems import Problems, chunks
from app.services.inventory.imports.progress import Steps
from app.services.inventory.imports.quick_values import quick_converter
from app.services.inventory.imports.splitting import SPLITTERS
from app.services.inventory.imports.spots import spots_of
from app.services.inventory.imports.values import Converter, converter, whole
from app.services.tables.cells import CellError, as_text
from app.services.tables.model import Cell, RawTable

Column = list[Value]
_PART: Final = 5_000
_LOOSE: Final = re.compile(r"\s+([,;])")
_AROUND: Final = " ,;-–/"


class MappingError(Exception):
    """The mapping cannot be tried; nothing was read.

    Attributes:
        flaws: What must be settled, German sentences.
    """

    def __init__(self, flaws: list[str]) -> None:
        super().__init__(" ".join(flaws))
        self.flaws = tuple(flaws)


class Filling:
    """Makes values of a table.

    Args:
        raw: The table.
        mapping: What it means; without flaws.
        custom: Fields of people's own for its kind, by name.
        problems: Is told of each cell that cannot be understood.
        steps: Is told how far it is, a part for each row and use.
    """

    def __init__(
        self,
        raw: RawTable,
        mapping: ColumnMapping,
        custom: Mapping[str, Field],
        problems: Problems,
        steps: Steps,
    ) -> None:
        self._raw = raw
        self._mapping = mapping
        self._custom = dict(custom)
        self._problems = problems
        self._steps = steps
        self._comma = raw.layout.decimal_comma is not False
        self._index = {name: place for place, name in enumerate(raw.columns)}

    def columns(self) -> dict[str, Column]:
        """Return a column of values for each path of the mapping.

        Raises:
            StoppedError: Nobody wants it any more.
            MappingError: A constant does not fit its field.
        """
        makers = {
            Way.PLAIN: self._plain,
            Way.SPLIT: self._split,
            Way.JOIN: self._joined,
            Way.TEMPLATE: self._written,
            Way.PLACE: self._places,
            Way.CONSTANT: self._constant,
        }
        found: dict[str, Column] = {}
        for use in self._mapping.uses:
            found.update(makers[use.way](use))
        return found

    def constant(self, path: str, text: str) -> Value:
        """Return the value of a text that a person typed for a field.

        Raises:
            MappingError: It does not fit.
        """
        try:
            return self._converter(path, {})(text)
        except CellError as error:
            label = label_of(self._mapping.kind, path, self._custom)
            flaw = f"Der feste Wert für „{label}“ passt nicht: {error.reason} {error.suggestion}"
            raise MappingError([flaw.strip()]) from None

    def _path(self, path: str) -> Path:
        return resolve(self._mapping.kind, path, self._custom)

    def _converter(self, path: str, words: Mapping[str, str]) -> Converter:
        found = self._path(path)
        return converter(found.field, comma=self._comma, words=words, owner=found.kind.name)

    def _cells(self, name: str) -> list[Cell]:
        """Return a column of the table."""
        place = self._index[name]
        return [row[place] for row in self._raw.rows]

    def _plain(self, use: Use) -> dict[str, Column]:
        cells = self._cells(use.columns[0])
        return {use.targets[0]: self._converted(use, use.targets[0], cells, cells)}

    def _joined(self, use: Use) -> dict[str, Column]:
        parts = [self._cells(name) for name in use.columns]
        cells: list[Cell] = []
        for row in range(len(self._raw.rows)):
            texts = [as_text(whole(part[row])) for part in parts]
            cells.append(use.detail.join(dict.fromkeys(text for text in texts if text)) or None)
        return {use.targets[0]: self._converted(use, use.targets[0], cells, cells)}

    def _written(self, use: Use) -> dict[str, Column]:
        pieces = BRACES.split(use.detail)
        names = pieces[1::2]
        parts = [self._cells(name) for name in names]
        cells: list[Cell] = []
        for row in range(len(self._raw.rows)):
            texts = [as_text(whole(part[row])) or "" for part in parts]
            cells.append(_composed(pieces[::2], texts) if any(texts) or not names else None)
        return {use.targets[0]: self._converted(use, use.targets[0], cells, cells)}

    def _split(self, use: Use) -> dict[str, Column]:
        splitter = SPLITTERS[use.detail]
        cells = self._cells(use.columns[0])
        parts: list[list[Cell]] = [[] for _ in use.targets]
        memo: dict[Any, tuple[Cell, ...] | CellError] = {}
        blank: tuple[Cell, ...] = (None,) * len(use.targets)
        for row, cell in enumerate(cells):
            made = memo.get(cell)
            if made is None:
                made = memo[cell] = _tried(splitter.cut, cell)
            if isinstance(made, CellError):
                self._tell(row, use, use.targets[0], cell, made)
                made = blank
            for part, value in zip(parts, made, strict=True):
                part.append(value)
        return {
            path: self._converted(use, path, part, cells)
            for path, part in zip(use.targets, parts, strict=True)
        }

    def _places(self, use: Use) -> dict[str, Column]:
        first, second = (self._cells(name) for name in use.columns)
        easts: Column = []
        norths: Column = []
        spots = spots_of(first, second, comma=self._comma)
        for part in chunks(len(spots), _PART):
            some = spots[part.start : part.stop]
            for row, spot in zip(part, some, strict=True) if CellError in map(type, some) else ():
                if isinstance(spot, CellError):
                    shown = f"{as_text(first[row]) or ''}; {as_text(second[row]) or ''}"
                    self._tell(row, use, use.targets[0], shown, spot)
            pairs = [spot if isinstance(spot, tuple) else (None, None) for spot in some]
            easts.extend([east for east, _ in pairs])
            norths.extend([north for _, north in pairs])
        self._steps.go_on(2 * len(first))
        return dict(zip(use.targets, (easts, norths), strict=True))

    def _constant(self, use: Use) -> dict[str, Column]:
        value = self.constant(use.targets[0], use.detail)
        self._steps.go_on(len(self._raw.rows))
        return {use.targets[0]: [value] * len(self._raw.rows)}

    def _converted(self, use: Use, path: str, cells: list[Cell], shown: list[Cell]) -> Column:
        """Return values of cells; each distinct cell is looked at once.

        Cells are told apart by kind too: 1, 1.0 and True are equal to Python, but not to us.
        """
        convert = self._converter(path, use.words)
        quick = quick_converter(self._path(path).field)
        memos: dict[type, dict[Any, Any]] = {}
        result: Column = []
        for part in chunks(len(cells), _PART):
            some = cells[part.start : part.stop]
            kinds = set(map(type, some)) - {type(None)}
            if quick is not None and (made := quick(some)) is not None:
                result.extend(made)
            elif len(kinds) == 1:
                memo = memos.setdefault(kinds.pop(), {None: None})
                for cell in dict.fromkeys(some):
                    if cell not in memo:
                        memo[cell] = _tried(convert, cell)
                result.extend(map(memo.__getitem__, some))
            else:
                result.extend(None if cell is None else _tried(convert, cell) for cell in some)
            if CellError in set(map(type, result[part.start :])):
                self._take_errors(use, path, shown, result, part)
            self._steps.go_on(len(part))
        return result

    def _take_errors(
        self, use: Use, path: str, shown: list[Cell], result: list[Any], part: range
    ) -> None:
        """Tell what could not be understood, and leave it empty."""
        for row in part:
            if isinstance(result[row], CellError):
                self._tell(row, use, path, shown[row], result[row])
                result[row] = None

    def _tell(self, row: int, use: Use, path: str, value: Cell, error: CellError) -> None:
        columns = ", ".join(use.columns)
        paths = use.targets if use.way in (Way.SPLIT, Way.PLACE) else (path,)
        is_warning = all(self._mapping.may_stay_empty(one) for one in paths)
        self._problems.add(
            row,
            columns,
            value,
            error.reason,
            error.suggestion,
            path=path,
            is_warning=is_warning,
        )


def _tried(make: Callable[[Cell], Any], cell: Cell) -> Any:
    try:
        return make(cell)
    except CellError as error:
        return CellError(error.reason, error.suggestion)  # without the frames it was raised in


def _composed(pieces: list[str], texts: list[str]) -> str:
    """Return a template filled in; what an empty column leaves at the edges goes."""
    shown = pieces[0] + "".join(text + piece for text, piece in zip(texts, pieces[1:], strict=True))
    return _LOOSE.sub(r"\1", " ".join(shown.split())).strip(_AROUND)
