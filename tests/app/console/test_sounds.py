"""The sound of alarms as a person hears it: tones, silence, settings, and what is said of them."""

import wave
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.console import sound_player
from app.console.sound_dialog import SoundDialog
from app.console.sound_player import ProgramPlayer, make_player
from app.console.sounds import AlarmSound, BeepPlayer, SoundSettings, SoundState, load_sound
from app.console.tones import RATE_HZ, TONES, pcm, wav
from app.domain.alarms import AlarmId, AlarmState, Priority, Shelf
from app.services.rulesets import with_rule
from app.services.states import CityState
from tests.fakes.city import make_alarm, make_city, make_state
from tests.fakes.clocks import START_US
from tests.fakes.settings import FakeSettings
from tests.fakes.sounds import FakePlayer

CITY = make_city(120)
CRITICAL, HIGH, MEDIUM = (
    AlarmId(str(CITY.points[row].id) + kind)
    for row, kind in ((0, "#hihi"), (3, "#hi"), (5, "#state"))
)


def with_alarms(alarms: dict[AlarmId, AlarmState]) -> CityState:
    return make_state(CITY, alarms=alarms, changed=())


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer()


@pytest.fixture
def sound(qtbot: QtBot, player: FakePlayer) -> Iterator[AlarmSound]:
    sound = AlarmSound(player, FakeSettings())
    sound.set_city(CITY)
    sound.take(with_alarms({}))
    yield sound
    sound.close()


def state(sound: AlarmSound) -> SoundState:
    return sound.state


def played(player: FakePlayer) -> list[Priority]:
    return [priority for priority, _ in player.played]


# --- ringing --------------------------------------------------------------------------------


def test_a_new_alarm_rings_at_once_and_again_until_it_is_acknowledged(
    sound: AlarmSound, player: FakePlayer
) -> None:
    sound.take(with_alarms({CRITICAL: make_alarm(), MEDIUM: make_alarm()}))
    assert played(player) == [Priority.CRITICAL], "one tone, that of the most urgent"
    assert state(sound) is SoundState.RINGING
    assert sound._timer.interval() == 5_000
    sound._timer.timeout.emit()
    assert played(player) == [Priority.CRITICAL] * 2
    sound.take(with_alarms({CRITICAL: make_alarm(by="Kim"), MEDIUM: make_alarm()}))
    assert not sound._timer.isActive()
    assert state(sound) is SoundState.SILENCED, "the medium one waits, and rings no more"


def test_what_stands_at_the_start_and_what_is_hidden_does_not_ring(
    sound: AlarmSound, player: FakePlayer
) -> None:
    sound.set_city(CITY)
    sound.take(with_alarms({CRITICAL: make_alarm()}))
    shelf = Shelf(START_US + 1, START_US, "Kim", "Baustelle")
    sound.take(with_alarms({CRITICAL: make_alarm(), HIGH: replace(make_alarm(), shelf=shelf)}))
    assert played(player) == []


def test_silence_lasts_until_the_next_alarm(sound: AlarmSound, player: FakePlayer) -> None:
    alarms = {HIGH: make_alarm()}
    sound.take(with_alarms(alarms))
    sound.silence()
    assert state(sound) is SoundState.SILENCED
    assert not sound._timer.isActive()
    sound.take(with_alarms({**alarms, CRITICAL: make_alarm()}))
    assert played(player) == [Priority.HIGH, Priority.CRITICAL]
    sound.take(with_alarms({}))
    assert state(sound) is SoundState.QUIET


def test_an_alarm_that_comes_back_rings_again(sound: AlarmSound, player: FakePlayer) -> None:
    sound.take(with_alarms({HIGH: make_alarm()}))
    sound.take(with_alarms({HIGH: make_alarm(by="Kim")}))
    sound.take(with_alarms({HIGH: make_alarm(raised_us=START_US + 9)}))
    assert played(player) == [Priority.HIGH] * 2


def test_a_priority_that_is_switched_off_is_not_heard(
    sound: AlarmSound, player: FakePlayer
) -> None:
    sound.use(SoundSettings(0.3, frozenset({Priority.CRITICAL})))
    sound.take(with_alarms({HIGH: make_alarm()}))
    assert played(player) == []
    assert state(sound) is SoundState.SILENCED
    sound.take(with_alarms({HIGH: make_alarm(), CRITICAL: make_alarm()}))
    assert player.played == [(Priority.CRITICAL, 0.3)]


def test_without_a_collector_nothing_is_concluded(sound: AlarmSound, player: FakePlayer) -> None:
    sound.take(replace(with_alarms({CRITICAL: make_alarm()}), sources={}))
    assert played(player) == []


def test_other_rules_neither_end_what_rings_nor_wake_what_is_silenced(
    sound: AlarmSound, player: FakePlayer
) -> None:
    sound.take(with_alarms({HIGH: make_alarm()}))
    rule = next(rule for rule in CITY.rules if rule.id == HIGH)
    sound.set_rules(with_rule(CITY, replace(rule, threshold=rule.threshold + 1)))
    assert state(sound) is SoundState.RINGING
    assert played(player) == [Priority.HIGH]
    sound.silence()
    sound.set_rules(CITY)
    assert state(sound) is SoundState.SILENCED
    sound.set_rules(with_rule(CITY, replace(rule, priority=Priority.CRITICAL)))
    assert played(player) == [Priority.HIGH, Priority.CRITICAL], "now it is urgent"


