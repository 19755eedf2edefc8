"""What the card says, line by line, before it becomes widgets or text for the clipboard."""

from dataclasses import dataclass, field

from app.domain.samples import NO_TIME
from widgets.theme import AlarmLook


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the card.

    Attributes:
        text: What it says.
        detail: More, in a quieter second line; may have several lines.
        alarm: The alarm it leads to; empty for none.
        points: The points it leads to, where it leads to no alarm.
        time_us: The moment it tells of, µs UTC; `NO_TIME` for none.
        time: That moment in words, such as `40 s vorher`.
        look: Glyph of an alarm in front of it.
        is_strong: True for what the eye should find first.
    """

    text: str
    detail: str = ""
    alarm: str = ""
    points: tuple[str, ...] = ()
    time_us: int = NO_TIME
    time: str = ""
    look: AlarmLook | None = None
    is_strong: bool = False

    @property
    def leads(self) -> bool:
        """True when a click leads to an alarm or to points."""
        return bool(self.alarm or self.points)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Lines below a heading.

    Attributes:
        key: Name for tests and for remembering what is folded.
        title: The heading.
        lines: The lines; a chapter without any is not shown.
        hint: A quiet sentence below the heading.
    """

    key: str
    title: str
    lines: tuple[Line, ...] = field(default_factory=tuple)
    hint: str = ""


def plain_text(heading: str, chapters: list[Chapter]) -> str:
    """Return everything as text for the clipboard."""
    parts = [heading]
    for chapter in chapters:
        if not chapter.lines:
            continue
        parts += ["", chapter.title]
        for line in chapter.lines:
            words = " · ".join(filter(None, (line.text, line.time)))
            parts.append(f"- {words}")
            parts += [f"  {detail}" for detail in line.detail.splitlines() if detail]
    return "\n".join(parts) + "\n"
