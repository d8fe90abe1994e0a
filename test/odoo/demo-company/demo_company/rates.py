"""Monthly exchange rates of the three currencies, the same for both companies."""

from datetime import date

from .clock import TODAY, next_month

# Units of USD and GBP for one EUR, from June 2024; invented, but of the usual size.
EUR_USD = (1.0765, 1.0843, 1.1012, 1.1106, 1.0904, 1.0631, 1.0479, 1.0354, 1.0413, 1.0807, 1.1214, 1.1278, 1.1516, 1.1677, 1.1631,
           1.1732, 1.1635, 1.1560, 1.1709, 1.1854, 1.1793, 1.1588, 1.1467, 1.1522, 1.1406, 1.1348, 1.1497, 1.1603, 1.1682, 1.1641)
EUR_GBP = (0.8462, 0.8433, 0.8517, 0.8402, 0.8348, 0.8330, 0.8276, 0.8436, 0.8311, 0.8374, 0.8556, 0.8433, 0.8509, 0.8652, 0.8648,
           0.8722, 0.8710, 0.8803, 0.8757, 0.8691, 0.8704, 0.8646, 0.8611, 0.8667, 0.8592, 0.8555, 0.8621, 0.8689, 0.8730, 0.8702)


def rate_rows():
    """(first of month, {currency: units for one EUR}) from 1 June 2024 to the month of TODAY."""
    day, rows = date(2024, 6, 1), []
    for usd, gbp in zip(EUR_USD, EUR_GBP, strict=True):
        rows.append((day, {'EUR': 1.0, 'USD': usd, 'GBP': gbp}))
        day = next_month(day)
    assert rows[-1][0] == TODAY.replace(day=1), 'one rate for every month'
    return rows


def in_euro(amount, currency, day):
    """Rough conversion for the planner's own arithmetic; the books are converted by Odoo."""
    latest = [rates for first, rates in rate_rows() if first <= day][-1]
    return amount / latest[currency]


def from_euro(amount, currency, day):
    latest = [rates for first, rates in rate_rows() if first <= day][-1]
    return amount * latest[currency]


def create_rates(world):
    """Rates belong to each company, expressed in Odoo as units for one unit of the company's own currency."""
    world.env['res.currency.rate'].search([]).unlink()
    rows = []
    for branch in world.branches.values():
        own = branch.company.currency_id.name
        for first, rates in rate_rows():
            rows += [{'name': first, 'company_id': branch.company.id, 'currency_id': world.currency(name).id,
                      'rate': round(units / rates[own], 6)}
                     for name, units in rates.items() if name != own]
    world.env['res.currency.rate'].create(rows)
