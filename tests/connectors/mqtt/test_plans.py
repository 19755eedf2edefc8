"""What a topic means: filters, and which points its measurements belong to."""

import pytest

from connectors.mqtt import plans
from connectors.mqtt.options import Subscription
from connectors.mqtt.plans import PlanTable, Reader, matches
from tests.connectors.mqtt.supplies import point

JSON = Subscription("stadt/+", "json")


@pytest.mark.parametrize(
    ("topic_filter", "topic", "is_covered"),
    [
        ("a/b", "a/b", True),
        ("a/b", "a/b/c", False),
        ("a/b", "a", False),
        ("+/b", "a/b", True),
        ("a/+", "a/", True),
        ("a/+", "a", False),
        ("+", "/a", False),
        ("+/+", "/a", True),
        ("a/#", "a", True),
        ("a/#", "a/b/c", True),
        ("#", "a/b", True),
        ("#", "$SYS/broker", False),
        ("+/broker", "$SYS/broker", False),
        ("$SYS/#", "$SYS/broker", True),
        ("$share/group/a/+", "a/b", True),
    ],
)
def test_filters_cover_topics_as_the_standard_says(
    topic_filter: str, topic: str, is_covered: bool
) -> None:
    assert matches(topic_filter, topic) is is_covered


def test_several_points_may_take_one_measurement() -> None:
    points = [point("stadt/1", "/t", name="a"), point("stadt/1", "/t", name="b", scale=2)]
    plan = PlanTable([Reader.open(JSON)], points).find(b"stadt/1")
    assert plan is not None
    assert [target[0] for target in plan.targets["/t"]] == [point.key for point in points]


def test_topic_is_planned_once_and_only_as_text() -> None:
    table = PlanTable([Reader.open(JSON)], [])
    assert table.find(b"stadt/1") is table.find(b"stadt/1")
    assert table.find(b"\xff") is None


def test_points_without_a_subscription_are_counted() -> None:
    table = PlanTable([Reader.open(JSON)], [point("land/1", "/t"), point("stadt/1", "/t")])
    assert table.uncovered == 1


def test_topic_of_an_old_subscription_gives_nothing() -> None:
    plan = PlanTable([Reader.open(JSON)], []).find(b"land/1")
    assert plan is not None
    assert plan.decode("land/1", b"{}", 0) == []
    assert plan.decoder == ""


def test_endless_topics_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "MOST_PLANS", 10)
    table = PlanTable([Reader.open(JSON)], [])
    for number in range(100):
        table.find(f"stadt/{number}".encode())
    assert len(list(table.seen())) <= 10


def test_first_subscription_that_covers_a_topic_reads_it() -> None:
    table = PlanTable([Reader.open(JSON), Reader.open(Subscription("#", "text"))], [])
    first, second = table.reader_of("stadt/1"), table.reader_of("land/1")
    assert first is not None
    assert second is not None
    assert (first.subscription.decoder, second.subscription.decoder) == ("json", "text")
    assert table.is_known("stadt/1", "/t") is False
