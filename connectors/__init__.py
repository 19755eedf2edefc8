"""Connections to the city: one package per protocol, each fulfilling `ports.Connector`.

Here live the wires: decoding, reconnecting, acknowledging. No Qt, no SQL, no judgement of values.
A source that is down is a value (`SourceState`), never an exception into the collector.
Start reading at `tally` (what every connector counts), then `mqtt.connector` or `opcua`.
"""
