# Input for `odoo19 shell`: makes a database a test database. Throw-away databases on 127.0.0.1 only: the keys are public.
# Safe to run again. No scheduled jobs, no outgoing mail servers, asset bundles built; known API keys for
#   admin        the administrator
#   accountant   may read all accounting of the first company, nothing of the others
#   salesperson  has no accounting rights, yet Odoo's sales rules let him read the journal items of his own customers' invoices
#   employee     an internal user with no right to read a journal item
from odoo.addons.base.models.res_users import KEY_CRYPT_CONTEXT, INDEX_SIZE

KEYS = {
    "admin": "0dd0000000000000000000000000000000000019",
    "accountant": "acc0000100000000000000000000000000000019",
    "salesperson": "5a1e000100000000000000000000000000000019",
    "employee": "e301000100000000000000000000000000000019",
}


def set_key(user, key):
    env.cr.execute("DELETE FROM res_users_apikeys WHERE name = 'ci-fixed' AND user_id = %s", [user.id])
    env.cr.execute(
        "INSERT INTO res_users_apikeys(name, user_id, scope, expiration_date, key, index) VALUES ('ci-fixed', %s, 'rpc', NULL, %s, %s)",
        [user.id, KEY_CRYPT_CONTEXT.hash(key), key[:INDEX_SIZE]],
    )


def ensure_user(login, name, groups):
    company = env["res.company"].search([], order="id", limit=1)
    user = env["res.users"].with_context(active_test=False, no_reset_password=True).search([("login", "=", login)])
    values = {
        "name": name,
        "password": login,
        "active": True,
        "company_id": company.id,
        "company_ids": [(6, 0, [company.id])],
        "group_ids": [(6, 0, [env.ref(g).id for g in groups])],
    }
    if user:
        user.write(values)
    else:
        user = user.create(dict(values, login=login, email=f"{login}@example.com"))
    return user


set_key(env.ref("base.user_admin"), KEYS["admin"])
if env["ir.module.module"].search([("name", "=", "account"), ("state", "=", "installed")]):
    set_key(ensure_user("accountant", "Test Accountant", ["base.group_user", "account.group_account_readonly"]), KEYS["accountant"])
if env["ir.module.module"].search([("name", "=", "sales_team"), ("state", "=", "installed")]):
    set_key(ensure_user("salesperson", "Test Salesperson", ["base.group_user", "sales_team.group_sale_salesman"]), KEYS["salesperson"])
set_key(ensure_user("employee", "Test Employee", ["base.group_user"]), KEYS["employee"])
env["ir.cron"].search([]).write({"active": False})
env["ir.mail_server"].search([]).write({"active": False})
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
print("PREPARED")
