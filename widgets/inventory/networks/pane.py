"""What the panes of networks have in common: the networks, a thread, loading and trouble."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from app.domain.inventory.changes import Commit
from app.domain.inventory.networks.network import Network
from app.domain.inventory.records import Key
from app.services.inventory.networks import Networks
from widgets.background import Background
from widgets.inventory.asking import AskingPane
from widgets.inventory.panes import OpenReader
from widgets.placeholders import Stage
from widgets.scenes.bars import CommandBar
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

_MESSAGE_ICON = "mdi6.lan"


class NetworkPane(AskingPane):
    """A pane that asks the networks something about the selection, in a thread of its own.

    A subclass says what it asks (`question`) and shows the answer (`show_answer`). Nothing is
    asked while the pane is hidden; the newest wish is the one that is shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.networks: Networks | None = None
        self.network: Network | None = None
        self.keys: tuple[Key, ...] = ()
        self.content = QWidget()
        self.stage = Stage(self.content)
        self._background = Background(self, "inventory-networks")
        self._wish = 0
        self._answered = 0
        self._hold(self.stage)

    # ---- what a subclass says --------------------------------------------------------------------
    def accepts(self, keys: Sequence[Key]) -> bool:
        """Tell whether the pane has anything to show for a selection."""
        raise NotImplementedError

    def question(self, networks: Networks) -> Callable[[], object]:
        """Return what is asked, to be called in the thread; `KeyError` means nothing to say."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Show what came; the pane's network is the one it was asked of."""
        raise NotImplementedError

    def empty_sentence(self) -> str:
        """Return what stands where nothing fitting is selected."""
        raise NotImplementedError

    def nothing_sentence(self) -> str:
        """Return what stands where there is no answer."""
        raise NotImplementedError

    # ---- what the console tells ------------------------------------------------------------------
    def set_networks(self, networks: Networks) -> None:
        """Take the networks that all panes share."""
        self.networks = networks
        self.ask()

    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        if self.networks is None:
            self.networks = Networks(open_reader)
        self.ask()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        if tuple(keys) != self.keys:
            self.keys = tuple(keys)
            self.ask()

    @override
    def show_commit(self, commit: Commit) -> None:
        if self.networks is not None and self.networks.touch(commit):
            # An import comes in many commits: the networks are read when it rests.
            self._rest.start()

    @override
    def show_moment(self, at_us: int | None) -> None:
        super().show_moment(at_us)
        self._show_notice()

    @override
    def close_feed(self) -> None:
        """End the thread."""
        super().close_feed()
        self._background.close()

    @property
    def is_settled(self) -> bool:
        """True while what is on screen is the answer to the newest wish."""
        is_asked = self._wish == self._answered and not self._is_due
        return is_asked and self.isVisible() and self.stage.is_content_shown

    # ---- asking ----------------------------------------------------------------------------------
    @override
    def _ask_now(self) -> None:
        self._is_due = False
        self._wish += 1
        if self.networks is None or not self.accepts(self.keys):
            self.stage.show_message(_MESSAGE_ICON, self.empty_sentence())
            self._tell(self._wish)
            return
        if not self.networks.is_ready or not self.stage.is_content_shown:
            self.stage.show_loading()
        wish = self._wish
        work = partial(self._work, wish, self.networks, self.question(self.networks))
        self._background.ask(
            self, work, lambda result: self._take(wish, result), lambda why: self._fail(wish, why)
        )

    def _work(
        self, wish: int, networks: Networks, ask: Callable[[], object]
    ) -> tuple[Network, object | None] | None:
        """Answer, in the thread; nothing when another wish has come meanwhile."""
        if wish != self._wish:
            return None
        network = networks.network()
        try:
            return network, ask()
        except KeyError:
            return network, None

    def _take(self, wish: int, result: tuple[Network, object | None] | None) -> None:
        if wish != self._wish or result is None:
            return
        self.network, answer = result
        if answer is None:
            self.stage.show_message(_MESSAGE_ICON, self.nothing_sentence())
        else:
            self.show_answer(answer)
            self.stage.show_content()
            self._show_notice()
        self._tell(wish)

    def _fail(self, wish: int, why: str) -> None:
        if wish == self._wish:
            self._answered = wish
            sentence = _tr("networks", "Die Netze konnten nicht gelesen werden: {0}").format(why)
            self._show_trouble(sentence)

    def _tell(self, wish: int) -> None:
        self._answered = wish
        self.answered.emit()

    def _show_notice(self) -> None:
        is_past = self.moment is not None and self.stage.is_content_shown
        sentence = _tr(
            "networks", "Netze werden immer so gezeigt, wie sie heute im Bestand stehen."
        )
        self.stage.notice.show_notice("mdi6.history", sentence if is_past else "")

    # ---- files -----------------------------------------------------------------------------------
    def ask_path(self, title: str, name: str, kind: str) -> Path | None:
        """Ask where a file is to go; None when the person gives up."""
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, kind)
        return Path(chosen) if chosen else None

    def write(self, path: Path, content: bytes) -> bool:
        """Write a file and say what became of it; False when it failed."""
        try:
            path.write_bytes(content)
        except OSError as error:
            sentence = _tr("networks", "{file} konnte nicht geschrieben werden: {reason}")
            reason = error.strerror or str(error)
            self.message_requested.emit(sentence.format(file=path.name, reason=reason))
            return False
        self.message_requested.emit(_tr("networks", "Gespeichert: {0}").format(path))
        return True

    @override
    def retranslate(self) -> None:
        self._show_notice()
        if not self.stage.is_content_shown:
            self.ask()


def keep_room(bar: "CommandBar[Any]") -> None:
    """Let a bar of few commands beside a heading always show all of them."""
    widths = [button.sizeHint().width() + GRID for button in bar.buttons.values()]
    bar.setMinimumWidth(sum(widths) + 6 * GRID)
