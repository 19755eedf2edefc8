"""Words for networks: kinds, ends, faults, losses, in the language of the screen."""

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.networks.optics import BudgetClass, LossKind, Verdict
from app.domain.inventory.networks.records import NetworkRecords
from app.domain.inventory.networks.traces import End, Fault
from app.domain.inventory.records import Key
from widgets.foreign_texts import on_screen
from widgets.texts import count, number

_tr = QCoreApplication.translate


ASSET_ICONS = {
    "access_point": "mdi6.access-point",
    "switch": "mdi6.switch",
    "router": "mdi6.router-network",
    "firewall": "mdi6.wall-fire",
    "server": "mdi6.server",
    "ups": "mdi6.battery-charging",
    "tablet": "mdi6.tablet",
    "notebook": "mdi6.laptop",
    "desktop": "mdi6.desktop-tower-monitor",
    "display": "mdi6.monitor",
    "projector": "mdi6.projector",
    "printer": "mdi6.printer-outline",
    "camera": "mdi6.cctv",
    "patch_panel": "mdi6.view-week-outline",
    "splitter": "mdi6.call-split",
    "closure": "mdi6.package-variant-closed",
    "olt": "mdi6.server-network",
    "ont": "mdi6.router",
    "antenna": "mdi6.antenna",
    "charger": "mdi6.ev-station",
    "sensor": "mdi6.gauge",
    "signal_controller": "mdi6.traffic-light-outline",
    "light": "mdi6.lightbulb-outline",
    "gateway": "mdi6.radio-tower",
}
_KILOMETRE = 1000
_OTHER_ICON = "mdi6.devices"
_SITE_ICON = "mdi6.map-marker-outline"


def fibre_word() -> str:
    """Return the word for a fibre."""
    return _tr("networks", "Faser")


def colour_text(colour: str) -> str:
    """Return the colour word of a fibre or tube; one that nobody knows is shown as it is."""
    known = {
        "rot": _tr("networks", "rot"),
        "grün": _tr("networks", "grün"),
        "blau": _tr("networks", "blau"),
        "gelb": _tr("networks", "gelb"),
        "weiß": _tr("networks", "weiß"),
        "grau": _tr("networks", "grau"),
        "braun": _tr("networks", "braun"),
        "violett": _tr("networks", "violett"),
        "türkis": _tr("networks", "türkis"),
        "schwarz": _tr("networks", "schwarz"),
        "orange": _tr("networks", "orange"),
        "rosa": _tr("networks", "rosa"),
    }
    return known.get(colour, colour)


def tube_word() -> str:
    """Return the word for a tube."""
    return _tr("networks", "Bündelader")


def icon_of(kind: str) -> str:
    """Return the icon of a kind of asset, or of a site (`site.pop`)."""
    return _SITE_ICON if kind.startswith("site") else ASSET_ICONS.get(kind, _OTHER_ICON)


def asset_kind_text(kind: str) -> str:
    """Return the word for a kind of asset, or of a site (`site.pop`)."""
    if kind.startswith("site."):
        label = KINDS["site"].field("kind").choice_label(kind.removeprefix("site."))
        return on_screen(label or KINDS["site"].label)
    return on_screen(KINDS["asset_type"].field("kind").choice_label(kind))


def many(number_of: int, kind: str) -> str:
    """Return so many devices of a kind, such as `24 × Access Point`."""
    return f"{count(number_of)} × {asset_kind_text(kind)}"


def kind_text(kind: str, *, is_many: bool = False) -> str:
    """Return the word for a kind of record."""
    if kind not in KINDS:
        return kind
    return on_screen(KINDS[kind].plural if is_many else KINDS[kind].label)


def link_kind_text(kind: str) -> str:
    """Return the word for a kind of link."""
    return on_screen(KINDS["link"].field("kind").choice_label(kind))


