"""Jobs that write whole files: clouds into octrees (COPC), networks, and the synthetic city."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
import numpy as np

from twin_viewer.cache.blocks import write_whole
from twin_viewer.cache.store import CLOUD, Manifest
from twin_viewer.jobs.ground import CachedGround
from twin_viewer.jobs.messages import Found, Generated, Generation
from twin_viewer.jobs.reading import begun, box_of, finish
from twin_viewer.jobs.tasks import CancelledError, Task
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import Reference

if TYPE_CHECKING:
    from twin_viewer.synthetic.plans import Plan

NETWORKS: Final = "networks.msgpack"

_MILLIMETRE: Final = 0.001
_EIGHT_TO_SIXTEEN: Final = 257

CONVERTING: Final = "wird für schnelles Zeigen umgewandelt"


def convert_cloud(task: Task) -> None:
    """Convert a laser scan into an octree of its own in the cache; one that is one stays it."""
    from twin_viewer.formats.copc import write_copc  # noqa: PLC0415 - heavy, only in the worker
    from twin_viewer.formats.las import cloud_info  # noqa: PLC0415 - heavy, only in the worker

    source = begun(task)
    if source is None:
        return
    found = task.job.found or Found(task.job.path)
    place = task.cache.begin(source, keeps=True)
    if found.form == "COPC":
        finish(task, Manifest(source, (), found.count, 0, found.extent, found.reference))
        return
    target = place / CLOUD
    faults, reference = found.faults, found.reference
    raw = task.path
    if found.form == "E57":
        raw = place / "scans.las"
        reference, faults = write_scans(task, raw)
        if any(fault.is_fatal for fault in faults):
            finish(task, Manifest(source, faults=faults))
            return
    report = write_copc(
        raw,
        target,
        on_progress=lambda share: task.progress(share, CONVERTING),
        should_stop=task.is_cancelled,
    )
    if not report.is_complete:
        raise CancelledError
    if raw is not task.path:
        raw.unlink()
    info = cloud_info(target)
    bounds = info.bounds
    extent = (bounds[0], bounds[1], bounds[3], bounds[4]) if bounds else None
    faults = tuple(dict.fromkeys((*faults, *report.faults)))
    finish(task, Manifest(source, (), info.count, 0, extent, reference, faults))


def write_scans(task: Task, target: Path) -> tuple[Reference, tuple[Fault, ...]]:
    """Write the scans of an E57 as one LAS, from which an octree can be made."""
    import laspy  # noqa: PLC0415 - heavy, only in the worker

    from twin_viewer.formats.e57 import read_e57  # noqa: PLC0415 - heavy, only in the worker

    header = laspy.LasHeader(point_format=7, version="1.4")
    header.scales = np.full(3, _MILLIMETRE)
    reference = Reference("")
    faults: list[Fault] = []
    has_offset = False
    with laspy.open(target, "w", header=header) as writer:
        for cloud in read_e57(task.path):
            task.check()
            reference = cloud.reference
            faults += cloud.faults
            if not len(cloud.points):
                continue
            if not has_offset:
                writer.header.offsets = np.floor(cloud.points.min(axis=0))
                has_offset = True
            writer.write_points(_record(cloud, writer.header))
    return reference, tuple(faults)


def plan_of(wanted: Generation, folder: Path) -> "Plan":
    """Return the plan of a synthetic city that is to be written to a folder."""
    from twin_viewer.synthetic.plans import Plan  # noqa: PLC0415 - only in the worker

    return Plan(
        folder,
        Path(wanted.map_folder),
        wanted.seed,
        wanted.buildings,
        wanted.cloud_points,
        wanted.panoramas,
        wanted.panorama_width,
        wanted.devices,
    )


def _record(cloud: PointCloud, header: Any) -> Any:
    """Return the points of a cloud as laspy writes them."""
    import laspy  # noqa: PLC0415 - heavy, only in the worker

    record = laspy.ScaleAwarePointRecord.zeros(len(cloud.points), header=header)
    record.x, record.y, record.z = cloud.points.T
    if cloud.intensity is not None:
        record.intensity = cloud.intensity
    if cloud.classes is not None:
        record.classification = cloud.classes
    if cloud.colors is not None:
        colors = cloud.colors.astype(np.uint16) * _EIGHT_TO_SIXTEEN
        record.red, record.green, record.blue = colors.T
    return record


def read_networks(task: Task) -> None:
    """Read routes of fibre and masts, and put them on the ground."""
    from twin_viewer.synthetic import networks  # noqa: PLC0415 - only in the worker

    source = begun(task)
    if source is None:
        return
    plan, faults = networks.read_networks(task.path, CachedGround(task.cache).height_at)
    place = task.cache.begin(source)
    coded = msgspec.msgpack.encode(plan, enc_hook=lambda points: points.tolist())
    write_whole(place / NETWORKS, [coded])
    corners = [tuple(point[:2]) for fibre in plan.fibres for point in fibre.points.tolist()]
    extent = box_of([*corners, *(mast.place[:2] for mast in plan.masts)])
    count = len(plan.fibres) + len(plan.masts)
    finish(task, Manifest(source, (), count, 0, extent, faults=faults))


def generate_city(task: Task) -> None:
    """Write a synthetic city and tell each of its files as soon as it is complete."""
    from twin_viewer.synthetic.generator import generate  # noqa: PLC0415 - only in the worker
    from twin_viewer.synthetic.plans import StoppedError  # noqa: PLC0415 - see above

    plan = plan_of(task.job.generation or Generation(""), task.path)

    told: set[Path] = set()

    def on_file(path: Path) -> None:
        told.add(path)
        task.say(Generated(task.job.id, str(path)))

    try:
        report = generate(
            plan, on_progress=task.progress, should_stop=task.is_cancelled, on_file=on_file
        )
    except StoppedError as error:
        raise CancelledError from error
    # What an earlier run wrote is part of the city too.
    for path in report.files:
        if path not in told:
            on_file(path)
    if not report.is_complete:
        raise CancelledError
