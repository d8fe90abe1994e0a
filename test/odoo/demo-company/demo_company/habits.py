"""How customers pay: a list of (days from the invoice date as a date, share of the open amount)."""

from datetime import timedelta

from .clock import FIRST_DAY


def payment_plan(rng, customer, invoiced, due):
    """Dates and shares of the payments of one invoice; an empty list means never."""
    def after(days):
        return due + timedelta(days=days)

    match customer.habit:
        case 'prompt':
            return [(after(rng.randint(-6, 4)), 1.0)]
        case 'late':
            return [(after(rng.randint(6, 26)), 1.0)]
        case 'erratic':
            if rng.random() < 0.06:
                return []
            return [(after(rng.choice((-3, 0, 2, 9, 21, 38, 64))), 1.0)]
        case 'partial':
            if rng.random() < 0.35:
                return [(after(rng.randint(-2, 8)), 0.6), (after(rng.randint(25, 48)), 1.0)]
            return [(after(rng.randint(-2, 12)), 1.0)]
        case 'worsening':
            months = (invoiced - FIRST_DAY).days / 30.4
            return [(after(int(2 + 2.1 * months + rng.randint(-3, 3))), 1.0)]
        case 'never':
            if invoiced.isoformat() >= '2026-02-20':
                return []
            return [(after(rng.randint(0, 14)), 1.0)]
    raise ValueError(f'unknown payment habit {customer.habit!r}')
