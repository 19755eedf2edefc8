"""MQTT 3.1.1 and 5: one connection to one broker, acknowledged only after the commit.

`connector` is the life of the connection, `client` the wire (paho underneath), `frames` the fast
reading of PUBLISH packets, `plans` what a topic means, `batches` messages → samples, `browsing`
what an unknown broker offers, `decoders` one payload format each. Start reading at `connector`.
"""
