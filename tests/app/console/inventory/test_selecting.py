"""Records and points follow each other in both directions, and neither calls the other back."""

from typing import Any

from app.console.inventory.selecting import MOST, RecordSelection
from app.domain.inventory.records import Key
from tests.fakes.stocked_console import Stock, StockedSetting, texts
from tests.inventories import create


def parts_of(setting: StockedSetting) -> tuple[Any, RecordSelection]:
    console = setting.idle()
    records = console.inventory.records
    assert records is not None
    return console, records


def points_of(setting: StockedSetting, device: str) -> list[str]:
    return [str(point.id) for point in setting.city.points if str(point.device) == device]


def settled(setting: StockedSetting, records: RecordSelection) -> None:
    """Wait until all that was asked for is answered: answers come in their order."""
    answers: list[object] = []
    records._work.ask(records, lambda: None, answers.append, answers.append)
    setting.qtbot.waitUntil(lambda: bool(answers))


def test_points_follow_records(setting: StockedSetting, stock: Stock) -> None:
    console, records = parts_of(setting)
    heard: list[list[Key]] = []
    records.changed.connect(heard.append)
    with setting.qtbot.waitSignal(console.selection.changed):
        records.select(stock.keys[:1])
    assert console.selection.point_ids == points_of(setting, stock.devices[0])
    settled(setting, records)
    assert heard == [stock.keys[:1]]


def test_records_follow_points_and_the_points_stay_as_chosen(
    setting: StockedSetting, stock: Stock
) -> None:
    console, records = parts_of(setting)
    chosen = points_of(setting, stock.devices[1])[:1]
    moves: list[list[str]] = []
    console.selection.changed.connect(moves.append)
    with setting.qtbot.waitSignal(records.changed) as heard:
        console.selection.select(chosen)
    assert heard.args == [stock.keys[1:2]]
    settled(setting, records)
    assert moves == [chosen]


def test_the_same_records_again_are_no_news(setting: StockedSetting, stock: Stock) -> None:
    _, records = parts_of(setting)
    heard: list[list[Key]] = []
    records.changed.connect(heard.append)
    records.select(stock.keys)
    records.select(stock.keys)
    settled(setting, records)
    assert len(heard) == 1


def test_the_newest_wish_wins_over_an_answer_that_comes_late(
    setting: StockedSetting, stock: Stock
) -> None:
    console, records = parts_of(setting)
    records.select(stock.keys[:1])
    records.select(stock.keys[1:2])
    settled(setting, records)
    assert records.keys == stock.keys[1:2]
    assert console.selection.point_ids == points_of(setting, stock.devices[1])


def test_points_chosen_meanwhile_win_over_those_of_records(
    setting: StockedSetting, stock: Stock
) -> None:
    console, records = parts_of(setting)
    records.select(stock.keys[:1])
    chosen = points_of(setting, stock.devices[2])
    console.selection.select(chosen)
    settled(setting, records)
    assert console.selection.point_ids == chosen
    assert records.keys == stock.keys[2:3]


def test_records_without_points_leave_no_points_of_others_selected(
    setting: StockedSetting, stock: Stock
) -> None:
    console, records = parts_of(setting)
    with setting.qtbot.waitSignal(console.selection.changed):
        records.select(stock.keys[:1])
    records.select([Key("site", stock.site)])
    settled(setting, records)
    assert console.selection.point_ids == []
    assert records.keys == [Key("site", stock.site)]


def test_points_of_no_record_leave_the_records_as_they_are(
    setting: StockedSetting, stock: Stock
) -> None:
    console, records = parts_of(setting)
    records.select(stock.keys[:1])
    settled(setting, records)
    console.selection.select(points_of(setting, str(setting.city.points[-1].device)))
    settled(setting, records)
    assert records.keys == stock.keys[:1]


def test_a_point_that_a_relation_binds_belongs_to_its_record(
    setting: StockedSetting, stock: Stock
) -> None:
    console, records = parts_of(setting)
    point = str(setting.city.points[-1].id)
    setting.store.put(
        create("relation", from_kind="site", from_=stock.site, to_kind="point", to=point,
               role="measures")
    )  # fmt: skip
    with setting.qtbot.waitSignal(console.selection.changed):
        records.select([Key("site", stock.site)])
    assert console.selection.point_ids == [point]


def test_a_selection_for_bulk_work_selects_no_points(setting: StockedSetting, stock: Stock) -> None:
    console, records = parts_of(setting)
    many = [Key("asset", f"{row:032x}") for row in range(MOST)]
    records.select([*many, stock.keys[0]])
    settled(setting, records)
    assert console.selection.point_ids == []


def test_nothing_selected_leaves_the_points(setting: StockedSetting, stock: Stock) -> None:
    console, records = parts_of(setting)
    with setting.qtbot.waitSignal(console.selection.changed):
        records.select(stock.keys[:1])
    records.select([])
    settled(setting, records)
    assert records.keys == []
    assert console.selection.point_ids


def test_without_a_profile_records_are_selected_alone(
    setting: StockedSetting, stock: Stock
) -> None:
    console, records = parts_of(setting)
    console.city = None
    records.select(stock.keys)
    console.selection.select(["irgendein.punkt"])
    records.with_points(stock.keys, lambda _: None)
    settled(setting, records)
    assert records.keys == stock.keys


def test_points_of_records_are_handed_over_or_missed(setting: StockedSetting, stock: Stock) -> None:
    console, records = parts_of(setting)
    shown: list[list[str]] = []
    records.with_points(stock.keys[:1], shown.append)
    records.with_points([Key("site", stock.site)], shown.append)
    settled(setting, records)
    assert shown == [points_of(setting, stock.devices[0])]
    assert texts(console) == ["Zu dieser Auswahl gehören keine Datenpunkte."]
