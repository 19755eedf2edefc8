"""What would change, or has changed: a tree of rules with old and new of each attribute."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget
from typing_extensions import override

from app.domain.alarms import AlarmRule
from app.domain.cities import City
from app.domain.points import Point, PointId
from app.services.rulesets import ATTRIBUTES, RuleChange, is_same
from widgets.alarms.export import as_tsv
from widgets.connections.tables import RowDelegate
from widgets.rules.words import attribute_text, attribute_title, limit_text, point_names
from widgets.texts import DASH, rule_kind_text

_MOST: Final = 500
"""More rules than these are counted, not listed: nobody reads them."""

_FEW: Final = 12
"""So many rules are opened at once."""

Line = tuple[str, str, str]
"""A name, what it was and what it is."""

Part = tuple[Line, Sequence[Line]]
"""A part of a document and its attributes."""


class ChangesTree(QTreeWidget):
    """Rules that differ between two sets, each with its attributes, old beside new."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(3)
        self.setItemDelegate(RowDelegate(self))
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        letter = self.fontMetrics().horizontalAdvance("0")
        for column, width in enumerate((44, 34, 34)):
            header.resizeSection(column, width * letter)
        self.setHeaderLabels([self.tr("Regel"), self.tr("Bisher"), self.tr("Neu")])
        self.setAccessibleName(self.tr("Unterschiede"))

    def show_changes(self, changes: Sequence[RuleChange], city: City) -> None:
        """Show what became of rules; a few are shown with all their attributes."""
        points = {point.id: point for point in city.points}
        names = point_names(city.points)
        self.clear()
        self.addTopLevelItems([_item(change, points, names) for change in changes[:_MOST]])
        if len(changes) > _MOST:
            words = self.tr("… und %n weitere Regel(n)", "", len(changes) - _MOST)
            self.addTopLevelItem(QTreeWidgetItem([words]))
        if len(changes) <= _FEW:
            self.expandAll()

    def show_parts(self, title: str, parts: Sequence[Part]) -> None:
        """Show what became of parts of another document, each with its lines, all of them open."""
        self.clear()
        self.setHeaderLabels([title, self.tr("Bisher"), self.tr("Neu")])
        for head, lines in parts:
            item = QTreeWidgetItem(list(head))
            for line in lines:
                child = QTreeWidgetItem(list(line))
                child.setToolTip(1, line[1])
                child.setToolTip(2, line[2])
                item.addChild(child)
            self.addTopLevelItem(item)
        self.expandAll()

    def lines(self) -> list[list[str]]:
        """Return what is shown, for the clipboard."""
        return [
            [item.text(column) for column in range(3)]
            for rule in _children(self.invisibleRootItem())
            for item in (rule, *_children(rule))
        ]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            titles = [self.headerItem().text(column) for column in range(3)]
            QGuiApplication.clipboard().setText(as_tsv(titles, self.lines()))
        else:
            super().keyPressEvent(event)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    children = (item.child(place) for place in range(item.childCount()))
    return [child for child in children if child is not None]


def summary_text(changes: Sequence[RuleChange]) -> str:
    """Return how many rules are new, changed and removed, such as `2 geändert, 1 neu`."""
    counts = (
        (sum(change.old is not None and change.new is not None for change in changes), "changed"),
        (sum(change.old is None for change in changes), "new"),
        (sum(change.new is None for change in changes), "removed"),
    )
    words = {
        "changed": QCoreApplication.translate("rules", "{n} geändert"),
        "new": QCoreApplication.translate("rules", "{n} neu"),
        "removed": QCoreApplication.translate("rules", "{n} entfernt"),
    }
    parts = [words[name].format(n=count) for count, name in counts if count]
    return ", ".join(parts) or QCoreApplication.translate("rules", "kein Unterschied")


def _item(
    change: RuleChange, points: Mapping[PointId, Point], names: Mapping[PointId, str]
) -> QTreeWidgetItem:
    rule = change.new or change.old
    if rule is None:
        return QTreeWidgetItem([str(change.alarm)])
    point = points.get(rule.point)
    title = f"{names.get(rule.point, str(rule.point))} · {rule_kind_text(rule.kind)}"
    item = QTreeWidgetItem([title, *_heads(change, point)])
    item.setToolTip(0, str(change.alarm))
    shown = change.attributes or (_given(rule) if change.old is None else ())
    for name in shown:
        old = "" if change.old is None else attribute_text(change.old, name, point)
        new = "" if change.new is None else attribute_text(change.new, name, point)
        child = QTreeWidgetItem([attribute_title(name), old, new])
        child.setToolTip(1, old)
        child.setToolTip(2, new)
        item.addChild(child)
    return item


def _heads(change: RuleChange, point: Point | None) -> tuple[str, str]:
    """Return what stands beside a rule's name: its limit before and after."""
    if change.old is None:
        new = "" if change.new is None else limit_text(change.new, point)
        return DASH, QCoreApplication.translate("rules", "neu: {limit}").format(limit=new)
    old = limit_text(change.old, point)
    if change.new is None:
        return old, QCoreApplication.translate("rules", "entfernt")
    return old, limit_text(change.new, point)


def _given(rule: AlarmRule) -> list[str]:
    """Return the attributes that a new rule sets."""
    usual = {field.name: field.default for field in fields(AlarmRule)}
    return [
        name
        for name in ATTRIBUTES
        if name not in {"point", "kind"} and not is_same(getattr(rule, name), usual[name])
    ]
