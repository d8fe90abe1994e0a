from odoo import fields, models


class BikeStation(models.Model):
    _name = "bike.station"
    _description = "Bike Station"
    _order = "name"

    name = fields.Char(required=True)
    bike_ids = fields.One2many("bike.bike", "station_id")
    manager_id = fields.Many2one("res.users")
