"""The two companies, their charts of accounts, taxes, journals, pricelists and warehouses."""

from .world import Branch

OWN_ACCOUNTS = (
    # key, code, name, type, reconcile
    ('drinks_income', '400100', 'Drinks Sales', 'income', False),
    ('household_income', '400200', 'Household and Gift Sales', 'income', False),
    ('utilities', '613000', 'Energy and Utilities', 'expense', False),
    ('freight', '613100', 'Freight and Delivery', 'expense', False),
    ('insurance', '613200', 'Insurance', 'expense', False),
    ('professional', '613300', 'Professional Fees', 'expense', False),
    ('marketing', '613400', 'Marketing', 'expense', False),
    ('it', '613500', 'Telecom and IT', 'expense', False),
    ('depreciation', '680000', 'Depreciation', 'expense_depreciation', False),
    ('interest', '690000', 'Loan Interest', 'expense_other', False),
    ('accumulated', '151900', 'Accumulated Depreciation', 'asset_fixed', False),
    ('loan', '291100', 'Bank Loan', 'liability_non_current', False),
    ('old_deposits', '128900', 'Crate Deposits (before 2024)', 'asset_current', False),
    ('retained', '303000', 'Retained Earnings', 'equity', False),
)
# Names this package uses for accounts of Odoo's generic chart.
CHART = {
    'receivable': 'receivable', 'payable': 'payable', 'stock': 'stock_valuation', 'cogs': 'cost_of_goods_sold', 'income': 'income',
    'tax_paid': 'tax_paid', 'tax_received': 'tax_received', 'tax_receivable': 'tax_receivable', 'tax_payable': 'tax_payable',
    'owner': 'owner_current_account', 'fixed': 'fixed_assets', 'capital': 'capital', 'rent': 'expense_rent', 'bank_fees': 'expense_finance',
    'salary': 'expense_salary', 'salary_payable': 'salary_payable', 'payroll_taxes': 'employee_payroll_taxes',
    'employer_taxes': 'employer_payroll_taxes', 'expense': 'expense', 'prepaid': 'prepaid_expenses', 'other_income': 'other_income',
    'cash_profit': 'cash_diff_income', 'cash_loss': 'cash_diff_expense', 'dividends': 'dividends',
    'outstanding_in': 'account_journal_payment_debit_account_id', 'outstanding_out': 'account_journal_payment_credit_account_id',
}
VAT_RATES = {'A': {'S': 23.0, 'R': 13.5, 'Z': 0.0}, 'B': {'S': 20.0, 'R': 20.0, 'Z': 0.0}}


def create_companies(world):
    # Without this key Odoo would answer a country with installing its localisation modules.
    env = world.env(context={**world.env.context, 'chart_template_load': True})
    for name in ('EUR', 'GBP', 'USD'):
        world.currency(name).active = True
    foods = env.ref('base.main_company')
    # The chart loaded at installation is in US dollars.
    foods.write({
        'name': 'Fernhollow Foods', 'currency_id': world.currency('EUR').id, 'country_id': env.ref('base.ie').id,
        'street': '14 Alder Quay', 'city': 'Dublin',
        'fiscalyear_last_day': 31, 'fiscalyear_last_month': '12', 'account_fiscal_country_id': env.ref('base.ie').id,
    })
    wholesale = env['res.company'].create({
        'name': 'Fernhollow Wholesale UK', 'currency_id': world.currency('GBP').id, 'country_id': env.ref('base.uk').id,
        'street': '7 Millrace Yard', 'city': 'Nottingham',
        'fiscalyear_last_day': 31, 'fiscalyear_last_month': '3',
    })
    # Given only now: a company created with an address is looked up on the internet.
    foods.email, wholesale.email = 'office@fernhollow.example', 'trade@fernhollow.example'
    for user in (env.user, env.ref('base.user_admin')):
        user.write({'company_ids': [(4, foods.id), (4, wholesale.id)]})
    world.env['account.chart.template'].with_context(allowed_company_ids=[wholesale.id, foods.id]).try_loading(
        'generic_coa', wholesale, install_demo=False)
    wholesale.write({'currency_id': world.currency('GBP').id, 'account_fiscal_country_id': env.ref('base.uk').id})
    for key, company in (('A', foods), ('B', wholesale)):
        company.write({
            'inventory_valuation': 'real_time', 'cost_method': 'average', 'anglo_saxon_accounting': True,
            'point_of_sale_update_stock_quantities': 'closing',
        })
        world.branches[key] = Branch(key=key, company=company, env=world.branch_env(company))
    # One environment that sees both companies, for everything shared.
    world.env = world.env(context={**world.env.context, 'allowed_company_ids': [foods.id, wholesale.id]})


