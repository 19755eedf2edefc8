"""Networks on screen: the trace of a signal, what hangs on a thing, the topology, splice plans.

Each is a pane (`pane.NetworkPane`) round a sheet that is drawn (`canvas.Canvas`); what the network
means is worked out in `app.domain.inventory.networks`, beside the window. Start reading at `pane`.
"""
