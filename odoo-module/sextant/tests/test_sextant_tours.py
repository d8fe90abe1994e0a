# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install", "-standard", "sextant_tour")
class TestSextantTours(HttpCase):
    """The tours that need no server of Sextant, in Odoo's own browser: ``--test-tags sextant_tour``.

    All of them, with a server beside, are run by ``test/end-to-end/odoo-module.odoo.test.ts``.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("base.user_admin").group_ids += cls.env.ref("sextant.group_administrator")
        new_test_user(cls.env, "sextant_nobody", groups="base.group_user,base.group_partner_manager")

    def test_open_panel(self):
        self.start_tour("/odoo/action-base.action_partner_form", "sextant_open_panel", login="admin")

    def test_scheduled_question(self):
        self.start_tour("/odoo/action-sextant.sextant_question_action", "sextant_scheduled_question", login="admin")
        self.assertTrue(self.env["sextant.question"].search([("question", "=", "Who owes us the most money?")]))

    def test_connect(self):
        self.start_tour("/odoo/settings", "sextant_connect", login="admin")
        self.assertFalse(self.env["sextant.pairing"]._is_paired())

    def test_nothing_without_the_group(self):
        self.start_tour("/odoo/action-base.action_partner_form", "sextant_nothing", login="sextant_nobody")
