"""Plans that come from elsewhere and go elsewhere: MS Project XML, iCalendar, workbooks.

`domain.portfolio.foreign_plans` is what every reader returns; `taking_over` makes changes of the
programme of it.
"""
