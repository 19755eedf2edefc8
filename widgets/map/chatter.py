"""What the web engine says of graphics it looked for and does well without; for the log only."""

from typing import Final

CHATTER: Final = (
    "Failed to load vulkan",
    "No Vulkan library available",
    "Failed to create platform Vulkan instance",
    "Unable to detect GPU vendor",
    "QTWEBENGINE_FORCE_USE_GBM environment variable is set",
    "GBM support is force disabled",
    "GBM is not supported with the current configuration",
    "GPUInfo not initialized",
    "Sandboxing disabled by user",
)
"""Parts of its messages; all of them come at the first map, as warnings of no category."""


def is_chatter(text: str) -> bool:
    """Tell whether a message of Qt is one of these."""
    return any(part in text for part in CHATTER)
