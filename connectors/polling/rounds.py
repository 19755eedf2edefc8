"""Asking many devices in turn: each in its own time, few at once, and none waits for another."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from app.domain.samples import SampleBatch
from app.services.ports import Clock
from connectors.backoff import Backoff
from connectors.polling.plans import DevicePlan
from connectors.polling.probes import Probe
from connectors.polling.samples import Answer, Assembler, silent_values
from connectors.tally import Tally

STAGGER_S: Final = 0.05
"""Devices are first asked one after the other, and stay so: a steady trickle, no bursts."""

SECOND_LOOK_S: Final = 5.0
"""After its first answer a device is soon asked again: a rate needs two readings."""

SILENT_FACTOR: Final = 2.0
"""A device that stays silent is asked after so many intervals: before it would count as stale."""

REFUSED_S: Final = 60.0
"""A device that refuses us is asked again once a minute at most: a password is not guessed."""

SCOUTS: Final = 3
"""While all are silent so many of them are asked for a sign of life, a different few each time."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Device:
    """One device and what is known of it.

    Attributes:
        plan: What it is asked.
        due_s: When it is next asked, on the monotonic clock.
        silence: Why it gave no answer; empty when it did, or was never asked.
        is_refused: True when it refuses us.
        is_asked: True once it was asked.
        problems: Measures without a value, with the reason.
        silent_rounds: Times in a row without an answer.
        is_busy: True while it is being asked.
    """

    plan: DevicePlan
    due_s: float
    silence: str = ""
    is_refused: bool = False
    is_asked: bool = False
    problems: dict[str, str] = field(default_factory=dict)
    silent_rounds: int = 0
    is_busy: bool = False
    assembler: Assembler = field(default_factory=Assembler)

    @property
    def is_silent(self) -> bool:
        """True when it gave no answer the last time."""
        return self.is_asked and bool(self.silence)

    @property
    def is_answering(self) -> bool:
        """True when it answered the last time."""
        return self.is_asked and not self.silence


