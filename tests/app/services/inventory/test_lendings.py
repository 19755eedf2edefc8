"""Lending: plans that a real inventory carries out, and those that are refused."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.changes import Changeset, ConflictError, Origin
from app.domain.inventory.records import Record
from app.domain.inventory.working_days import is_working_day, working_day
from app.services.inventory.lending_letters import reminder, slip
from app.services.inventory.lending_plans import (
    cancel,
    check_out,
    extend,
    lose,
    reserve,
    take_back,
    take_back_broken,
)
from app.services.inventory.lending_stock import LendingStock, read_stock
from app.services.inventory.lendings import (
    Borrower,
    LendingError,
    Period,
    as_borrower,
    conflict,
    free_until,
    overdue,
    period_of,
    proposed_return,
)
from tests.fakes.school_worlds import BOOKED, CAMERA, KIT, LOAN, NORTH, ROBOT, SOUTH, make_schools
from tests.inventories import MadeInventory, new_uid

TODAY = date(2025, 11, 24)
SCHOOLS = (("Nordschule", NORTH), ("Südschule", SOUTH))
NORTHERN = Borrower("Nordschule", NORTH)


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[MadeInventory]:
    made = make_schools(tmp_path)
    yield made
    made.close()


def stock_of(inventory: MadeInventory) -> LendingStock:
    with closing(inventory.reader()) as reader:
        return read_stock(reader)


def item_of(stock: LendingStock, uid: str) -> Record:
    return next(one for one in stock.items if one.uid == uid)


def carry(inventory: MadeInventory, changes: Changeset) -> LendingStock:
    assert changes.origin is Origin.LENDING
    inventory.commit(changes)
    return stock_of(inventory)


def test_a_loan_goes_out_and_comes_back_and_the_item_follows(inventory: MadeInventory) -> None:
    stock, due, uid = stock_of(inventory), date(2025, 12, 8), new_uid()
    kit = item_of(stock, KIT)
    stock = carry(inventory, check_out(kit, (), NORTHERN, due, today=TODAY, uid=uid))
    kit, loan = item_of(stock, KIT), stock.loans_of(KIT)[0]
    assert (kit.text("state"), kit.text("holder")) == ("lent", "Nordschule")
    assert kit.text("custody_until") == "2025-12-08"
    assert (loan.uid, loan.text("state"), loan.text("site")) == (uid, "out", NORTH)
    stock = carry(inventory, extend(kit, loan, [loan], date(2025, 12, 15), today=TODAY))
    kit, loan = item_of(stock, KIT), stock.loans_of(KIT)[0]
    assert loan.text("due_on") == kit.text("custody_until") == "2025-12-15"
    stock = carry(inventory, take_back(kit, loan, " Kabel fehlt ", today=TODAY))
    kit, loan = item_of(stock, KIT), stock.loans_of(KIT)[0]
    assert (kit.text("state"), kit.get("holder"), kit.get("custody_until")) == (
        "in_stock", None, None,
    )  # fmt: skip
    assert (loan.text("state"), loan.text("condition")) == ("returned", "Kabel fehlt")
    assert loan.text("returned_on") == "2025-11-24"


def test_a_reservation_is_fulfilled_or_given_up(inventory: MadeInventory) -> None:
    stock, day = stock_of(inventory), date(2025, 12, 1)
    robot, booked = item_of(stock, ROBOT), stock.loans_of(ROBOT)
    stock = carry(
        inventory,
        check_out(robot, booked, NORTHERN, date(2025, 12, 12), today=day, uid=new_uid(),
                  reservation=booked[0]),
    )  # fmt: skip
    assert [one.uid for one in stock.loans_of(ROBOT)] == [BOOKED]
    assert stock.loans_of(ROBOT)[0].text("state") == "out"
    with pytest.raises(LendingError, match="geht damit nicht mehr"):
        cancel(stock.loans_of(ROBOT)[0])


def test_an_overlap_is_refused_and_names_the_other_loan(inventory: MadeInventory) -> None:
    stock = stock_of(inventory)
    robot, loans = item_of(stock, ROBOT), stock.loans_of(ROBOT)
    period = Period(date(2025, 12, 12), date(2025, 12, 15))
    with pytest.raises(LendingError, match=r"reserviert an Nordschule, 01\.12\.2025") as refused:
        reserve(robot, loans, NORTHERN, period, today=TODAY, uid=new_uid())
    assert refused.value.other == loans[0]
    with pytest.raises(LendingError, match="schon vergeben"):
        check_out(robot, loans, NORTHERN, date(2025, 12, 3), today=TODAY, uid=new_uid())
    stock = carry(inventory, cancel(loans[0]))
    reserve(robot, stock.loans_of(ROBOT), NORTHERN, period, today=TODAY, uid=new_uid())


def test_what_should_be_back_is_held_until_it_comes(inventory: MadeInventory) -> None:
    stock = stock_of(inventory)
    camera, loans = item_of(stock, CAMERA), stock.loans_of(CAMERA)
    assert overdue(stock.out(), TODAY) == list(loans)
    assert period_of(loans[0], TODAY) == Period(date(2025, 11, 3), TODAY)
    with pytest.raises(LendingError):
        reserve(camera, loans, NORTHERN, Period(TODAY, TODAY), today=TODAY, uid=new_uid())
    tomorrow = Period(date(2025, 11, 25), date(2025, 11, 26))
    carry(inventory, reserve(camera, loans, NORTHERN, tomorrow, today=TODAY, uid=new_uid()))


def test_lost_and_found_again(inventory: MadeInventory) -> None:
    stock = stock_of(inventory)
    camera, loan = item_of(stock, CAMERA), stock.loans_of(CAMERA)[0]
    with pytest.raises(LendingError, match="was über den Verlust bekannt ist"):
        lose(camera, loan, "  ")
    stock = carry(inventory, lose(camera, loan, "Im Bus vergessen"))
    camera, loan = item_of(stock, CAMERA), stock.loans_of(CAMERA)[0]
    assert (camera.text("state"), loan.text("state")) == ("lost", "lost")
    stock = carry(inventory, take_back(camera, loan, "", today=TODAY))
    assert item_of(stock, CAMERA).text("state") == "in_stock"


def test_closed_days_are_refused_with_the_next_working_day(inventory: MadeInventory) -> None:
    kit = item_of(stock_of(inventory), KIT)
    with pytest.raises(LendingError, match=r"Der nächste Arbeitstag ist der 29\.12\.2025"):
        check_out(kit, (), NORTHERN, date(2025, 12, 26), today=TODAY, uid=new_uid())
    period = Period(date(2025, 11, 20), date(2025, 11, 28))
    with pytest.raises(LendingError, match="Vergangenheit"):
        reserve(kit, (), NORTHERN, period, today=TODAY, uid=new_uid())


def test_two_who_hand_out_the_same_item_conflict(inventory: MadeInventory) -> None:
    kit = item_of(stock_of(inventory), KIT)
    plans = [
        check_out(kit, (), NORTHERN, date(2025, 12, 8), today=TODAY, uid=new_uid())
        for _ in range(2)
    ]
    inventory.commit(plans[0])
    with pytest.raises(ConflictError):
        inventory.commit(plans[1])
    assert len(stock_of(inventory).loans_of(KIT)) == 1


def test_handing_out_is_taken_back_by_undo(inventory: MadeInventory) -> None:
    kit = item_of(stock_of(inventory), KIT)
    plan = check_out(kit, (), NORTHERN, date(2025, 12, 8), today=TODAY, uid=new_uid())
    done = inventory.commit(plan)
    inventory.commit(inventory.inverse(done.transaction.number))
    stock = stock_of(inventory)
    assert item_of(stock, KIT).text("state") == "in_stock"
    assert stock.loans_of(KIT) == ()


@pytest.mark.parametrize("text", ["GS-12", "7b", "MINT", "K/2024"])
def test_codes_are_taken(text: str) -> None:
    assert as_borrower(text, SCHOOLS) == Borrower(text)


@pytest.mark.parametrize("text", ["Maria Beispiel", "Beispiel", "", "  "])
def test_names_of_persons_are_not(text: str) -> None:
    with pytest.raises(LendingError):
        as_borrower(text, SCHOOLS)


def test_schools_are_known_in_any_case() -> None:
    assert as_borrower(" nordschule ", SCHOOLS) == NORTHERN


def test_lists_of_the_stock(inventory: MadeInventory) -> None:
    stock = stock_of(inventory)
    assert stock.free_by_model(TODAY) == [("Koffer Podcast", 2, 3)]
    assert stock.free_by_model(date(2025, 12, 1)) == [("Koffer Podcast", 1, 3)]
    assert [one.uid for one in stock.reserved_for(date(2025, 12, 1))] == [BOOKED]
    assert stock.reserved_for(TODAY) == []
    assert stock.titles[KIT] == "Koffer 1 · MZ-0"
    assert free_until(stock.loans_of(ROBOT), TODAY) == date(2025, 11, 30)
    assert free_until((), TODAY) is None


def test_letters_name_everything_and_no_person(inventory: MadeInventory) -> None:
    stock = stock_of(inventory)
    text = reminder("Südschule", stock.late("Südschule", TODAY), TODAY)
    assert "Kamera 1 · MZ-1: zurück bis 21.11.2025, seit 3 Tagen überfällig" in text
    rows = dict(slip("Kamera 1", item_of(stock, CAMERA), stock.loans_of(CAMERA)[0]))
    assert rows["Ausgeliehen an"] == "Südschule"
    assert rows["Rückgabe bis"] == "21.11.2025"
    assert stock.loans_of(CAMERA)[0].uid == LOAN


# ---- overlaps ----------------------------------------------------------------------------------
DAYS = st.integers(0, 120).map(lambda days: TODAY + timedelta(days=days))
PERIODS = st.tuples(DAYS, st.integers(0, 30)).map(
    lambda given: Period(given[0], given[0] + timedelta(days=given[1]))
)


@given(PERIODS, PERIODS)
def test_periods_overlap_when_they_share_a_day(one: Period, other: Period) -> None:
    days = {one.first + timedelta(days=n) for n in range((one.last - one.first).days + 1)}
    shared = any(day in other for day in days)
    assert one.overlaps(other) == other.overlaps(one) == shared


@given(st.lists(PERIODS, max_size=15))
def test_reservations_that_were_taken_never_share_a_day(wished: list[Period]) -> None:
    item = Record("asset", KIT, 1, 1, {"state": "in_stock"}, 0)
    taken: list[Record] = []
    for number, one in enumerate(wished):
        first = working_day(one.first)
        period = Period(first, max(first, working_day(one.last)))
        uid = f"{number:032x}"
        other = conflict(taken, period, TODAY)
        if other is not None:
            with pytest.raises(LendingError) as refused:
                reserve(item, taken, NORTHERN, period, today=TODAY, uid=uid)
            assert refused.value.other == other
            continue
        plan = reserve(item, taken, NORTHERN, period, today=TODAY, uid=uid)
        made = plan.operations[0]
        taken.append(Record("loan", made.uid, number, 1, dict(made.values), 0))
    days = [
        found.first + timedelta(days=n)
        for loan in taken
        if (found := period_of(loan, TODAY)) is not None
        for n in range((found.last - found.first).days + 1)
    ]
    assert len(days) == len(set(days))


@given(DAYS)
def test_proposed_returns_are_working_days(day: date) -> None:
    assert is_working_day(proposed_return(day))


def test_what_comes_back_broken_goes_to_repair_with_what_is_broken(
    inventory: MadeInventory,
) -> None:
    stock = stock_of(inventory)
    loan = stock.loans_of(CAMERA)[0]
    used = replace(item_of(stock, CAMERA), values={"state": "in_service"})
    with pytest.raises(LendingError, match="was defekt ist"):
        take_back_broken(used, loan, " ", today=TODAY)
    ended, broken = take_back_broken(used, loan, " Linse ", today=TODAY).operations
    assert dict(ended.values) == {
        "state": "returned", "returned_on": "2025-11-24", "condition": "Linse",
    }  # fmt: skip
    assert dict(broken.values) == {
        "state": "repair", "repair_note": "Linse", "holder": None, "custody_until": None,
    }  # fmt: skip
