"""How much is wanted, when: seasons, growth, and the planner's tally of stock."""

from . import catalogue
from .clock import FIRST_DAY, years_since_start

GROWTH = {'A': 0.085, 'B': 0.045}        # a year
INFLATION = 0.024                         # a year, on costs and prices alike


def trade_factor(key, day):
    return catalogue.TRADE[day.month - 1] * (1 + GROWTH[key]) ** years_since_start(day)


def price_level(day):
    """Prices move every quarter, not every day."""
    quarters = ((day.year - FIRST_DAY.year) * 12 + day.month - FIRST_DAY.month) // 3
    return (1 + INFLATION) ** (quarters / 4)


def is_sold(product, day):
    return product.code not in catalogue.DISCONTINUED or day.isoformat() <= catalogue.DISCONTINUED[product.code]


def is_reordered(product, day):
    last = catalogue.NOT_REORDERED.get(product.code) or catalogue.DISCONTINUED.get(product.code)
    return last is None or day.isoformat() <= last


def popularity(product, day):
    return product.weight * catalogue.SEASONS[product.season][day.month - 1]


def weekly_units(products, euros):
    """Expected units a week of each product when `euros` of sales spread over the range by popularity."""
    total = sum(p.weight for p in products)
    return {p.code: euros * p.weight / total / p.price for p in products}


def pick_products(rng, products, count, day):
    """`count` different products, weighted by popularity."""
    pool, chosen = list(products), []
    weights = [popularity(p, day) for p in pool]
    for _ in range(min(count, len(pool))):
        index = rng.choices(range(len(pool)), weights)[0]
        chosen.append(pool.pop(index))
        weights.pop(index)
    return chosen
