"""Reported and measured side by side."""

from app.domain.inventory.records import Key
from app.domain.portfolio.drifts import drifts_of
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from tests.portfolios import Programme, small_programme


def drifts(made: Programme, **results: EvidenceResult) -> list[tuple[str, bool, str]]:
    kinds = {record.uid: record.kind for record in made.records}
    evidence = {Key(kinds[uid], uid): result for uid, result in results.items()}
    return list(drifts_of(made.portfolio(), "wlan", evidence))


def test_a_milestone_reported_without_its_evidence() -> None:
    found = drifts(
        small_programme(), beschluss=EvidenceResult(Verdict.OPEN, 18, unit="Schulen", target=25)
    )

    text = (
        "„Beschluss“ ist seit dem 30.09.2025 als erreicht gemeldet,"
        " der Nachweis fehlt aber (18 von 25 Schulen)."
    )
    assert found == [("beschluss", True, text)]


def test_a_milestone_whose_evidence_is_there_before_the_report() -> None:
    found = drifts(small_programme(), fertig=EvidenceResult(Verdict.FULFILLED))

    text = (
        "Der Nachweis für „Alle Plätze versorgt“ ist da, gemeldet ist der Meilenstein noch nicht."
    )
    assert found == [("fertig", False, text)]


def test_values_that_differ() -> None:
    found = drifts(
        small_programme(),
        fertig=EvidenceResult(Verdict.OPEN, 40.5, drift=9.5, is_drifting=True),
        punkte=EvidenceResult(Verdict.OPEN, 31, unit="Stück", drift=4, is_drifting=True),
    )

    assert [(uid, text) for uid, _, text in found] == [
        ("fertig", "Bei „Alle Plätze versorgt“ sind 50 gemeldet, gemessen sind 40,5."),
        ("punkte", "Bei „Zugangspunkte“ sind 35 Stück gemeldet, gemessen sind 31 Stück."),
    ]


def test_a_drift_without_numbers_is_told_without_them() -> None:
    found = drifts(small_programme(), punkte=EvidenceResult(Verdict.OPEN, is_drifting=True))

    assert found[0][2] == "Bei „Zugangspunkte“ weicht die Meldung vom Nachweis ab."


def test_what_agrees_or_is_unknown_is_no_drift() -> None:
    made = small_programme()

    assert drifts(made) == []
    assert drifts(
        made,
        beschluss=EvidenceResult(Verdict.FULFILLED, 1),
        fertig=EvidenceResult(Verdict.UNKNOWN),
        punkte=EvidenceResult(Verdict.OPEN, 31),
    ) == []  # fmt: skip