def complete_charts(world):
    for branch in world.branches.values():
        env = branch.env
        template = env['account.chart.template']
        branch.accounts = {key: template.ref(xmlid) for key, xmlid in CHART.items()}
        created = env['account.account'].create([
            {'code': code, 'name': name, 'account_type': kind, 'reconcile': reconcile, 'company_ids': [(6, 0, branch.company.ids)]}
            for _key, code, name, kind, reconcile in OWN_ACCOUNTS])
        branch.accounts |= {row[0]: account for row, account in zip(OWN_ACCOUNTS, created, strict=True)}
        journals = {j.code: j for j in env['account.journal'].search([('company_id', '=', branch.company.id)])}
        foreign = 'USD' if branch.key == 'A' else 'EUR'
        journals['FX'] = env['account.journal'].create({
            'name': f'{foreign} Bank', 'code': 'BNK2', 'type': 'bank', 'company_id': branch.company.id,
            'currency_id': world.currency(foreign).id})
        branch.journals = {'sale': journals['INV'], 'purchase': journals['BILL'], 'misc': journals['MISC'], 'bank': journals['BNK1'],
                           'fx_bank': journals['FX']}
        branch.journals['bank'].name = f'{branch.company.currency_id.name} Bank'
        create_taxes(branch)
        branch.pricelists = {
            name: env['product.pricelist'].create({
                'name': f'{name} trade prices', 'currency_id': world.currency(name).id, 'company_id': branch.company.id})
            for name in ('EUR', 'GBP', 'USD')}
        name, code = ('Dublin Depot', 'DUB') if branch.key == 'A' else ('Nottingham Depot', 'NOT')
        branch.warehouse = env['stock.warehouse'].search([('company_id', '=', branch.company.id)], limit=1)
        if branch.warehouse:
            branch.warehouse.write({'name': name, 'code': code})
        else:  # Odoo makes one on its own only for the first company of a database
            branch.warehouse = env['stock.warehouse'].create({'name': name, 'code': code, 'company_id': branch.company.id})


def create_taxes(branch):
    """Value-added tax of the company's country: standard, reduced, zero; and a price-included twin for the shops."""
    env, company = branch.env, branch.company
    country = company.account_fiscal_country_id
    env['account.tax'].search([('company_id', '=', company.id)]).write({'active': False})
    rates = VAT_RATES[branch.key]
    groups = {rate: env['account.tax.group'].create({
        'name': f'VAT {rate:g} %', 'country_id': country.id, 'company_id': company.id,
        'tax_receivable_account_id': branch.accounts['tax_receivable'].id,
        'tax_payable_account_id': branch.accounts['tax_payable'].id}) for rate in sorted(set(rates.values()))}
    for use, account in (('sale', 'tax_received'), ('purchase', 'tax_paid')):
        for class_, rate in rates.items():
            if rate == rates['S'] and class_ == 'R':
                branch.taxes[use, class_] = branch.taxes[use, 'S']
                continue
            branch.taxes[use, class_] = make_tax(branch, groups[rate], use, rate, account)
    for class_, rate in rates.items():
        if branch.key == 'A':
            branch.taxes['shop', class_] = make_tax(branch, groups[rate], 'sale', rate, 'tax_received', included=True)
    company.write({'account_sale_tax_id': branch.taxes['sale', 'S'].id, 'account_purchase_tax_id': branch.taxes['purchase', 'S'].id})


def make_tax(branch, group, use, rate, account, included=False):
    lines = [(0, 0, {'repartition_type': 'base'}),
             (0, 0, {'repartition_type': 'tax', 'account_id': branch.accounts[account].id})]
    return branch.env['account.tax'].create({
        'name': f'VAT {rate:g} %' + (' incl.' if included else ''), 'invoice_label': f'VAT {rate:g}%', 'amount': rate,
        'amount_type': 'percent', 'type_tax_use': use, 'company_id': branch.company.id,
        'country_id': group.country_id.id, 'tax_group_id': group.id,
        'price_include_override': 'tax_included' if included else 'tax_excluded',
        'invoice_repartition_line_ids': lines, 'refund_repartition_line_ids': lines,
    })
