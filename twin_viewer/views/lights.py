"""The sun over the city, and cuts through it."""

from typing import Final

from app.services.maps.crs import to_wgs84
from twin_viewer.analysis.sections import SectionBox, SectionPlane
from twin_viewer.analysis.sun import Sun, convergence_at, sun_at
from twin_viewer.model.frames import Doubles, SceneFrame
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.effects.clipping import Clipping
from twin_viewer.rendering.effects.sunlight import Sunlight
from twin_viewer.rendering.layers import cut_faces
from twin_viewer.rendering.layers.cut_faces import CutFaces
from twin_viewer.rendering.scenes import Scene
from twin_viewer.rendering.stage import Stage

Section = SectionPlane | SectionBox

SUN: Final = "sunlight"
CUT: Final = "section"
STEP_US: Final = 60_000_000
"""The sun is moved at most once a minute of the time that is shown: that is a quarter degree."""


def sun_over(frame: SceneFrame, at_us: int) -> Sun:
    """Return where the sun stands over the middle of a scene at a moment (µs UTC)."""
    longitude, latitude = to_wgs84(frame.east, frame.north)
    return sun_at(longitude, latitude, at_us)


def light_scene(stage: Stage, at_us: int | None) -> Sun | None:
    """Light a scene as the sun does at a moment; None for an even light of the day.

    Returns:
        Where the sun stands; None for the even light.
    """
    light, sun = Sunlight(), None
    if at_us is not None:
        sun = sun_over(stage.frame, at_us)
        turn = convergence_at(*to_wgs84(stage.frame.east, stage.frame.north))
        light = Sunlight((sun.azimuth - turn) % 360.0, sun.elevation)
    stage.do(lambda scene: scene.set_effect(SUN, light))
    return sun


def cut_scene(stage: Stage, section: Section | None) -> Doubles | None:
    """Cut a scene; None for no cut.

    Returns:
        The cuts in metres of the scene, as pickers take them, float64 (N, 4).
    """
    if section is None:
        stage.do(_mend)
        return None
    planes = section.planes(stage.frame)
    stage.do(lambda scene: _cut(scene, planes))
    return planes


def _cut(scene: Scene, planes: Doubles) -> None:
    scene.set_effect(CUT, Clipping(planes))
    faces = scene.layers.get(cut_faces.LAYER)
    if isinstance(faces, CutFaces):
        faces.cut(planes)
    else:
        scene.put(CutFaces(planes))


def _mend(scene: Scene) -> None:
    scene.set_effect(CUT, None)
    scene.drop(cut_faces.LAYER)


def section_across(place: Doubles, camera: Camera, frame: SceneFrame) -> SectionPlane:
    """Return an upright cut through a place of the scene, square to the view; the far side stays.

    Args:
        place: float64 (3,), metres of the scene.
        camera: From where it is seen.
        frame: Origin of the scene.
    """
    east, north, _ = camera.turned(camera.heading, 0.0).direction.tolist()
    point = frame.to_world(place)
    return SectionPlane((float(point[0]), float(point[1]), float(point[2])), (east, north, 0.0))
