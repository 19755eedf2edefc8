"""What becomes of a question that was built: a change of the record's field, nothing else."""

from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.records import Record
from app.domain.portfolio.evidence.items import EVIDENCE
from app.domain.portfolio.evidence.notation import written
from app.domain.portfolio.evidence.questions import Question


def evidence_change(record: Record, question: Question | None, reason: str = "") -> Changeset:
    """Return the change that makes a record rest on a question, or on none any more.

    Args:
        record: The milestone or key figure as the person saw it; a newer version is a conflict.
        question: The question; None leaves the value to be reported by hand.
        reason: Why, in the words of the person.
    """
    text = None if question is None else written(question)
    change = Operation(Action.UPDATE, record.kind, record.uid, {EVIDENCE: text}, record.rev)
    return Changeset([change], reason=reason)
