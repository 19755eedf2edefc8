"""A report holds the programme in numbers with their sources, and only what its readers may see."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.domain.inventory.changes import Action, ChangeLine, Origin, Transaction
from app.domain.inventory.fields import SIMULATED, Publication
from app.domain.inventory.records import Key
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.services.portfolio.reports.building import Wanted, build_report
from app.services.portfolio.reports.contents import Content
from app.services.portfolio.reports.words import Words
from tests.portfolios import Programme, small_programme

MADE_US = 1_764_500_000_000_000


USUAL = Wanted(
    type="council",
    title="",
    city="Hamm",
    author="Stabsstelle",
    target=Publication.INTERNAL,
    projects=(),
    decisions=(),
    made_us=MADE_US,
    zone=ZoneInfo("Europe/Berlin"),
)


def wanted(target: Publication = Publication.INTERNAL, **values: Any) -> Wanted:
    return replace(USUAL, target=target, **values)


def words(language: str = "de") -> Words:
    return Words(language, lambda text: text)


def nothing(_: Key) -> Sequence[ChangeLine]:
    return ()


def built(made: Programme, ask: Wanted | None = None, language: str = "de") -> Content:
    content = build_report(made.state(), ask or wanted(), words(language), nothing)
    assert content is not None
    return content


def test_every_number_of_the_summary_and_of_projects_has_a_source() -> None:
    content = built(small_programme())
    known = {one.id for one in content.sources}
    figures = [*content.summary, *(one for part in content.projects for one in part.figures)]
    assert len(figures) > len(content.summary) > 0
    assert all(one.source in known for one in figures)
    assert [one.id for one in content.sources] == [f"Q{n}" for n in range(1, len(known) + 1)]


def test_the_numbers_are_those_of_the_programme() -> None:
    content = built(small_programme())
    assert content.summary[0].text == "2 Projekte, davon 1 in Umsetzung."
    assert "1 von 3 Meilensteinen sind erreicht" in content.summary[2].text
    assert "Ansatz 80.000\u202f€" in content.summary[3].text
    assert [one.heading for one in content.projects] == [
        "1.1 WLAN in der Innenstadt",
        "1.2 Adaptive Ampeln",
    ]


def test_the_same_report_in_english() -> None:
    content = built(small_programme(), language="en")
    assert content.summary[0].text == "2 projects, 1 of them under way."
    assert "Budget 80,000\u202f€" in content.summary[3].text
    assert content.day == "24/11/2025"


def test_a_council_paper_asks_for_decisions_a_monthly_status_does_not() -> None:
    made = small_programme()
    content = built(made, wanted(decisions=("rat",)))
    assert content.proposal[1] == "Der Rat entscheidet über: Ausbau der Plätze."
    assert built(made, wanted(type="monthly", decisions=("rat",))).proposal == []


def test_only_chosen_projects_and_their_money_are_in_it() -> None:
    content = built(small_programme(), wanted(projects=("ampel",)))
    assert [one.uid for one in content.projects] == ["ampel"]
    assert "Ansatz 0" in content.summary[3].text


def test_what_is_internal_is_not_in_a_public_report_and_that_is_said() -> None:
    made = small_programme()
    made.change("ampel", publication="public")
    content = built(made, wanted(Publication.PUBLIC))
    assert [one.uid for one in content.projects] == ["ampel"]
    assert any("WLAN in der Innenstadt" in one.place for one in content.concerns)
    assert all(one.done for one in content.concerns)


def changed(key: Key) -> list[ChangeLine]:
    transaction = Transaction(7, MADE_US, "m.muster", "", Origin.EDIT, 1, {})
    before, after = {"name": "Alt"}, {"name": "Neu, Frau Beispiel"}
    return [ChangeLine(transaction, Action.UPDATE, key, key.uid, before, after)]


def test_the_public_is_told_when_records_changed_but_not_by_whom_or_what() -> None:
    made = small_programme()
    made.change("ampel", publication="public")
    content = build_report(made.state(), wanted(Publication.PUBLIC), words(), changed)
    assert content is not None
    told = [line for source in content.sources for line in source.changes]
    assert {(one.transaction, one.actor, one.what) for one in told} == {(7, "", "")}
    behind = {row for source in content.sources for row in source.rows}
    assert "WLAN in der Innenstadt" not in behind


def test_changes_in_the_appendix_do_not_tell_of_persons() -> None:
    content = build_report(small_programme().state(), wanted(), words(), changed)
    assert content is not None
    told = {line.what for source in content.sources for line in source.changes}
    assert any("[…]" in one for one in told)
    assert not any("Beispiel" in one for one in told)


def test_persons_are_taken_out_of_what_people_wrote() -> None:
    made = small_programme()
    made.change("lieferung", measure="Frau Beispiel anrufen, 02381 1234567, a.b@example.org")
    content = built(made)
    risks = content.projects[0].risks
    assert risks is not None
    assert risks.rows[0][2] == "[…] anrufen, […], […]"
    assert len([one for one in content.concerns if "Geräte kommen spät" in one.place]) == 3


@pytest.mark.parametrize(("target", "told"), [("public", "weniger als 5"), ("internal", "3")])
def test_small_counts_are_not_told_to_the_public(target: str, told: str) -> None:
    made = small_programme()
    for uid in ("wlan", "fertig"):
        made.change(uid, publication="public")
    result = EvidenceResult(Verdict.OPEN, 3.0, target=25.0, count=3, sentence="Anzahl der Schulen.")
    state = made.state(evidence={Key("milestone", "fertig"): result})
    content = build_report(state, wanted(Publication(target)), words(), nothing)
    assert content is not None
    assert any(f"Alle Plätze versorgt: {told}; Ziel 25." in one.text
               for one in content.projects[0].figures)  # fmt: skip


def test_numbers_over_routes_are_named_before_they_are_published() -> None:
    made = small_programme()
    for uid in ("wlan", "fertig"):
        made.change(uid, publication="public")
    result = EvidenceResult(Verdict.OPEN, 12.5, "km", rows=(Key("cable", "k1"),))
    state = made.state(evidence={Key("milestone", "fertig"): result})
    content = build_report(state, wanted(Publication.PUBLIC), words(), nothing)
    assert content is not None
    assert any("Leitungswege" in one.reason for one in content.concerns)
    source = next(one for one in content.sources if one.title == "Alle Plätze versorgt")
    assert source.rows == []


def test_a_source_tells_the_last_changes_up_to_the_moment() -> None:
    def history(key: Key) -> Sequence[ChangeLine]:
        if key.uid != "geld1":
            return ()
        times = ((9, MADE_US + 1), (8, MADE_US - 1), (3, MADE_US - 2))
        return [
            ChangeLine(Transaction(number, at_us, "Amt", "", Origin.EDIT, 1, {}), Action.UPDATE,
                       key, "2025", {"plan": 40_000.0}, {"plan": 50_000.0})
            for number, at_us in times
        ]  # fmt: skip

    content = build_report(small_programme().state(), wanted(), words(), history)
    assert content is not None
    source = next(one for one in content.sources if "Ansatz 80.000" in one.title)
    assert [one.transaction for one in source.changes] == [8, 3]
    assert source.changes[0].what == "Ansatz: 40000.0 → 50000.0"


def test_what_is_simulated_and_what_is_set_by_hand_says_so() -> None:
    made = small_programme()
    made.change(
        "ampel", source=SIMULATED, light="red", light_reason="Streit", light_until="2026-01-31"
    )
    part = built(made).projects[1]
    assert "Simulation" in part.note
    assert part.reasons[0] == "Ampel von Hand gesetzt bis 31.01.2026: Streit"
    assert (part.light, part.light_word) == ("red", "kritisch")


def test_a_stopped_report_is_none() -> None:
    state = small_programme().state()
    assert build_report(state, wanted(), words(), nothing, lambda done, _all: done < 1) is None


def test_an_empty_programme_gives_a_report_too() -> None:
    content = built(Programme())
    assert content.projects == []
    assert content.summary[0].text.startswith("0 Projekte")


def test_drawings_say_in_words_what_they_show() -> None:
    for chart in built(small_programme()).charts:
        assert chart.svg.startswith("<svg ")
        assert len(chart.alt) > len(chart.title)
