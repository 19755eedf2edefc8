"""Files that become layers of the map: read beside the window, remembered, asked about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Final, Protocol
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.maps import Box, LayerFile
from app.domain.texts import Text
from app.services.maps.files import LayerData, LayerError, TileArchive, layers_in, read_layer
from app.services.ports import SettingsStore
from widgets.background import Background
from widgets.map.panels.crs_dialog import CrsDialog
from widgets.map.panels.files import FileProgress, LayerChoiceDialog

if TYPE_CHECKING:
    from widgets.map.view import MapView

OWN_LAYERS: Final = "map-layers"
"""Name of the setting that holds the layers people added themselves."""

TILES: Final = ".pmtiles"

Content = LayerData | TileArchive


class Receiver(Protocol):
    """What wants the layers that were read."""

    def show_content(self, file: LayerFile, content: Content, *, is_own: bool) -> None:
        """Show what was read of a file."""
        ...

    def show_trouble(self, file: LayerFile, trouble: str, *, is_own: bool) -> None:
        """Say why a file cannot be shown."""
        ...


@dataclass(slots=True)
class _Job:
    """A file that is being read.

    Attributes:
        file: The file.
        is_own: True for a layer of a person.
        view: Where it was asked for; None for one that is known already.
        progress: How far it is, on screen.
        given_up: Set when the person does not want it any more.
    """

    file: LayerFile
    is_own: bool
    view: "MapView | None" = None
    progress: FileProgress | None = None
    given_up: Event = field(default_factory=Event)


class MapFiles(QObject):
    """Reads the files of layers one after the other, and remembers those that people added.

    Args:
        settings: Where the layers of people are kept.
        receiver: Takes what was read.
        parent: Owner.
    """

    _came_forward = Signal(object, float)

    def __init__(self, settings: SettingsStore, receiver: Receiver, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._receiver = receiver
        self._work = Background(self, "map-files")
        self._jobs: list[_Job] = []
        self._box: Box | None = None
        self.own = _files_of(settings.get(OWN_LAYERS))
        self._removed: dict[str, LayerFile] = {}
        self._came_forward.connect(self._show_progress)

    def close(self) -> None:
        """Give up what is being read."""
        for job in self._jobs:
            job.given_up.set()
        self._work.close()

    def set_box(self, box: Box | None) -> None:
        """Take where the city is; by it wrong coordinates are recognised."""
        self._box = box

    # ---- what is read --------------------------------------------------------------------------
    def read(self, files: Iterable[LayerFile], *, is_own: bool) -> None:
        """Read files that are known already."""
        for file in files:
            self._start(_Job(file, is_own))

    def add(self, paths: Sequence[Path], view: "MapView") -> None:
        """Lay files over the map that a person chose."""
        view.open_layers()
        for path in paths:
            file = LayerFile(uuid4().hex, Text(path.stem), str(path.absolute()))
            job = _Job(file, is_own=True, view=view)
            self._show_job(job)
            self._jobs.append(job)
            self._work.ask(
                self, partial(_parts, path), partial(self._choose, job), partial(self._fail, job)
            )

    def remove(self, file_id: str) -> None:
        """Forget a layer of a person; its file stays where it is."""
        file = next((one for one in self.own if one.id == file_id), None)
        if file is not None:
            self._removed[file_id] = file
            self._keep([one for one in self.own if one.id != file_id])

    def restore(self, file_id: str) -> None:
        """Read a layer again that was removed."""
        file = self._removed.pop(file_id, None)
        if file is not None:
            self._keep([*self.own, file])
            self._start(_Job(file, is_own=True))

    def _start(self, job: _Job) -> None:
        if job not in self._jobs:
            self._jobs.append(job)
        work = partial(self._load, job, self._box)
        self._work.ask(self, work, partial(self._take, job), partial(self._fail, job))

    def _load(self, job: _Job, box: Box | None) -> Content | LayerError:
        """Read a file, on the thread."""
        path = Path(job.file.path)
        try:
            if path.suffix.lower() == TILES:
                return TileArchive(path)
            return read_layer(
                path,
                box,
                crs=job.file.crs,
                layer=job.file.part,
                progress=lambda share: self._came_forward.emit(job, share),
                is_cancelled=job.given_up.is_set,
            )
        except LayerError as error:
            return error

    def _choose(self, job: _Job, found: Any) -> None:
        """Go on with the only layer of a file; of several a person chooses."""
        if isinstance(found, LayerError):
            self._show_failure(job, str(found))
        elif len(found) > 1 and job.view is not None:
            self._ask_parts(job, list(found))
        else:
            self._start(job)

    def _ask_parts(self, job: _Job, parts: list[str]) -> None:
        name = Path(job.file.path).name
        dialog = LayerChoiceDialog(name, [(part, part) for part in parts], job.view)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._start_parts(job, dialog.chosen))
        dialog.rejected.connect(lambda: self._end(job))
        dialog.open()

    def _start_parts(self, job: _Job, parts: list[str]) -> None:
        for part in parts:
            file = replace(job.file, id=uuid4().hex, name=Text(part), part=part)
            one = _Job(file, is_own=True, view=job.view)
            self._show_job(one)
            self._start(one)
        self._end(job)

    # ---- what came of it -----------------------------------------------------------------------
    def _take(self, job: _Job, result: Any) -> None:
        if job.given_up.is_set():
            self._end(job)
        elif isinstance(result, LayerError):
            self._take_error(job, result)
        elif isinstance(result, LayerData) and result.proposal is not None and self._may_ask(job):
            self._ask_crs(job, result)
        else:
            self._show(job, result)

    def _show(self, job: _Job, content: Content) -> None:
        if job.view is not None:
            self._keep([*self.own, job.file])
        self._end(job)
        self._receiver.show_content(job.file, content, is_own=job.is_own)

    def _take_error(self, job: _Job, error: LayerError) -> None:
        if error.proposal is not None and self._may_ask(job):
            self._ask_crs(job, error)
        elif job.view is not None:
            self._show_failure(job, str(error))
        else:
            self._end(job)
            self._receiver.show_trouble(job.file, str(error), is_own=job.is_own)

    def _fail(self, job: _Job, reason: str) -> None:
        self._take_error(job, LayerError(reason))

    def _may_ask(self, job: _Job) -> bool:
        """A person is asked once, and only about a file they have just chosen."""
        return job.view is not None and not job.file.crs

    def _ask_crs(self, job: _Job, found: LayerData | LayerError) -> None:
        """Propose the system in which the features would lie in the city."""
        dialog = CrsDialog(Path(job.file.path).name, found.proposal, job.view)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._read_again(job, dialog.crs))
        if isinstance(found, LayerData):
            dialog.rejected.connect(lambda: self._show(job, found))
        else:
            dialog.rejected.connect(lambda: self._show_failure(job, str(found)))
        dialog.open()

    def _read_again(self, job: _Job, crs: str) -> None:
        job.file = replace(job.file, crs=crs)
        self._start(job)

    # ---- how far it is -------------------------------------------------------------------------
    def _show_job(self, job: _Job) -> None:
        if job.view is None:
            return
        job.progress = FileProgress(job.file.name.de)
        job.progress.cancel_requested.connect(lambda: self._give_up(job))
        job.progress.closed.connect(lambda: self._end(job))
        job.view.layers.show_reading(job.progress)

    def _show_progress(self, job: _Job, share: float) -> None:
        if job.progress is not None:
            job.progress.show_progress(share)

    def _show_failure(self, job: _Job, sentence: str) -> None:
        """Say what went wrong until the person has read it."""
        if job.progress is not None:
            job.progress.show_failure(sentence)
        else:
            self._end(job)

    def _give_up(self, job: _Job) -> None:
        job.given_up.set()
        if job.progress is not None:
            job.progress.hide()

    def _end(self, job: _Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        progress, job.progress = job.progress, None
        if progress is not None:
            progress.hide()
            progress.deleteLater()

    # ---- memory --------------------------------------------------------------------------------
    def _keep(self, files: Sequence[LayerFile]) -> None:
        self.own = tuple(files)
        self._settings.set(OWN_LAYERS, [_as_row(file) for file in files])


def _parts(path: Path) -> tuple[str, ...] | LayerError:
    """Return the layers of a file, on the thread."""
    if path.suffix.lower() == TILES:
        return (path.stem,)
    try:
        return layers_in(path)
    except LayerError as error:
        return error


def _as_row(file: LayerFile) -> dict[str, str]:
    return {
        "id": file.id,
        "name": file.name.de,
        "path": file.path,
        "crs": file.crs,
        "part": file.part,
    }


def _files_of(rows: object) -> tuple[LayerFile, ...]:
    """Read remembered layers; whatever is none is passed over."""
    found = []
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict):
            continue
        texts = [row.get(key) for key in ("id", "name", "path", "crs", "part")]
        if all(isinstance(text, str) for text in texts) and row["id"] and row["path"]:
            name, path, crs, part = (str(text) for text in texts[1:])
            found.append(LayerFile(str(row["id"]), Text(name), path, crs, part=part))
    return tuple(found)
