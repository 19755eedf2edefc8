"""The translations of the screen: `.ts` as people edit them, `.qm` as the program loads them."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.translations.extraction import ROOT, ScreenText, as_cpp

FOLDER: Final = ROOT / "resources" / "translations"

CODES: Final = {"en": "en_GB", "de": "de_DE"}
"""English has every text; German, the source, only the texts with plural forms."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text and its translation.

    Attributes:
        context: Its context.
        source: The German source.
        comment: What tells it from an equal source of the same context.
        forms: The translation; singular and plural where it has a number.
        is_finished: True when a person has approved it.
        has_number: True when it has plural forms.
    """

    context: str
    source: str
    comment: str
    forms: tuple[str, ...]
    is_finished: bool
    has_number: bool


def update(texts: list[ScreenText], folder: Path, scratch: Path) -> None:
    """Bring the `.ts` files of a folder to the present texts; translations are kept."""
    listing = scratch / "texts.cpp"
    listing.write_text(as_cpp(texts), "utf-8")
    for code, locale in CODES.items():
        command = [_tool("lupdate"), str(listing), "-silent", "-no-obsolete", "-locations", "none"]
        for heuristic in ("sametext", "similartext"):
            command += ["-disable-heuristic", heuristic]
        command += ["-source-language", "de_DE", "-target-language", locale]
        command += ["-pluralonly"] if code == "de" else []
        subprocess.run([*command, "-ts", str(ts_file(folder, code))], check=True)


def compile_all(folder: Path, target: Path) -> None:
    """Write the `.qm` files that belong to the `.ts` files of a folder."""
    for code in CODES:
        command = [_tool("lrelease"), "-silent", str(ts_file(folder, code))]
        subprocess.run([*command, "-qm", str(qm_file(target, code))], check=True)


def messages(folder: Path, code: str) -> Iterator[Message]:
    """Yield what a `.ts` file says."""
    for context in ET.parse(ts_file(folder, code)).iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            has_number = message.get("numerus") == "yes"
            parts = list(translation.iter("numerusform")) if has_number else [translation]
            yield Message(
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
                tuple(part.text or "" for part in parts),
                translation.get("type") is None,
                has_number,
            )


def ts_file(folder: Path, code: str) -> Path:
    """Return the file people edit."""
    return folder / f"leitstand_{code}.ts"


def qm_file(folder: Path, code: str) -> Path:
    """Return the file the program loads."""
    return folder / f"leitstand_{code}.qm"


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / f"pyside6-{name}")
