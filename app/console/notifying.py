"""Notifications: the plan is published like the rules; a test message is sent by the collector."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from app.console.controllers import Answers
from app.console.rules import RuleDesk
from app.domain.documents import DocumentKind
from app.services.ports import CollectorClient

if TYPE_CHECKING:
    from widgets.notifications import NotificationsView


class NotificationDesk(QObject):
    """Does what the view of the plan asks for.

    Args:
        rules: Publishes documents.
        client: The link to the collector.
        answers: Brings its answers back.
        actor: Who changes something.
        parent: Owner.
    """

    def __init__(
        self,
        rules: RuleDesk,
        client: CollectorClient,
        answers: Answers,
        actor: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rules, self._client, self._answers = rules, client, answers
        self._actor = actor
        self._views: list[NotificationsView] = []
        rules.published.connect(self._renew)

    def join(self, view: "NotificationsView") -> None:
        """Give a view what it needs and do what it asks for."""
        self._views = [known for known in self._views if isValid(known)]
        self._views.append(view)
        view.set_actor(self._actor)
        view.publish_requested.connect(partial(self._publish, view))
        view.test_requested.connect(partial(self._send_test, view))

    def _publish(self, view: "NotificationsView", kind: DocumentKind, text: str, why: str) -> None:
        self._rules.publish(kind, text, why, view.show_problems, view.base_number)

    def _send_test(self, view: "NotificationsView", receiver: str) -> None:
        def tell(reason: str) -> None:
            if isValid(view):
                view.show_test(receiver, reason)

        self._answers.await_answer(self._client.test_message(receiver), lambda _: tell(""), tell)

    def _renew(self, kind: DocumentKind) -> None:
        """Show that another plan is in force."""
        if kind is DocumentKind.NOTIFICATIONS:
            for view in filter(isValid, self._views):
                view.reload()
