"""Products, partners, employees and the sales people."""

from . import catalogue
from .world import namespace

INCOME = {'Drinks': 'drinks_income', 'Wine & Cider': 'drinks_income', 'Household': 'household_income', 'Gifts & Hampers': 'household_income'}


def create_products(world):
    env = world.env
    root = env['product.category'].create({'name': 'Grocery'})
    strategy = env.ref('product_expiry.removal_fefo')
    categories = {}
    for name in catalogue.CATEGORIES:
        category = env['product.category'].create({'name': name, 'parent_id': root.id, 'removal_strategy_id': strategy.id})
        categories[name] = category
        for branch in world.branches.values():
            category.with_env(branch.env).write({
                'property_valuation': 'real_time', 'property_cost_method': 'average',
                'property_stock_valuation_account_id': branch.accounts['stock'].id,
                'property_account_income_categ_id': branch.accounts[INCOME.get(name, 'income')].id,
                'property_account_expense_categ_id': branch.accounts['cogs'].id,
            })
    shelf = env['pos.category'].create([{'name': name} for name in catalogue.CATEGORIES])
    shelves = dict(zip(catalogue.CATEGORIES, shelf, strict=True))
    foods, wholesale = world.branches['A'], world.branches['B']
    rows = []
    for index, (code, name, category, _cost, price, vat, days, _season, _weight) in enumerate(catalogue.PRODUCTS):
        rows.append({
            'default_code': code, 'name': name, 'type': 'consu', 'is_storable': True, 'list_price': price,
            'categ_id': categories[category].id, 'available_in_pos': True, 'pos_categ_ids': [(6, 0, shelves[category].ids)],
            'barcode': f'539{index:04d}{code[-3:]}007', 'invoice_policy': 'delivery', 'purchase_method': 'receive',
            'tracking': 'lot' if days else 'none', 'use_expiration_date': bool(days), 'expiration_time': days,
            'removal_time': 2 if days else 0, 'alert_time': 5 if days else 0, 'use_time': 1 if days else 0,
            'taxes_id': [(6, 0, [b.taxes['sale', vat].id for b in (foods, wholesale)])],
            'supplier_taxes_id': [(6, 0, [b.taxes['purchase', vat].id for b in (foods, wholesale)])],
        })
    records = env['product.product'].create(rows)
    for row, record in zip(catalogue.PRODUCTS, records, strict=True):
        code, name, category, cost, price, vat, days, season, weight = row
        world.products[code] = namespace(
            code=code, name=name, category=category, cost=cost, price=price, vat=vat, days=days, season=season, weight=weight, record=record)


def create_partners(world):
    env = world.env
    countries = {c.code: c for c in env['res.country'].search([])}
    terms = {days: env['account.payment.term'].create({
        'name': f'{days} days net', 'line_ids': [(0, 0, {'value': 'percent', 'value_amount': 100, 'nb_days': days})]})
        for days in (15, 30, 45)}

    def company_partner(name, country, contact, **values):
        partner = env['res.partner'].create({
            'name': name, 'is_company': True, 'country_id': countries[country].id, 'lang': 'en_US',
            'email': f'accounts{len(made) + 1}@partner.example', **values})
        made.append(partner)
        person = env['res.partner'].create({'name': contact, 'parent_id': partner.id, 'type': 'contact',
                                            'function': 'Accounts', 'lang': 'en_US'}) if contact else None
        return partner, person

    made = []
    for name, country, currency, keys, categories, contact in catalogue.VENDORS:
        partner, person = company_partner(name, country, contact, supplier_rank=1)
        for key in keys:
            branch = world.branches[key]
            partner.with_env(branch.env).write({'property_supplier_payment_term_id': terms[30].id,
                                                'property_purchase_currency_id': world.currency(currency).id})
            branch.vendors.append(namespace(partner=partner, person=person, currency=currency, categories=categories, terms=terms[30], name=name))
    for name, key, account, amount, spread, vat in catalogue.SERVICES:
        partner, _person = company_partner(name, 'IE' if key == 'A' else 'GB', None, supplier_rank=1)
        world.branches[key].services.append(
            namespace(partner=partner, account=account, amount=amount, spread=spread, vat=vat, name=name))
    for name, key, amount, vat in catalogue.LANDLORDS:
        partner, _person = company_partner(name, 'IE' if key == 'A' else 'GB', None, supplier_rank=1)
        world.branches[key].landlord = namespace(partner=partner, account='rent', amount=amount, spread=0.0, vat=vat, name=name)
    for name, country, currency, key, weight, days, habit, contact in catalogue.CUSTOMERS:
        branch = world.branches[key]
        partner, person = company_partner(name, country, contact, customer_rank=1)
        partner.with_env(branch.env).write({'property_payment_term_id': terms[days].id,
                                            'property_product_pricelist': branch.pricelists[currency].id})
        domestic = country == ('IE' if key == 'A' else 'GB')
        branch.customers.append(namespace(
            partner=partner, person=person, currency=currency, weight=weight, days=days, terms=terms[days], habit=habit, name=name,
            domestic=domestic, country=country))


def create_people(world):
    env = world.env
    departments, employees = {}, {}
    for name, key, department, job in catalogue.EMPLOYEES:
        branch = world.branches[key]
        if (key, department) not in departments:
            departments[key, department] = env['hr.department'].create({'name': department, 'company_id': branch.company.id})
        employees[name] = env['hr.employee'].create({
            'name': name, 'company_id': branch.company.id, 'department_id': departments[key, department].id, 'job_title': job,
            'work_email': f'staff{len(employees) + 1}@fernhollow.example'})
    world.sellers = {}
    for key in ('A', 'B'):
        branch = world.branches[key]
        names = [row[0] for row in catalogue.EMPLOYEES if row[1] == key and row[2] == 'Sales']
        world.sellers[key] = env['res.users'].create([
            {'name': name, 'login': f'seller{key.lower()}{index + 1}', 'company_id': branch.company.id,
             'company_ids': [(6, 0, branch.company.ids)], 'group_ids': [(6, 0, env.ref('sales_team.group_sale_salesman').ids)]}
            for index, name in enumerate(names)])
    managers = {'A': 'Niamh Corrigan', 'B': 'Harriet Colebrooke'}
    for row in catalogue.EMPLOYEES:
        if row[0] not in managers.values():
            employees[row[0]].parent_id = employees[managers[row[1]]]
