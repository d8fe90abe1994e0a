from odoo import api, fields, models


class BikeRental(models.Model):
    _inherit = "bike.rental"

    insurance_id = fields.Many2one("bike.insurance")

    @api.depends("insurance_id.daily_fee")
    def _compute_total_price(self):
        result = super()._compute_total_price()
        for rental in self:
            rental.total_price += rental.days * rental.insurance_id.daily_fee
        return result