def test_trouble_of_the_player_is_told(qtbot: QtBot, sound: AlarmSound, player: FakePlayer) -> None:
    player.trouble = "Kein Ton: Der Lautsprecher ist weg."
    with qtbot.waitSignal(sound.changed):
        sound.take(with_alarms({}))


# --- settings -------------------------------------------------------------------------------


def test_settings_are_remembered_and_nonsense_takes_its_default(qtbot: QtBot) -> None:
    settings = FakeSettings()
    sound = AlarmSound(FakePlayer(), settings)
    sound.use(SoundSettings(0.25, frozenset({Priority.HIGH})))
    assert load_sound(settings) == SoundSettings(0.25, frozenset({Priority.HIGH}))
    settings.set("sound", {"volume": 7, "priorities": ["LAUT", "LOW", 3]})
    assert load_sound(settings) == SoundSettings(0.6, frozenset({Priority.LOW}))
    settings.set("sound", "laut")
    assert Priority.LOW not in load_sound(settings).priorities
    sound.close()


def test_the_dialog_sets_volume_and_priorities_at_once(
    qtbot: QtBot, sound: AlarmSound, player: FakePlayer
) -> None:
    dialog = SoundDialog(sound)
    qtbot.addWidget(dialog)
    dialog.volume.setValue(40)
    dialog.boxes[Priority.MEDIUM].setChecked(False)
    assert sound.settings == SoundSettings(0.4, frozenset({Priority.CRITICAL, Priority.HIGH}))
    sound.try_out(Priority.LOW)
    assert player.played == [(Priority.LOW, 0.4)]


# --- tones and players ----------------------------------------------------------------------


def test_tones_are_told_apart_by_pulses_and_never_clip() -> None:
    assert [len(TONES[p].pitches_hz) for p in Priority] == [3, 2, 1, 1]
    assert TONES[Priority.CRITICAL].pulse_s < TONES[Priority.MEDIUM].pulse_s
    for tone in TONES.values():
        samples = np.frombuffer(pcm(tone, 1.0), "<i2").astype(np.int64)
        assert 8_000 < np.abs(samples).max() < 32_767
        assert samples[0] == samples[-1] == 0, "no click"
        assert np.abs(np.diff(samples)).max() < 12_000
        assert len(samples) < RATE_HZ, "short"
        assert not np.frombuffer(pcm(tone, 0.0), "<i2").any()


def test_a_tone_as_a_file_can_be_read_again() -> None:
    with wave.open(BytesIO(wav(TONES[Priority.HIGH], 0.5))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
        assert file.readframes(file.getnframes()) == pcm(TONES[Priority.HIGH], 0.5)


def test_where_nothing_can_be_heard_it_beeps_and_says_so(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound_player, "PROGRAMS", ("gibt-es-nicht",))
    monkeypatch.setattr(sound_player, "find_spec", lambda _: None)
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    player = make_player()
    assert isinstance(player, BeepPlayer)
    assert player.trouble.startswith("Kein Ton:")
    player.play(Priority.HIGH, 1.0)
    player.close()
    assert beeps == [1]


def test_qt_multimedia_is_left_alone_where_no_sound_can_come_out(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    cards.write_text("--- no soundcards ---\n", "utf-8")
    assert not sound_player.has_output({}, cards)
    assert not sound_player.has_output({}, tmp_path / "missing")
    cards.write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n", "utf-8")
    assert sound_player.has_output({}, cards)


def test_a_sound_server_is_an_output_too(tmp_path: Path) -> None:
    (tmp_path / "pulse").mkdir()
    (tmp_path / "pulse" / "native").touch()
    missing = tmp_path / "missing"
    assert sound_player.has_output({"XDG_RUNTIME_DIR": str(tmp_path)}, missing)
    assert sound_player.has_output({"PULSE_SERVER": "unix:/somewhere"}, missing)


def script(folder: Path, lines: str) -> str:
    path = folder / "player"
    path.write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_program_plays_the_file_of_the_tone(qtbot: QtBot, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    player = ProgramPlayer(
        script(tmp_path, f'cp "$1" "{heard}.part" && mv "{heard}.part" "{heard}"')
    )
    player.play(Priority.CRITICAL, 0.5)
    qtbot.waitUntil(heard.exists)
    assert heard.read_bytes() == wav(TONES[Priority.CRITICAL], 0.5)
    qtbot.waitUntil(lambda: player._process.state() is player._process.ProcessState.NotRunning)
    assert player.trouble == ""
    folder = Path(player._folder.name)
    player.close()
    player.close()
    player.play(Priority.CRITICAL, 0.5)
    assert not folder.exists()


def test_a_program_that_fails_is_said_and_it_beeps(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    player = ProgramPlayer(script(tmp_path, "exit 3"))
    player.play(Priority.HIGH, 0.5)
    qtbot.waitUntil(lambda: bool(player.trouble))
    assert player.trouble == "Kein Ton: player konnte den Alarmton nicht abspielen."
    assert beeps == [1]
    player.close()


def test_a_program_that_hangs_is_ended_with_the_console(qtbot: QtBot, tmp_path: Path) -> None:
    player = ProgramPlayer(script(tmp_path, "exec sleep 60"))
    player.play(Priority.HIGH, 0.5)
    qtbot.waitUntil(lambda: player._process.state() is player._process.ProcessState.Running)
    player.play(Priority.HIGH, 0.5)  # one tone at a time
    player.close()
    assert player._process.state() is player._process.ProcessState.NotRunning
