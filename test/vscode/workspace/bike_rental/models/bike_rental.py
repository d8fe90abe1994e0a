from odoo import api, fields, models


class BikeRental(models.Model):
    _name = "bike.rental"
    _description = "Bike Rental"
    _order = "start_date desc"

    name = fields.Char(required=True)
    customer_id = fields.Many2one("res.partner", string="Customer")
    bike_id = fields.Many2one("bike.bike", required=True)
    station_id = fields.Many2one(related="bike_id.station_id", store=True)
    start_date = fields.Date(default=fields.Date.today)
    days = fields.Integer(default=1)
    total_price = fields.Float(compute="_compute_total_price", store=True)
    state = fields.Selection(
        [("draft", "Draft"), ("running", "Running"), ("done", "Returned")],
        default="draft",
    )

    @api.depends("days", "bike_id.daily_price")
    def _compute_total_price(self):
        for rental in self:
            rental.total_price = rental.days * rental.bike_id.daily_price

    def action_start(self):
        self.write({"state": "running"})

    def action_return(self):
        self.write({"state": "done"})
