"""The card "Warum?": one key on any abnormal value says why it is so, and what helped before.

What is found comes from `app.services.explanations`; here it becomes sentences (`sentences`,
`nearby`, `lines`) and widgets (`card`). Start at `WhyCard`.
"""

from widgets.why.card import WhyCard

__all__ = ["WhyCard"]
