"""The programme of smart-city projects: plans, evidence, status, money, risks, key figures.

Pure: works on records that were read (`portfolios.Portfolio`) and on a day that is given. Start
with `portfolios`, then `plans` (the records as a schedule) and `statuses`.
"""
