# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib

from odoo import SUPERUSER_ID, models

from .sextant_code import BACKGROUND_SCOPE, SCOPE

#: From the most to the least.
ROLES = ("administrator", "approver", "user")


class ResUsers(models.Model):
    _inherit = "res.users"

    def _sextant_may_sign_in(self):
        """Internal users of the group, and never the superuser, whose rights are nobody's."""
        self.ensure_one()
        return (
            self.active
            and self.id != SUPERUSER_ID
            and self._is_internal()
            and self.has_group("sextant.group_user")
        )

    def _sextant_role(self):
        self.ensure_one()
        return next((role for role in ROLES if self.has_group("sextant.group_" + role)), None)

    def _sextant_groups_hash(self):
        """Changes when groups or companies of the user do: what was decided on them before is decided anew."""
        self.ensure_one()
        facts = [sorted(self.all_group_ids.ids), sorted(self.company_ids.ids)]
        return hashlib.sha256(repr(facts).encode()).hexdigest()

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals and not vals["active"]:
            # Archiving stops a key but leaves its row, and un-archiving would revive it.
            self.env.cr.execute(
                "DELETE FROM res_users_apikeys WHERE scope = ANY(%s) AND user_id = ANY(%s)",
                ([SCOPE, BACKGROUND_SCOPE], list(self.ids)),
            )
        return result
