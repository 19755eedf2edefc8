"""Sets one paper in a child process: typst keeps what it made, 150 KB a row of a table, for ever.

A process of its own gives all of it back, and can be ended in the midst of its work.
"""

import json
import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from typing import Any, Final

from app.services.papers.failures import MissingLetterError, PaperError
from app.services.papers.fonts import fonts
from app.services.ports import StoppedError

_NO_GLYPH: Final = "could not be displayed"
"""What typst says of a letter that no font has; PDF/UA allows none."""

_LOOK_S: Final = 0.1
_END_S: Final = 2.0

Answer = tuple[bytes, str]
"""The paper, or why there is none."""


def always() -> bool:
    """Return True: the paper is wanted whatever comes."""
    return True


@dataclass(frozen=True, slots=True)
class Order:
    """What the child is to set.

    Attributes:
        source: All of the program, in the language of typst.
        paper: What it finds as `paper`, anything JSON can hold.
        made_us: The moment that is written into the file, µs UTC; 0 for none.
    """

    source: str
    paper: dict[str, Any]
    made_us: int


def set_paper(order: Order, is_wanted: Callable[[], bool]) -> bytes:
    """Let a child set a paper and return the PDF.

    Raises:
        MissingLetterError: A letter is in no font.
        PaperError: It cannot be set.
        StoppedError: It is not wanted any more.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(theirs, order), name="paper", daemon=True)
    try:
        child.start()
        theirs.close()
        while not ours.poll(_LOOK_S):
            if not is_wanted():
                raise StoppedError
        pdf, why = ours.recv()
    except (EOFError, OSError) as error:
        raise PaperError(
            "Das Setzen des PDF ist abgebrochen; vielleicht fehlt Speicher."
        ) from error
    finally:
        _end(child)
        ours.close()
    if not why:
        return bytes(pdf)
    if _NO_GLYPH in why:
        raise MissingLetterError(why)
    raise PaperError(f"Das PDF lässt sich nicht setzen ({why}).")


def _end(child: Any) -> None:
    if child.pid is None:
        return
    child.join(0 if child.exitcode is not None else _LOOK_S)
    if child.is_alive():
        child.terminate()
        child.join(_END_S)
    if child.is_alive():
        child.kill()
        child.join()
    child.close()


def _work(connection: Connection, order: Order) -> None:
    """Set a paper; in the child."""
    connection.send(compiled(order))
    connection.close()


def compiled(order: Order) -> Answer:
    """Return the PDF of an order, or why there is none; it takes memory that never comes back."""
    import typst  # noqa: PLC0415 - 30 MB, only the child pays for them

    faces, families = fonts()
    # typst takes whole seconds only.
    stamp = datetime.fromtimestamp(order.made_us // 1_000_000, UTC) if order.made_us else None
    try:
        pdf = typst.compile(
            order.source.encode(),
            format="pdf",
            font_paths=faces,
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(order.paper | {"fonts": families})},
            pdf_standards=["ua-1"],
            timestamp=stamp,
        )
    except typst.TypstError as error:
        return b"", str(error) or "unbekannt"
    return bytes(pdf), ""
