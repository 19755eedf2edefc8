"""Makes `python3 -m app` and `python3 -m tests` enough on a bare machine. Standard library only.

The program runs in an environment of its own, `.venv` beside the sources. The first start makes
it: packages from the hashed lock file, Debian packages for Qt when we are root (else the one line
to run is printed), an own virtual screen when there is none. A later start only compares a stamp.
"""

import atexit
import ctypes
import ctypes.util
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
_VENV = ROOT / ".venv"
_STAMP = _VENV / "leitstand-lock.sha256"
_TOOLS = ROOT / "build" / "bootstrap"

_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXtst.so.6": "libxtst6",
    "libnss3.so": "libnss3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libGL.so.1": "libgl1",
    "libgbm.so.1": "libgbm1",
    "libXfixes.so.3": "libxfixes3",
    "libXrandr.so.2": "libxrandr2",
    "libxkbfile.so.1": "libxkbfile1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libasound.so.2": "libasound2",
}
"""Shared libraries Qt needs, by soname, with the Debian 12 package that brings each."""

_FONT_FOLDERS = {"truetype/dejavu": "fonts-dejavu-core", "opentype/inter": "fonts-inter"}
"""Fonts under /usr/share/fonts; Inter is the program's face, DejaVu its fallback."""

_TEST_PROGRAMS = {"mosquitto": "mosquitto", "mosquitto_sub": "mosquitto-clients"}
"""Programs the tests and benchmarks run against."""


def prepare(module: str, *, dev: bool, display: bool) -> None:
    """Return once this process has all it needs; else provide it and start the process anew.

    Args:
        module: The module to start again inside the environment, such as `app`.
        dev: True for tests and benchmarks: their packages and servers are needed too.
        display: True when the verb draws: Qt's libraries and a screen are needed.
    """
    if getattr(sys, "frozen", False):
        return
    if sys.version_info < (3, 11):  # noqa: UP036 - whatever python3 is, we say so kindly
        _give_up("Leitstand needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
    if sys.platform == "linux":
        _provide_system(display=display or dev, dev=dev)
    _provide_packages(dev=dev)
    if Path(sys.prefix).resolve() != _VENV.resolve():
        _restart(module)
    _keep_bytecode()
    if display and sys.platform == "linux":
        provide_display()


def provide_display() -> None:
    """Start a virtual screen of our own when there is none, and end it with this process."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return
    screen = start_screen()
    os.environ["DISPLAY"] = screen
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    _say(f"No screen here: the window lives on the virtual screen {screen}.")


def start_screen() -> str:
    """Start a virtual screen that ends with this process; return its name, such as `:1`."""
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(write_end),
            "-screen",
            "0",
            "1600x1000x24",
            "+extension",
            "GLX",
            "-nolisten",
            "tcp",
        ],
        pass_fds=(write_end,),
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C is for us alone: the window closes before its screen
        preexec_fn=_die_with_parent,  # noqa: PLW1509 - before any thread of ours exists
    )
    os.close(write_end)
    with os.fdopen(read_end) as answer:
        number = answer.readline().strip()
    if not number:
        _give_up("The virtual screen (Xvfb) did not start.")
    atexit.register(_end, server)
    return f":{number}"


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Stop a process of ours and wait for it."""
    process.terminate()
    process.wait(timeout=5)


def _die_with_parent() -> None:
    """In the child: ask Linux to end it when its parent ends, however that happens."""
    ctypes.CDLL(None).prctl(1, 15)  # PR_SET_PDEATHSIG, SIGTERM


# --- Debian packages ------------------------------------------------------------------------


def _provide_system(*, display: bool, dev: bool) -> None:
    """Install missing Debian packages as root; print the line to run for everybody else."""
    missing = sorted(set(_missing_packages(display=display, dev=dev)))
    may_install = os.geteuid() == 0 and shutil.which("apt-get") is not None
    if may_install:
        missing += _missing_fonts() if display else []
    if not missing:
        return
    if not may_install:
        line = "apt-get install -y --no-install-recommends " + " ".join(missing)
        _give_up(f"These system packages are missing. Please run once:\n  sudo {line}")
    _say("Installing system packages: " + ", ".join(missing))
    _apt(missing)


def _missing_packages(*, display: bool, dev: bool) -> Iterator[str]:
    """Yield the Debian packages whose libraries or programs are not there."""
    if display:
        for soname, package in _LIBRARIES.items():
            try:
                ctypes.CDLL(soname)
            except OSError:
                yield package
        has_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if not has_screen and not shutil.which("Xvfb"):
            yield "xvfb"
    if dev:
        for program, package in _TEST_PROGRAMS.items():
            if not shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin"):
                yield package


def _missing_fonts() -> list[str]:
    """Return the packages of fonts that are not there; without them it only looks less well."""
    shared = Path("/usr/share/fonts")
    return [package for folder, package in _FONT_FOLDERS.items() if not (shared / folder).is_dir()]


def _apt(packages: Sequence[str]) -> None:
    """Install Debian packages without questions."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        _run(command, environment)


# --- Python packages ------------------------------------------------------------------------


def _provide_packages(*, dev: bool) -> None:
    """Make or renew `.venv` when the lock it was made from is not today's."""
    lock = ROOT / ("requirements-dev.lock" if dev else "requirements.lock")
    wanted = [_stamp_of(ROOT / "requirements-dev.lock")]
    if not dev:
        wanted.append(_stamp_of(lock))
    if _read_stamp() in wanted:
        return
    with _one_at_a_time():
        if _read_stamp() in wanted:
            return
        _say("Setting up the program's own environment (.venv); this happens once.")
        _install(lock)
        _STAMP.write_text(_stamp_of(lock), "utf-8")


def _stamp_of(lock: Path) -> str:
    """Return what the stamp says when the environment was made from this lock by this Python."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]} {sysconfig.get_platform()}"
    return hashlib.sha256(lock.read_bytes()).hexdigest() + " " + python


def _read_stamp() -> str:
    """Return what the environment was made from; empty when there is none."""
    return _STAMP.read_text("utf-8") if _STAMP.is_file() and _python().is_file() else ""


def _install(lock: Path) -> None:
    """Make the environment: with uv where it is, else with venv, else with an uv of pip's."""
    uv = _uv_on_path() or _uv_without_venv()
    is_inside = Path(sys.prefix).resolve() == _VENV.resolve()
    if not is_inside and not (_is_made_by_this_python() and (uv or _has_pip())):
        shutil.rmtree(_VENV, ignore_errors=True)
        if uv:
            _run([uv, "venv", "--quiet", "--python", sys.executable, str(_VENV)])
        else:
            _run([sys.executable, "-m", "venv", str(_VENV)])
    if uv:
        sync = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(_python())]
        _run([*sync, str(lock)])
        return
    pip = [str(_python()), "-m", "pip", "install", "--quiet", "--require-hashes"]
    _run([*pip, "--disable-pip-version-check", "-r", str(lock)])


