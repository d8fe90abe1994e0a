# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestSextantQuestion(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_user,sextant.group_user"
        cls.ann = new_test_user(cls.env, "asks ann", groups=groups, email="ann@example.com")
        cls.bob = new_test_user(cls.env, "asks bob", groups=groups)
        cls.question = cls.env["sextant.question"].with_user(cls.ann).create({"question": "How much cash do we have?"})
        cls.runs = cls.env["sextant.question.run"]

    def taken(self, user=None):
        return self.runs.with_user(user or self.ann).take()

    def test_is_queued_once_when_due_and_not_before_the_next_time(self):
        self.question.sudo().next_at = fields.Datetime.now() - timedelta(days=15)
        for _time in range(2):
            self.env["sextant.question"]._queue_due()
        self.assertEqual(self.question.run_ids.mapped("state"), ["queued"])
        self.assertGreater(self.question.next_at, fields.Datetime.now())
        self.assertLess(self.question.next_at, fields.Datetime.now() + timedelta(days=7, minutes=1))

    def test_is_given_to_one_caller_who_is_its_user(self):
        self.question.action_ask_now()
        self.assertEqual(self.taken(self.bob), [])
        (run,) = self.taken()
        self.assertEqual((run["question"], run["company"]), (self.question.question, self.env.company.id))
        self.assertEqual(self.taken(), [])
        late = fields.Datetime.now() - timedelta(minutes=11)
        self.runs.browse(run["id"]).taken_at = late
        self.assertEqual(len(self.taken()), 1)

    def test_is_delivered_once_and_as_text(self):
        self.question.action_ask_now()
        run = self.runs.with_user(self.ann).browse(self.taken()[0]["id"])
        run.deliver("Cash is <b>1</b>", "3/3")
        told = self.env["mail.message"].search([("model", "=", run._name), ("res_id", "=", run.id)])
        self.assertEqual(told.partner_ids, self.ann.partner_id)
        self.assertIn("&lt;b&gt;1&lt;/b&gt;", told.body)
        with self.assertRaises(UserError):
            run.deliver("Again", "")
        with self.assertRaises(AccessError):
            run.with_user(self.bob).deliver("x", "")

    def test_goes_by_email_to_the_user_himself(self):
        self.question.delivery = "email"
        self.question.action_ask_now()
        self.runs.with_user(self.ann).browse(self.taken()[0]["id"]).deliver("Cash is 1", "3/3")
        mail = self.env["mail.mail"].search([("subject", "=", self.question.question)])
        self.assertIn("ann@example.com", mail.email_to)
        self.assertIn("Cash is 1", mail.body_html)

    def test_the_server_brings_answers_to_runs_of_its_user_alone(self):
        self.question.action_ask_now()
        run = self.taken()[0]["id"]
        for user, one in ((self.bob, run), (self.ann, 0), (self.ann, [run]), (self.ann, "1 or 1=1"), (self.ann, None)):
            with self.assertRaises(UserError):
                self.runs.with_user(user)._note(one, "Cash is 1", "3/3", None)
        self.runs.with_user(self.ann)._note(run, "Cash is 1", "3/3", None)
        self.assertEqual(self.runs.browse(run).state, "done")

    def test_gives_up_after_some_tries_and_says_so(self):
        self.question.action_ask_now()
        run = self.runs.with_user(self.ann).browse(self.taken()[0]["id"])
        for tries in (1, 2, 3):
            run.sudo().tries = tries
            run.fail("The server does not answer.")
            self.assertEqual(run.state, "failed" if tries == 3 else "queued")
