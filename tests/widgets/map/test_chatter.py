"""The engine's talk about graphics is told apart from what somebody has to read."""

from widgets.map.chatter import is_chatter


def test_the_engines_search_for_graphics_is_chatter() -> None:
    assert is_chatter("initInstance: No Vulkan library available")
    assert is_chatter("GBM support is force disabled.")


def test_a_mistake_of_ours_is_not() -> None:
    assert not is_chatter(
        "Release of profile requested but WebEnginePage still not deleted. Expect troubles !"
    )
