"""How a console finds its collector: `link.json` in the data folder, readable by its owner only."""

import os
import secrets
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from app.link.memory import folder_mark

LINK_FILE: Final = "link.json"


class LinkAddress(msgspec.Struct, frozen=True):
    """Where a collector listens.

    Attributes:
        pid: Its process.
        address: Path of its socket or name of its pipe.
        key: The key both sides must know, hexadecimal; new at every start.
    """

    pid: int
    address: str
    key: str


def new_address(data: Path) -> LinkAddress:
    """Return a fresh address with a fresh key; its folder is made and open to nobody else.

    Paths of sockets may have about 100 characters only, so the socket is not in the data folder.
    """
    key = secrets.token_hex(32)
    if sys.platform == "win32":
        name = rf"\\.\pipe\leitstand-{folder_mark(data)}-{os.getpid()}"
        return LinkAddress(os.getpid(), name, key)
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    if not os.access(base, os.W_OK):
        base = Path(tempfile.gettempdir())
    folder = base / f"leitstand-{folder_mark(data)}-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode):
        # Somebody else took the name: leave it to them.
        folder = Path(tempfile.mkdtemp(prefix="leitstand-"))
    folder.chmod(0o700)
    path = folder / "link.sock"
    path.unlink(missing_ok=True)
    return LinkAddress(os.getpid(), str(path), key)


def announce(data: Path, address: LinkAddress) -> None:
    """Write the address where consoles look for it; whole or not at all."""
    target = data / LINK_FILE
    draft = data / f".{LINK_FILE}.{os.getpid()}"
    draft.unlink(missing_ok=True)
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(msgspec.json.encode(address))
    draft.replace(target)


def find(data: Path) -> LinkAddress | None:
    """Return the address in a data folder; None when there is none or it cannot be read."""
    try:
        return msgspec.json.decode((data / LINK_FILE).read_bytes(), type=LinkAddress)
    except (OSError, msgspec.DecodeError):
        return None


def withdraw(data: Path, address: LinkAddress) -> None:
    """Take an address back, unless another collector announced itself meanwhile."""
    if find(data) == address:
        with suppress(OSError):
            (data / LINK_FILE).unlink()
    if sys.platform != "win32":
        with suppress(OSError):
            Path(address.address).unlink(missing_ok=True)
            Path(address.address).parent.rmdir()
