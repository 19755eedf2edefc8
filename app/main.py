"""The command line. Each verb is a module of `app.verbs`; without a verb the console starts."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse has no public name for it

WORKSPACES = (
    "lage",
    "alarme",
    "verlaeufe",
    "zwilling",
    "felder",
    "bestand",
    "ausbau",
    "projekte",
    "anbindung",
    "schicht",
)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of `python3 -m app`."""
    parser = argparse.ArgumentParser(
        prog="python3 -m app",
        parents=[_folders("")],
        description="Leitstand, the control room of a city. Without a verb the console starts.",
    )
    parser.add_argument("--check", action="store_true", help="print versions and states as JSON")
    parser.add_argument("--selftest", action="store_true", help="start everything, look, and end")
    parser.add_argument(
        "--snapshot", metavar="DIR", help="write a picture (PNG) of every workspace"
    )
    _add_screen(parser, None)
    parser.add_argument(
        "--times", metavar="FILE", help="write when the window was painted and the city live"
    )
    # What a verb does not say must not undo what was said before it.
    common = _folders(argparse.SUPPRESS)
    verbs = parser.add_subparsers(dest="verb", title="verbs")
    verbs.add_parser("run", parents=[common], help="start the console (the same as no verb)")
    collect = verbs.add_parser("collect", parents=[common], help="run the collector alone")
    collect.add_argument("--with-parent", action="store_true", help="end when stdin closes")
    collect.add_argument(
        "--no-simulation", action="store_true", help="do not start the simulated city beside it"
    )
    simulate = verbs.add_parser("simulate", parents=[common], help="run the simulated city alone")
    simulate.add_argument("--seed", type=int, default=1, help="another seed is another city")
    simulate.add_argument("--with-parent", action="store_true", help="end when stdin closes")
    simulate.add_argument(
        "--incidents", choices=("on", "off"), default="on", help="let things go wrong"
    )
    history = verbs.add_parser("history", parents=[common], help="read samples without a window")
    history.add_argument("point", metavar="POINT", help="id of the point")
    history.add_argument("--from", dest="start", metavar="T", help="begin; default a day ago")
    history.add_argument("--to", dest="end", metavar="T", help="end (exclusive); default now")
    history.add_argument("--format", choices=("csv", "json"), default="csv")
    history.add_argument(
        "--tier",
        choices=("raw", "1min", "15min", "1h", "1d"),
        default="raw",
        help="how far samples are rolled up",
    )
    replay = verbs.add_parser(
        "replay", parents=[common], help="show an incident capsule; nothing can be changed"
    )
    replay.add_argument("file", metavar="FILE", help="the capsule (*.leitstand)")
    _add_screen(replay, argparse.SUPPRESS)
    replay.add_argument(
        "--drill", action="store_true", help="play it as an exercise, with a score at the end"
    )
    _add_twin(verbs, common)
    _add_inventory(verbs, common)
    _add_programme(verbs, common)
    return parser


def _add_twin(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add the verb of the twin's data, which has actions of its own."""
    twin = verbs.add_parser("twin", parents=[common], help="data of the twin, without a window")
    actions = twin.add_subparsers(dest="action", required=True, title="actions")
    work = actions.add_parser("work", help="carry out jobs from standard input (for the console)")
    work.add_argument("--folder", required=True, metavar="DIR", help="folder of the twin's data")
    generate = actions.add_parser("generate", parents=[common], help="write a simulated city")
    generate.add_argument("--into", default="", metavar="DIR", help="default: the data folder")
    generate.add_argument("--buildings", type=int, default=64_000, metavar="N")
    generate.add_argument("--seed", type=int, default=1, help="another seed is another city")
    inspect = actions.add_parser("inspect", help="say what files are, and what is wrong with them")
    inspect.add_argument("--grids", default="", metavar="DIR", help="folder of height grids")
    inspect.add_argument("files", nargs="+", metavar="FILE")
    convert = actions.add_parser("convert", help="convert a laser scan into an octree (COPC)")
    convert.add_argument("file", metavar="FILE")
    convert.add_argument("--into", required=True, metavar="FILE.copc.laz")


def _add_inventory(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add the verb of the inventory, which has actions of its own."""
    inventory = verbs.add_parser(
        "inventory", parents=[common], help="the inventory, without a window"
    )
    actions = inventory.add_subparsers(dest="action", required=True, title="actions")
    actions.add_parser("read-table", help="read a foreign table (for the console)")
    actions.add_parser("count", parents=[common], help="say how many records there are")
    actions.add_parser("demo", parents=[common], help="make the simulated inventory")
    actions.add_parser("verify", parents=[common], help="check the chain of the change log")
    bring = actions.add_parser(
        "import", parents=[common], help="take up a file, or say what is wrong"
    )
    bring.add_argument("file", metavar="FILE")
    bring.add_argument("--as", dest="known", default="", metavar="NAME", help="a known layout")
    bring.add_argument("--write", action="store_true", help="without this nothing is written")


def _add_programme(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """Add the verb of the profile's programme, which has actions of its own."""
    programme = verbs.add_parser(
        "programme", parents=[common], help="the profile's programme, without a window"
    )
    actions = programme.add_subparsers(dest="action", required=True, title="actions")
    actions.add_parser("load", parents=[common], help="add what is not there yet")
    actions.add_parser("remove", parents=[common], help="take it away again")


def _folders(default: str) -> argparse.ArgumentParser:
    """Return a parser of the two folders that every verb knows."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--profile",
        default=default,
        metavar="DIR",
        help="city profile: a name such as hamm, or a folder",
    )
    common.add_argument(
        "--data", default=default, metavar="DIR", help="data folder; default per user"
    )
    return common


def _add_screen(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Add what says how the console looks and which moment it shows first."""
    parser.add_argument(
        "--workspace", choices=WORKSPACES, default=default, help="open or picture only this one"
    )
    parser.add_argument(
        "--theme", choices=("light", "dark", "system"), default=default, help="colours"
    )
    parser.add_argument(
        "--lang", choices=("de", "en"), default=default, help="language of the screen"
    )
    parser.add_argument(
        "--size",
        metavar="WxH",
        type=_size,
        default=default,
        help="size of the window or picture, such as 1600x1000",
    )
    parser.add_argument(
        "--at",
        metavar="T",
        default=default,
        help="show this moment instead of LIVE, such as 2026-11-23T14:30",
    )


def needs_screen(arguments: Sequence[str]) -> bool:
    """Tell whether these arguments draw; asked before anything is installed."""
    quiet = {"collect", "simulate", "history", "twin", "inventory", "programme", "-h", "--help"}
    return not quiet.intersection(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = make_parser().parse_args(given)
    verb = options.verb or "run"
    for flag in ("check", "selftest", "snapshot"):
        if verb == "run" and getattr(options, flag):
            verb = flag
    from app.services.profiles import ProfileError  # noqa: PLC0415 - not before the set-up

    try:
        code: int = importlib.import_module(f"app.verbs.{verb}").main(options)
    except ProfileError as error:
        print(error, file=sys.stderr)
        return 2
    return code


def _size(text: str) -> tuple[int, int]:
    """Read a size such as `1600x1000`."""
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) >= 640 and int(height) >= 400):  # noqa: PLR2004 - smaller than this nothing can be read
        raise argparse.ArgumentTypeError("a size is written like 1600x1000, at least 640x400")
    return int(width), int(height)
