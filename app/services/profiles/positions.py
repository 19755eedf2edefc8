"""In which line of a TOML text a table or key stands; `tomllib` does not tell.

The scanner is run only when there is something to complain about, on text that `tomllib` has
accepted. It knows the whole grammar of TOML 1.0 that can hold a key: headers, arrays of tables,
dotted and quoted keys, inline tables and arrays over several lines, the four kinds of strings.
"""

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress

KeyPath = tuple[str | int, ...]
"""Where something stands in a document, such as `("device", 3, "type")`; counts from 0."""

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}\n#]*")
_STRINGS = (
    ('"""', re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}', re.DOTALL)),
    ("'''", re.compile(r"'''.*?'{3,5}", re.DOTALL)),
    ('"', re.compile(r'"(?:[^"\\\n]|\\.)*"')),
    ("'", re.compile(r"'[^'\n]*'")),
)


class _StrayTextError(Exception):
    """The text is not the TOML that the scanner expects."""


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.offsets: dict[KeyPath, int] = {}
        self._elements: dict[KeyPath, int] = {}

    def document(self) -> None:
        """Walk over all headers and keys of the text."""
        table: KeyPath = ()
        self.blank()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.blank()

    def blank(self) -> None:
        """Skip white space, line ends and comments."""
        self.match(_BLANK)

    def match(self, pattern: re.Pattern[str]) -> str:
        """Consume what a pattern matches here."""
        found = pattern.match(self.text, self.at)
        if found is None:
            raise _StrayTextError
        self.at = found.end()
        return found.group()

    def skip(self, token: str) -> bool:
        """Consume a token if it stands here."""
        is_here = self.text.startswith(token, self.at)
        if is_here:
            self.at += len(token)
        return is_here

    def need(self, token: str) -> None:
        """Consume a token that must stand here."""
        if not self.skip(token):
            raise _StrayTextError

    def header(self) -> KeyPath:
        """Consume `[a.b]` or `[[a.b]]` and return the path of the table that it opens."""
        start = self.at
        is_array = self.skip("[[")
        if not is_array:
            self.need("[")
        *parents, name = self.key()
        self.need("]]" if is_array else "]")
        path: KeyPath = ()
        for part in parents:
            path = (*path, part)
            if path in self._elements:
                path = (*path, self._elements[path])
            self.offsets.setdefault(path, start)
        path = (*path, name)
        self.offsets.setdefault(path, start)
        if is_array:
            self._elements[path] = self._elements.get(path, -1) + 1
            path = (*path, self._elements[path])
        self.offsets[path] = start
        return path

    def key(self) -> list[str]:
        """Consume a dotted key with the blanks around it."""
        parts: list[str] = []
        while True:
            self.blank()
            quote = self.text[self.at : self.at + 1]
            raw = self.string() if quote in {'"', "'"} else self.match(_BARE_KEY)
            is_quoted = quote in {'"', "'"}
            parts.append(str(tomllib.loads(f"k = {raw}")["k"]) if is_quoted else raw)
            self.blank()
            if not self.skip("."):
                return parts

    def pair(self, table: KeyPath) -> None:
        """Consume `key = value`."""
        start = self.at
        path = table
        for part in self.key():
            path = (*path, part)
            self.offsets.setdefault(path, start)
        self.need("=")
        self.blank()
        self.value(path)

    def value(self, path: KeyPath) -> None:
        """Consume a value, and note the keys and elements in it."""
        first = self.text[self.at : self.at + 1]
        if first == "[":
            self.array(path)
        elif first == "{":
            self.inline_table(path)
        elif first in {'"', "'"}:
            self.string()
        else:
            self.match(_BARE_VALUE)

    def string(self) -> str:
        """Consume a string of any of the four kinds and return it with its quotes."""
        for quote, pattern in _STRINGS:
            if self.text.startswith(quote, self.at):
                return self.match(pattern)
        raise _StrayTextError

    def array(self, path: KeyPath) -> None:
        """Consume `[ … ]`, noting where each element begins."""
        self.need("[")
        index = 0
        self.blank()
        while not self.skip("]"):
            self.offsets[(*path, index)] = self.at
            self.value((*path, index))
            index += 1
            self.blank()
            self.skip(",")
            self.blank()
            if self.at >= len(self.text):
                raise _StrayTextError

    def inline_table(self, path: KeyPath) -> None:
        """Consume `{ … }`."""
        self.need("{")
        self.blank()
        while not self.skip("}"):
            self.pair(path)
            self.blank()
            self.skip(",")
            self.blank()


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line (from 1) of every table, element and key of a TOML text.

    A text that is not TOML gives the lines up to the place where it stops being TOML.
    """
    text = text.replace("\r\n", " \n")
    scanner = _Scanner(text)
    # Positions found so far are right; a line that is missing falls back to its parent's.
    with suppress(_StrayTextError, RecursionError, ValueError):
        scanner.document()
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    return {path: bisect_right(starts, offset) for path, offset in scanner.offsets.items()}


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """Return the line of a path, or of the nearest table around it; 1 when there is none."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1
