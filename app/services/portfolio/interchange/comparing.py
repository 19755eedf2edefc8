"""Compares a plan with the programme as it is now, and writes down what was not taken."""

import csv
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.portfolio.foreign_plans import ForeignPlan, ForeignProblem
from app.domain.portfolio.portfolios import Portfolio, title_of
from app.services.portfolio.interchange.taking_over import TakeOver, foreign_uid, take_over
from app.services.ports.inventories import InventoryReader
from app.services.spreadsheets import harmless

_KINDS: Final = ("project", "work_item", "milestone", "dependency")

PROBLEM_COLUMNS: Final = ("Stelle", "Feld", "Wert", "Grund", "Vorschlag")
"""Headings of a list of problems, German."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What taking a plan over would do to the programme as it is now.

    Attributes:
        plan: The plan.
        project: Uid of the project it would go into.
        told: What it would do.
        names: Names of records by uid, of the programme and of the plan.
    """

    plan: ForeignPlan
    project: str
    told: TakeOver
    names: Mapping[str, str]


def compare(reader: InventoryReader, plan: ForeignPlan, project: str, file_name: str) -> Comparison:
    """Return what taking a plan over would do, read anew; belongs into a thread.

    Args:
        reader: Of the store; it is closed.
        plan: The plan.
        project: Uid of the project.
        file_name: What the file is called.

    Raises:
        StorageError: The store cannot be read.
    """
    with closing(reader):
        portfolio = Portfolio.of(record for kind in _KINDS for record in reader.records(kind))
    told = take_over(plan, project, portfolio, file_name)
    names = {
        record.uid: title_of(record)
        for kind in ("work_item", "milestone")
        for record in portfolio.parts(kind, project)
    }
    names |= {foreign_uid(project, plan, task.uid): task.name for task in plan.tasks}
    return Comparison(plan, project, told, names)


def write_problems(path: Path, problems: Sequence[ForeignProblem], heads: Sequence[str]) -> int:
    """Write problems as CSV, whole or not at all; formulas are neutralised.

    Args:
        path: The file.
        problems: The problems.
        heads: Headings, in the words of the reader; see `PROBLEM_COLUMNS`.

    Returns:
        How many were written.

    Raises:
        OSError: It cannot be written.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(heads)
            for one in problems:
                cells = (one.place, one.field, one.value, one.reason, one.suggestion)
                writer.writerow([harmless(cell) for cell in cells])
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return len(problems)
