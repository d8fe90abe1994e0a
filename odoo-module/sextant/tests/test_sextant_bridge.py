# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged


def step(model, method, arguments=None, ids=None, of=None, context=None):
    return {
        "model": model,
        "method": method,
        "ids": ids,
        "of": of,
        "arguments": arguments or {},
        "context": context or {},
    }


@tagged("post_install", "-at_install")
class TestSextantBridge(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "bridge user", groups="base.group_user,base.group_partner_manager")
        cls.bridge = cls.env["sextant.bridge"].with_user(cls.user)
        cls.create = [step("res.partner", "create", {"vals_list": [{"name": "By the bridge"}]})]

    def made(self):
        return self.env["res.partner"].search([("name", "=", "By the bridge")])

    def rows(self, key):
        self.env.cr.execute("SELECT payload_sha256, user_id, result FROM sextant_bridge WHERE key = %s", (key,))
        return self.env.cr.fetchall()

    def test_executes_once_as_the_user(self):
        first = self.bridge.execute("k1", "a", self.create, [])
        again = self.bridge.execute("k1", "a", self.create, [])
        self.assertEqual(first["state"], "done")
        self.assertEqual(again, {"state": "replayed", "results": first["results"]})
        self.assertEqual(self.made().ids, first["results"][0])
        self.assertEqual(self.made().create_uid, self.user)
        self.assertEqual(len(self.rows("k1")), 1)

    def test_refuses_other_content_under_a_known_key(self):
        self.bridge.execute("k1", "a", self.create, [])
        self.assertEqual(self.bridge.execute("k1", "b", self.create, []), {"state": "conflict"})
        self.assertEqual(len(self.made()), 1)

    def test_does_nothing_when_a_record_changed(self):
        partner = self.env["res.partner"].create({"name": "Ann"})
        self.env.flush_all()
        (version,) = self.bridge.versions([["res.partner", partner.id]])
        self.assertRegex(version, r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$")
        expected = [{"model": "res.partner", "id": partner.id, "version": version}]
        write = [step("res.partner", "write", {"vals": {"phone": "1"}}, ids=[partner.id])]
        self.env.cr.execute(
            "UPDATE res_partner SET write_date = write_date + interval '1 microsecond' WHERE id = %s", (partner.id,)
        )
        changed = self.bridge.execute("k2", "a", write, expected)
        self.assertEqual(changed, {"state": "changed", "model": "res.partner", "id": partner.id})
        self.assertFalse(partner.phone)
        self.assertFalse(self.rows("k2"))
        gone = [{"model": "res.partner", "id": 2**30, "version": False}]
        self.assertEqual(self.bridge.execute("k2", "a", write, gone)["state"], "changed")

    def test_writes_when_nothing_changed(self):
        partner = self.env["res.partner"].create({"name": "Ann"})
        self.env.flush_all()
        (version,) = self.bridge.versions([["res.partner", partner.id]])
        write = [step("res.partner", "write", {"vals": {"phone": "1"}}, ids=[partner.id])]
        expected = [{"model": "res.partner", "id": partner.id, "version": version}]
        self.assertEqual(self.bridge.execute("k3", "a", write, expected), {"state": "done", "results": [True]})
        self.assertEqual(partner.phone, "1")

    def test_a_later_step_works_on_what_an_earlier_one_made(self):
        steps = [*self.create, step("res.partner", "write", {"vals": {"phone": "2"}}, of=0)]
        self.assertEqual(self.bridge.execute("k4", "a", steps, [])["state"], "done")
        self.assertEqual(self.made().phone, "2")

    def test_a_failing_step_undoes_all_and_leaves_no_key(self):
        steps = [*self.create, step("res.partner", "_write", {"vals": {"phone": "3"}}, of=0)]
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.bridge.execute("k5", "a", steps, [])
        self.assertFalse(self.made())
        self.assertFalse(self.rows("k5"))

    def test_the_users_rights_hold(self):
        plain = new_test_user(self.env, "bridge plain", groups="base.group_user")
        bridge = self.env["sextant.bridge"].with_user(plain)
        rule = step("ir.cron", "create", {"vals_list": [{"name": "x"}]})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            bridge.execute("k6", "a", [rule], [])
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            bridge.versions([["ir.cron", self.env["ir.cron"].with_context(active_test=False).search([], limit=1).id]])
        self.assertFalse(self.rows("k6"))

    def test_private_methods_are_out_of_reach(self):
        for name in ("_write", "__class__", "no_such_method", "env", "_read_format"):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.bridge.execute("k7", "a", [step("res.partner", name)], [])

    def test_no_one_but_internal_users(self):
        portal = new_test_user(self.env, "bridge portal", groups="base.group_portal")
        for bridge in (self.env["sextant.bridge"].with_user(portal), self.env["sextant.bridge"].sudo()):
            with self.assertRaises(AccessError):
                bridge.about()
            with self.assertRaises(AccessError):
                bridge.execute("k8", "a", self.create, [])
        self.assertEqual(self.bridge.about()["version"], 1)

    def test_users_cannot_touch_the_keys(self):
        self.bridge.execute("k9", "a", self.create, [])
        for operation in ("write", "unlink", "read", "create"):
            self.assertFalse(self.bridge.has_access(operation) if hasattr(self.bridge, "has_access") else False)

    def test_bounds(self):
        for steps in ([], self.create * 6):
            with self.assertRaises(UserError):
                self.bridge.execute("k10", "a", steps, [])
        with self.assertRaises(UserError):
            self.bridge.execute("k10", "a", [step("no.such.model", "create")], [])
