"""`app twin …`: the data of the twin without a window: worker, generator, inspector, converter."""

import argparse
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.services.profiles import ProfileError
from app.verbs.places import find_places
from twin_viewer.jobs.messages import Found, Generation
from twin_viewer.model.faults import Fault

EXIT_FAULT: Final = 1
EXIT_WRONG: Final = 2


def main(options: argparse.Namespace) -> int:
    """Carry out `twin ACTION`; return 0, 1 when a file is no good, 2 when asked wrongly."""
    try:
        return _ACTIONS[options.action](options)
    except (ProfileError, OSError) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG


def _work(options: argparse.Namespace) -> int:
    """Carry out jobs from standard input."""
    from twin_viewer.jobs.worker import work  # noqa: PLC0415 - only this action needs the readers

    return work(Path(options.folder))


def _generate(options: argparse.Namespace) -> int:
    """Write a synthetic city."""
    from twin_viewer.jobs.conversions import plan_of  # noqa: PLC0415 - heavy, only this action
    from twin_viewer.synthetic.generator import generate  # noqa: PLC0415 - see above

    places = find_places(options.profile, options.data, only_reads=bool(options.into))
    folder = Path(options.into) if options.into else places.data / "twin" / "synthetic"
    wanted = Generation(str(places.profile / "map"), options.seed, options.buildings)
    folder.mkdir(parents=True, exist_ok=True)
    with _stoppable() as should_stop:
        report = generate(
            plan_of(wanted, folder),
            on_progress=_show_progress,
            should_stop=should_stop,
            on_file=lambda _: None,
        )
    print(file=sys.stderr)
    print(f"{len(report.files)} files, {report.buildings} buildings in {folder}")
    return 0 if report.is_complete else EXIT_FAULT


def _inspect(options: argparse.Namespace) -> int:
    """Say what files are."""
    from twin_viewer.jobs.counting import counted  # noqa: PLC0415 - heavy, only this action
    from twin_viewer.jobs.grids import use_grids  # noqa: PLC0415 - see above

    if options.grids and not use_grids(Path(options.grids)):
        print(f"{options.grids}: no grid for heights above NHN in it", file=sys.stderr)
    has_fault = False
    for name in options.files:
        found = counted(Path(name).absolute())
        print(_described(found))
        has_fault |= any(fault.is_fatal for fault in found.faults)
    return EXIT_FAULT if has_fault else 0


def _convert(options: argparse.Namespace) -> int:
    """Convert a laser scan into an octree (COPC)."""
    from twin_viewer.formats.copc import write_copc  # noqa: PLC0415 - heavy, only this action
    from twin_viewer.formats.las_headers import LasError  # noqa: PLC0415 - see above

    source, target = Path(options.file), Path(options.into)
    if not target.name.lower().endswith(".copc.laz"):
        print("--into has to end with .copc.laz", file=sys.stderr)
        return EXIT_WRONG
    try:
        with _stoppable() as should_stop:
            report = write_copc(
                source,
                target,
                on_progress=lambda share: _show_progress(share, ""),
                should_stop=should_stop,
            )
    except LasError as error:
        print(f"{source.name}: {error}", file=sys.stderr)
        return EXIT_FAULT
    print(file=sys.stderr)
    return 0 if report.is_complete else EXIT_FAULT


_ACTIONS: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {
    "work": _work,
    "generate": _generate,
    "inspect": _inspect,
    "convert": _convert,
}


def _described(found: Found) -> str:
    """Return what is known of a file, a line each."""
    lines = [f"{Path(found.path).name}: {found.form or 'unknown'}"]
    if found.kind:
        lines[0] += f" ({found.kind}), {found.count} in it"
        reference = found.reference
        lines.append(f"  reference {reference.crs or 'unknown'}, heights {reference.heights}")
    if found.extent is not None:
        west, south, east, north = found.extent
        lines.append(f"  {west:.1f} {south:.1f} to {east:.1f} {north:.1f}")
    if found.date:
        lines.append(f"  of {found.date}")
    if found.reference.note:
        lines.append(f"  {found.reference.note}")
    return "\n".join([*lines, *map(_fault_line, found.faults)])


def _fault_line(fault: Fault) -> str:
    mark = "!" if fault.is_fatal else "-"
    return f"  {mark} {fault.item}: {fault.reason}" if fault.item else f"  {mark} {fault.reason}"


def _show_progress(share: float, words: str) -> None:
    """Write how far it is over the last line of the terminal."""
    print(f"\r{share:6.1%} {words:<60.60}", end="", file=sys.stderr, flush=True)


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Yield what tells whether Ctrl+C was pressed; what is finished then stays."""
    pressed = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
