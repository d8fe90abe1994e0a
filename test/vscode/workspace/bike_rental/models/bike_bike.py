from odoo import api, fields, models


class BikeBike(models.Model):
    _name = "bike.bike"
    _description = "Bike"
    _order = "name"

    name = fields.Char(required=True)
    frame_number = fields.Char(index=True)
    station_id = fields.Many2one("bike.station", required=True)
    rental_ids = fields.One2many("bike.rental", "bike_id")
    daily_price = fields.Float(digits=(16, 2))
    available = fields.Boolean(compute="_compute_available", store=True)

    @api.depends("rental_ids.state")
    def _compute_available(self):
        for bike in self:
            bike.available = not bike.rental_ids.filtered(
                lambda rental: rental.state == "running"
            )

    def action_send_to_station(self):
        self.ensure_one()
        return self.station_id.bike_ids
