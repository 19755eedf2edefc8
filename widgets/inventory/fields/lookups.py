"""Looking up records for references, in a thread of its own: what they are called, what fits."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.queries import Filter, Hit, Operator, Query, Sort
from app.domain.inventory.records import Key
from app.services.ports import InventoryReader
from widgets.inventory.fields.readers import ReaderThread
from widgets.inventory.panes import OpenReader

MOST_HITS: Final = 50
"""So many records are offered at once; whoever wants another one writes more of its name."""


class References(QObject):
    """Looks up records beside the window, one question at a time.

    Args:
        open_reader: Where readers come from.
        parent: Owner.
    """

    def __init__(self, open_reader: OpenReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ReaderThread(open_reader, self, "inventory-references")

    def ask_titles(
        self, owner: QObject, keys: Sequence[Key], take: Callable[[dict[Key, str]], None]
    ) -> None:
        """Bring what records are called; those that are gone are left out."""
        wanted = list(keys)
        self._thread.ask(owner, lambda reader: reader.titles(wanted), take, lambda _: take({}))

    def ask_hits(
        self, owner: QObject, kind: str, text: str, take: Callable[[list[Hit]], None]
    ) -> None:
        """Bring records of a kind that fit a text, best first; the first ones for no text."""
        words = text.strip()
        self._thread.ask(
            owner, lambda reader: hits_of(reader, kind, words), take, lambda _: take([])
        )

    def close(self) -> None:
        """End the thread."""
        self._thread.close()


def hits_of(reader: InventoryReader, kind: str, text: str) -> list[Hit]:
    """Return records of a kind that fit a text, best first, at most `MOST_HITS`.

    Kinds without text search are searched in the first field of their title.
    """
    known = KINDS[kind]
    if text and known.is_searched:
        return reader.search(text, (kind,), MOST_HITS)
    first = known.title[0]
    filters = (Filter(first, Operator.CONTAINS, (text,)),) if text else ()
    query = Query(kind, filters, sort=(Sort(first),))
    uids = [uid for uid in reader.keys(kind, reader.ids(query, MOST_HITS)) if uid]
    titles = reader.titles(Key(kind, uid) for uid in uids)
    return [Hit(kind, uid, titles.get(Key(kind, uid), "")) for uid in uids]
