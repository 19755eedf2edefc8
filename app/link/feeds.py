"""Brings what the collector tells to the live state of the console."""

from app.link.client import Connected, Disconnected, Event, LinkClient, SamplesMissed
from app.link.messages import AlarmsChanged, Health, Layout
from app.services.states import LiveState


def pump(client: LinkClient, live: LiveState) -> list[Event]:
    """Bring everything new from the link into the live state; call it at 10 to 20 Hz.

    Args:
        client: The link.
        live: The live state; touched only in the calling thread.

    Returns:
        What happened since the last call, oldest first, for those who also want journal lines,
        notices, progress and the connection.
    """
    batch = client.drain()
    events = client.poll()
    is_table_due = False
    for event in events:
        match event:
            case Connected():
                live.apply_connection(is_connected=True)
            case Disconnected():
                live.apply_connection(is_connected=False)
            case Layout() | SamplesMissed():
                is_table_due = True
            case Health(sources=sources):
                live.apply_health(sources)
            case AlarmsChanged(states=states, is_whole=is_whole):
                live.apply_alarms(states, is_whole=is_whole)
            case _:
                pass
    if is_table_due and (table := client.table()) is not None:
        live.apply_table(table)
    if batch is not None:
        live.apply(batch)
    return events
