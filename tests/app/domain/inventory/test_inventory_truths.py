"""Truths that disagree, headings of fields, ports of templates."""

import json
from datetime import date
from itertools import count

import pytest

from app.domain.inventory.groups import OWN, field_groups
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.templates import port_operations, template_ports
from app.domain.inventory.truths import disagreements, has_truths

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": "in_service", "measured_state": "silent"}, "gemessen wird aber nichts"),
        ({"state": "in_stock", "measured_state": "alive"}, "meldet sich aber"),
        ({"state": "ordered", "planned_on": "2026-02-01"}, "Geplant war „in Betrieb“"),
    ],
)
def test_truths_that_disagree_are_said(values: dict[str, str], said: str) -> None:
    (sentence,) = disagreements("asset", values, TODAY)
    assert said in sentence


def test_a_plan_whose_day_is_to_come_contradicts_nothing() -> None:
    values = {"state": "ordered", "planned_on": "2026-03-02", "planned_state": "in_service"}
    assert not list(disagreements("asset", values, TODAY))


def test_a_kind_without_states_agrees_with_itself() -> None:
    assert not list(disagreements("vendor", {"name": "A"}, TODAY))


def test_what_agrees_is_not_worth_a_word() -> None:
    for state, measured in (("in_service", "alive"), ("in_stock", "silent"), ("ordered", None)):
        assert not list(disagreements("asset", {"state": state, "measured_state": measured}, TODAY))


@pytest.mark.parametrize("kind", ["link", "radio_site"])
def test_a_planned_line_without_a_goal_is_to_be_built(kind: str) -> None:
    (sentence,) = disagreements(kind, {"state": "planned", "planned_on": "2026-02-28"}, TODAY)
    assert sentence == "Geplant war „gebaut“ ab 28.02.2026, gebucht ist „geplant“."
    assert not list(disagreements(kind, {"state": "built", "planned_on": "2026-02-28"}, TODAY))


def test_only_kinds_with_a_plan_have_more_than_one_truth() -> None:
    assert all(has_truths(kind) for kind in ("asset", "link", "radio_site"))
    assert not any(has_truths(kind) for kind in ("vendor", "finding", "loan", "cable"))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not has_truths(kind)])
def test_a_kind_of_one_truth_never_contradicts_itself(kind: str) -> None:
    values = {one.name: "2020-01-01" for one in KINDS[kind].all_fields}
    assert not list(disagreements(kind, values, TODAY))


@pytest.mark.parametrize("name", KINDS)
def test_every_field_of_every_kind_stands_under_one_heading(name: str) -> None:
    kind = KINDS[name]
    fields = [one for group in field_groups(kind) for one in group.fields]
    assert sorted(one.name for one in fields) == sorted(one.name for one in kind.all_fields)


def test_fields_of_peoples_own_have_a_heading_of_their_own() -> None:
    own = KINDS["vendor"].field("name")
    groups = {one.label: one.fields for one in field_groups(KINDS["asset"], [own])}
    assert groups[OWN] == (own,)


def test_a_template_gives_ports_and_joins_front_and_rear() -> None:
    numbers = count(1)
    template = json.dumps(
        {"ports": [{"name": "1", "kind": "copper", "through": "1 hinten"},
                   {"name": "1 hinten", "kind": "copper", "speed_mbit": 1000.0}]}
    )  # fmt: skip
    rear, front = port_operations(template, "asset", lambda: f"p{next(numbers)}")
    assert (rear.values["name"], rear.values["asset"]) == ("1 hinten", "asset")
    assert front.values["through"] == rear.uid


@pytest.mark.parametrize(
    "template", [None, "", "kein JSON", "[]", '{"ports": 3}', '{"ports": [3]}']
)
def test_a_template_that_cannot_be_read_gives_nothing(template: str | None) -> None:
    assert template_ports(template) == []
