"""What is wrong with a profile, with the place of it, collected while the profile is read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from typing_extensions import override

from app.domain.texts import Text
from app.services.profiles.faults import Fault
from app.services.profiles.positions import KeyPath, key_lines, line_of


@dataclass(frozen=True, slots=True)
class ProfileProblem:
    """One thing that is wrong with a profile, for a person.

    Attributes:
        file: File inside the profile folder, such as `devices/air.toml`, or the overlay file.
        line: Line in it, from 1.
        key: The key in TOML's words, such as `device[3].type` (counted from 1); may be empty.
        reason: What is wrong, a whole sentence.
        remedy: What to do about it, a whole sentence.
    """

    file: str
    line: int
    key: str
    reason: Text
    remedy: Text

    def in_language(self, language: str) -> str:
        """Return the problem in one line for a language code such as `de` or `en_GB`."""
        word = Text("Zeile", "line").in_language(language)
        key = f", {self.key}" if self.key else ""
        reason, remedy = self.reason.in_language(language), self.remedy.in_language(language)
        return f"{self.file}, {word} {self.line}{key}: {reason} {remedy}"

    @override
    def __str__(self) -> str:
        return self.in_language("de")


class ProfileError(Exception):
    """A profile cannot be used.

    Attributes:
        problems: Everything that is wrong with it, by file and line; never empty.
    """

    def __init__(self, problems: tuple[ProfileProblem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, eq=False)
class Document:
    """A TOML file as read.

    Attributes:
        file: Its name for problems.
        data: What it says.
        text: Its text, for line numbers.
        is_overlay: True for the file that the console writes beside the profile.
    """

    file: str
    data: dict[str, Any]
    text: str
    is_overlay: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something of a profile was written: a document and the path in it."""

    document: Document
    path: KeyPath = ()

    def at(self, *keys: str | int) -> "Origin":
        """Return the origin of something inside."""
        return Origin(self.document, self.path + keys)

    @override
    def __str__(self) -> str:
        return f"{self.document.file}, {key_text(self.path)}"


@dataclass
class Findings:
    """Collects problems. Lines are looked up only at the end, when there is a problem at all."""

    _faults: dict[tuple[str, KeyPath, Fault], tuple[Origin, dict[str, object]]] = field(
        default_factory=dict
    )

    def add(self, fault: Fault, origin: Origin, **values: object) -> None:
        """Note a problem; the same fault at the same place (of a type used often) counts once.

        Args:
            fault: What is wrong.
            origin: Where.
            **values: What fills the braces of the fault's texts.
        """
        self._faults.setdefault((origin.document.file, origin.path, fault), (origin, values))

    def __len__(self) -> int:
        return len(self._faults)

    @property
    def has_profile_problem(self) -> bool:
        """True when something outside the overlay is wrong."""
        return any(not origin.document.is_overlay for origin, _ in self._faults.values())

    @property
    def has_overlay_problem(self) -> bool:
        """True when something in the overlay is wrong."""
        return any(origin.document.is_overlay for origin, _ in self._faults.values())

    def problems(self) -> tuple[ProfileProblem, ...]:
        """Return all problems by file and line."""
        lines: dict[str, dict[KeyPath, int]] = {}
        found = []
        for (file, path, fault), (origin, values) in self._faults.items():
            if "line" in values:
                line = int(str(values["line"]))
            else:
                if file not in lines:
                    lines[file] = key_lines(origin.document.text)
                line = line_of(lines[file], path)
            fill = _filler(values)
            found.append(
                ProfileProblem(file, line, key_text(path), fill(fault.reason), fill(fault.remedy))
            )
        return tuple(sorted(found, key=lambda problem: (problem.file, problem.line, problem.key)))


def key_text(path: KeyPath) -> str:
    """Return a path as a planner reads it, such as `device[3].type`, counting from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text


def _filler(values: dict[str, object]) -> Callable[[Text], Text]:
    short = {name: shortened(str(value)) for name, value in values.items()}

    def fill(text: Text) -> Text:
        return Text(text.de.format(**short), text.en.format(**short))

    return fill


def shortened(value: str, length: int = 400) -> str:
    """Return a text fit for one line of a message: printable, and not endless."""
    printable = "".join(sign if sign.isprintable() else "�" for sign in value)
    return printable if len(printable) <= length else f"{printable[:length]}…"
