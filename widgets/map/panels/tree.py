"""The tree of layers: boxes, dragging, and the keys that do the same."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QIcon,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from app.domain.maps import MapLayer
from widgets.connections.tables import row_height
from widgets.dragging import drag_picture
from widgets.map.panels.tree_model import (
    LAYER_ROLE,
    MIME,
    NOTE_ROLE,
    QUIET_ROLE,
    Index,
    LayersModel,
)
from widgets.texts import language
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.palette import make_outline_palette
from widgets.theme.tokens import GRID

_SIGN_PX: Final = 16


class LayersTree(QTreeView):
    """Layers, topmost first; a person ticks, drags and chooses them.

    Signals:
        chosen: Another layer is the current one (MapLayer or None).
        step_requested: The current layer shall go up (1) or down (-1) by one place.
        remove_requested: Del on the current layer.
        extent_requested: Return or a double click on a layer (MapLayer).
        menu_requested: A menu is wanted at a place of the screen (QPoint).
    """

    chosen = Signal(object)
    step_requested = Signal(int)
    remove_requested = Signal()
    extent_requested = Signal(object)
    menu_requested = Signal(QPoint)

    def __init__(self, model: LayersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded: set[str] = set()
        self._layers = model
        self._current = ""
        self.setModel(model)
        self.setItemDelegate(LayerDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(4 * GRID)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._take_up)
        self.collapsed.connect(lambda index: self._fold(index, is_folded=True))
        self.expanded.connect(lambda index: self._fold(index, is_folded=False))
        self.doubleClicked.connect(self._open)
        theme().changed.connect(self.viewport().update)

    # ---- what is folded and chosen -------------------------------------------------------------
    @property
    def folded(self) -> list[str]:
        """The keys of the runs that are folded."""
        return sorted(self._folded)

    def fold(self, keys: set[str]) -> None:
        """Fold these runs and no others."""
        self._folded = set(keys)
        self._show_folds()

    @property
    def layer(self) -> MapLayer | None:
        """The chosen layer."""
        return self._layers.layer_at(self.currentIndex())

    def choose(self, layer_id: str) -> None:
        """Choose a layer; an unknown one changes nothing."""
        index = self._layers.index_of(layer_id)
        if index.isValid():
            self.setCurrentIndex(index)

    def _fold(self, index: QModelIndex, *, is_folded: bool) -> None:
        run = self._layers.run_of(index)
        if run is not None:
            (self._folded.add if is_folded else self._folded.discard)(run.key)

    def _show_folds(self) -> None:
        for row, run in enumerate(self._layers.runs):
            self.setExpanded(self._layers.index(row, 0), run.key not in self._folded)

    def _remember(self) -> None:
        layer = self.layer
        self._current = "" if layer is None else layer.id

    def _take_up(self) -> None:
        self._show_folds()
        index = self._layers.index_of(self._current)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.chosen.emit(None)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self._layers.layer_at(current))

    # ---- keys and mouse ------------------------------------------------------------------------
    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in steps:
            self.step_requested.emit(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        layer = self._layers.layer_at(index)
        if layer is not None:
            self.extent_requested.emit(layer)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def _ask_menu(self, position: QPoint) -> None:
        if self.layer is not None:
            self.menu_requested.emit(self.viewport().mapToGlobal(position))

    # ---- dragging ------------------------------------------------------------------------------
    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Carry the layer; the model moves it itself, so nothing is removed afterwards."""
        layer = self.layer
        if layer is None:
            return
        drag = QDrag(self)
        drag.setMimeData(self._layers.mimeData([self.currentIndex()]))
        drag.setPixmap(drag_picture(self, layer.name.in_language(language())))
        drag.exec(Qt.DropAction.MoveAction)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._pass_files_on(event) or super().dragEnterEvent(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._pass_files_on(event) or super().dragMoveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._pass_files_on(event) or super().dropEvent(event)

    @staticmethod
    def _pass_files_on(event: QDropEvent) -> bool:
        """Leave whatever is no layer to the panel; True when it was left."""
        is_layer = event.mimeData().hasFormat(MIME)
        if not is_layer:
            event.ignore()
        return not is_layer

    # ---- looks ---------------------------------------------------------------------------------
    @override
    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        super().drawRow(painter, options, index)
        if self.hasFocus() and index == self.currentIndex():
            painter.save()
            painter.setPen(QPen(QColor(theme().tokens.accent), 1))
            row: QRect = options.rect
            painter.drawRect(QRect(0, row.top(), self.viewport().width() - 1, row.height() - 1))
            painter.restore()


class LayerDelegate(QStyledItemDelegate):
    """Draws headings quietly, unseen layers dimmed, and a sign where something is wrong."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme().tokens.selection))
        inner = QStyleOptionViewItem(option)
        if index.data(NOTE_ROLE):
            inner.rect = option.rect.adjusted(0, 0, -_SIGN_PX - 3 * GRID, 0)
            sign = QRect(0, 0, _SIGN_PX, _SIGN_PX)
            sign.moveCenter(QPoint(option.rect.right() - _SIGN_PX, option.rect.center().y()))
            picture = icon("mdi6.alert-circle-outline", colour=theme().tokens.text)
            picture.paint(painter, sign)
        super().paint(painter, inner, index)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        tokens = theme().tokens
        palette = make_outline_palette(tokens, tokens.muted)
        is_heading = index.data(LAYER_ROLE) is None
        if is_heading:
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold)
            option.font = font
        if is_heading or index.data(QUIET_ROLE):
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                palette.setColor(role, QColor(tokens.muted))
        option.palette = palette
        option.icon = _plain(option.icon)
        option.decorationSize = QSize(_SIGN_PX, _SIGN_PX)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        parent = self.parent()
        height = row_height(parent) if isinstance(parent, QWidget) else size.height()
        return QSize(size.width(), height)


def _plain(picture: QIcon) -> QIcon:
    """Return an icon that looks alike in chosen rows: the style would make it paler."""
    plain = QIcon()
    for size in picture.availableSizes():
        drawn = picture.pixmap(size)
        plain.addPixmap(drawn, QIcon.Mode.Normal)
        plain.addPixmap(drawn, QIcon.Mode.Selected)
    return plain
