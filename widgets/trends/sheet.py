"""The plot with its legend below, and how they share the height."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from widgets.trends.legend import Legend
from widgets.trends.plot import TrendPlot

_MAX_ROWS: Final = 8
_LEGEND_SHARE: Final = 3
_HANDLE_PX: Final = 4


class Sheet(QSplitter):
    """Keeps the legend as high as it needs, until a person moves the border."""

    def __init__(self, plot: TrendPlot, legend: Legend, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._legend = legend
        self._is_set_by_hand = False
        self._rows = 1
        self.has_panel = False
        """True while something is shown below the legend."""
        self.addWidget(plot)
        self.addWidget(legend)
        self.setStretchFactor(0, 1)
        self.setCollapsible(0, False)  # noqa: FBT003 - Qt takes it by place only
        self.setHandleWidth(_HANDLE_PX)
        self.splitterMoved.connect(self._keep)
        # More columns than fit bring a scroll bar, which needs room too.
        legend.horizontalScrollBar().rangeChanged.connect(lambda: self.share(self._rows))

    def put_below(self, panel: QWidget) -> None:
        """Put a panel below the legend; it takes its room from the plot."""
        self.addWidget(panel)
        height = panel.sizeHint().height()
        plot, legend = self.sizes()[:2]
        self.setSizes([max(plot - height, height), legend, height])

    def share(self, rows: int) -> None:
        """Give the legend a row for each curve, but no more than a third of the height."""
        self._rows = rows
        if self._is_set_by_hand:
            return
        row = self._legend.verticalHeader().defaultSectionSize()
        header = self._legend.horizontalHeader().sizeHint().height()
        scroll = self._legend.horizontalScrollBar()
        header += scroll.sizeHint().height() if scroll.maximum() > 0 else 0
        height = max(self.height(), _LEGEND_SHARE * row)
        low = min(row * min(rows, _MAX_ROWS) + header + 2, height // _LEGEND_SHARE)
        below = self.sizes()[2:]
        self.setSizes([height - low - sum(below), low, *below])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share(self._rows)

    def restore(self, sizes: object) -> None:
        """Take heights as `sizes` gave them; anything else is passed over."""
        if isinstance(sizes, list) and sizes and all(isinstance(size, int) for size in sizes):
            self.setSizes(sizes[: self.count()])
            self._is_set_by_hand = sum(sizes) > 0

    def save(self) -> list[int]:
        """Return the heights if a person chose them, else nothing."""
        return self.sizes() if self._is_set_by_hand else []

    def _keep(self) -> None:
        self._is_set_by_hand = True