def _uv_on_path() -> str | None:
    """Return an uv that works; a name on PATH may be the empty shell of a version manager."""
    uv = shutil.which("uv")
    if uv is None or subprocess.run([uv, "--version"], capture_output=True, check=False).returncode:
        return None
    return uv


def _is_made_by_this_python() -> bool:
    """Tell whether `.venv` exists and has our Python's version."""
    config = _VENV / "pyvenv.cfg"
    version = f"{sys.version_info[0]}.{sys.version_info[1]}."
    return _python().is_file() and config.is_file() and version in config.read_text("utf-8")


def _has_pip() -> bool:
    """Tell whether `.venv` has a pip: one made by uv, or half made, has none."""
    ask = [str(_python()), "-m", "pip", "--version"]
    return subprocess.run(ask, capture_output=True, check=False).returncode == 0


def _uv_without_venv() -> str | None:
    """Return an uv where Python has no working `venv` (bare Debian); None where venv serves."""
    if importlib.util.find_spec("ensurepip"):
        return None
    uv = _TOOLS / "bin" / "uv"
    if uv.is_file():
        return str(uv)
    if importlib.util.find_spec("pip"):
        _run([sys.executable, "-m", "pip", "install", "-q", "--target", str(_TOOLS), "uv"])
        return str(uv)
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _apt([version])
        return None
    return _give_up(
        f"Python's venv module is missing. Please run once:\n  sudo apt-get install {version}"
    )


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let a second start wait while the first one installs."""
    if os.name != "posix":
        yield
        return
    import fcntl  # noqa: PLC0415 - does not exist on Windows

    path = ROOT / "build"
    path.mkdir(exist_ok=True)
    with (path / "bootstrap.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _python() -> Path:
    """Return the environment's interpreter."""
    return _VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _keep_bytecode() -> None:
    """Let Python keep what it compiled, also where the surroundings ask it not to litter.

    Compiling everything at each start would cost half a second before the first paint; so it is
    kept inside the environment, and no folder of the sources is touched.
    """
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode = False
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(_VENV / "bytecode")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _restart(module: str) -> NoReturn:
    """Go on as the environment's own interpreter, with the same arguments."""
    command = [str(_python()), "-m", module, *sys.argv[1:]]
    environment = {**os.environ, "PYTHONPATH": ""} if "PYTHONPATH" in os.environ else os.environ
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(command[0], command, environment)  # noqa: S606 - our own interpreter
    sys.exit(subprocess.run(command, env=environment, check=False).returncode)


# --- words ----------------------------------------------------------------------------------


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> None:
    """Run a step of the set-up; its failure ends the program with what it said."""
    done = subprocess.run(
        command, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode != 0:
        said = done.stdout.decode(errors="replace")[-3000:]
        _give_up(f"This step of the set-up failed: {' '.join(command[:4])} …\n{said}")


def _say(sentence: str) -> None:
    """Tell the person at the terminal what is happening."""
    print(f"Leitstand: {sentence}", file=sys.stderr, flush=True)


def _give_up(sentence: str) -> NoReturn:
    """End the program with a sentence that says what to do."""
    _say(sentence)
    sys.exit(2)
