"""Choosing a part of the city: devices, districts, fields of action, sources, single points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.alarms import Scope
from app.domain.cities import City
from app.domain.points import DeviceId, FieldId, PointId, SourceId
from widgets.connections.tables import RowDelegate
from widgets.filter_box import FilterBox
from widgets.folding import fold, matches, natural_key
from widgets.labels import ElidedLabel
from widgets.rules.model import TOP, Index, ItemRole
from widgets.rules.words import point_names
from widgets.texts import count, language
from widgets.theme import theme
from widgets.theme.palette import make_outline_palette
from widgets.theme.tokens import GRID

PARTS: Final = ("devices", "districts", "fields", "sources", "points")
"""The kinds of parts, as `Scope` names them."""

_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Part:
    """Something that can be chosen.

    Attributes:
        kind: One of `PARTS`.
        id: Its id.
        name: Its name on screen.
        folded: What the search looks at.
    """

    kind: str
    id: str
    name: str
    folded: str


def part_title(kind: str) -> str:
    """Return what a kind of part is called."""
    titles = {
        "devices": QCoreApplication.translate("rules", "Geräte"),
        "districts": QCoreApplication.translate("rules", "Stadtbezirke"),
        "fields": QCoreApplication.translate("rules", "Handlungsfelder"),
        "sources": QCoreApplication.translate("rules", "Quellen"),
        "points": QCoreApplication.translate("rules", "Datenpunkte"),
    }
    return titles[kind]


def parts_of(city: City) -> list[Part]:
    """Return everything of a city that can be chosen, by kind and name."""
    tongue = language()
    devices = {str(point.device): point.site.in_language(tongue) for point in city.points}
    named = [
        *(("devices", id_, f"{site} – {id_}") for id_, site in devices.items()),
        *(("districts", one.id, one.name.in_language(tongue)) for one in city.districts),
        *(("fields", str(one.id), one.name.in_language(tongue)) for one in city.fields),
        *(("sources", str(one.id), one.name.in_language(tongue)) for one in city.sources),
        *(("points", str(id_), name) for id_, name in point_names(city.points).items()),
    ]
    parts = [Part(kind, id_, name, fold(f"{name} {id_}")) for kind, id_, name in named]
    return sorted(parts, key=lambda part: (PARTS.index(part.kind), natural_key(part.name)))


def scope_of(chosen: set[tuple[str, str]]) -> Scope:
    """Return the scope of chosen parts, given as kind and id."""
    ids = {kind: frozenset(id_ for kind_, id_ in chosen if kind_ == kind) for kind in PARTS}
    return Scope(
        points=frozenset(map(PointId, ids["points"])),
        devices=frozenset(map(DeviceId, ids["devices"])),
        districts=ids["districts"],
        fields=frozenset(map(FieldId, ids["fields"])),
        sources=frozenset(map(SourceId, ids["sources"])),
    )


def scope_text(scope: Scope, names: dict[tuple[str, str], str]) -> str:
    """Return a scope in words: the first few names, then how many more."""
    chosen = [(kind, str(id_)) for kind in PARTS for id_ in sorted(getattr(scope, kind))]
    known = [names.get(one, one[1]) for one in chosen]
    text = ", ".join(known[:_NAMED])
    rest = len(known) - _NAMED
    if rest <= 0:
        return text
    return QCoreApplication.translate("rules", "{names} und {n} weitere").format(
        names=text, n=count(rest)
    )


class PartsModel(QAbstractListModel):
    """Parts of one kind that match, with a mark for those that are chosen.

    Signals:
        chosen_changed: Something was chosen or let go.
    """

    chosen_changed = Signal()

    def __init__(self, parts: Sequence[Part], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chosen: set[tuple[str, str]] = set()
        self._all = parts
        self._shown: list[Part] = []
        self.show_kind(PARTS[0], "")

    def show_kind(self, kind: str, text: str) -> None:
        """Show the parts of a kind in which all words occur."""
        words = fold(text).split()
        self.beginResetModel()
        self._shown = [
            part for part in self._all if part.kind == kind and matches(part.folded, words)
        ]
        self.endResetModel()

    def part(self, row: int) -> Part:
        """Return the part in a row."""
        return self._shown[row]

    def row_of(self, id_: str) -> int:
        """Return where a part is; -1 when it is not shown."""
        return next((row for row, part in enumerate(self._shown) if part.id == id_), -1)

    def toggle(self, row: int) -> None:
        """Choose a part, or let it go."""
        part = self._shown[row]
        self.chosen ^= {(part.kind, part.id)}
        index = self.index(row)
        self.dataChanged.emit(index, index, [ItemRole.CheckStateRole])
        self.chosen_changed.emit()

    @override
    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        part = self._shown[index.row()]
        if role in {ItemRole.DisplayRole, ItemRole.AccessibleTextRole}:
            return part.name
        if role == ItemRole.ToolTipRole:
            return part.id
        if role == ItemRole.CheckStateRole:
            is_chosen = (part.kind, part.id) in self.chosen
            return Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked
        return None

    @override
    def setData(self, index: Index, value: object, role: int = ItemRole.EditRole) -> bool:
        if role != ItemRole.CheckStateRole:
            return False
        self.toggle(index.row())
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class ScopeChooser(QWidget):
    """A list of parts with marks, by kind and words, and what it all comes to.

    Signals:
        changed: The scope is another one now.
    """

    changed = Signal()

    def __init__(self, city: City, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._city = city
        parts = parts_of(city)
        self.names = {(part.kind, part.id): part.name for part in parts}
        self.model = PartsModel(parts, self)
        self.kind = QComboBox()
        for kind in PARTS:
            self.kind.addItem(part_title(kind), kind)
        self.kind.setAccessibleName(self.tr("Art des Bereichs"))
        self.box = FilterBox()
        self.box.setClearButtonEnabled(True)
        self.box.setPlaceholderText(self.tr("Suchen …"))
        self.box.setAccessibleName(self.tr("Im Bereich suchen"))
        self.list = _PartsView()
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Bereich"))
        self.summary = ElidedLabel()
        self.summary.setObjectName("muted")
        self._arrange()
        self.kind.currentIndexChanged.connect(lambda _: self._filter())
        self.box.textChanged.connect(lambda _: self._filter())
        self.box.left.connect(self.list.setFocus)
        self.list.activated.connect(lambda index: self.model.toggle(index.row()))
        self.model.chosen_changed.connect(self._tell)
        self._tell()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(self.kind)
        line.addWidget(self.box, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        column.addWidget(self.summary)

    @property
    def scope(self) -> Scope:
        """What is chosen."""
        return scope_of(self.model.chosen)

    def choose(self, kind: str, id_: str) -> None:
        """Choose a part beforehand."""
        if (kind, id_) in self.names:
            self.model.chosen.add((kind, id_))
            self._filter()
            self._tell()

    def _filter(self) -> None:
        self.model.show_kind(str(self.kind.currentData()), self.box.text())

    def _tell(self) -> None:
        scope = self.scope
        held = {point.id for point in self._city.points if scope.holds(point)}
        rules = sum(
            rule.point in held or str(rule.point) in scope.sources for rule in self._city.rules
        )
        if not self.model.chosen:
            self.summary.setText(self.tr("Noch nichts gewählt"))
        else:
            points = self.tr("%n Datenpunkt(e)", "", len(held)).replace(
                str(len(held)), count(len(held))
            )
            watched = self.tr("%n Regel(n)", "", rules).replace(str(rules), count(rules))
            self.summary.setText(f"{points}, {watched}: {scope_text(scope, self.names)}")
        self.changed.emit()


class _PartDelegate(RowDelegate):
    """Draws boxes that can be seen, also in the dark."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        tokens = theme().tokens
        option.palette = make_outline_palette(tokens, tokens.muted)


class _PartsView(QListView):
    """A list in which Space marks the current row."""

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setItemDelegate(_PartDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            model = self.model()
            if isinstance(model, PartsModel):
                model.toggle(row)
            return
        super().keyPressEvent(event)
