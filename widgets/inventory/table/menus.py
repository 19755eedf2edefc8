"""The menu of rows: what may be done with the selected records."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from widgets.inventory.panes import Acts

_PLACED: Final = frozenset({"site", "asset", "address", "district", "route", "radio_site", "link"})
_WIRED: Final = frozenset({"asset", "port", "link", "strand", "cable", "site", "school"})


def acts_of(kind: str) -> Iterator[str]:
    """Yield what may be done with records of a kind, empty texts where a line separates."""
    yield from (Acts.EDIT, Acts.COPY_OF, Acts.BULK, "")
    fields = KINDS[kind]
    if kind in _PLACED or fields.has_field("east"):
        yield Acts.SHOW_MAP
    if kind in {"asset", "site"}:
        yield from (Acts.SHOW_TWIN, Acts.SHOW_TREND)
    if kind in {"asset", "rack"}:
        yield Acts.RACK
    if kind in {"asset", "space"}:
        yield Acts.PLAN
    if kind in _WIRED:
        yield from (Acts.TRACE, Acts.IMPACT, Acts.TOPOLOGY)
    if kind == "school":
        yield Acts.SCHOOL
    yield ""
    if kind == "asset":
        yield from (Acts.LEND, Acts.PLACE_IN_TWIN, Acts.BIND, Acts.LABELS)
    if kind == "site":
        yield Acts.AUDIT
    yield from (Acts.HISTORY, Acts.EXPORT, "", Acts.REMOVE)


def act_words(act: str) -> str:
    """Return what an act is called."""
    tr = partial(QCoreApplication.translate, "inventory_table")
    return {
        Acts.EDIT: tr("Bearbeiten …"),
        Acts.COPY_OF: tr("Als Vorlage für einen neuen Datensatz"),
        Acts.BULK: tr("Gemeinsam ändern …"),
        Acts.SHOW_MAP: tr("Auf der Karte zeigen"),
        Acts.SHOW_TWIN: tr("Im Zwilling zeigen"),
        Acts.SHOW_TREND: tr("Verläufe zeigen"),
        Acts.RACK: tr("Schrank zeigen"),
        Acts.PLAN: tr("Grundriss zeigen"),
        Acts.TRACE: tr("Weg verfolgen"),
        Acts.IMPACT: tr("Was hängt daran?"),
        Acts.TOPOLOGY: tr("Im Netzplan zeigen"),
        Acts.SCHOOL: tr("Schulkarte zeigen"),
        Acts.LEND: tr("Verleihen …"),
        Acts.PLACE_IN_TWIN: tr("Im Zwilling setzen …"),
        Acts.BIND: tr("Datenpunkte zuordnen …"),
        Acts.AUDIT: tr("Inventur hier beginnen"),
        Acts.LABELS: tr("Etiketten drucken …"),
        Acts.HISTORY: tr("Verlauf der Änderungen"),
        Acts.EXPORT: tr("Exportieren …"),
        Acts.REMOVE: tr("Löschen …"),
    }[act]


CHANGING: Final = frozenset(
    {
        Acts.EDIT,
        Acts.COPY_OF,
        Acts.BULK,
        Acts.REMOVE,
        Acts.LEND,
        Acts.PLACE_IN_TWIN,
        Acts.BIND,
        Acts.AUDIT,
    }
)
"""What changes records; it is closed while a past moment is shown."""

ONE: Final = frozenset(
    {
        Acts.EDIT,
        Acts.COPY_OF,
        Acts.RACK,
        Acts.PLAN,
        Acts.TRACE,
        Acts.SCHOOL,
        Acts.HISTORY,
        Acts.TOPOLOGY,
        Acts.IMPACT,
        Acts.PLACE_IN_TWIN,
        Acts.BIND,
        Acts.AUDIT,
    }
)
"""What can be done with a single record only."""


def make_row_menu(
    parent: QWidget,
    kind: str,
    keys: Sequence[Key],
    *,
    is_live: bool,
    ask: Callable[[str], object],
) -> QMenu:
    """Return the menu of the selected records.

    Args:
        parent: The table.
        kind: Kind of the records.
        keys: The selected ones.
        is_live: False while a past moment is shown.
        ask: Is given the act that is wanted.
    """
    menu = QMenu(parent)
    for act in acts_of(kind):
        if not act:
            menu.addSeparator()
            continue
        action = menu.addAction(act_words(act), partial(ask, act))
        is_possible = bool(keys) and (len(keys) == 1 or act not in ONE)
        action.setEnabled(is_possible and (is_live or act not in CHANGING))
    return menu
