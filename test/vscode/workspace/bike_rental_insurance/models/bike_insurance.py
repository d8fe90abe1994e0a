from odoo import fields, models


class BikeInsurance(models.Model):
    _name = "bike.insurance"
    _description = "Bike Insurance"

    name = fields.Char(required=True)
    daily_fee = fields.Float()