def name_of(records: NetworkRecords, key: Key) -> str:
    """Return what a record is called, with what it belongs to where it needs that."""
    title = records.title(key)
    if key.kind == "port":
        asset = records["port"].text(key.uid, "asset")
        return f"{records.title(Key('asset', asset))} · {title}"
    if key.kind == "strand":
        cable = records["strand"].text(key.uid, "cable")
        tube = records["tube"].text(records["strand"].text(key.uid, "tube"), "number")
        parts = [records["cable"].text(cable, "name")]
        parts += [f"{tube_word()} {tube}"] if tube else []
        return " · ".join([*parts, f"{fibre_word()} {title}"])
    if key.kind == "splice":
        closure = records["splice"].text(key.uid, "closure")
        return f"{records.title(Key('asset', closure))} {title}"
    return title or kind_text(key.kind)


def db_text(db: float) -> str:
    """Return a loss with its unit."""
    return f"{number(float(db), 2)}\u202fdB"


def metres_text(metres: float) -> str:
    """Return a length with its unit."""
    if metres >= _KILOMETRE:
        return f"{number(metres / _KILOMETRE, 2)}\u202fkm"
    return f"{number(metres, 0)}\u202fm"


def loss_text(kind: LossKind) -> str:
    """Return the word for where light is lost."""
    words = {
        LossKind.CABLE: _tr("networks", "Faser"),
        LossKind.SPLICE: _tr("networks", "Spleiß"),
        LossKind.CONNECTOR: _tr("networks", "Stecker"),
        LossKind.SPLITTER: _tr("networks", "Splitter"),
        LossKind.LINK: _tr("networks", "Verbindung"),
    }
    return words[kind]


def end_text(end: End) -> str:
    """Return why a way ends, a whole sentence."""
    words = {
        End.DEVICE: _tr("networks", "Der Weg endet hier an einem Gerät oder Standort."),
        End.OPEN_PORT: _tr("networks", "Hier ist nichts weiter angeschlossen."),
        End.OPEN_STRAND: _tr(
            "networks", "Diese Faser ist hier weder gespleißt noch angeschlossen."
        ),
        End.RING: _tr("networks", "Hier war der Weg schon: Er schließt sich zum Ring."),
        End.MISSING: _tr("networks", "Der nächste Datensatz fehlt im Bestand."),
        End.CUT_OFF: _tr("networks", "Der Weg ist zu lang, um ihn ganz zu zeigen."),
    }
    return words[end]


def fault_text(fault: Fault) -> str:
    """Return what is unfinished or broken, a whole sentence."""
    words = {
        Fault.PLANNED: _tr("networks", "Geplant, noch nicht gebaut."),
        Fault.BUILT: _tr("networks", "Gebaut, noch nicht in Betrieb."),
        Fault.RETIRED: _tr("networks", "Rückgebaut."),
        Fault.DEFECTIVE: _tr("networks", "Die Faser ist als defekt vermerkt."),
        Fault.CROWDED: _tr("networks", "Hier ist mehr angeschlossen, als sein kann."),
    }
    return words[fault]


def verdict_text(loss_db: float, budget: BudgetClass, verdict: Verdict) -> str:
    """Return what a loss means for a class, a whole sentence."""
    sentences = {
        Verdict.FITS: _tr("networks", "{loss} von {most} ({name}): {left} Reserve."),
        Verdict.TIGHT: _tr("networks", "{loss} von {most} ({name}): nur {left} Reserve."),
        Verdict.TOO_MUCH: _tr(
            "networks", "{loss} sind mehr als die {most} von {name}: Es fehlen {left}."
        ),
        Verdict.TOO_LITTLE: _tr(
            "networks",
            "{loss} sind weniger als die {least}, die {name} braucht: Bitte ein Dämpfungsglied "
            "vorsehen.",
        ),
    }
    return sentences[verdict].format(
        loss=db_text(loss_db),
        most=db_text(budget.most_db),
        least=db_text(budget.least_db),
        left=db_text(abs(budget.most_db - loss_db)),
        name=budget.name,
    )
