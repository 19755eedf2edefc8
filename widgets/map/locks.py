"""What locks the web engine as a whole, whatever the page does: said before it starts, then fixed.

The page's policy and the request interceptor know requests. WebRTC makes none: it opens sockets of
its own, and a frame has it even where the page has lost it. So the engine itself is told to send
no datagrams and to find no host but the allowed ones, by name or by number.
"""

import os
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl

_FLAGS: Final = "QTWEBENGINE_CHROMIUM_FLAGS"
_NO_DATAGRAMS: Final = "--force-webrtc-ip-handling-policy=disable_non_proxied_udp"
_QUIET: Final = "--log-level=3"
"""Only what ends a process; else it tells the terminal of each service of the desktop it misses."""

_KERNEL: Final = Path("/proc/sys")


def lock_engine(
    origins: Iterable[str],
    environment: MutableMapping[str, str] = os.environ,
    *,
    can_be_sandboxed: bool | None = None,
) -> frozenset[str]:
    """Write the locks into the environment, where the engine reads them at its start.

    Args:
        origins: What may be reached, such as `https://sgx.geodatenzentrum.de`.
        environment: Where the engine looks.
        can_be_sandboxed: Whether the system can; it is asked when None.

    Returns:
        The hosts the engine will be able to find until the program ends.
    """
    hosts = frozenset(filter(None, (QUrl(origin).host() for origin in origins)))
    rules = ", ".join(("MAP * ~NOTFOUND", *(f"EXCLUDE {host}" for host in sorted(hosts))))
    flags = (environment.get(_FLAGS, ""), _QUIET, _NO_DATAGRAMS, f'"--host-resolver-rules={rules}"')
    environment[_FLAGS] = " ".join(filter(None, flags))
    environment.pop("QTWEBENGINE_REMOTE_DEBUGGING", None)  # a door to all the page sees
    if not (has_sandbox() if can_be_sandboxed is None else can_be_sandboxed):
        # Without it the engine would end the whole program at the first page.
        environment.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    return hosts


def has_sandbox(kernel: Path = _KERNEL) -> bool:
    """Tell whether the engine can lock its processes in here: not for root, not on every Linux."""
    if os.name != "posix":
        return True
    if os.geteuid() == 0:
        return False
    return (
        _number(kernel / "user/max_user_namespaces", 1) > 0
        and _number(kernel / "kernel/unprivileged_userns_clone", 1) > 0
        and _number(kernel / "kernel/apparmor_restrict_unprivileged_userns", 0) == 0
    )


def _number(file: Path, otherwise: int) -> int:
    """Return the number in a file of the kernel; another where there is none."""
    try:
        return int(file.read_text("ascii"))
    except (OSError, ValueError):
        return otherwise
