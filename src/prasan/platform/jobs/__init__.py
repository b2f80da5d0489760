"""Background work: jobs in batches with progress, a schedule, listeners to events, and the worker.

Import `job` from `prasan.platform.jobs.job`, `listens` from `prasan.platform.jobs.listeners`. A room keeps
its jobs in its own `jobs.py` and its listeners in `listeners.py`; the worker loads both.
"""
