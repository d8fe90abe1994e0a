from odoo import api, fields, models


class BikeRepair(models.Model):
    _name = "bike.repair"
    _description = "Bike Repair"

    bike_id = fields.Many2one("bike.bikes", required=True)
    insurance_id = fields.Many2one("bike.insurance")
    hours = fields.Float()
    price = fields.Float(compute="_compute_price")

    @api.depends("hours", "bike_id.hourly_price")
    def _compute_price(self):
        for repair in self:
            repair.price = repair.hours * 40

    def overdue(self, name):
        self.env.cr.execute("SELECT id FROM bike_repair WHERE name = '%s'" % name)
        return self.env.cr.fetchall()
