"""What could not be read of a file, so that the rest can be shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in a file that is not shown, or not quite.

    Attributes:
        file: Name of the file, without its folder.
        item: What in it: id of an object, number of a line or a point; empty for the whole file.
        reason: Why, and what helps; a whole German sentence.
        is_fatal: True when nothing at all of the file can be shown.
    """

    file: str
    item: str
    reason: str
    is_fatal: bool = False
