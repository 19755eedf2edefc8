"""Carries out what consoles ask for, on the collector's loop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Final

from app.collector.recorder import Recorder
from app.collector.supervisor import Supervisor
from app.collector.writer import Writer
from app.domain.alarms import AlarmOrder, OrderRefusedError
from app.domain.documents import OutdatedError
from app.domain.points import SourceId
from app.domain.sources import DeviceIdentity
from app.link import messages as m
from app.services.ports import ConnectorError, Identifying, MessageError, StorageError

PATIENCE_S: Final = 30.0
"""No request takes longer; the console must hear something."""

log = logging.getLogger(__name__)


class RequestDesk:
    """Answers requests.

    Args:
        writer: For what must happen in the writing thread.
        recorder: Carries out orders on alarms, puts documents in force.
        supervisor: Knows the connectors.
        reload_profile: Reads the profile again, returns its problems.
        test_message: Sends a test message to a receiver; None where nobody is ever told.
    """

    def __init__(
        self,
        writer: Writer,
        recorder: Recorder,
        supervisor: Supervisor,
        reload_profile: Callable[[], Awaitable[list[str]]],
        test_message: "Callable[[str], Future[None]] | None" = None,
    ) -> None:
        self._writer = writer
        self._recorder = recorder
        self._supervisor = supervisor
        self._reload_profile = reload_profile
        self._test_message = test_message
        self._loop: asyncio.AbstractEventLoop | None = None

    def open(self) -> None:
        """Serve on the running loop from now on."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """Serve no more."""
        self._loop = None

    def answer(self, request: m.Request) -> "Future[m.Reply]":
        """Take a request from any thread; return a future of its reply."""
        loop = self._loop
        if loop is None or loop.is_closed():
            future: Future[m.Reply] = Future()
            future.cancel()
            return future
        return asyncio.run_coroutine_threadsafe(self._serve(request), loop)

    async def _serve(self, request: m.Request) -> m.Reply:
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._carry_out(request)
        except (ConnectorError, StorageError, OrderRefusedError, MessageError) as error:
            return m.Refused(request.id, str(error))
        except TimeoutError:
            return m.Refused(
                request.id,
                f"Die Quelle hat innerhalb von {PATIENCE_S:.0f} Sekunden nicht geantwortet. "
                "Bitte die Verbindung prüfen und es noch einmal versuchen.",
            )
        except Exception as error:
            log.exception("A request failed: %s", request)
            return m.Refused(request.id, f"Das ist an einem Fehler gescheitert: {error!r}")

    async def _carry_out(self, request: m.Request) -> m.Reply:
        match request:
            case m.Operate(order=order):
                await self._operate(order)
            case m.Publish():
                return m.Problems(request.id, await self._publish(request))
            case m.Browse(source=source, address=address):
                nodes = await self._supervisor.connector(source).browse(address)
                return m.Nodes(request.id, nodes)
            case m.Identify(source=source, agent=agent):
                return m.Identity(request.id, await self._identify(source, agent))
            case m.FetchRawMessages(source=source):
                raw = self._supervisor.connector(source).raw_messages()
                return m.RawMessages(request.id, raw)
            case m.Trust(source=source, fingerprint=fingerprint):
                await self._supervisor.connector(source).trust(fingerprint)
            case m.Retry(source=source):
                await self._supervisor.connector(source).retry()
            case m.TestMessage(receiver=receiver):
                await self._send_test(receiver)
            case m.ReloadProfile():
                return m.Problems(request.id, await self._reload_profile())
        return m.Done(request.id)

    async def _identify(self, source: SourceId, agent: str) -> DeviceIdentity:
        connector = self._supervisor.connector(source)
        if not isinstance(connector, Identifying):
            raise ConnectorError(
                "Geräte dieser Quelle sagen nicht, wer sie sind; das geht nur mit SNMP."
            )
        return await connector.identify(agent)

    async def _send_test(self, receiver: str) -> None:
        if self._test_message is None:
            raise MessageError("Diese Erfassung verschickt keine Nachrichten.")
        await asyncio.wrap_future(self._test_message(receiver))

    async def _operate(self, order: AlarmOrder) -> None:
        """Let servers carry out what is theirs, then do what is ours.

        Ours is looked through first: what is refused for one alarm is not done for others. A
        server that refuses leaves ours undone; what another server has done already stays done.
        """
        looking = self._writer.call(lambda: self._recorder.mirrors_of(order))
        for source, mirrors in sorted((await asyncio.wrap_future(looking)).items()):
            part = replace(order, alarms=tuple(mirrors))
            await self._supervisor.connector(source).operate(part, mirrors)
        done = self._writer.call(lambda: self._recorder.operate(order))
        await asyncio.wrap_future(done)

    async def _publish(self, request: m.Publish) -> list[str]:
        """Put a document in force; return what is wrong with it."""
        if not request.why.strip():
            return ["Zu einer Änderung gehört ein Grund."]
        kind, text = request.kind, request.text
        problems = await asyncio.to_thread(self._recorder.documents.problems_of, kind, text)
        if not problems:
            done = self._writer.call(
                lambda: self._recorder.publish(kind, text, request.actor, request.why, request.base)
            )
            try:
                await asyncio.wrap_future(done)
            except OutdatedError as error:
                return [str(error)]
        return problems
