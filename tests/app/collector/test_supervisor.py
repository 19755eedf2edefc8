"""The connectors' life: one wrong source never stops the others."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any

import pytest
from typing_extensions import override

from app.collector import supervisor as module
from app.collector.supervisor import Supervisor
from app.domain.cities import SourceConfig
from app.domain.points import Point, SourceId
from app.domain.sources import SourceKind, SourceState
from app.services.ports import ConnectorError
from tests.fakes.adapters import FakeConnector
from tests.fakes.city import make_city
from tests.fakes.clocks import FakeClock

CITY = make_city(20)
LORA, NETZ = SourceId("lora"), SourceId("netz")


class Naughty(FakeConnector):
    """Fails in what a test names."""

    fails: frozenset[str] = frozenset()

    @override
    async def start(self) -> None:
        if "start" in self.fails:
            raise ConnectorError("Das Kennwort fehlt.")
        await super().start()

    @override
    async def stop(self) -> None:
        if "stop" in self.fails:
            raise ZeroDivisionError
        if "hang" in self.fails:
            await asyncio.Event().wait()
        await super().stop()

    @override
    async def apply_points(self, points: Sequence[Point]) -> None:
        if "apply_points" in self.fails:
            raise ZeroDivisionError
        await super().apply_points(points)


@pytest.fixture
def made() -> dict[SourceId, list[Naughty]]:
    return {}


def supervisor_of(made: dict[SourceId, list[Naughty]], fails: dict[SourceId, str]) -> Supervisor:
    def make(config: SourceConfig, points: Sequence[Point]) -> Naughty:
        connector = Naughty(config, points, None)  # type: ignore[arg-type]  # delivers nothing
        connector.fails = frozenset({fails.get(config.id, "")})
        made.setdefault(config.id, []).append(connector)
        return connector

    return Supervisor(dict.fromkeys(SourceKind, make), FakeClock())


Play = Callable[[Supervisor], Coroutine[Any, Any, None]]


def play(supervisor: Supervisor, more: Play | None = None) -> None:
    async def whole() -> None:
        await supervisor.start(CITY)
        if more is not None:
            await more(supervisor)
        await supervisor.stop()

    asyncio.run(whole())


@pytest.mark.expects_warnings
def test_a_source_that_cannot_start_is_failed_and_says_why(
    made: dict[SourceId, list[Naughty]],
) -> None:
    async def look(supervisor: Supervisor) -> None:
        health = {one.source: one for one in supervisor.health()}
        assert health[LORA].state is SourceState.FAILED
        assert health[LORA].reason == "Das Kennwort fehlt."
        assert health[NETZ].state is SourceState.ONLINE
        assert supervisor.delivering()[LORA] is False
        with pytest.raises(ConnectorError, match="Kennwort"):
            supervisor.connector(LORA)

    play(supervisor_of(made, {LORA: "start"}), look)


@pytest.mark.expects_warnings
def test_a_kind_without_connector_is_failed() -> None:
    async def look(supervisor: Supervisor) -> None:
        states = {one.state for one in supervisor.health()}
        assert states == {SourceState.FAILED}

    play(Supervisor({}, FakeClock()), look)


@pytest.mark.expects_warnings
def test_a_source_that_does_not_stop_is_left_behind(
    made: dict[SourceId, list[Naughty]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STOP_S", 0.01)
    play(supervisor_of(made, {LORA: "stop", NETZ: "hang"}))
    assert made[SourceId("daten")][0].calls == ["start", "stop"]


@pytest.mark.expects_warnings
def test_a_source_that_cannot_take_its_points_restarts(
    made: dict[SourceId, list[Naughty]],
) -> None:
    async def change(supervisor: Supervisor) -> None:
        await supervisor.change(CITY, frozenset({LORA}))

    play(supervisor_of(made, {LORA: "apply_points"}), change)
    assert len(made[LORA]) == 2
    assert len(made[NETZ]) == 1


def test_sources_come_and_go_with_the_profile(made: dict[SourceId, list[Naughty]]) -> None:
    without = replace(
        CITY,
        sources=tuple(one for one in CITY.sources if one.id != LORA),
        points=tuple(one for one in CITY.points if one.source != LORA),
    )

    async def change(supervisor: Supervisor) -> None:
        await supervisor.change(without, frozenset({LORA}))
        assert LORA not in supervisor.delivering()
        await supervisor.change(CITY, frozenset({LORA}))
        assert supervisor.delivering()[LORA]
        await supervisor.restart(LORA)
        await supervisor.restart(SourceId("niemand"))

    play(supervisor_of(made, {}), change)
    assert [connector.calls for connector in made[LORA]] == [["start", "stop"]] * 3
    assert made[NETZ][0].calls == ["start", "stop"]


def test_before_the_start_there_is_nothing() -> None:
    supervisor = Supervisor({}, FakeClock())
    assert supervisor.health() == []
    asyncio.run(supervisor.restart(LORA))
