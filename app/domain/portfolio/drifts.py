"""Where what people reported of a project differs from what evidence says."""

from collections.abc import Iterator, Mapping

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.portfolios import Portfolio, day_of, title_of
from app.domain.portfolio.wording import day_text, number


def drifts_of(
    portfolio: Portfolio, project: str, evidence: Mapping[Key, EvidenceResult]
) -> Iterator[tuple[str, bool, str]]:
    """Yield where milestones and key figures of a project differ from their evidence.

    Args:
        portfolio: The records.
        project: Uid of the project.
        evidence: What queries gave.

    Yields:
        Uid, whether more was reported than there is, and a whole sentence, German. A milestone
        whose evidence is there before anybody reported it is no overstatement.
    """
    for record in portfolio.parts("milestone", project):
        result = evidence.get(Key("milestone", record.uid))
        if result is not None:
            yield from _of_milestone(record, result)
    for record in portfolio.parts("kpi", project):
        result = evidence.get(Key("kpi", record.uid))
        if result is not None and result.is_drifting:
            yield record.uid, True, _values(record, result)


def _of_milestone(record: Record, result: EvidenceResult) -> Iterator[tuple[str, bool, str]]:
    reached = day_of(record, "reached_on")
    if reached is not None and result.verdict is Verdict.OPEN:
        text = (
            f"„{title_of(record)}“ ist seit dem {day_text(reached)} als erreicht gemeldet,"
            f" der Nachweis fehlt aber{_measured(result)}."
        )
        yield record.uid, True, text
    elif result.is_drifting:
        yield record.uid, True, _values(record, result)
    elif reached is None and result.verdict is Verdict.FULFILLED:
        text = (
            f"Der Nachweis für „{title_of(record)}“ ist da{_measured(result)},"
            " gemeldet ist der Meilenstein noch nicht."
        )
        yield record.uid, False, text


def _measured(result: EvidenceResult) -> str:
    if result.value is None:
        return ""
    unit = f" {result.unit}" if result.unit else ""
    target = "" if result.target is None else f" von {number(result.target)}"
    return f" ({number(result.value)}{target}{unit})"


def _values(record: Record, result: EvidenceResult) -> str:
    unit = f" {result.unit}" if result.unit else ""
    if result.drift is None or result.value is None:
        return f"Bei „{title_of(record)}“ weicht die Meldung vom Nachweis ab."
    reported = result.value + result.drift
    return (
        f"Bei „{title_of(record)}“ sind {number(reported)}{unit} gemeldet,"
        f" gemessen sind {number(result.value)}{unit}."
    )
