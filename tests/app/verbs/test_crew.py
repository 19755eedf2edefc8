"""The processes beside a console: started, joined, not started in vain, ended without orphans."""

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.collector.folders import folder_lock
from app.verbs import crew as room
from app.verbs.crew import Crew, crew_of, is_taken, needs_simulation
from app.verbs.places import Places
from tests.fakes.profiles import write_profile
from tests.fakes.waiting import wait_for

CHILD = """
import json, sys
from pathlib import Path
data, code, said = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
with (data / "starts").open("a") as file: file.write(sys.argv[4] + "\\n")
print(said, flush=True)
if code == 0: sys.stdin.read()
sys.exit(code)
"""

Make = Callable[[int, str], tuple[Crew, list[Mapping[str, Any]]]]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "data").mkdir()
    write_profile(tmp_path / "profile")
    return Places(tmp_path / "profile", tmp_path / "data")


@pytest.fixture
def make(places: Places, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    made: list[Crew] = []

    def begin(code: int, said: str) -> tuple[Crew, list[Mapping[str, Any]]]:
        def command(verb: str, *_: str) -> list[str]:
            own = [str(places.data), str(code if verb == "collect" else 0), said, verb]
            return [sys.executable, "-c", CHILD, *own]

        monkeypatch.setattr(room, "program_command", command)
        heard: list[Mapping[str, Any]] = []
        crew = Crew(places)
        made.append(crew)
        crew.start()
        crew.collect(heard.append)
        return crew, heard

    yield begin
    for crew in made:
        crew.stop()


def starts(places: Places) -> list[str]:
    file = places.data / "starts"
    return file.read_text().split() if file.exists() else []


def test_collector_and_city_run_until_the_end(make: Make, places: Places) -> None:
    crew, heard = make(0, '{"state": "ready"}')
    wait_for(lambda: bool(heard) and len(starts(places)) == 2)
    assert sorted(starts(places)) == ["collect", "simulate"]
    assert heard[0]["state"] == "ready"
    assert set(crew.pids()) == {"collect", "simulate"}
    crew.stop()
    assert crew.pids() == {}


def test_a_city_without_simulated_sources_is_not_simulated(make: Make, places: Places) -> None:
    sources = places.profile / "sources.toml"
    sources.write_text(sources.read_text().replace("sim:mqtt", "mqtt://localhost"))
    crew, heard = make(0, '{"state": "ready"}')
    wait_for(lambda: bool(heard))
    assert set(crew.pids()) == {"collect"}


def test_the_city_does_not_wait_for_the_collector(make: Make, places: Places) -> None:
    make(0, '{"state": "ready"}')[0].stop()
    (places.data / "starts").unlink(missing_ok=True)
    with crew_of(places) as crew:
        wait_for(lambda: starts(places) == ["simulate"])
        assert set(crew.pids()) == {"simulate"}


def test_only_one_of_two_consoles_starts_processes(make: Make, places: Places) -> None:
    first, heard_first = make(0, '{"state": "ready"}')
    second, heard_second = make(0, '{"state": "ready"}')
    wait_for(lambda: len(starts(places)) == 2)
    threading.Event().wait(2 * room.LOOK_EVERY_S)
    assert len(starts(places)) == 2
    assert len(first.pids() | second.pids()) == 2
    waiting, running = (second, first) if first.pids() else (first, second)
    running.stop()
    wait_for(lambda: len(starts(places)) == 4)
    assert len(waiting.pids()) == 2
    wait_for(lambda: bool(heard_first) and bool(heard_second))


def test_a_running_collector_is_joined_and_followed(make: Make, places: Places) -> None:
    is_held, let_go = threading.Event(), threading.Event()

    def other_console() -> None:
        with folder_lock(places.data):
            is_held.set()
            let_go.wait(20)

    other = threading.Thread(target=other_console)
    other.start()
    is_held.wait(5)
    assert is_taken(places.data)
    _, heard = make(0, '{"state": "ready"}')
    assert starts(places) == []
    let_go.set()
    other.join()
    wait_for(lambda: bool(heard))


@pytest.mark.expects_warnings
@pytest.mark.parametrize("said", ['{"state": "failed", "reason": "x", "problems": ["a"]}', ""])
def test_a_broken_profile_is_tried_again_only_when_it_changed(
    said: str, make: Make, places: Places
) -> None:
    _, heard = make(2, said)
    wait_for(lambda: "collect" in starts(places))
    wait_for(lambda: not is_taken(places.data))
    threading.Event().wait(3 * room.LOOK_EVERY_S)
    assert starts(places).count("collect") == 1
    assert heard == []
    (places.profile / "city.toml").write_text("# anders\n")
    wait_for(lambda: starts(places).count("collect") == 2)


@pytest.mark.expects_warnings
def test_a_collector_that_cannot_work_says_why_and_is_tried_again(
    make: Make, places: Places
) -> None:
    _, heard = make(1, '{"state": "failed", "reason": "Datei zu neu", "problems": []}')
    wait_for(lambda: starts(places).count("collect") >= 2 and bool(heard))
    assert heard[0]["reason"] == "Datei zu neu"


def test_simulated_sources_are_found_also_in_a_broken_profile(places: Places) -> None:
    assert needs_simulation(places)
    (places.profile / "units.toml").write_text("= broken")
    assert needs_simulation(places)
    (places.profile / "sources.toml").write_text('# "sim:mqtt" in a comment only\n')
    assert not needs_simulation(places)
    places.overlay.parent.mkdir()
    places.overlay.write_text('[[source]]\nurl = "sim:opcua"\n')
    assert needs_simulation(places)
