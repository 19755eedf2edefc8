"""SNMP and ICMP: many devices asked in turn, each for itself.

`connector` is the life of a source, `rounds` asks the devices and knows who answers, `samples`
turns answers into samples, `counters` the arithmetic of registers. `snmp` and `icmp` are the two
ways of asking; `snmp_session` is the wire (pysnmp underneath). `looking` shows an engineer what a
device offers, `identity` what it says of itself. Start reading at `connector`.
"""
