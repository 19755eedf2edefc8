"""Only graphics drawn by the processor make the engine need help."""

from widgets.map.graphics import is_software, prepare_web_engine, renderer_name

LLVMPIPE = "llvmpipe (LLVM 15.0.6, 256 bits)"


def test_graphics_drawn_by_the_processor_are_recognised() -> None:
    assert is_software(LLVMPIPE)
    assert is_software("Google SwiftShader")
    assert not is_software("AMD Radeon RX 6600 (radeonsi)")
    assert not is_software("")


def test_the_engine_is_helped_with_software_graphics_only() -> None:
    card: dict[str, str] = {}
    prepare_web_engine("AMD Radeon RX 6600 (radeonsi)", card)
    assert card == {}
    software: dict[str, str] = {}
    prepare_web_engine(LLVMPIPE, software)
    assert software == {
        "QTWEBENGINE_CHROMIUM_FLAGS": "--ignore-gpu-blocklist",
        "QTWEBENGINE_FORCE_USE_GBM": "0",
    }


def test_what_a_person_set_stays() -> None:
    environment = {"QTWEBENGINE_FORCE_USE_GBM": "1"}
    prepare_web_engine(LLVMPIPE, environment)
    assert environment["QTWEBENGINE_FORCE_USE_GBM"] == "1"


def test_the_graphics_of_this_screen_have_a_name(qapp: object) -> None:
    assert renderer_name()
