"""The scene as the render thread holds it: renderer, camera, lights and layers."""

import time
from collections.abc import Callable
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.frames import SceneFrame
from twin_viewer.rendering.cameras import Camera
from twin_viewer.rendering.colors import share_of
from widgets.theme.tokens import Tokens

NEAREST_M: Final = 0.3
_FAR_M: Final = 60_000.0
_HORIZON_M: Final = 20_000.0
"""So far the ground is seen at least, however small the city is."""

_NEAR_SHARE: Final = 4e-4
"""Nearest plane as a share of the farthest: the depth buffer has 24 bits at least."""


class Part(Protocol):
    """A layer as the scene sees it; see `layers.base.Layer`."""

    id: str
    is_visible: bool

    def attach(self, scene: "Scene") -> None:
        """Come into a scene."""
        ...

    def detach(self) -> None:
        """Leave the scene."""
        ...

    def show(self, *, is_visible: bool) -> None:
        """Switch it on or off."""
        ...

    def fade(self, opacity: float) -> None:
        """Let so much of it be seen, 0 to 1."""
        ...

    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        """Make ready for the next picture; tell whether the one after it will be better."""
        ...

    def restyle(self) -> None:
        """Take the colours of the theme."""
        ...


class Effect:
    """Something that changes how the whole scene is drawn, such as the light of the sun.

    All methods are called in the render thread.
    """

    def apply(self, scene: "Scene") -> None:
        """Set it on the scene's renderer; also called when the theme changed."""

    def prepare(self, scene: "Scene") -> bool:
        """Make ready for the next picture, after all layers; tell whether the one after is better.

        A picture can come soon without something that takes its time.
        """
        del scene
        return False

    def remove(self, scene: "Scene") -> None:
        """Take it off the scene's renderer, or make room for another of its name."""


class Scene:
    """Everything that is drawn; made and used in the render thread only.

    Attributes:
        frame: Origin of the scene's metres.
        renderer: VTK's renderer.
        window: Its render window, off-screen.
        layers: What is drawn, by id, in the order it came.
        tokens: Colours of the theme.
        size: Width and height of the picture, pixels.
        point_budget: How many points of scans may be drawn at once; the governor sets it.
        is_moving: True while a person moves the camera: be quick, not beautiful.
        camera: From where the picture is taken.
        drawn_s: How long the last picture took, s.
    """

    def __init__(self, frame: SceneFrame, tokens: Tokens) -> None:
        # VTK takes a moment to load, here beside the window.
        import vtkmodules.vtkRenderingOpenGL2  # noqa: F401, PLC0415 - makes the classes below draw
        from vtkmodules.util import numpy_support  # noqa: PLC0415 - in the render thread only
        from vtkmodules.vtkCommonCore import vtkUnsignedCharArray  # noqa: PLC0415 - likewise
        from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow  # noqa: PLC0415 - likewise

        self.frame = frame
        self.tokens = tokens
        self.size = (640, 480)
        self.renderer: Any = vtkRenderer()
        self.renderer.AutomaticLightCreationOff()
        self.window: Any = vtkRenderWindow()
        self._pixels: Any = vtkUnsignedCharArray()
        self._to_numpy: Any = numpy_support.vtk_to_numpy
        self.window.SetOffScreenRendering(1)
        self.window.SetSize(*self.size)
        self.window.SetMultiSamples(0)
        self.window.AddRenderer(self.renderer)
        self.layers: dict[str, Part] = {}
        self.point_budget = 1_000_000
        self.bottom = 0.0
        self.is_moving = False
        self._effects: dict[str, Effect] = {}
        self.camera = Camera(0.0, -2000.0, 1500.0)
        self.drawn_s = 0.0
        self.restyle(tokens)
        self.window.Render()  # makes the context, so that the graphics have a name

    @property
    def graphics(self) -> str:
        """Name of the graphics (GL_RENDERER)."""
        report = str(self.window.ReportCapabilities())
        lines = [line for line in report.splitlines() if "renderer string" in line]
        return lines[0].partition(":")[2].strip() if lines else ""

    # ---- layers --------------------------------------------------------------------------------
    def put(self, layer: Part) -> None:
        """Add a layer; one of the same id is replaced."""
        self.drop(layer.id)
        self.layers[layer.id] = layer
        layer.attach(self)

    def drop(self, layer_id: str) -> None:
        """Take a layer away; one that is not there is passed over."""
        layer = self.layers.pop(layer_id, None)
        if layer is not None:
            layer.detach()

    def set_effect(self, name: str, effect: Effect | None) -> None:
        """Set or take away what changes the whole scene."""
        old = self._effects.pop(name, None)
        if old is not None:
            old.remove(self)
        if effect is not None:
            self._effects[name] = effect
            effect.apply(self)

    def restyle(self, tokens: Tokens) -> None:
        """Take the colours of a theme."""
        self.tokens = tokens
        self.renderer.SetBackground(*share_of(tokens.map.outside))
        for layer in self.layers.values():
            layer.restyle()
        for effect in self._effects.values():
            effect.apply(self)

    # ---- pictures ------------------------------------------------------------------------------
    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        """Make all layers ready; return True when another picture would be better."""
        self.camera = camera
        self.is_moving = is_moving
        self._aim(camera)
        wants = [
            layer.prepare(camera, is_moving=is_moving)
            for layer in tuple(self.layers.values())
            if layer.is_visible
        ]
        wants += [effect.prepare(self) for effect in self._effects.values()]
        return any(wants)

    def _aim(self, camera: Camera) -> None:
        lens = self.renderer.GetActiveCamera()
        position = camera.position
        lens.SetPosition(*position)
        lens.SetFocalPoint(*(position + camera.direction))
        lens.SetViewUp(*camera.up)
        lens.SetViewAngle(camera.fov)
        bounds = self.renderer.ComputeVisiblePropBounds()
        far = _FAR_M
        if bounds[0] <= bounds[1]:
            corners = np.array(
                [(x, y, z) for x in bounds[:2] for y in bounds[2:4] for z in bounds[4:]]
            )
            far = float(np.linalg.norm(corners - position, axis=1).max()) * 1.05
        near = max(NEAREST_M, far * _NEAR_SHARE * self._closeness(camera))
        lens.SetClippingRange(near, max(far, _HORIZON_M))

    def _closeness(self, camera: Camera) -> float:
        """Return how much of the nearest plane is wanted; near the ground things come close."""
        above = max(0.0, camera.height - self.bottom)
        return min(1.0, max(0.02, above / 400.0))

    def draw(self) -> NDArray[np.uint8]:
        """Draw one picture.

        Returns:
            Red, green, blue and a byte of nothing, uint8 (height, width, 4), uppermost row first.
        """
        width, height = self.size
        begun = time.perf_counter()
        self.window.Render()
        self.drawn_s = time.perf_counter() - begun
        self.window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, self._pixels)
        rows: NDArray[np.uint8] = self._to_numpy(self._pixels).reshape(height, width, 4)
        return np.ascontiguousarray(rows[::-1])

    def resize(self, width: int, height: int) -> None:
        """Set the size of the picture, pixels."""
        if (width, height) != self.size:
            self.size = (width, height)
            self.window.SetSize(width, height)

    def close(self) -> None:
        """Let go of everything."""
        for layer_id in tuple(self.layers):
            self.drop(layer_id)
        for name in tuple(self._effects):
            self.set_effect(name, None)
        self.renderer.RemoveAllViewProps()
        self.window.RemoveRenderer(self.renderer)
        self.window.Finalize()


Act = Callable[[Scene], object]
"""Something to be done to the scene, in the render thread."""
