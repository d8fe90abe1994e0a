# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

INTERVALS = {
    "days": relativedelta(days=1),
    "weeks": relativedelta(weeks=1),
    "months": relativedelta(months=1),
}


class SextantQuestion(models.Model):
    """A question that is asked again and again for its user, and where the answer goes.

    The scheduled job only notes that an answer is due (``sextant.question.run``). Nothing here speaks with the server:
    it is asked as the user, by whoever may act as him.
    """

    _name = "sextant.question"
    _description = "Scheduled question"
    _rec_name = "question"
    _order = "next_at, id"

    question = fields.Char(required=True)
    active = fields.Boolean(default=True)
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, default=lambda self: self.env.user, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    interval = fields.Selection(
        [("days", "Every day"), ("weeks", "Every week"), ("months", "Every month")], required=True, default="weeks"
    )
    next_at = fields.Datetime(string="Next answer", required=True, default=fields.Datetime.now)
    delivery = fields.Selection(
        [("discuss", "Discuss"), ("email", "E-mail")],
        required=True,
        default="discuss",
        help="Discuss: a notification, or a message in the channel. E-mail: to the address of the user.",
    )
    channel_id = fields.Many2one("discuss.channel", string="Channel")
    run_ids = fields.One2many("sextant.question.run", "question_id", string="Answers")

    @api.model
    def _queue_due(self):
        """Note which answers are due, once each, and when the next ones are. For the scheduled job."""
        now = fields.Datetime.now()
        for question in self.search([("next_at", "<=", now)]):
            waiting = question.run_ids.filtered(lambda run: run.state == "queued")
            if not waiting:
                question.action_ask_now()
            while question.next_at <= now:
                question.next_at += INTERVALS[question.interval]

    @api.model
    def background_until(self):
        """When the calling user's permission to be answered while he is away ends; False where he gave none."""
        return fields.Datetime.to_string(self.env["sextant.code"]._background_until(self.env.user)) or False

    @api.model
    def end_background(self):
        """Take the permission back: the key goes, and the server has none of this user any more."""
        self.env["sextant.code"]._end_background(self.env.user)

    def action_ask_now(self):
        """Have the question answered at the next opportunity."""
        runs = self.env["sextant.question.run"].with_context(mail_create_nolog=True)
        runs.create([{"question_id": question.id} for question in self])
