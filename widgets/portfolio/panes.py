"""What all panes of the programme have in common: one state, one selection, wishes."""

from PySide6.QtWidgets import QWidget

from app.services.portfolio.states import PortfolioState
from widgets.inventory.panes import InventoryPane


class PortfolioPane(InventoryPane):
    """A part of the workspace of projects.

    The console calls `set_inventory` once, then `show_portfolio` with every new state: after each
    change of the programme, and when the moment or the day is another one. Changes leave as
    `Wish` by `change_requested`; they must not be offered while `is_past`.

    Attributes:
        portfolio_state: What is shown; None until the first was read.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.portfolio_state: PortfolioState | None = None

    def show_portfolio(self, state: PortfolioState) -> None:
        """Show another state of the programme; the selection and what is folded stay."""
        self.portfolio_state = state

    @property
    def is_past(self) -> bool:
        """True while a past moment is shown, which cannot be changed."""
        return self.portfolio_state is not None and self.portfolio_state.at_us is not None
