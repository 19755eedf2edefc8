"""The collector writes down which limits hold, when it starts and when the profile changes."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.collector.publisher import Publisher
from app.collector.recorder import Recorder
from app.domain.alarms import RuleKind
from app.domain.cities import City
from app.link import messages as m
from tests.fakes.adapters import FakeHistorian, FakeJournal
from tests.fakes.city import make_city
from tests.fakes.clocks import START_US, FakeClock

MINUTE = 60.0


@dataclass
class Bench:
    """A recorder whose journal is a list."""

    data: Path
    journal: FakeJournal = field(default_factory=FakeJournal)
    clock: FakeClock = field(default_factory=FakeClock)
    city: City = field(default_factory=lambda: make_city(40))

    def __post_init__(self) -> None:
        self.publisher = Publisher(self.data, _no_answer)

    def recorder(self, city: City) -> Recorder:
        recorder = Recorder(
            city,
            open_journal=lambda: self.journal,
            publisher=self.publisher,
            delivering=lambda: {source.id: True for source in city.sources},
            submit=lambda *_: None,
            clock=self.clock,
        )
        recorder.open(FakeHistorian())
        return recorder

    def seen(self) -> list[tuple[RuleKind, float, int]]:
        """Return the changes of the first point: kind, limit, minutes since the start."""
        return [
            (change.kind, change.threshold, (change.since_us - START_US) // 60_000_000)
            for change in self.journal.limits
            if change.point == self.city.points[0].id
        ]


def _no_answer(_: m.Request) -> "Future[m.Reply]":
    raise NotImplementedError


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.publisher.stop()


def with_limit(city: City, threshold: float) -> City:
    first, *others = city.rules
    return replace(city, rules=(replace(first, threshold=threshold), *others))


def test_limits_are_recorded_at_the_start_and_when_they_change(bench: Bench) -> None:
    """The same profile again records nothing, also after a restart."""
    hi, hihi = (rule.threshold for rule in bench.city.rules[:2])
    recorder = bench.recorder(bench.city)
    first = [(RuleKind.HI, hi, 0), (RuleKind.HIHI, hihi, 0)]
    assert bench.seen() == first
    assert all(change.kind is not RuleKind.STATE for change in bench.journal.limits)
    bench.clock.advance(MINUTE)
    recorder.change_city(bench.city)
    recorder.change_city(with_limit(bench.city, 50.0))
    assert bench.seen()[2:] == [(RuleKind.HI, 50.0, 1)]
    recorder.close()
    bench.clock.advance(MINUTE)
    again = bench.recorder(with_limit(bench.city, 50.0))
    assert len(bench.seen()) == 3
    again.change_city(replace(bench.city, rules=bench.city.rules[1:]))
    gone = bench.journal.limits[-1]
    assert (gone.kind, gone.is_removal, gone.since_us) == (
        RuleKind.HI, True, START_US + 120_000_000,
    )  # fmt: skip
    again.close()


def test_a_journal_that_fails_gets_the_limits_later(bench: Bench) -> None:
    """They keep the moment at which they changed, and the collector works on."""
    recorder = bench.recorder(bench.city)
    before = len(bench.journal.limits)
    bench.journal.failure = "Die Platte ist voll."
    recorder.change_city(with_limit(bench.city, 50.0))
    bench.clock.advance(MINUTE)
    recorder.change_city(with_limit(bench.city, 60.0))
    assert len(bench.journal.limits) == before
    bench.journal.failure = ""
    bench.clock.advance(MINUTE)
    recorder.tick()
    assert bench.seen()[2:] == [(RuleKind.HI, 50.0, 0), (RuleKind.HI, 60.0, 1)]
    recorder.tick()
    assert len(bench.journal.limits) == before + 2
    recorder.close()
