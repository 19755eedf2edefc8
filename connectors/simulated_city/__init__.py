"""A city to connect to: a real MQTT broker and a real OPC UA server with a plausible life inside.

Here live the curves of the simulated city (`world`, `models`), what goes wrong in it (`incidents`),
its past (`history`), and the process that speaks the protocols (`process`, `mqtt_side`,
`opcua_side`). Nothing here knows the collector: it is met over the wire only, and `history` hands
plain batches to whoever asks. Broker and server libraries are imported by the process only.
Start reading at `world`, then `process`.
"""
