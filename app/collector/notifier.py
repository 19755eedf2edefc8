"""Tells people outside the control room of alarms nobody acknowledges; one thread of its own.

What is due follows from the plan and the alarms; several alarms for one receiver become one
letter. What went out and what could not be delivered goes into the journal; a restart reads there
what was sent already. An alarm that calls again is told of again.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.alarms import AlarmEvent, AlarmEventKind, AlarmId, AlarmRule, AlarmState
from app.domain.alarms.escalations import (
    Channel,
    DueMessage,
    NotificationPlan,
    due_messages,
)
from app.domain.cities import City
from app.domain.points import Point
from app.services.notifications import Letter, letter, trial_letter
from app.services.ports import Clock, MessageChannels, MessageError

LOOK_EVERY_S: Final = 1.0
RETRY_S: Final = (30.0, 60.0, 120.0, 300.0, 600.0)
"""Pauses after a failed delivery; the last one repeats while the alarm stands."""

_CALLS: Final = frozenset({AlarmEventKind.RAISED, AlarmEventKind.REALARMED})

log = logging.getLogger(__name__)

Sent = tuple[AlarmId, int, str]


@dataclass(slots=True)
class _Trial:
    """A delivery that failed: how often, when it is tried again, whether the journal knows."""

    failures: int = 0
    again_at: float = 0.0


@dataclass(frozen=True, slots=True)
class _View:
    """What the notifier judges by; replaced as a whole."""

    city: City
    zone: ZoneInfo
    points: Mapping[str, Point]
    rules: Mapping[AlarmId, AlarmRule]
    alarms: Mapping[AlarmId, AlarmState] = field(default_factory=dict)
    plan: NotificationPlan = field(default_factory=NotificationPlan)


class Notifier:
    """Sends what is due.

    Args:
        channels: The ways out.
        record: Takes lines for the journal; called from the notifier's thread.
        clock: The time.
    """

    def __init__(
        self,
        channels: MessageChannels,
        record: Callable[[Sequence[AlarmEvent]], None],
        clock: Clock,
    ) -> None:
        self._channels, self._record, self._clock = channels, record, clock
        self._view: _View | None = None
        self._sent: set[Sent] = set()
        self._called: dict[AlarmId, int] = {}
        self._tests: SimpleQueue[tuple[str, Future[None]]] = SimpleQueue()
        self._trials: dict[str, _Trial] = {}
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="notifier", daemon=True)

    # --- from the writing thread ----------------------------------------------------------

    def take(
        self,
        city: City,
        rules: Mapping[AlarmId, AlarmRule],
        plan: NotificationPlan,
        events: Iterable[AlarmEvent] = (),
    ) -> None:
        """Take a profile and a plan.

        Args:
            city: The profile.
            rules: All its rules.
            plan: Who is told.
            events: Lines of the journal of the last days; what went out is not sent again.
        """
        points = {str(point.id): point for point in city.points}
        events = list(events)
        self.heed(events)
        with self._lock:
            alarms = {} if self._view is None else self._view.alarms
            self._view = _View(city, ZoneInfo(city.time_zone), points, rules, alarms, plan)
            self._sent |= sent_of(events)

    def heed(self, events: Iterable[AlarmEvent]) -> None:
        """Take what happened to alarms: one that calls again is told of again."""
        again = {
            event.alarm: event.time_us for event in events if event.kind is AlarmEventKind.REALARMED
        }
        if again:
            with self._lock:
                self._called = self._called | again

    def show(self, alarms: Mapping[AlarmId, AlarmState]) -> None:
        """Take the alarms that are not at rest; cheap, the mapping must not be changed later."""
        with self._lock:
            view = self._view
            if view is not None:
                self._view = _View(view.city, view.zone, view.points, view.rules, alarms, view.plan)

    # --- from any thread ------------------------------------------------------------------

    def test(self, receiver: str) -> "Future[None]":
        """Send a test message to a receiver of the plan in force, in the notifier's thread.

        The future fails with `MessageError`, whose text says why it could not be delivered.
        """
        future: Future[None] = Future()
        self._tests.put((receiver, future))
        self._wake.set()
        return future

    # --- life -----------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def stop(self) -> None:
        """End; a delivery that is under way is waited for."""
        self._is_stopping = True
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join()
        self._test_all()

    def _run(self) -> None:
        while not self._is_stopping:
            self._wake.clear()
            try:
                self._test_all()
                self.look()
            except Exception:
                log.exception("The notifier failed once; it goes on.")
            if not self._is_stopping:
                self._wake.wait(LOOK_EVERY_S)

    def _test_all(self) -> None:
        """Send the test messages that were asked for; refuse them where this is the end."""
        with suppress(Empty):
            while True:
                receiver, future = self._tests.get_nowait()
                if not future.set_running_or_notify_cancel():
                    continue
                try:
                    self._test(receiver)
                except Exception as error:  # noqa: BLE001 - whoever asked is told
                    future.set_exception(error)
                else:
                    future.set_result(None)

    def _test(self, receiver: str) -> None:
        """Send one test message.

        Raises:
            MessageError: It could not be delivered.
        """
        if self._is_stopping:
            raise MessageError("Die Erfassung wird gerade beendet.")
        with self._lock:
            view = self._view
        if view is None:
            raise MessageError("Es ist noch kein Plan in Kraft. Bitte noch einmal versuchen.")
        is_hook = view.plan.webhook(receiver) is not None
        text = trial_letter(view.city, self._clock.now_us())
        self._hand_over(view, Channel.WEBHOOK if is_hook else Channel.EMAIL, receiver, text)

    def look(self) -> None:
        """Send what is due now."""
        with self._lock:
            view, sent, called = self._view, frozenset(self._sent), self._called
        if view is None or not view.plan.policies or not view.alarms:
            return
        now_us = self._clock.now_us()
        due = due_messages(
            view.plan,
            view.alarms,
            view.rules,
            view.points,
            sent=sent,
            now_us=now_us,
            zone=view.zone,
            called=called,
        )
        for receiver, messages in by_receiver(due).items():
            if self._is_stopping:
                return
            trial = self._trials.get(receiver)
            if trial is None or self._clock.monotonic() >= trial.again_at:
                self._deliver(view, receiver, messages)

    def _deliver(self, view: _View, receiver: str, messages: Sequence[DueMessage]) -> None:
        try:
            how = self._send(view, messages)
        except MessageError as error:
            self._failed(receiver, messages, str(error))
            return
        self._trials.pop(receiver, None)
        with self._lock:
            self._sent |= {(one.alarm, one.called_us, one.mark) for one in messages}
        self._tell(AlarmEventKind.NOTIFIED, messages, receiver, how)

    def _send(self, view: _View, messages: Sequence[DueMessage]) -> str:
        """Send one letter about all messages to their receiver; return how, for the journal."""
        first = messages[0]
        text = letter(view.city, messages, view.alarms, view.rules, view.points)
        return self._hand_over(view, first.channel, first.receiver, text)

    def _hand_over(self, view: _View, channel: Channel, receiver: str, text: Letter) -> str:
        """Send a letter; return how, for the journal.

        Raises:
            MessageError: It could not be delivered.
        """
        if channel is Channel.WEBHOOK:
            hook = view.plan.webhook(receiver)
            if hook is None:
                raise MessageError(f"Den Empfänger „{receiver}“ gibt es nicht mehr.")
            self._channels.post(hook, dict(text.values))
            return f"Webhook „{hook.id}“"
        person, mail = view.plan.person(receiver), view.plan.mail
        if person is None:
            raise MessageError(f"Den Empfänger „{receiver}“ gibt es im Plan, der gilt, nicht.")
        if mail is None:
            raise MessageError("Für E-Mails ist kein Mailserver angegeben.")
        self._channels.mail(mail, person, text.subject, text.text)
        return f"E-Mail an {person.email}"

    def _failed(self, receiver: str, messages: Sequence[DueMessage], reason: str) -> None:
        trial = self._trials.setdefault(receiver, _Trial())
        pause_s = RETRY_S[min(trial.failures, len(RETRY_S) - 1)]
        trial.failures += 1
        trial.again_at = self._clock.monotonic() + pause_s
        log.info("A message to %s failed (%s); tried again in %.0f s.", receiver, reason, pause_s)
        if trial.failures == 1:  # The journal tells the begin of a failure, not each trial.
            self._tell(AlarmEventKind.UNNOTIFIED, messages, receiver, reason)

    def _tell(
        self, kind: AlarmEventKind, messages: Sequence[DueMessage], receiver: str, how: str
    ) -> None:
        now_us = self._clock.now_us()
        self._record(
            [
                AlarmEvent(
                    one.alarm,
                    kind,
                    now_us,
                    float("nan"),
                    receiver,
                    f"{one.mark}: {how}",
                    recorded_us=now_us,
                )
                for one in messages
            ]
        )


def by_receiver(messages: Iterable[DueMessage]) -> dict[str, list[DueMessage]]:
    """Return messages by receiver; one letter tells all of them."""
    found: dict[str, list[DueMessage]] = {}
    for message in messages:
        found.setdefault(message.receiver, []).append(message)
    return found


def sent_of(events: Iterable[AlarmEvent]) -> set[Sent]:
    """Return what went out according to the journal, for each call of an alarm."""
    called: dict[AlarmId, int] = {}
    found: set[Sent] = set()
    for event in events:
        if event.kind in _CALLS:
            called[event.alarm] = event.time_us
        elif event.kind is AlarmEventKind.NOTIFIED and event.alarm in called:
            found.add((event.alarm, called[event.alarm], event.comment.partition(":")[0]))
    return found
