"""Plays tones through Qt Multimedia where it is installed, else through a program of the system."""

import importlib
import os
import shutil
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QObject,
    QProcess,
)

from app.console.sounds import BeepPlayer, Player
from app.console.tones import RATE_HZ, TONES, pcm, wav
from app.domain.alarms import Priority

PROGRAMS: Final = ("pw-play", "paplay", "aplay")
"""Programs that play a file and end: of PipeWire, of PulseAudio, of ALSA."""

CARDS: Final = Path("/proc/asound/cards")
"""Where Linux lists its sound cards, one a line such as ` 0 [PCH   ]: HDA-Intel`."""


def make_player(parent: QObject | None = None) -> Player:
    """Return what makes the tones here; the plain beep where nothing better can be heard."""
    media, device = _card()
    if device is not None and not device.isNull():
        return CardPlayer(media, device, parent)
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is not None:
        return ProgramPlayer(found, parent)
    return BeepPlayer(
        QCoreApplication.translate(
            "sounds", "Kein Ton: Auf diesem Rechner ist keine Klangausgabe eingerichtet."
        )
    )


def _card() -> tuple[Any, Any]:
    """Return Qt Multimedia and the output device; None where there is none."""
    if find_spec("PySide6.QtMultimedia") is None or not has_output():
        return None, None
    try:
        media = importlib.import_module("PySide6.QtMultimedia")
    except ImportError:  # a library of the system is missing
        return None, None
    return media, media.QMediaDevices.defaultAudioOutput()


def has_output(environment: Mapping[str, str] = os.environ, cards: Path = CARDS) -> bool:
    """Tell whether there can be an output; Qt Multimedia complains loudly where there is none."""
    if sys.platform != "linux" or environment.get("PULSE_SERVER"):
        return True
    servers = Path(environment.get("XDG_RUNTIME_DIR") or "/nowhere")
    if any((servers / name).exists() for name in ("pulse/native", "pipewire-0")):
        return True
    try:
        return "]:" in cards.read_text("utf-8", "replace")
    except OSError:
        return False


class CardPlayer:
    """Plays tones through Qt Multimedia; the card works on while the window goes on.

    Args:
        media: The module `PySide6.QtMultimedia`, which is imported only where it is needed.
        device: The output device.
        parent: Owner.
    """

    trouble = ""

    def __init__(self, media: Any, device: Any, parent: QObject | None) -> None:
        wanted = media.QAudioFormat()
        wanted.setSampleRate(RATE_HZ)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(media.QAudioFormat.SampleFormat.Int16)
        self._sink = media.QAudioSink(device, wanted, parent)
        self._buffer = QBuffer(parent)
        self._tones: dict[tuple[Priority, float], QByteArray] = {}

    def play(self, priority: Priority, volume: float) -> None:
        """Begin a tone; one that still sounds ends."""
        self._sink.stop()
        self._buffer.close()
        key = (priority, volume)
        if key not in self._tones:
            self._tones[key] = QByteArray(pcm(TONES[priority], volume))
        self._buffer.setData(self._tones[key])
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink.start(self._buffer)

    def close(self) -> None:
        """End what sounds."""
        self._sink.stop()
        self._buffer.close()


class ProgramPlayer(QObject):
    """Plays tones through a program that takes the name of a file; beeps where that fails.

    Args:
        program: The program.
        parent: Owner.
    """

    def __init__(self, program: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._program = program
        self._folder = TemporaryDirectory(prefix="leitstand-tones-")
        self._process = QProcess(self)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.finished.connect(self._look)
        self._process.errorOccurred.connect(lambda _: self._fail())
        self._is_ended = False

    def play(self, priority: Priority, volume: float) -> None:
        """Begin a tone, unless one still sounds: they are short."""
        if self._is_ended or self._process.state() is not QProcess.ProcessState.NotRunning:
            return
        file = Path(self._folder.name) / f"{priority.name.lower()}-{round(volume * 100)}.wav"
        if not file.exists():
            file.write_bytes(wav(TONES[priority], volume))
        self._process.start(self._program, [str(file)])

    def close(self) -> None:
        """End what sounds; its files go."""
        if self._is_ended:
            return
        self._is_ended = True
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(1_000)
        self._folder.cleanup()

    def _look(self, code: int) -> None:
        if code and not self._is_ended:
            self._fail()
        elif not code:
            self.trouble = ""

    def _fail(self) -> None:
        """The tone was not heard: beep, and say why."""
        if self._is_ended:
            return
        sentence = self.tr("Kein Ton: {program} konnte den Alarmton nicht abspielen.")
        self.trouble = sentence.format(program=Path(self._program).name)
        BeepPlayer(self.trouble).play(Priority.HIGH, 1.0)
