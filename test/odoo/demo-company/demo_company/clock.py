"""The build's own calendar: Odoo believes that today is the day being played, whatever the day of the build."""

from datetime import date, datetime, timedelta

from freezegun import freeze_time

FIRST_DAY = date(2024, 7, 1)     # a Monday
TODAY = date(2026, 11, 15)       # a Sunday: the demo company's fixed "today"
OPENING_DAY = date(2024, 6, 30)
WEEKS = ((TODAY - FIRST_DAY).days + 1) // 7


class Clock:
    """One freeze for the whole build; `at` moves it. Only `create_date` and `write_date` (database clock) escape."""

    def __init__(self):
        self._freezer = freeze_time(datetime.combine(OPENING_DAY, datetime.min.time()), ignore=['psycopg2'])
        self._frozen = self._freezer.start()

    def at(self, day, hour=9, minute=0):
        self._frozen.move_to(datetime(day.year, day.month, day.day, hour, minute))

    def stop(self):
        self._freezer.stop()


def month_end(day):
    following = day.replace(day=28) + timedelta(days=4)
    return following - timedelta(days=following.day)


def month_ends(first, last):
    """Every month end in [first, last]."""
    day, ends = month_end(first), []
    while day <= last:
        ends.append(day)
        day = month_end(day + timedelta(days=1))
    return ends


def next_month(day, count=1):
    month = day.month - 1 + count
    return date(day.year + month // 12, month % 12 + 1, 1)


def years_since_start(day):
    return (day - FIRST_DAY).days / 365.25
