"""The tones of alarms: made, not recorded; calm, and told apart by their number and height.

Like the tones of medical alarms (IEC 60601-1-8) they come in bursts of soft pulses: the more
urgent, the more pulses, the quicker and the higher. A few harmonics make them easy to locate.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

import numpy as np

from app.domain.alarms import Priority
from app.domain.samples import Float64Array

RATE_HZ: Final = 44_100
_FADE_S: Final = 0.025
_HARMONICS: Final = (1.0, 0.35, 0.18, 0.08)
_LOUDEST: Final = 32_000


@dataclass(frozen=True, slots=True)
class Tone:
    """A burst of pulses.

    Attributes:
        pitches_hz: Height of each pulse.
        pulse_s: How long a pulse lasts, seconds.
        pause_s: How long the pause between two pulses lasts.
    """

    pitches_hz: tuple[float, ...]
    pulse_s: float
    pause_s: float


TONES: Final = {
    Priority.CRITICAL: Tone((988.0, 988.0, 1319.0), 0.14, 0.07),
    Priority.HIGH: Tone((784.0, 784.0), 0.18, 0.12),
    Priority.MEDIUM: Tone((587.0,), 0.24, 0.0),
    Priority.LOW: Tone((440.0,), 0.24, 0.0),
}


def pcm(tone: Tone, volume: float) -> bytes:
    """Return a tone as signed 16 bit samples, one channel, `RATE_HZ` of them a second.

    Args:
        tone: The tone.
        volume: 0 (silent) to 1.
    """
    pause = np.zeros(round(tone.pause_s * RATE_HZ))
    parts: list[Float64Array] = []
    for pitch in tone.pitches_hz:
        parts += [_pulse(pitch, tone.pulse_s), pause]
    whole = np.concatenate([*parts, np.zeros(round(0.05 * RATE_HZ))])
    loud = float(np.clip(volume, 0.0, 1.0)) ** 2  # ears hear in decibels
    return (whole * loud * _LOUDEST).astype("<i2").tobytes()


def wav(tone: Tone, volume: float) -> bytes:
    """Return a tone as the content of a WAV file, see `pcm`."""
    import wave  # noqa: PLC0415 - only where tones are played from files

    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(pcm(tone, volume))
    return out.getvalue()


def _pulse(pitch_hz: float, length_s: float) -> Float64Array:
    """Return one pulse between -1 and 1 that fades in and out, so that nothing clicks."""
    time = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    sound = np.zeros_like(time)
    for place, share in enumerate(_HARMONICS, 1):
        sound += share * np.sin(2 * np.pi * pitch_hz * place * time)
    fade = np.minimum(1.0, np.minimum(time, length_s - time) / _FADE_S)
    pulse: Float64Array = sound / sum(_HARMONICS) * np.sin(fade * np.pi / 2) ** 2
    return pulse
