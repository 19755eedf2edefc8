"""JSON of any size, decoded in pieces.

A decoder holds the interpreter for as long as it runs; for a file of 40 MB that would stop every
other thread for half a second, the window's among them. So large containers are first cut at
their commas, which numpy finds without holding the interpreter, and decoded part by part. Places
of very long lines become arrays at once, so that never millions of small lists exist.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

import msgspec
import numpy as np
import numpy.typing as npt

from app.services.maps.files.results import Watch

PIECE: Final = 96 * 1024
"""Bytes that are decoded in one go: about a millisecond."""

_BLOCK: Final = 512 * 1024
"""Bytes that are looked through in one go."""
_DEEPEST: Final = 16
"""Large containers inside one another; GeoJSON needs eight."""
_MOST_MEMBERS: Final = 50_000
"""Members of a large object; one with more was made to take long."""
_SPACE: Final = b" \t\r\n"
_WINDOW: Final = 4_096
_DIGITS: Final = 1_000
"""Longer whole numbers take long to read, and mean nothing."""
_AXES: Final = range(2, 5)
"""Numbers of a place: two, with its height three, with a measure four."""

_QUOTE, _ESCAPE, _OPEN, _CLOSE, _COMMA, _COLON = range(1, 7)
_KINDS: Final = np.zeros(256, np.uint8)
for _letters, _kind in (
    (b'"', _QUOTE),
    (b"\\", _ESCAPE),
    (b"[{", _OPEN),
    (b"]}", _CLOSE),
    (b",", _COMMA),
    (b":", _COLON),
):
    for _letter in _letters:
        _KINDS[_letter] = _kind

_DECODE: Final = msgspec.json.Decoder()
_DECODE_NUMBERS: Final = msgspec.json.Decoder(list[float])
_NO_SHAPE: Final = bytes(set(range(256)) - set(b"[],"))

Array = npt.NDArray[np.float64]

Span = tuple[int, int]
"""Where a value begins, and where it has ended."""


class BrokenError(ValueError):
    """It is no JSON.

    Attributes:
        offset: The byte at which that shows.
        is_cut: True when the text ends before it should.
    """

    def __init__(self, offset: int, *, is_cut: bool = False) -> None:
        super().__init__(offset)
        self.offset = offset
        self.is_cut = is_cut


class Pieces:
    """A JSON text whose values are decoded as they are asked for."""

    def __init__(self, data: bytes, watch: Watch) -> None:
        self.data = data
        self.watch = watch

    def whole(self) -> Span:
        """Return where the text lies without the space around it."""
        return self._trimmed(0, len(self.data))

    def is_container(self, span: Span, signs: bytes) -> bool:
        """Tell whether a value is an array (`[]`) or an object (`{}`)."""
        start, end = span
        return end - start > 1 and self.data[start] == signs[0] and self.data[end - 1] == signs[1]

    def elements(self, span: Span) -> Iterator[Span]:
        """Give runs of elements of an array; what is longer than a piece is one element alone."""
        yield from self._parts(span, PIECE)

    def members(self, span: Span) -> Iterator[tuple[str, Span]]:
        """Give the keys of an object and where their values are."""
        for number, (start, end) in enumerate(self._parts(span, 0)):
            if number >= _MOST_MEMBERS:
                raise BrokenError(start)
            first, last = self._trimmed(start, end)
            if first == last:
                raise BrokenError(first)
            colon = next(self._signs((first, last), _COLON), None)
            if colon is None:
                raise BrokenError(first)
            key = self.decode_small((first, colon))
            if not isinstance(key, str):
                raise BrokenError(first)
            yield key, self._trimmed(colon + 1, last)

    def decode(self, span: Span, depth: int = 0) -> Any:
        """Return a value; arrays of places that are large come as numpy arrays."""
        span = self._trimmed(*span)
        if span[1] - span[0] <= PIECE:
            return self.decode_small(span)
        self.watch.step(span[0] / len(self.data))
        if depth > _DEEPEST:
            raise BrokenError(span[0])
        if self.is_container(span, b"[]"):
            return self._array(span, depth)
        if self.is_container(span, b"{}"):
            return {key: self.decode(place, depth + 1) for key, place in self.members(span)}
        return self.decode_small(span)

    def decode_run(self, span: Span, depth: int = 0) -> list[Any]:
        """Return a run of elements, as `elements` gave it."""
        if span[1] - span[0] <= PIECE:
            return self._listed(span)
        return [self.decode(span, depth)]

    def decode_small(self, span: Span) -> Any:
        """Return a value decoded in one go."""
        return self._decoded(self.data[span[0] : span[1]], span[0])

    def _listed(self, span: Span) -> list[Any]:
        text = self.data[span[0] : span[1]]
        if not text.strip(_SPACE):
            raise BrokenError(span[0])
        found = self._decoded(b"[" + text + b"]", span[0] - 1)
        assert isinstance(found, list)  # noqa: S101 - it stood in brackets
        return found

    def _decoded(self, text: bytes, offset: int) -> Any:
        try:
            return _DECODE.decode(text)
        except (msgspec.DecodeError, RecursionError, ValueError):
            return _decoded_slowly(text, offset)

    def _array(self, span: Span, depth: int) -> Any:
        blocks: list[Array | list[Any]] = []
        for run in self.elements(span):
            self.watch.step(run[0] / len(self.data))
            blocks.append(self._positions(run) if run[1] - run[0] <= PIECE else [])
            if isinstance(blocks[-1], list):
                blocks[-1] = self.decode_run(run, depth + 1)
        arrays = [block for block in blocks if not isinstance(block, list)]
        if len(arrays) == len(blocks) and arrays:
            width = min(array.shape[1] for array in arrays)
            return np.concatenate([array[:, :width] for array in arrays])
        values: list[Any] = []
        for block in blocks:
            values.extend(block if isinstance(block, list) else block.tolist())
        return values

    def _positions(self, run: Span) -> Array | list[Any]:
        """Return a run of places as an array; an empty list when they are something else.

        The numbers are decoded without the brackets round each place: thousands of small lists
        would wake the collector of garbage, which looks at all objects of the program.
        """
        text = self.data[run[0] : run[1]]
        shape = text.translate(None, _NO_SHAPE)
        count = shape.count(b"[")
        width = shape.find(b"]")
        if width not in _AXES or shape != b",".join([b"[" + b"," * (width - 1) + b"]"] * count):
            return []
        try:
            numbers = self._numbers(b"[" + text.translate(None, b"[]") + b"]")
        except (msgspec.DecodeError, BrokenError):
            return []
        if len(numbers) != count * width:
            return []
        return np.array(numbers, dtype=np.float64).reshape(count, width)

    @staticmethod
    def _numbers(text: bytes) -> list[float]:
        try:
            return _DECODE_NUMBERS.decode(text)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:  # NaN and the like: found out later, where the feature is known
            return msgspec.convert(_decoded_slowly(text, 0), list[float])

    def _parts(self, span: Span, step: int) -> Iterator[Span]:
        inside = (span[0] + 1, span[1] - 1)
        if inside[1] - inside[0] < PIECE and not self.data[inside[0] : inside[1]].strip(_SPACE):
            return
        start = inside[0]
        cuts = self._cuts(inside, step) if step else self._signs(inside, _COMMA)
        for place in cuts:
            yield start, place
            start = place + 1
        yield start, inside[1]

    def _cuts(self, inside: Span, step: int) -> Iterator[int]:
        """Give commas at which to cut: as far apart as `step` allows, or round one element."""
        start, last = inside[0], -1
        for found in self._blocks(inside, _COMMA):
            seen = 0
            while True:
                near = int(np.searchsorted(found, start + step, side="right"))
                if near > seen:
                    last, seen = int(found[near - 1]), near
                if seen == len(found):
                    break
                if last < start:
                    last = int(found[seen])
                    seen += 1
                yield last
                start, last = last + 1, -1
        if inside[1] - start > step and last >= start:
            yield last

    def _signs(self, inside: Span, sign: int) -> Iterator[int]:
        """Give all commas or colons that lie directly in a container."""
        for found in self._blocks(inside, sign):
            yield from found.tolist()

    def _blocks(self, inside: Span, sign: int) -> Iterator[npt.NDArray[np.int64]]:
        scan = _Scan(self.data, inside[1])
        place = inside[0]
        while place < inside[1]:
            self.watch.step(place / len(self.data))
            found, place = scan.block(place, sign)
            yield found
        if scan.is_open:
            raise BrokenError(inside[1], is_cut=inside[1] + 1 >= len(self.data.rstrip(_SPACE)))

    def _trimmed(self, start: int, end: int) -> Span:
        data = self.data
        while start < end:
            part = data[start : min(start + _WINDOW, end)]
            rest = part.lstrip(_SPACE)
            start += len(part) - len(rest)
            if rest:
                break
        while end > start:
            part = data[max(end - _WINDOW, start) : end]
            rest = part.rstrip(_SPACE)
            end -= len(part) - len(rest)
            if rest:
                break
        return start, end


class _Scan:
    """Walks through the inside of a container and keeps in which string and how deep it is."""

    def __init__(self, data: bytes, end: int) -> None:
        self._data = data
        self._end = end
        self._depth = 0
        self._quotes = 0

    @property
    def is_open(self) -> bool:
        """True when a string or a container has not ended."""
        return self._depth != 0 or self._quotes % 2 != 0

    def block(self, start: int, sign: int) -> tuple[npt.NDArray[np.int64], int]:
        """Return where the signs of the lowest level are in the next block, and its end."""
        end = min(start + _BLOCK, self._end)
        while end < self._end and self._data[end - 1] == ord("\\"):
            end += 1  # what is escaped must not lie in another block than its mark
        kinds = _KINDS[np.frombuffer(self._data, np.uint8, end - start, start)]
        places = np.flatnonzero(kinds)
        kinds = kinds[places]
        quotes = _unescaped(places[kinds == _QUOTE], places[kinds == _ESCAPE])
        is_outside = (np.searchsorted(quotes, places) + self._quotes) % 2 == 0
        self._quotes = (self._quotes + len(quotes)) % 2
        is_structure = is_outside & (kinds >= _OPEN)
        places, kinds = places[is_structure], kinds[is_structure]
        change = (kinds == _OPEN).astype(np.int64) - (kinds == _CLOSE)
        depth = self._depth + np.cumsum(change)
        if len(depth):
            if depth.min() < 0:
                raise BrokenError(start + int(places[np.argmax(depth < 0)]))
            self._depth = int(depth[-1])
        return places[(kinds == sign) & (depth == 0)] + start, end


def _unescaped(
    quotes: npt.NDArray[np.int64], escapes: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return the quotes that begin or end a string: no odd number of backslashes before them."""
    if not len(escapes) or not len(quotes):
        return quotes
    is_first = np.diff(escapes, prepend=-2) != 1
    begins = escapes[np.maximum.accumulate(np.where(is_first, np.arange(len(escapes)), 0))]
    before = np.searchsorted(escapes, quotes) - 1
    is_behind = (before >= 0) & (escapes[before] == quotes - 1)
    length = escapes[before] - begins[before] + 1
    result: npt.NDArray[np.int64] = quotes[~(is_behind & (length % 2 == 1))]
    return result


def _decoded_slowly(text: bytes, offset: int) -> Any:
    """Return a value that holds NaN or other things some programs write; find what is broken."""
    letters = text.decode("utf-8")
    try:
        return json.loads(letters, parse_int=_integer)
    except json.JSONDecodeError as error:
        at = len(letters[: error.pos].encode("utf-8"))
        raise BrokenError(offset + at) from error
    except RecursionError as error:
        raise BrokenError(offset) from error


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _DIGITS else float(digits)
