"""The inventory in the console: its desk, its selection, its page, the way of a change and back.

`desk` joins the panes of the page to the store as they are made; `docks` says which there are
and where, `page` what they do together; `carrying` carries out what a person wishes and
takes it back; `seeding` makes the demo inventory once; `watching` feeds live values to the
findings. Start reading at `desk`.
"""
