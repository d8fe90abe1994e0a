# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).


def uninstall_hook(env):
    """Take away what Odoo does not know to be of this module: parameters and the keys of users."""
    env["ir.config_parameter"].search([("key", "=like", "sextant.%")]).unlink()
    env.cr.execute("DELETE FROM res_users_apikeys WHERE scope LIKE 'sextant%'")
    env["mail.activity"].search([("res_model", "=like", "sextant.%")]).unlink()
    env["mail.message"].search([("model", "=like", "sextant.%")]).unlink()
