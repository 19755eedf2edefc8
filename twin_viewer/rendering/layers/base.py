"""What every layer of the scene can do."""

from typing import TYPE_CHECKING

from twin_viewer.rendering.cameras import Camera

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene


class Layer:
    """A part of the scene; all methods are called in the render thread.

    Attributes:
        id: Its name in the scene.
        scene: The scene it is in; None before and after.
        is_visible: False while it is switched off.
        strength: How much of it is seen, 0 to 1.
    """

    def __init__(self, layer_id: str) -> None:
        self.id = layer_id
        self.scene: Scene | None = None
        self.is_visible = True
        self.strength = 1.0

    def attach(self, scene: "Scene") -> None:
        """Come into a scene: make VTK objects and add them to its renderer."""
        self.scene = scene

    def detach(self) -> None:
        """Leave the scene: take everything out of its renderer and let it go."""
        self.scene = None

    def show(self, *, is_visible: bool) -> None:
        """Switch it on or off."""
        self.is_visible = is_visible

    def fade(self, opacity: float) -> None:
        """Let so much of it be seen, 0 to 1."""
        if opacity != self.strength:
            self.strength = opacity
            self.take_strength()

    def take_strength(self) -> None:
        """Draw as much as `strength` says; a layer that cannot stays as it is."""

    def prepare(self, camera: Camera, *, is_moving: bool) -> bool:
        """Make ready for the next picture.

        Args:
            camera: From where it will be seen.
            is_moving: True while a person moves the camera: be quick, not beautiful.

        Returns:
            True when the picture after this one will be better, so that it should be drawn too.
        """
        del camera, is_moving
        return False

    def restyle(self) -> None:
        """Take colours from `scene.tokens`; the theme changed."""
