"""The formulas below the legend: made when they are opened first, kept in step with the model."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.cities import City
from app.services.formulas import FormulaDefinition
from widgets.trends.acts import TrendActs

if TYPE_CHECKING:
    from widgets.trends.formulas import FormulaPanel


class FormulaDock(QObject):
    """Shows and hides the panel, and carries its formulas to the model and back.

    Args:
        view: The trends view it belongs to.
    """

    def __init__(self, view: TrendActs) -> None:
        super().__init__(view)
        self._view = view
        self._panel: FormulaPanel | None = None
        self._city: City | None = None
        self._known: tuple[FormulaDefinition, ...] = ()

    def show(self, is_shown: bool) -> None:  # noqa: FBT001 - a Qt signal gives it by place
        """Show or hide the panel."""
        if self._panel is None and is_shown:
            self._panel = self._made()
        if self._panel is not None:
            self._view.sheet.show_panel(is_shown=is_shown)
            self._view.presenter.show()

    def _made(self) -> "FormulaPanel":
        from widgets.trends.formulas import FormulaPanel  # noqa: PLC0415 - few open it

        panel = FormulaPanel()
        panel.hide()
        self._view.sheet.put_below(panel)
        panel.height_changed.connect(self._view.sheet.share_again)
        panel.changed.connect(self._take)
        self._view.presenter.shown.connect(self.renew)
        return panel

    def renew(self) -> None:
        """Show the formulas of the model, and what is wrong with their values."""
        panel, view = self._panel, self._view
        if panel is None or not panel.isVisible():
            return
        if view.city is not None and view.city is not self._city:
            self._city = view.city
            panel.set_city(view.city)
        if view.model.formulas != self._known:
            # An undo or another sheet; what is being written is left alone otherwise.
            self._known = view.model.formulas
            panel.restore(list(self._known))
        panel.show_failures(view.studies.failures())
        panel.show_notices(view.studies.notices())

    def _take(self, formulas: Sequence[FormulaDefinition]) -> None:
        self._known = tuple(formulas)
        self._view.studies.take_formulas(formulas)
