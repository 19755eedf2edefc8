"""What the inside needs of the outside, as Protocols; adapters are named only by the verbs.

One module for each neighbour: historian, journal, sources, the link to the collector, stores.
"""

from app.services.ports.clocks import Clock
from app.services.ports.failures import ConnectorError, StorageError
from app.services.ports.historians import (
    RAW_DAYS,
    CityHistory,
    Historian,
    HistorianHealth,
    HistorianReader,
)
from app.services.ports.inventories import InventoryReader, InventoryStore, Progress, StoppedError
from app.services.ports.journals import Journal, JournalEntry, JournalReader
from app.services.ports.links import AlarmSnapshot, CollectorClient
from app.services.ports.messages import MessageChannels, MessageError
from app.services.ports.sources import Connector, Identifying, SampleSink
from app.services.ports.stores import (
    AnnotationStore,
    LogbookStore,
    SecretStore,
    SettingsStore,
    TrendSheetStore,
    TwinStore,
)

__all__ = [
    "RAW_DAYS",
    "AlarmSnapshot",
    "AnnotationStore",
    "CityHistory",
    "Clock",
    "CollectorClient",
    "Connector",
    "ConnectorError",
    "Historian",
    "HistorianHealth",
    "HistorianReader",
    "Identifying",
    "InventoryReader",
    "InventoryStore",
    "Journal",
    "JournalEntry",
    "JournalReader",
    "LogbookStore",
    "MessageChannels",
    "MessageError",
    "Progress",
    "SampleSink",
    "SecretStore",
    "SettingsStore",
    "StoppedError",
    "StorageError",
    "TrendSheetStore",
    "TwinStore",
]
