"""Files that become layers of the map: read beside the window, remembered, asked about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from os.path import normpath
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.console.map_asking import Questions, Reading
from app.console.map_reading import (
    OWN_LAYERS,
    Content,
    as_row,
    content_of,
    files_of,
    is_same,
    is_same_path,
    parts_of,
)
from app.domain.maps import Box, LayerFile
from app.domain.texts import Text
from app.services.maps.arranging import file_layer
from app.services.maps.files import LayerData, LayerError, TileArchive
from app.services.maps.files.documents import unreadable_text
from app.services.ports import SettingsStore
from widgets.background import Background
from widgets.map.panels.crs_dialog import CrsDialog
from widgets.map.panels.files import LayerChoiceDialog

if TYPE_CHECKING:
    from widgets.map.view import MapView


class Receiver(Protocol):
    """What wants the layers that were read."""

    def show_content(self, file: LayerFile, content: Content, *, is_own: bool) -> None:
        """Show what was read of a file."""
        ...

    def show_trouble(self, file: LayerFile, trouble: str, *, is_own: bool) -> None:
        """Say at its layer why a file cannot be shown."""
        ...

    def say(self, sentence: str) -> None:
        """Say something for which there is no place on a map any more."""
        ...


@dataclass(slots=True, eq=False)
class _Job:
    """A file that is being read.

    Attributes:
        file: The file.
        is_own: True for a layer of a person.
        reading: What is seen of it where a person just chose it; None for one known already.
        is_started: True once it is clear which layer of the file is meant.
        given_up: Set when nobody wants it any more.
    """

    file: LayerFile
    is_own: bool
    reading: Reading | None = None
    is_started: bool = False
    given_up: Event = field(default_factory=Event)


class MapFiles(QObject):
    """Reads the files of layers one after the other, and remembers those that people added.

    Args:
        settings: Where the layers of people are kept.
        receiver: Takes what was read.
        parent: Owner.

    Attributes:
        own: The layers that people added, whether they can be read or not.
    """

    _came_forward = Signal(object, float)

    def __init__(self, settings: SettingsStore, receiver: Receiver, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._receiver = receiver
        self._work = Background(self, "map-files")
        self._questions = Questions(self)
        self._jobs: list[_Job] = []
        self._box: Box | None = None
        self.own = files_of(settings.get(OWN_LAYERS))
        self._profile: dict[str, LayerFile] = {}
        self._removed: dict[str, LayerFile] = {}
        self._broken: dict[str, LayerFile] = {}
        self._is_closed = False
        self._came_forward.connect(self._show_progress)

    def close(self) -> None:
        """Give up what is being read."""
        self._is_closed = True
        for job in self._jobs:
            job.given_up.set()
        self._questions.close()
        self._work.close()

    def set_box(self, box: Box | None) -> None:
        """Take where the city is; by it wrong coordinates are recognised."""
        self._box = box

    # ---- what is read --------------------------------------------------------------------------
    def read_own(self) -> None:
        """Read the layers that people added."""
        for file in self.own:
            self._start(_Job(file, is_own=True))

    def read(self, files: Iterable[LayerFile]) -> None:
        """Read layers of the profile."""
        for file in files:
            self._profile[file.id] = file
            self._start(_Job(file, is_own=False))

    def read_broken(self) -> None:
        """Try those again that could not be read; somebody may have mended them."""
        for file in tuple(self._broken.values()):
            self._try_again(file)

    def forget(self, file_id: str) -> None:
        """Read a layer no further that nobody wants any more."""
        self._profile.pop(file_id, None)
        self._broken.pop(file_id, None)
        for job in self._jobs:
            if job.file.id == file_id:
                job.given_up.set()

    def add(self, paths: Sequence[Path], view: "MapView") -> None:
        """Lay files over the map that a person chose."""
        if self._is_closed:
            return
        view.open_layers()
        for path in dict.fromkeys(Path(normpath(path.absolute())) for path in paths):
            job = _Job(LayerFile(uuid4().hex, Text(path.stem), str(path)), is_own=True)
            self._show_job(job, view)
            find = partial(parts_of, job.file, job.given_up)
            self._work.ask(self, find, partial(self._choose, job), partial(self._fail, job))

    def remove(self, file_id: str) -> None:
        """Forget a layer of a person; its file stays where it is."""
        file = next((one for one in self.own if one.id == file_id), None)
        if file is not None:
            self.forget(file_id)
            self._removed[file_id] = file
            self._keep([one for one in self.own if one.id != file_id])

    def restore(self, file_id: str) -> None:
        """Read a layer again that was removed, unless it was added anew meanwhile."""
        file = self._removed.pop(file_id, None)
        if file is not None and not any(is_same(file, one) for one in self.own):
            self._keep([*self.own, file])
            self._start(_Job(file, is_own=True))

    def _try_again(self, file: LayerFile) -> None:
        self._broken.pop(file.id, None)
        self._start(_Job(file, is_own=file.id not in self._profile))

    def _start(self, job: _Job) -> None:
        if job not in self._jobs:
            self._jobs.append(job)
        job.is_started = True
        tell = partial(self._came_forward.emit, job)
        work = partial(content_of, job.file, self._box, job.given_up, tell)
        self._work.ask(self, work, partial(self._take, job), partial(self._fail, job))

    # ---- which layer of a file -----------------------------------------------------------------
    def _choose(self, job: _Job, found: Any) -> None:
        """Go on with the layers of a file that are not on the map; of several a person chooses."""
        if job.given_up.is_set() or found is None:
            self._end(job)
        elif isinstance(found, LayerError):
            self._show_failure(job, str(found))
        else:
            known = self._known(job, found)
            free = [part for part in found if part not in known]
            if known and not free:
                self._show_known(job, list(known.values()))
            elif len(found) <= 1:
                self._start(job)
            elif len(free) == 1:
                self._start_parts(job, free)
            else:
                self._ask_parts(job, free)

    def _known(self, job: _Job, parts: Sequence[str]) -> dict[str, LayerFile]:
        """Return which layers of a file are on the map already, or on their way to it."""
        under_way = [one.file for one in self._jobs if one.is_started and one is not job]
        there = (*self.own, *self._profile.values(), *under_way)
        return {file.part or parts[0]: file for file in there if is_same_path(file, job.file)}

    def _show_known(self, job: _Job, files: Sequence[LayerFile]) -> None:
        """Say that nothing is new; what could not be read before is tried again."""
        broken = [file for file in files if file.id in self._broken]
        if broken:
            self._end(job)
            for file in broken:
                self._try_again(file)
            return
        if job.reading is not None:
            job.reading.choose(file_layer(files[0], 0).id)
        name = Path(job.file.path).name
        self._show_failure(job, self.tr("„{0}“ liegt schon auf der Karte.").format(name))

    def _ask_parts(self, job: _Job, parts: list[str]) -> None:
        name = Path(job.file.path).name

        def make(window: QWidget) -> QDialog:
            return LayerChoiceDialog(name, [(part, "") for part in parts], window)

        def answer(dialog: Any) -> None:
            self._start_parts(job, [] if dialog is None else dialog.chosen)

        self._ask(job, make, answer)

    def _start_parts(self, job: _Job, parts: list[str]) -> None:
        view = None if job.reading is None else job.reading.view
        for part in [] if job.given_up.is_set() else parts:
            file = replace(job.file, id=uuid4().hex, name=Text(part), part=part)
            one = _Job(file, is_own=True, reading=job.reading)
            if view is not None:
                self._show_job(one, view)
            self._start(one)
        self._end(job)

    # ---- what came of it -----------------------------------------------------------------------
    def _take(self, job: _Job, result: Any) -> None:
        if job.given_up.is_set() or result is None:
            if isinstance(result, TileArchive):
                result.close()
            self._end(job)
        elif isinstance(result, LayerError):
            self._take_error(job, result)
        elif isinstance(result, LayerData) and result.proposal is not None and _may_ask(job):
            self._ask_crs(job, result)
        else:
            self._show(job, result)

    def _show(self, job: _Job, content: Content) -> None:
        reading = job.reading
        if reading is not None:
            self._keep([*self.own, job.file])
        self._end(job)
        self._receiver.show_content(job.file, content, is_own=job.is_own)
        if reading is not None:  # what a person has just added, not what was there at the start
            reading.choose(file_layer(job.file, 0).id)

    def _take_error(self, job: _Job, error: LayerError) -> None:
        if error.proposal is not None and _may_ask(job):
            self._ask_crs(job, error)
        elif job.reading is not None:
            self._show_failure(job, str(error))
        else:
            self._end(job)
            self._broken[job.file.id] = job.file
            self._receiver.show_trouble(job.file, str(error), is_own=job.is_own)

    def _fail(self, job: _Job, reason: str) -> None:
        self._take_error(job, LayerError(unreadable_text(Path(job.file.path), reason)))

    def _ask_crs(self, job: _Job, found: LayerData | LayerError) -> None:
        """Propose the system in which the features would lie in the city."""
        name = Path(job.file.path).name

        def make(window: QWidget) -> QDialog:
            return CrsDialog(name, found.proposal, window)

        def answer(dialog: Any) -> None:
            if job.given_up.is_set():
                self._end(job)
            elif dialog is not None:
                job.file = replace(job.file, crs=dialog.crs)
                self._start(job)
            elif isinstance(found, LayerData):
                self._show(job, found)
            else:
                self._show_failure(job, str(found))

        self._ask(job, make, answer)

    def _ask(self, job: _Job, make: Any, answer: Any) -> None:
        if job.reading is None:
            answer(None)
        else:
            self._questions.ask(job.reading, make, answer)

    # ---- how far it is -------------------------------------------------------------------------
    def _show_job(self, job: _Job, view: "MapView") -> None:
        job.reading = Reading(
            Path(job.file.path).name if not job.file.part else job.file.part,
            view,
            partial(self._give_up, job),
            partial(self._end, job),
        )
        self._jobs.append(job)

    def _show_progress(self, job: _Job, share: float) -> None:
        if job.reading is not None:
            job.reading.show_progress(share)

    def _show_failure(self, job: _Job, sentence: str) -> None:
        """Say what went wrong until the person has read it."""
        job.is_started = False
        if job.reading is None or not job.reading.show_failure(sentence):
            self._end(job)
            self._receiver.say(sentence)

    def _give_up(self, job: _Job) -> None:
        job.given_up.set()
        if job.reading is not None:
            job.reading.rest()

    def _end(self, job: _Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        if job.reading is not None:
            job.reading.end()

    # ---- memory --------------------------------------------------------------------------------
    def _keep(self, files: Sequence[LayerFile]) -> None:
        self.own = tuple(files)
        self._settings.set(OWN_LAYERS, [as_row(file) for file in files])


def _may_ask(job: _Job) -> bool:
    """A person is asked once, and only about a file they have just chosen."""
    return job.reading is not None and not job.file.crs
