# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models


class ResGroups(models.Model):
    _inherit = "res.groups"

    @api.model
    def _sextant_arrange(self):
        """Show the groups as one choice in the form of a user.

        From Odoo 19 on that is a privilege, before it was a category of the groups themselves: data files cannot tell.
        """
        groups = self.env["res.groups"]
        for name in ("group_user", "group_approver", "group_administrator"):
            groups |= self.env.ref("sextant." + name)
        if "privilege_id" in groups._fields:
            heading = {"privilege_id": self._sextant_heading("res.groups.privilege", "privilege_sextant").id}
        else:
            heading = {"category_id": self._sextant_heading("ir.module.category", "category_sextant").id}
        groups.write(heading)

    @api.model
    def _sextant_heading(self, model, name):
        heading = self.env.ref("sextant." + name, raise_if_not_found=False)
        if not heading:
            heading = self.env[model].create({"name": "Sextant"})
            # Not to be updated: an update takes away what no data file of the module names.
            xmlid = {"xml_id": "sextant." + name, "record": heading, "noupdate": True}
            self.env["ir.model.data"]._update_xmlids([xmlid])
        return heading
