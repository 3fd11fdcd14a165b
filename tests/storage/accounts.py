"""People on a clock that tests set, for whatever proves that somebody is the person."""

from datetime import UTC, datetime, timedelta

PASSWORD = "correct horse"


class Clock:
    """Time that passes when a test says so."""

    def __init__(self):
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self):
        return self.now

    def passes(self, **time):
        self.now += timedelta(**time)
