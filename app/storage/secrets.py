"""Passwords and keys by reference: environment, the system's keyring, or a 0600 file.

A secret never stands in a profile, a database, a log record or an error text.
"""

import json
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from typing_extensions import override

from app.services.ports import StorageError

SERVICE: Final = "leitstand"
ENVIRONMENT_PREFIX: Final = "LEITSTAND_SECRET_"
FILE_NAME: Final = "credentials.json"
_OWNER_ONLY: Final = 0o600


def environment_name(reference: str) -> str:
    """Return the environment variable of a reference: `hamm/ttn` → `LEITSTAND_SECRET_HAMM_TTN`."""
    return ENVIRONMENT_PREFIX + re.sub(r"[^A-Za-z0-9]", "_", reference).upper()


class StoredSecrets:
    """Looks secrets up and keeps new ones; fulfils `ports.SecretStore`.

    The order is: environment variable, keyring of the desktop, file `credentials.json` in the data
    folder (readable by its owner only) where no keyring runs, as on a server.

    Args:
        folder: The data folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    @override
    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self._path.parent)!r})"

    def get(self, reference: str) -> str | None:
        """Return the secret of a reference such as `hamm/lorawan-ttn`, or None."""
        from_environment = os.environ.get(environment_name(reference))
        if from_environment is not None:
            return from_environment
        from_keyring = _keyring_get(reference)
        return self._read().get(reference) if from_keyring is None else from_keyring

    def put(self, reference: str, secret: str) -> str:
        """Keep a secret; return where, as `keyring` or the name of the file.

        Raises:
            StorageError: It can be kept nowhere.
        """
        if _keyring_set(reference, secret):
            return "keyring"
        self._replace({**self._read(), reference: secret})
        return FILE_NAME

    def _read(self) -> dict[str, str]:
        try:
            if os.name == "posix" and self._path.stat().st_mode & 0o077:
                self._path.chmod(_OWNER_ONLY)
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {
            name: text
            for name, text in found.items()
            if isinstance(name, str) and isinstance(text, str)
        }

    def _replace(self, secrets: dict[str, str]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # mkstemp makes the file with 0600; at no moment can others read it.
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=FILE_NAME)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(secrets, file)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(self._path)
            except OSError:
                with suppress(OSError):
                    Path(name).unlink()
                raise
        except OSError as error:
            raise StorageError(
                f"Die Zugangsdaten lassen sich nicht in „{self._path.name}“ ablegen "
                f"({error.strerror}). Bitte Rechte und Datenträger des Datenordners prüfen."
            ) from None


def _keyring_get(reference: str) -> str | None:
    """Ask the keyring; None when it has none or does not run."""
    import keyring  # noqa: PLC0415 - takes a tenth of a second, only where secrets are used
    from keyring.errors import KeyringError  # noqa: PLC0415

    with suppress(KeyringError, RuntimeError, OSError):
        return keyring.get_password(SERVICE, reference)
    return None


def _keyring_set(reference: str, secret: str) -> bool:
    import keyring  # noqa: PLC0415 - see _keyring_get
    from keyring.errors import KeyringError  # noqa: PLC0415

    with suppress(KeyringError, RuntimeError, OSError):
        keyring.set_password(SERVICE, reference, secret)
        return True
    return False
