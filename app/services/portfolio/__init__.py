"""Use cases of the programme: reading it at a moment, evidence, reports, interchange, the demo.

Start with `states.PortfolioState`: what all views show, computed off the window's thread.
"""
