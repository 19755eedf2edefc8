"""The engine as a whole is locked before it starts, whatever was in the environment."""

from pathlib import Path

import pytest

from widgets.map.locks import has_sandbox, lock_engine


def test_the_engine_finds_no_host_but_the_allowed_ones() -> None:
    environment: dict[str, str] = {}
    hosts = lock_engine(
        ["https://b.example", "http://127.0.0.1:80"], environment, can_be_sandboxed=True
    )
    assert hosts == {"b.example", "127.0.0.1"}
    assert environment == {
        "QTWEBENGINE_CHROMIUM_FLAGS": (
            "--log-level=3 --force-webrtc-ip-handling-policy=disable_non_proxied_udp "
            '"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE b.example"'
        )
    }


def test_what_a_person_set_stays_but_for_the_door_of_the_developers() -> None:
    environment = {"QTWEBENGINE_CHROMIUM_FLAGS": "--mine", "QTWEBENGINE_REMOTE_DEBUGGING": "9222"}
    lock_engine([], environment, can_be_sandboxed=True)
    assert environment["QTWEBENGINE_CHROMIUM_FLAGS"].startswith(
        "--mine --log-level=3 --force-webrtc"
    )
    assert "QTWEBENGINE_REMOTE_DEBUGGING" not in environment


def test_without_a_sandbox_the_engine_is_told_so_rather_than_ending_the_program() -> None:
    environment: dict[str, str] = {}
    lock_engine([], environment, can_be_sandboxed=False)
    assert environment["QTWEBENGINE_DISABLE_SANDBOX"] == "1"


@pytest.mark.parametrize(
    ("file", "number", "has_one"),
    [
        ("", "", True),
        ("user/max_user_namespaces", "0", False),
        ("user/max_user_namespaces", "63000", True),
        ("kernel/unprivileged_userns_clone", "0", False),
        ("kernel/apparmor_restrict_unprivileged_userns", "1", False),
        ("kernel/apparmor_restrict_unprivileged_userns", "?", True),
    ],
)
def test_the_kernel_is_asked_for_a_sandbox(
    file: str, number: str, has_one: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    if file:
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_text(number, "ascii")
    assert has_sandbox(tmp_path) is has_one


def test_root_has_no_sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert not has_sandbox(tmp_path)
