"""The plot with its legend below, a panel below that, and how they share the height."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from widgets.trends.legend import Legend
from widgets.trends.plot import TrendPlot

_MAX_ROWS: Final = 8
_LEAST_ROWS: Final = 2
_LEGEND_SHARE: Final = 3
_PLOT_SHARE: Final = 0.42
_PLOT_LINES: Final = 12
_HANDLE_PX: Final = 4
_MOST_PX: Final = 16_777_215
"""No widget is larger (`QWIDGETSIZE_MAX`)."""


class Sheet(QSplitter):
    """Keeps legend and panel as high as they need, until a person moves a border.

    The plot is what the rest is about: legend and panel scroll before it becomes too low to read.
    """

    def __init__(self, plot: TrendPlot, legend: Legend, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._legend = legend
        self._panel: QWidget | None = None
        self._is_set_by_hand = False
        self._rows = 1
        self.addWidget(plot)
        self.addWidget(legend)
        self.setStretchFactor(0, 1)
        self.setCollapsible(0, False)  # noqa: FBT003 - Qt takes it by place only
        self.setHandleWidth(_HANDLE_PX)
        self.splitterMoved.connect(self._keep)
        # More columns than fit bring a scroll bar, which needs room too.
        legend.horizontalScrollBar().rangeChanged.connect(lambda: self.share(self._rows))

    @property
    def has_panel(self) -> bool:
        """True while something is shown below the legend."""
        return self._panel is not None and not self._panel.isHidden()

    def put_below(self, panel: QWidget) -> None:
        """Put a panel below the legend."""
        self._panel = panel
        self.addWidget(panel)
        self.setCollapsible(2, False)  # noqa: FBT003 - Qt takes it by place only

    def show_panel(self, *, is_shown: bool) -> None:
        """Show or hide the panel below; it takes its room from the plot."""
        if self._panel is not None and is_shown == self._panel.isHidden():
            self._panel.setVisible(is_shown)
            self._is_set_by_hand = False
        self.share_again()

    def share_again(self) -> None:
        """Share the height anew: a part needs another height than before."""
        self.share(self._rows)

    def share(self, rows: int) -> None:
        """Give the legend a row for each curve, the panel what it needs, and the plot the rest.

        Args:
            rows: Number of curves.
        """
        self._rows = rows
        if self._is_set_by_hand:
            return
        row = self._legend.verticalHeader().defaultSectionSize()
        header = self._legend.horizontalHeader().sizeHint().height() + 2
        scroll = self._legend.horizontalScrollBar()
        header += scroll.sizeHint().height() if scroll.maximum() > 0 else 0
        height = max(self.height(), _LEGEND_SHARE * row)
        lines = _PLOT_LINES * self.fontMetrics().height()
        spare = height - min(max(round(_PLOT_SHARE * height), lines), height * 2 // _LEGEND_SHARE)
        wanted = row * min(rows, _MAX_ROWS) + header
        below = self._panel.sizeHint().height() if self._panel is not None else 0
        below = below if self.has_panel else 0
        least = min(row * min(rows, _LEAST_ROWS) + header, wanted)
        below = min(below, max(spare - least, 0))
        low = min(wanted, height // _LEGEND_SHARE, spare - below)
        # Whole rows: half a name is nobody's.
        low = min(low, header + max((low - header) // row, 1) * row)
        parts = [height - low - below, low]
        self.setSizes([*parts, below] if self._panel is not None else parts)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share(self._rows)

    def restore(self, sizes: object) -> None:
        """Take heights as `sizes` gave them; anything else is passed over."""
        if (
            isinstance(sizes, list)
            and sizes
            and all(isinstance(size, int) and 0 <= size <= _MOST_PX for size in sizes)
        ):
            self.setSizes(sizes[: self.count()])
            self._is_set_by_hand = sum(sizes) > 0

    def save(self) -> list[int]:
        """Return the heights if a person chose them, else nothing."""
        return self.sizes() if self._is_set_by_hand else []

    def _keep(self) -> None:
        self._is_set_by_hand = True
