# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestSextantProposal(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann = new_test_user(cls.env, "inbox ann", groups="base.group_user,sextant.group_user")
        cls.bob = new_test_user(cls.env, "inbox bob", groups="base.group_user,sextant.group_approver")
        cls.far = new_test_user(
            cls.env,
            "inbox far",
            groups="base.group_user,sextant.group_approver",
            company_id=cls.env["res.company"].create({"name": "Far"}).id,
        )
        cls.inbox = cls.env["sextant.proposal"]

    def proposal(self, uuid="p1", **more):
        return {
            "id": uuid,
            "state": "pending",
            "risk": "high",
            "fourEyes": True,
            "payload": {"company": self.env.company.id},
            "preview": {
                "title": "Change City of Ann",
                "record": {"model": "res.partner", "modelLabel": "Contact", "id": 7, "name": "Ann"},
            },
            "proposedBy": {"id": self.ann.id, "login": self.ann.login},
            "createdAt": "2026-11-28T02:00:00.123Z",
            "expiresAt": "2026-11-29T02:00:00.123Z",
            **more,
        }

    def rows(self, user):
        return self.inbox.with_user(user).search([])

    def test_mirrors_what_the_server_told_and_reminds_while_it_waits(self):
        inbox = self.inbox.with_user(self.ann)
        inbox.mirror([self.proposal()])
        inbox.mirror([self.proposal()])
        row = self.rows(self.ann)
        self.assertEqual((row.title, row.state, row.risk, row.record_id), ("Change City of Ann", "pending", "high", 7))
        self.assertEqual(str(row.expires_at), "2026-11-29 02:00:00")
        self.assertEqual(row.activity_ids.user_id, self.ann)
        inbox.mirror([self.proposal(state="done")])
        self.assertEqual((row.state, len(row.activity_ids)), ("done", 0))

    def test_tells_approvers_of_the_company_once(self):
        for _time in range(2):
            self.inbox.with_user(self.ann).mirror([self.proposal()])
        self.assertEqual(len(self.rows(self.ann)), 1)
        row = self.rows(self.bob)
        self.assertEqual(row.activity_ids.user_id, self.bob)
        self.assertFalse(self.rows(self.far))
        told = self.env["mail.message"].search([("model", "=", "sextant.proposal"), ("res_id", "=", row.id)])
        self.assertEqual(told.partner_ids, self.bob.partner_id)
        self.assertIn("Change City of Ann", told.body)

    def test_a_colleague_cannot_change_what_somebody_else_sees(self):
        self.inbox.with_user(self.ann).mirror([self.proposal()])
        other = self.proposal(state="rejected")
        other["preview"]["title"] = "Harmless"
        self.inbox.with_user(self.ann).mirror([other])
        row = self.rows(self.bob)
        self.assertEqual((row.title, row.state), ("Change City of Ann", "pending"))
        with self.assertRaises(AccessError):
            row.with_user(self.ann).write({"state": "rejected"})

    def test_tells_nobody_of_what_others_proposed(self):
        self.inbox.with_user(self.ann).mirror([self.proposal(proposedBy={"id": 1, "login": "somebody"})])
        self.assertFalse(self.rows(self.bob))

    def test_takes_what_it_does_not_know_for_what_it_is(self):
        self.inbox.with_user(self.ann).mirror(
            [{"id": "p2", "state": "later", "preview": {"title": "x" * 1000}, "expiresAt": "soon", "payload": None}]
        )
        row = self.rows(self.ann)
        self.assertEqual((row.state, len(row.title), row.expires_at), ("unknown", 300, False))

    def test_is_closed_to_those_without_the_group(self):
        plain = new_test_user(self.env, "inbox plain", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.inbox.with_user(plain).mirror([self.proposal()])
