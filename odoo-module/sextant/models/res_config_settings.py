# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    sextant_server_url = fields.Char(
        string="Address of Sextant",
        config_parameter="sextant.server_url",
        help="Where the browsers of your users reach the Sextant server.",
    )
    sextant_paired = fields.Boolean(compute="_compute_sextant_paired")

    sextant_is_copy = fields.Boolean(compute="_compute_sextant_paired")

    @api.depends_context("uid")
    def _compute_sextant_paired(self):
        pairing = self.env["sextant.pairing"]
        self.sextant_paired = pairing._is_paired()
        self.sextant_is_copy = pairing._is_copy()

    def action_sextant_disconnect(self):
        return self.env["sextant.connect"].action_disconnect()
