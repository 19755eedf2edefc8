"""Text: the whole payload is one number or one word; its item is empty."""

from collections.abc import Mapping
from typing import Any, Final

from typing_extensions import override

from app.domain.samples import Quality
from connectors.mqtt.measurements import Measurement, PayloadError, StatelessDecoder, refuse_options

LONGEST: Final = 200
"""A value longer than this is no value."""


class TextNumber(StatelessDecoder):
    """Decodes `21.5`, `on` and the like; the time is that of receipt."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """Take the options; there are none.

        Raises:
            ValueError: An option was given.
        """
        refuse_options(options)

    @override
    def decode(self, topic: str, payload: bytes, received_us: int) -> list[Measurement]:
        """Return the one value; see `Decoder`."""
        if len(payload) > LONGEST:
            raise PayloadError(f"Länger als {LONGEST} Zeichen: kein einzelner Wert.")
        try:
            text = payload.decode().strip()
        except UnicodeDecodeError:
            raise PayloadError("Kein gültiges UTF-8.") from None
        if not text or not text.isprintable():
            raise PayloadError("Leer oder mit Steuerzeichen: kein einzelner Wert.")
        if text.lower() in {"true", "false"}:
            return [Measurement("", float(text.lower() == "true"), received_us)]
        try:
            value = float(text) if "_" not in text else None
        except ValueError:
            value = None
        if value is None:
            return [Measurement("", text, received_us)]
        is_finite = abs(value) < float("inf")
        quality = Quality.GOOD if is_finite else Quality.BAD
        return [Measurement("", value if is_finite else float("nan"), received_us, quality)]
