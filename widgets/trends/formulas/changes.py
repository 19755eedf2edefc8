"""Steps that can be undone: all formulas of a sheet before and after."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand
from typing_extensions import override

from app.services.formulas import FormulaDefinition

Definitions = tuple[FormulaDefinition, ...]


class FormulaChange(QUndoCommand):
    """One step.

    Args:
        take: Lets formulas count.
        before: All formulas before it.
        after: All formulas after it.
        words: What was done.
    """

    def __init__(
        self,
        take: Callable[[Definitions], None],
        before: Definitions,
        after: Definitions,
        words: str,
    ) -> None:
        super().__init__(words)
        self._take = take
        self._before = before
        self._after = after

    @override
    def undo(self) -> None:
        self._take(self._before)

    @override
    def redo(self) -> None:
        self._take(self._after)
