"""What is acknowledged when: in order of receipt, and only after the commit."""

from connectors.mqtt.deliveries import Deliveries
from connectors.mqtt.frames import Publish
from connectors.mqtt.holdback import MOST_TOPICS, Holdback
from tests.connectors.mqtt.supplies import message


def qos_1(*mids: int) -> list[Publish]:
    return [message("t", b"1", mid=mid) for mid in mids]


class Woken:
    def __init__(self) -> None:
        self.count = 0
        self.times: list[int] = []
        self.deliveries = Deliveries(self._wake, self.times.append)

    def _wake(self) -> None:
        self.count += 1


def test_nothing_is_acknowledged_before_its_commit() -> None:
    woken = Woken()
    committed = woken.deliveries.add(qos_1(1, 2), 0.0, 99)
    assert woken.deliveries.settle() == []
    assert woken.deliveries.messages == 2
    committed()
    assert (woken.count, woken.times) == (1, [99])
    assert woken.deliveries.settle() == [(0x32, 1), (0x32, 2)]
    assert woken.deliveries.settle() == []
    assert woken.deliveries.messages == 0


def test_later_commit_waits_for_the_earlier_one() -> None:
    deliveries = Woken().deliveries
    first = deliveries.add(qos_1(1), 0.0)
    second = deliveries.add(qos_1(2), 0.0)
    second()
    assert deliveries.settle() == []
    first()
    assert [mid for _, mid in deliveries.settle()] == [1, 2]


def test_message_without_samples_waits_only_for_those_before_it() -> None:
    deliveries = Woken().deliveries
    first = deliveries.add(qos_1(1), 0.0)
    deliveries.add_empty(qos_1(2), 0.0)
    assert deliveries.settle() == []
    first()
    assert [mid for _, mid in deliveries.settle()] == [1, 2]
    deliveries.add_empty(qos_1(3), 0.0)
    assert [mid for _, mid in deliveries.settle()] == [3]


def test_messages_of_qos_0_need_no_receipt() -> None:
    deliveries = Woken().deliveries
    deliveries.add([message("t", b"1", first=0x30, mid=0)], 0.0)()
    assert deliveries.settle() == []


def test_age_is_that_of_the_oldest_batch() -> None:
    deliveries = Woken().deliveries
    assert deliveries.age_s(10.0) == 0.0
    deliveries.add(qos_1(1), 10.0)
    deliveries.add(qos_1(2), 12.0)
    assert deliveries.age_s(15.0) == 5.0


def test_holdback_keeps_the_newest_of_each_topic_and_counts_the_rest() -> None:
    holdback = Holdback()
    dropped = holdback.hold([message("a", b"1"), message("b", b"2"), message("a", b"3")])
    dropped += holdback.hold([message("b", b"4")])
    assert dropped == 2
    assert [(m[0], m[1]) for m in holdback.release()] == [(b"a", b"3"), (b"b", b"4")]
    assert holdback.release() == []


def test_holdback_of_endless_topics_is_bounded() -> None:
    holdback = Holdback()
    dropped = holdback.hold([message(f"t{number}", b"1") for number in range(MOST_TOPICS + 5)])
    assert dropped == 5
    assert len(holdback.release()) == MOST_TOPICS
