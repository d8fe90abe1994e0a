# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import UserError

#: A run that was taken and not delivered within this time is given out again.
LEASE = timedelta(minutes=10)
MOST_AT_ONCE = 5
MOST_TRIES = 3
LONGEST = 10_000


class SextantQuestionRun(models.Model):
    """One due answer of a scheduled question: taken by whoever asks the server as the user, then delivered."""

    _name = "sextant.question.run"
    _description = "Answer of a scheduled question"
    _inherit = ["mail.thread"]
    _order = "id desc"

    question_id = fields.Many2one("sextant.question", required=True, readonly=True, ondelete="cascade", index=True)
    user_id = fields.Many2one(related="question_id.user_id", store=True, index=True)
    state = fields.Selection(
        [("queued", "Waiting"), ("done", "Delivered"), ("failed", "Failed")],
        required=True,
        readonly=True,
        default="queued",
        index=True,
    )
    taken_at = fields.Datetime(readonly=True)
    tries = fields.Integer(readonly=True)
    answer = fields.Text(readonly=True)
    proof = fields.Char(readonly=True)

    @api.model
    def take(self):
        """Runs of the calling user that are due, each given to one caller only.

        :return: ``[{id, question, company}]``
        """
        self.flush_model()
        self.env.cr.execute(
            """
            UPDATE sextant_question_run SET taken_at = now() AT TIME ZONE 'UTC', tries = COALESCE(tries, 0) + 1
            WHERE id IN (
                SELECT id FROM sextant_question_run
                WHERE user_id = %s AND state = 'queued'
                    AND (taken_at IS NULL OR taken_at < now() AT TIME ZONE 'UTC' - %s::interval)
                ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
            )
            RETURNING id
            """,
            (self.env.uid, "%s seconds" % LEASE.total_seconds(), MOST_AT_ONCE),
        )
        ids = [row[0] for row in self.env.cr.fetchall()]
        self.invalidate_model()
        return [
            {"id": run.id, "question": run.question_id.question, "company": run.question_id.company_id.id}
            for run in self.browse(ids)
        ]

    def deliver(self, answer, proof):
        """Send what the server answered to where its user wants it.

        :param str answer: sentences of the answer, plain text
        :param str proof: what was checked and when it was read, one line
        """
        self.ensure_one()
        if self.state != "queued":
            raise UserError(_("This answer was delivered already."))
        self.write({"state": "done", "answer": str(answer)[:LONGEST], "proof": str(proof)[:LONGEST]})
        question = self.question_id
        body = Markup("<p>%s</p><p>%s</p>") % (self.answer, self.proof)
        if question.delivery == "email":
            self._send(question, body)
        elif question.channel_id:
            question.channel_id.message_post(
                body=Markup("<p><strong>%s</strong></p>") % question.question + body,
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
            )
        else:
            self.message_notify(partner_ids=question.user_id.partner_id.ids, subject=question.question, body=body)

    @api.model
    def _note(self, run_id, answer, proof, failure):
        """What the server says of a run of the calling user."""
        run = self.search([("id", "=", run_id if type(run_id) is int else 0), ("user_id", "=", self.env.uid)])
        if not run:
            raise UserError(_("There is no such answer to bring."))
        if failure is not None:
            run.fail(failure)
        else:
            run.deliver(answer, proof)

    def fail(self, reason):
        """Note that the server gave no answer; after some tries the user is told."""
        self.ensure_one()
        self.answer = str(reason)[:LONGEST]
        if self.tries >= MOST_TRIES:
            self.state = "failed"
            self.message_notify(
                partner_ids=self.user_id.partner_id.ids, subject=self.question_id.question, body=self.answer
            )

    def _send(self, question, body):
        # sudo: users may not create e-mails themselves; this one goes to the user's own address.
        self.env["mail.mail"].sudo().create(
            {
                "subject": question.question,
                "body_html": body,
                "email_to": question.user_id.email_formatted,
                "auto_delete": True,
            }
        )
