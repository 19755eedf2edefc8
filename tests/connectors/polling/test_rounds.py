"""Asking in rounds, against devices that answer when a test lets them."""

import asyncio
from collections import Counter
from collections.abc import Collection
from random import Random

from app.domain.points import SourceId
from app.domain.samples import SampleBatch
from app.domain.sources import BrowseNode
from app.services.clocks import SystemClock
from connectors.backoff import Backoff
from connectors.polling.plans import DevicePlan, plan_devices
from connectors.polling.rounds import Rounds
from connectors.polling.samples import Answer, Raw
from connectors.tally import Tally
from tests.connectors.polling.rigs import point, until


class Probe:
    """Devices of a test: some hang, some are silent, some are broken."""

    security = "keine"

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.hanging: set[str] = set()
        self.silent: set[str] = set()
        self.broken: set[str] = set()
        self.forgotten: list[str] = []
        self.at_once = 0
        self.most_at_once = 0

    async def open(self) -> None:
        """Nothing to open."""

    async def close(self) -> None:
        """Nothing to close."""

    async def ask(self, plan: DevicePlan) -> Answer:
        self.asked[plan.name] += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if plan.name in self.hanging:
                await asyncio.Event().wait()
            await asyncio.sleep(0.001)
        finally:
            self.at_once -= 1
        if plan.name in self.broken:
            raise RuntimeError("kaputt")
        if plan.name in self.silent:
            return Answer(silence="schweigt")
        return Answer(values={"agent.up": Raw(1)}, messages=1)

    async def touch(self, plan: DevicePlan) -> bool:
        self.asked[plan.name] += 1
        return plan.name not in self.silent

    async def browse(
        self, address: str, agents: Collection[str], known: Collection[tuple[str, str]]
    ) -> list[BrowseNode]:
        return [BrowseNode(address, name, is_known=bool(known)) for name in agents]

    def forget(self, name: str) -> None:
        self.forgotten.append(name)


def plans(count: int) -> dict[str, DevicePlan]:
    points = [point(f"d{number}", "agent.up") for number in range(count)]
    return plan_devices(points, are_echoes=False)[0]


def rounds_of(probe: Probe, *, parallel: int = 8) -> tuple[Rounds, list[SampleBatch]]:
    clock, stored = SystemClock(), list[SampleBatch]()
    tally = Tally(SourceId("netz"), clock)
    backoff = Backoff(Random(1))  # noqa: S311 -- jitter is no secret
    return Rounds(probe, tally, clock, backoff, parallel=parallel, store=stored.append), stored


async def end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_a_device_that_hangs_holds_up_nobody_else() -> None:
    async def scene() -> None:
        probe = Probe()
        probe.hanging.add("d0")
        rounds, _ = rounds_of(probe, parallel=2)
        rounds.take(plans(5))
        task = asyncio.create_task(rounds.run())
        await until(lambda: all(probe.asked[f"d{number}"] >= 2 for number in range(1, 5)))
        assert probe.asked["d0"] == 1, "it is not asked again while it is being asked"
        await end(task)
        assert probe.at_once == 0

    asyncio.run(scene())


def test_no_more_devices_are_asked_at_once_than_allowed() -> None:
    async def scene() -> None:
        probe = Probe()
        rounds, stored = rounds_of(probe, parallel=3)
        rounds.take(plans(40))
        task = asyncio.create_task(rounds.run())
        await until(lambda: len(probe.asked) == 40)
        rounds.ask_all_now()
        await until(lambda: min(probe.asked.values()) >= 2)
        assert probe.most_at_once <= 3
        assert stored
        await end(task)

    asyncio.run(scene())


def test_a_fault_of_ours_with_one_device_is_its_silence_only() -> None:
    async def scene() -> None:
        probe = Probe()
        probe.broken.add("d1")
        rounds, _ = rounds_of(probe)
        rounds.take(plans(2))
        task = asyncio.create_task(rounds.run())
        await until(lambda: all(it.is_asked for it in rounds.devices.values()))
        assert "kaputt" in rounds.devices["d1"].silence
        assert rounds.devices["d0"].is_answering
        await end(task)

    asyncio.run(scene())


def test_while_all_are_silent_only_a_few_are_asked_for_a_sign_of_life() -> None:
    async def scene() -> None:
        probe = Probe()
        probe.silent |= {f"d{number}" for number in range(30)}
        rounds, _ = rounds_of(probe)
        rounds.take(
            plan_devices(
                [point(f"d{n}", "agent.up", interval_s=100.0) for n in range(30)], are_echoes=False
            )[0]
        )
        task = asyncio.create_task(rounds.run())
        await until(lambda: len(probe.asked) == 30)
        await until(lambda: sum(probe.asked.values()) > 30)
        assert sum(probe.asked.values()) < 40
        probe.silent.clear()
        await until(lambda: all(it.is_answering for it in rounds.devices.values()))
        await end(task)

    asyncio.run(scene())


def test_devices_that_stay_keep_their_state_and_others_are_forgotten() -> None:
    async def scene() -> None:
        probe = Probe()
        rounds, _ = rounds_of(probe)
        rounds.take(plans(3))
        task = asyncio.create_task(rounds.run())
        await until(lambda: all(it.is_answering for it in rounds.devices.values()))
        kept = rounds.devices["d0"]
        rounds.take(plans(1))
        assert rounds.devices["d0"] is kept
        assert sorted(probe.forgotten) == ["d1", "d2"]
        await end(task)

    asyncio.run(scene())
