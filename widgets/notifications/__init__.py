"""Who is told of alarms outside the control room: the plan, who is on call, what went out.

`NotificationsView` is the view; it publishes nothing itself but asks (`publish_requested`), and
shows what the collector answered (`show_problems`). Start reading at `view`, then `draft`,
`pages` and `acts`; `reading` brings what the journal knows.
"""

from widgets.notifications.view import NotificationsView

__all__ = ["NotificationsView"]
