"""Which alarms ring: news, again when raised again, never what was silenced."""

from app.console.ringing import Call, Ringing
from app.domain.alarms import Priority

HIGH, CRITICAL = Call(Priority.HIGH, 1), Call(Priority.CRITICAL, 2)


def loudest(ringing: Ringing) -> Priority | None:
    return ringing.loudest


def test_what_stands_at_the_start_is_no_news() -> None:
    ringing = Ringing()
    ringing.begin({"a": CRITICAL})
    assert ringing.loudest is None
    assert ringing.take({"a": CRITICAL}, []) is None
    assert ringing.is_anything_waiting


def test_the_most_urgent_of_what_is_new_is_told() -> None:
    ringing = Ringing()
    ringing.begin({})
    assert ringing.take({"a": HIGH, "b": CRITICAL}, []) is Priority.CRITICAL
    assert ringing.take({"a": HIGH}, []) is None, "it rings already"
    assert loudest(ringing) is Priority.CRITICAL
    assert ringing.take({}, ["b"]) is None
    assert loudest(ringing) is Priority.HIGH


def test_silence_is_for_what_rings_now() -> None:
    ringing = Ringing()
    ringing.begin({})
    ringing.take({"a": HIGH}, [])
    ringing.silence()
    assert loudest(ringing) is None
    assert ringing.take({"b": HIGH}, []) is Priority.HIGH, "the next one rings"
    ringing.silence()
    assert ringing.take({"a": Call(Priority.HIGH, 9)}, []) is Priority.HIGH, "raised once more"
    assert loudest(ringing) is Priority.HIGH
    ringing.take({}, ["a", "b"])
    assert not ringing.is_anything_waiting