class Rounds:
    """The devices of a source, and the asking. Used on the event loop only."""

    def __init__(
        self,
        probe: Probe,
        tally: Tally,
        clock: Clock,
        backoff: Backoff,
        *,
        parallel: int,
        store: Callable[[SampleBatch], None],
    ) -> None:
        """Prepare; `run` asks.

        Args:
            probe: The way of asking.
            tally: Counts.
            clock: The time.
            backoff: Waits while all devices are silent.
            parallel: Devices asked at once.
            store: Takes samples.
        """
        self.devices: dict[str, Device] = {}
        self._probe = probe
        self._tally = tally
        self._clock = clock
        self._backoff = backoff
        self._parallel = parallel
        self._store = store
        self._changed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._scout_from = 0
        self.on_answer: Callable[[], None] = lambda: None

    def take(self, plans: dict[str, DevicePlan]) -> None:
        """Go over to other devices; those that stay keep their time and their registers."""
        now_s = self._clock.monotonic()
        before, self.devices = self.devices, {}
        for number, (name, plan) in enumerate(plans.items()):
            device = before.get(name) or Device(plan, now_s + number * _stagger(plans))
            if device.plan != plan:
                device.due_s = min(device.due_s, now_s)
                device.plan = plan
            self.devices[name] = device
        for name in before.keys() - plans.keys():
            self._probe.forget(name)
        self._changed.set()

    def ask_all_now(self) -> None:
        """Make all devices due."""
        now_s = self._clock.monotonic()
        for number, device in enumerate(self.devices.values()):
            device.due_s = now_s + number * _stagger(self.devices)
            device.silent_rounds = 0
        self._changed.set()

    async def run(self) -> None:
        """Ask until cancelled."""
        try:
            while True:
                self._start_due()
                await self._wait()
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            for device in self.devices.values():
                device.is_busy = False

    def _start_due(self) -> None:
        now_s = self._clock.monotonic()
        due = [it for it in self.devices.values() if it.due_s <= now_s and not it.is_busy]
        for device in sorted(due, key=_due)[: max(self._parallel - len(self._tasks), 0)]:
            device.is_busy = True
            task = asyncio.create_task(self._ask(device))
            self._tasks.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._changed.set()
        if not task.cancelled() and task.exception() is not None:
            log.error("A device could not be asked by a fault of ours.", exc_info=task.exception())

    async def _wait(self) -> None:
        """Wait until something is due or something changed."""
        self._changed.clear()
        idle = [it.due_s for it in self.devices.values() if not it.is_busy]
        delay_s = None
        if idle and len(self._tasks) < self._parallel:
            delay_s = max(min(idle) - self._clock.monotonic(), 0.0)
        # Not `wait_for`: it may lose a cancellation that comes with the event (Python 3.11).
        with suppress(TimeoutError):
            async with asyncio.timeout(delay_s):
                await self._changed.wait()

    # --- one device ---------------------------------------------------------------------------

    async def _ask(self, device: Device) -> None:
        plan = device.plan
        began_s = self._clock.monotonic()
        try:
            answer = await self._answer(device)
        except Exception as error:  # noqa: BLE001 -- one device must not stop the others
            answer = Answer(
                silence=f"Das Fragen ist an einem eigenen Fehler gescheitert: {error!r}."
            )
        finally:
            device.is_busy = False
        if self.devices.get(plan.name) is not device:
            return
        if device.plan is not plan:
            # Other points meanwhile: what was answered is no answer to them.
            device.due_s = self._clock.monotonic()
            return
        was_silent, was_asked = device.is_silent, device.is_asked
        device.silence, device.is_refused = answer.silence, answer.is_refused
        device.is_asked = True
        device.silent_rounds = device.silent_rounds + 1 if answer.silence else 0
        if answer.silence and not self._are_all_lost():
            answer.values = silent_values(plan)
        self._note(device, answer, self._assembled(device, answer), was_silent=was_silent)
        if answer.silence:
            if not was_silent and self._are_all_lost():
                self._doubt_all()
            self._plan_again(device, began_s)
        else:
            self._backoff.reset()
            step_s = plan.interval_s if was_asked else min(plan.interval_s, SECOND_LOOK_S)
            device.due_s = max(device.due_s, began_s - step_s) + step_s
            if was_silent and self._answering() == 1:
                self._wake_silent(device)
        self.on_answer()

    async def _answer(self, device: Device) -> Answer:
        """Ask for everything; of one that is silent first for a sign of life only."""
        if device.is_silent and not device.is_refused and not await self._probe.touch(device.plan):
            return Answer(silence=device.silence)
        return await self._probe.ask(device.plan)

    def _assembled(self, device: Device, answer: Answer) -> int:
        """Store what came of asking; return how many samples that is."""
        now_us, now_s = self._clock.now_us(), self._clock.monotonic()
        batch = device.assembler.assemble(device.plan, answer, now_us, now_s)
        self._store(batch)
        return len(batch)

    def _note(self, device: Device, answer: Answer, samples: int, *, was_silent: bool) -> None:
        """Count an answer, and keep it for the health page."""
        self._tally.add(messages=answer.messages)
        name = device.plan.name
        shown = {text: raw.value for text, raw in answer.values.items()}
        payload = json.dumps(shown, ensure_ascii=False).encode()
        if answer.silence:
            if not was_silent:
                self._tally.reject(name, b"", answer.silence)
        elif answer.problems and answer.problems != device.problems:
            reason = " ".join(f"{text}: {why}" for text, why in answer.problems.items())
            self._tally.reject(name, payload, reason, samples=samples)
        else:
            self._tally.message(name, payload, samples=samples)
        if not answer.silence:
            device.problems = answer.problems

    def _are_all_lost(self) -> bool:
        """Tell whether none of several devices answers: then it is rather our own side."""
        return len(self.devices) > 1 and all(it.is_silent for it in self.devices.values())

    def _doubt_all(self) -> None:
        """Take back that devices are down: nothing is known of them any more."""
        for device in self.devices.values():
            self._assembled(device, Answer(silence=device.silence))

    # --- silence ------------------------------------------------------------------------------

    def _plan_again(self, device: Device, began_s: float) -> None:
        """Say when a silent device is asked again; while all are silent, the source waits."""
        factor = min(2.0 ** (device.silent_rounds - 1), SILENT_FACTOR)
        device.due_s = began_s + device.plan.interval_s * factor
        if device.is_refused:
            device.due_s = max(device.due_s, began_s + REFUSED_S)
            return
        if self._answering() or not all(it.is_asked for it in self.devices.values()):
            return
        if any(it.is_busy for it in self.devices.values()):
            return
        delay_s = self._backoff.next_delay_s()
        due_s = self._clock.monotonic() + delay_s
        for scout in self._scouts():
            scout.due_s = min(scout.due_s, due_s) if scout is not device else due_s

    def _scouts(self) -> Iterable[Device]:
        devices = list(self.devices.values())
        first = self._scout_from
        self._scout_from = (first + SCOUTS) % max(len(devices), 1)
        return [devices[(first + k) % len(devices)] for k in range(min(SCOUTS, len(devices)))]

    def _wake_silent(self, found: Device) -> None:
        """Ask all others, too: the first of them is back."""
        now_s = self._clock.monotonic()
        for number, device in enumerate(self.devices.values()):
            if device is not found:
                device.due_s = min(device.due_s, now_s + number * _stagger(self.devices))

    def _answering(self) -> int:
        return sum(device.is_answering for device in self.devices.values())


def _due(device: Device) -> float:
    return device.due_s


def _stagger(devices: dict[str, DevicePlan] | dict[str, Device]) -> float:
    """Return the time between the first questions of two devices: all within their interval."""
    if not devices:
        return 0.0
    plans = [it.plan if isinstance(it, Device) else it for it in devices.values()]
    return min(STAGGER_S, min(plan.interval_s for plan in plans) / len(plans))
