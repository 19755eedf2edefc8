"""The console: main window, workspaces, buses, actions, controllers, notifications, session.

Here the views of `widgets` are arranged, given their state and their intents carried out through
the ports. No SQL, no protocol, no drawing of values. Start reading at `window`, then `feed`
(where states come from) and `controllers` (where intents go).
"""
