# Two people of the demo company with keys of their own, contacts of one first name, and an invoice above the limit of one person. Run in Odoo's
# shell with ``env``; prints one line of JSON.
import json
from datetime import date, datetime, timedelta

COMPANIES = env["res.company"].search([], order="id")  # noqa: F821
LATER = datetime.now() + timedelta(days=1)


def person(login, companies):
    groups = ["base.group_user", "base.group_partner_manager", "account.group_account_user", "sextant.group_user"]
    user = env["res.users"].with_context(no_reset_password=True).create(  # noqa: F821
        {
            "name": login.capitalize(),
            "login": login,
            "email": f"{login}@example.com",
            "company_id": companies[0].id,
            "company_ids": [(6, 0, companies.ids)],
            "group_ids": [(6, 0, [env.ref(name).id for name in groups])],  # noqa: F821
        }
    )
    return env["res.users.apikeys"].with_user(user)._generate(None, "personal", LATER)  # noqa: F821


keys = {"ann": person("ann", COMPANIES), "ben": person("ben", COMPANIES[:1])}
customer = env["res.partner"].create({"name": "Azure Test", "is_company": True, "email": "office@azure.example"})  # noqa: F821
for name in ("Anna Nováková", "Anna Smith"):
    env["res.partner"].create({"name": name, "parent_id": customer.id, "email": f"{name[5:9]}@azure.example"})  # noqa: F821
invoice = env["account.move"].create(  # noqa: F821
    {
        "move_type": "out_invoice",
        "partner_id": customer.id,
        "invoice_date": date(2026, 10, 1),
        "invoice_line_ids": [(0, 0, {"name": "Desks", "quantity": 10, "price_unit": 1250, "tax_ids": [(5,)]})],
    }
)
invoice.action_post()
journal = env["account.journal"].search([("type", "=", "bank"), ("company_id", "=", COMPANIES[0].id)], limit=1)  # noqa: F821
env["ir.config_parameter"].set_param("web.base.url", BASE_URL)  # noqa: F821
print("PEOPLE" + json.dumps({"keys": keys, "invoice": invoice.id, "name": invoice.name, "journal": journal.id, "second": COMPANIES[1].name, "customer": customer.id}))
