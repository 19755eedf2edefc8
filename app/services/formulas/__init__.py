"""Formulas over points: parsed, their units checked, computed with numpy. No `eval`, no files.

`parse` reads a text, `check` works out its unit, `prepare` also how it is computed, `running` does
it. Everything wrong is a `FormulaError` with a sentence and its place. Pint is known in `units`
alone and imported with the first check. Which series the values come from is not known here: that
is `app.services.derived.formulas`. Start reading at `parsing`, then `checking`.
"""

from app.services.formulas.checking import Checked, Surroundings, check, prepare
from app.services.formulas.definitions import PREFIX, FormulaDefinition
from app.services.formulas.errors import FormulaError
from app.services.formulas.functions import CALENDAR, FUNCTIONS, Function, Op
from app.services.formulas.parsing import Formula, Mention, mentions, parse
from app.services.formulas.units import are_units_loaded, load_units

__all__ = [
    "CALENDAR",
    "FUNCTIONS",
    "PREFIX",
    "Checked",
    "Formula",
    "FormulaDefinition",
    "FormulaError",
    "Function",
    "Mention",
    "Op",
    "Surroundings",
    "are_units_loaded",
    "check",
    "load_units",
    "mentions",
    "parse",
    "prepare",
]
