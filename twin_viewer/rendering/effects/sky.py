"""The sky: a quiet gradient behind the city, in the colours of the theme."""

from typing import TYPE_CHECKING

from typing_extensions import override

from twin_viewer.rendering.colors import share_of
from twin_viewer.rendering.scenes import Effect

if TYPE_CHECKING:
    from twin_viewer.rendering.scenes import Scene


class Sky(Effect):
    """Paints the background from the ground's colour below to the surface's above."""

    @override
    def apply(self, scene: "Scene") -> None:
        tokens = scene.tokens
        scene.renderer.SetBackground(share_of(tokens.map.outside))
        scene.renderer.SetBackground2(share_of(tokens.raised))
        scene.renderer.GradientBackgroundOn()

    @override
    def remove(self, scene: "Scene") -> None:
        scene.renderer.GradientBackgroundOff()
        scene.renderer.SetBackground(share_of(scene.tokens.map.outside))
