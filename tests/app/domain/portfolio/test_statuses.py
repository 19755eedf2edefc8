"""How projects stand: the worst judgement, or what a person set while it holds."""

from collections.abc import Mapping
from datetime import date

import pytest

from app.domain.inventory.records import Key
from app.domain.portfolio.budgets import money_of
from app.domain.portfolio.evidence.results import EvidenceResult, Verdict
from app.domain.portfolio.plans import plan_of
from app.domain.portfolio.rules import Rules
from app.domain.portfolio.statuses import Light, Override, ProjectStatus, override_of, statuses_of
from tests.portfolios import TODAY, Programme, small_programme


def statuses(
    made: Programme, evidence: Mapping[Key, EvidenceResult] | None = None, today: date = TODAY
) -> dict[str, ProjectStatus]:
    found = made.portfolio()
    plan, money = plan_of(found, today), money_of(found, today)
    return statuses_of(found, plan, money, evidence or {}, today)


def by_hand(made: Programme, until: str, light: str = "green") -> ProjectStatus:
    made.change("wlan", light=light, light_reason="Lieferung zugesagt", light_until=until)
    return statuses(made)["wlan"]


def test_the_worst_judgement_counts_and_comes_first() -> None:
    found = statuses(small_programme())["wlan"]

    assert found.light is found.by_rules is Light.RED
    ranks = [one.light.rank for one in found.judgements]
    assert ranks == sorted(ranks, reverse=True)
    assert len({one.aspect for one in found.judgements}) == len(found.judgements)


def test_what_stands_beside_the_light() -> None:
    found = statuses(
        small_programme(), {Key("milestone", "beschluss"): EvidenceResult(Verdict.OPEN)}
    )

    assert found["wlan"].next_milestone == "fertig"
    assert found["wlan"].top_risk == "lieferung"
    assert found["wlan"].drifting == ["beschluss"]
    # 20 done, half of 55 days (6 October to 19 December), nothing of 50.
    assert found["wlan"].progress == pytest.approx((20 + 27.5) / 125)


def test_a_project_with_nothing_in_it_stands_alone() -> None:
    made = Programme()
    made.project(uid="leer", state="planned", starts_on=None)
    found = statuses(made)["leer"]

    assert (found.progress, found.next_milestone, found.top_risk) == (None, "", "")


def test_a_light_by_hand_holds_to_the_end_of_its_last_day() -> None:
    found = by_hand(small_programme(), "2025-11-24")

    assert found.light is Light.GREEN
    assert found.by_rules is Light.RED
    assert found.override == Override(Light.GREEN, "Lieferung zugesagt", TODAY)
    assert found.expired is None


def test_a_light_by_hand_that_ran_out_counts_no_more_and_is_told() -> None:
    found = by_hand(small_programme(), "2025-11-23")

    assert found.light is Light.RED
    assert found.override is None
    assert found.expired == Override(Light.GREEN, "Lieferung zugesagt", date(2025, 11, 23))


@pytest.mark.parametrize("missing", ["light", "light_reason", "light_until"])
def test_a_light_by_hand_needs_its_reason_and_its_day(missing: str) -> None:
    made = small_programme()
    made.change("wlan", light="green", light_reason="Weil", light_until="2026-01-31")
    made.change("wlan", **{missing: None})

    assert override_of(made.portfolio().records["project"]["wlan"]) is None


def test_the_earlier_light_is_that_of_the_rules() -> None:
    made = small_programme()
    by_hand(made, "2026-01-31")
    found = made.portfolio()
    plan, money = plan_of(found, TODAY), money_of(found, TODAY)
    before = statuses_of(found, plan, money, {}, TODAY)
    del before["ampel"]
    after = statuses_of(found, plan, money, {}, TODAY, earlier=before)

    assert after["wlan"].earlier is Light.RED
    assert after["ampel"].earlier is None


def test_other_limits_give_other_lights() -> None:
    made = small_programme()
    found = made.portfolio()
    plan, money = plan_of(found, TODAY), money_of(found, TODAY)
    mild = Rules(score=(20, 25), late_days=(30, 60), slip_days=(30, 60), over_plan=(0.5, 1))
    made_light = statuses_of(found, plan, money, {}, TODAY, rules=mild)["wlan"].light

    assert made_light is Light.YELLOW  # the review of the risk is overdue still


def test_lights_are_ranked() -> None:
    assert sorted(Light, key=lambda one: one.rank) == [
        Light.GREY,
        Light.GREEN,
        Light.YELLOW,
        Light.RED,
    ]
