"""Reading a profile's files: text, TOML, and what no file may hold."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any

from app.services.profiles import faults
from app.services.profiles.positions import KeyPath
from app.services.profiles.problems import Document, Findings, Origin

_LARGEST = 16_000_000
LARGEST_NUMBER = 2**63
"""Numbers of this size and beyond are no measure of anything, and no file holds them."""
_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_SECRET_NAME = re.compile(r"(pass(word|wort|phrase|code)?|token|secret|api_?key)$", re.IGNORECASE)
_LOGIN_IN_URL = re.compile(r"^[a-z+.]+://[^/@\s]*:[^/@\s]*@", re.IGNORECASE)
_OVERLAY_TABLES = {"source", "point", "rule"}


def profile_files(folder: Path) -> list[Path]:
    """Return the TOML files of a profile: those in the folder and one level below, by name."""
    found = [*folder.glob("*.toml"), *folder.glob("*/*.toml")]
    return sorted(path for path in found if not path.name.startswith(".") and path.is_file())


def read_documents(folder: Path, findings: Findings) -> list[Document]:
    """Read all files of a profile folder; a file that cannot be read becomes a finding."""
    nowhere = Origin(Document(str(folder), {}, ""))
    if not folder.is_dir():
        findings.add(faults.NO_FOLDER, nowhere, value=folder)
        return []
    try:
        files = profile_files(folder)
    except OSError as error:
        findings.add(faults.UNREADABLE, nowhere, value=error.strerror or type(error).__name__)
        return []
    if not files:
        findings.add(faults.NO_FILES, nowhere)
    documents = [
        read_document(path, path.relative_to(folder).as_posix(), findings) for path in files
    ]
    return [document for document in documents if document is not None]


def read_overlay(path: Path, findings: Findings) -> Document | None:
    """Read the overlay file; None when it does not exist or cannot be read."""
    try:
        if not path.exists():
            return None
    except OSError:
        pass  # No right to look: reading it says so.
    document = read_document(path, path.name, findings, is_overlay=True)
    if document is not None:
        for name in document.data.keys() - _OVERLAY_TABLES:
            findings.add(faults.NOT_IN_OVERLAY, Origin(document, (name,)), value=name)
    return document


def read_document(
    path: Path, name: str, findings: Findings, *, is_overlay: bool = False
) -> Document | None:
    """Read one TOML file.

    Args:
        path: The file.
        name: What it is called in problems.
        findings: Takes what is wrong with it.
        is_overlay: True for the overlay.

    Returns:
        The document, or None when it is no TOML.
    """
    empty = Origin(Document(name, {}, "", is_overlay))
    try:
        data = path.read_bytes()
    except OSError as error:
        findings.add(faults.UNREADABLE, empty, value=error.strerror or type(error).__name__)
        return None
    if len(data) > _LARGEST:
        findings.add(faults.TOO_LARGE, empty, value=len(data) // 1_000_000)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.add(faults.NOT_UTF8, empty, line=data.count(b"\n", 0, error.start) + 1)
        return None
    return parse_document(text, name, findings, is_overlay=is_overlay)


def parse_document(
    text: str, name: str, findings: Findings, *, is_overlay: bool = False
) -> Document | None:
    """Parse TOML text; arguments and result as for `read_document`."""
    origin = Origin(Document(name, {}, text, is_overlay))
    try:
        document = Document(name, tomllib.loads(text), text, is_overlay)
    except RecursionError:
        findings.add(faults.NOT_TOML, origin, value="[[[[…", line=1)
        return None
    except ValueError as error:
        # TOMLDecodeError, and what int() and date() say of absurd literals.
        message = str(error)
        place = _LINE.search(message)
        at_end = max(1, text.count("\n") + (not text.endswith("\n")))
        line = int(place.group(1)) if place else at_end
        findings.add(faults.NOT_TOML, origin, value=_LINE.sub("", message).strip(), line=line)
        return None
    _refuse_everywhere(Origin(document), findings)
    return document


def _refuse_everywhere(origin: Origin, findings: Findings) -> None:
    """Find open secrets and unusable numbers in any table, known or not."""
    for path, value in _suspects(origin.document.data, "", ()):
        if isinstance(value, float | int) and (not isfinite(value) or abs(value) >= LARGEST_NUMBER):
            findings.add(faults.NOT_A_NUMBER, origin.at(*path), value=f"{value:.3g}")
        elif _is_open_secret(path, value):
            findings.add(faults.OPEN_SECRET, origin.at(*path), value="stadt/quelle")


def _is_open_secret(path: KeyPath, value: object) -> bool:
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    if _is_secret(name):
        return not (isinstance(value, str) and value.startswith("secret:"))
    return isinstance(value, str) and _LOGIN_IN_URL.match(value) is not None


@lru_cache(maxsize=1_000)
def _is_secret(name: str) -> bool:
    return _SECRET_NAME.search(name) is not None


def _suspects(value: Any, name: str, path: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    """Yield the leaves that must be looked at closely; of texts, which are most, hardly any."""
    inner: Iterable[tuple[str | int, Any]]
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    else:
        yield path, value
        return
    for key, one in inner:
        own = key if isinstance(key, str) else name
        if isinstance(one, str) and not _is_secret(own) and "//" not in one:
            continue
        yield from _suspects(one, own, (*path, key))
