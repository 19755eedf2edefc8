"""Networks as the inventory knows them: what supplies what, which way a signal takes, what fails.

`records` holds the rows of the network's kinds, `supply` the graph of what depends on what, `walks`
the way of a signal from port to port, `impact`, `topology`, `closures` and `ducts` what is asked of
them; `network` joins all. Pure: rows come in, values go out.
"""
