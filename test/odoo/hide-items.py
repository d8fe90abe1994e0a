# Input for `odoo19 shell` with PARAMETERS set before it: a user who may read accounting but from whom a record rule hides the
# journal items that match a domain. What remains of an entry no longer balances: the case a statement must refuse.
from odoo.addons.base.models.res_users import KEY_CRYPT_CONTEXT, INDEX_SIZE

login, key, domain = PARAMETERS["login"], PARAMETERS["key"], PARAMETERS["domain"]
# A rule of a group could only widen what other groups allow; a global rule restricts, and lets everybody else pass.
env["ir.rule"].create({
    "name": f"Test: hide items from {login}",
    "model_id": env["ir.model"]._get_id("account.move.line"),
    "domain_force": f"(['!'] + {domain!r}) if user.login == {login!r} else [(1, '=', 1)]",
})
company = env["res.company"].search([], order="id", limit=1)
user = env["res.users"].with_context(no_reset_password=True).create({
    "name": login, "login": login, "password": login, "email": f"{login}@example.com",
    "company_id": company.id, "company_ids": [(6, 0, [company.id])],
    "group_ids": [(6, 0, [env.ref("base.group_user").id, env.ref("account.group_account_readonly").id])],
})
env.cr.execute(
    "INSERT INTO res_users_apikeys(name, user_id, scope, expiration_date, key, index) VALUES ('ci-fixed', %s, 'rpc', NULL, %s, %s)",
    [user.id, KEY_CRYPT_CONTEXT.hash(key), key[:INDEX_SIZE]],
)
