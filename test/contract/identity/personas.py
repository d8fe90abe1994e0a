# Twelve people of the demo company and what each of them sees, by Odoo's own ORM. Run in Odoo's shell with ``env``; prints one line of JSON.
import json
from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError

COMPANIES = env["res.company"].search([], order="id").ids  # noqa: F821
PEOPLE = [
    # login, groups, companies
    ("p_admin", ["base.group_system", "account.group_account_manager"], COMPANIES),
    ("p_accountant", ["account.group_account_user"], COMPANIES[:1]),
    ("p_accountant_b", ["account.group_account_user"], COMPANIES[1:2]),
    ("p_all_companies", ["account.group_account_readonly"], COMPANIES),
    ("p_billing", ["account.group_account_invoice"], COMPANIES[:1]),
    ("p_own_sales", ["sales_team.group_sale_salesman"], COMPANIES[:1]),
    ("p_all_sales", ["sales_team.group_sale_salesman_all_leads"], COMPANIES[:1]),
    ("p_stock", ["stock.group_stock_user"], COMPANIES[:1]),
    ("p_hr", ["hr.group_hr_user"], COMPANIES[:1]),
    ("p_employee", [], COMPANIES[:1]),
    ("p_portal", None, COMPANIES[:1]),
    ("p_archived", [], COMPANIES[:1]),
]
MODELS = [
    ("res.partner", "company_id"), ("res.users", "company_id"), ("res.company", "currency_id"), ("account.move", "state"),
    ("account.move.line", "account_id"), ("account.account", "account_type"), ("account.journal", "type"),
    ("sale.order", "state"), ("crm.lead", "user_id"), ("product.product", "type"), ("stock.picking", "state"),
    ("hr.employee", "department_id"), ("purchase.order", "state"), ("ir.cron", "active"), ("mail.message", "model"),
]  # fmt: skip
LIMIT = 40


def make(login, groups, companies):
    wanted = ["base.group_portal"] if groups is None else ["base.group_user", "sextant.group_user", *groups]
    return env["res.users"].with_context(no_reset_password=True).create(  # noqa: F821
        {
            "name": login,
            "login": login,
            "password": login,
            "company_id": companies[0],
            "company_ids": [(6, 0, companies)],
            "group_ids": [(6, 0, [env.ref(name).id for name in wanted])],  # noqa: F821
        }
    )


def operations(user, model, group):
    context = {**user.context_get(), "allowed_company_ids": user.company_ids.ids}
    records = env[model].with_user(user).with_context(context)  # noqa: F821
    yield lambda: [[row["id"], row["display_name"]] for row in records.search_read([], ["display_name"], limit=LIMIT, order="id")]
    yield lambda: records.search_count([])
    yield lambda: sorted(records.fields_get(attributes=["type"]))
    yield lambda: sorted(row["__count"] for row in records.formatted_read_group([], [group], ["__count"]))


def outcome(work):
    try:
        with env.cr.savepoint():  # noqa: F821
            return work()
    except AccessError:
        return "access"
    except UserError:
        return "business"


def seen_by(user):
    return [outcome(work) for model, group in MODELS for work in operations(user, model, group)]


users = [(make(*person), person) for person in PEOPLE]
ann = make("ann@example.com", ["account.group_account_readonly"], COMPANIES[:1])
later = datetime.now() + timedelta(days=1)
key = env["res.users.apikeys"].with_user(ann)._generate(None, "personal", later)  # noqa: F821
env["res.users"].search([("login", "=", "p_archived")]).active = False  # noqa: F821
env.flush_all()  # noqa: F821
answers = {}
for user, (login, groups, companies) in users:
    # Whom the bridge does not let in sees nothing through it, whatever the ORM would give him.
    refused = groups is None or login == "p_archived"
    answers[login] = ["refused"] * (len(MODELS) * 4) if refused else seen_by(user)
env["ir.config_parameter"].set_param("web.base.url", BASE_URL)  # noqa: F821
for login in ("demo", "employee", "accountant"):
    env["res.users"].search([("login", "=", login)]).group_ids += env.ref("sextant.group_user")  # noqa: F821
print("ANSWERS" + json.dumps({"key": key, "models": MODELS, "limit": LIMIT, "answers": answers}))
