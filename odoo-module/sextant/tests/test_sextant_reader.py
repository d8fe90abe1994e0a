# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib
import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .. import signing
from .common import TENANT, PairedCase


@tagged("post_install", "-at_install")
class TestSextantReader(PairedCase):
    def call(self, model, method, ids=None, context=None, **kwargs):
        return self.env["sextant.reader"].with_user(self.user)._call(model, method, ids, kwargs, context)

    def test_reads_as_the_user(self):
        domain = [["id", "=", self.user.partner_id.id]]
        (row,) = self.call("res.partner", "search_read", domain=domain, fields=["name"], limit=1)
        self.assertEqual(row, {"id": self.user.partner_id.id, "name": self.user.name})
        self.assertEqual(self.call("res.partner", "search_count", domain=domain), 1)
        with self.assertRaises(AccessError):
            self.call("ir.cron", "search_read", domain=[], fields=["name"], limit=1)

    def test_nothing_that_writes_and_nothing_private(self):
        names = ("write", "create", "unlink", "copy", "_read_format", "browse", "sudo", "with_user", "export_data", "load")
        for name in (*names, "message_post", "action_archive", "__class__", "env"):
            with self.assertRaises(AccessError):
                self.call("res.partner", name)
        for model in ("ir.config_parameter", "res.users.apikeys", "sextant.code"):
            with self.assertRaises(AccessError):
                self.env["sextant.reader"].with_user(self.env.ref("base.user_admin"))._call(
                    model, "search_read", None, {"domain": [], "fields": ["id"], "limit": 1}
                )

    def test_never_as_the_superuser(self):
        for reader in (self.env["sextant.reader"], self.env["sextant.reader"].with_user(self.user).sudo()):
            with self.assertRaises(AccessError):
                reader._call("res.partner", "search_count", None, {"domain": []})

    def test_limits(self):
        for limit in (None, 0, -1, 1001, "5", True, 10.0):
            with self.assertRaises(UserError):
                self.call("res.partner", "search_read", domain=[], fields=["name"], limit=limit)
        with self.assertRaises(UserError):
            self.call("res.partner", "search_read", domain=[], limit=1)
        with self.assertRaises(UserError):
            self.call("res.partner", "read", ids=list(range(1, 1002)), fields=["name"])
        for ids in ("1", ["1"], [True], {"id": 1}):
            with self.assertRaises(UserError):
                self.call("res.partner", "read", ids=ids, fields=["name"])
        with self.assertRaises(UserError):
            self.call("res.partner", "search_count", domain=[], surprise=1)

    def test_domains(self):
        for path in ("user_ids.password", "a.b.c.d", "company_id.partner_id.user_ids.login"):
            with self.assertRaises(UserError):
                self.call("res.partner", "search_count", domain=[[path, "=", "x"]])
        with self.assertRaises(UserError):
            self.call("res.partner", "search_count", domain=[["user_ids", "any", [["password", "=", "x"]]]])
        for domain in ("[]", [["name"]], [{"a": 1}]):
            with self.assertRaises(UserError):
                self.call("res.partner", "search_count", domain=domain)

    def test_the_context_is_the_users_and_little_of_the_callers(self):
        self.user.lang = "en_US"
        seen = {}

        def context_get(records):
            seen.update(records.env.context)
            return {}

        self.patch(type(self.env["res.users"]), "context_get", context_get)
        self.call(
            "res.users",
            "context_get",
            context={"lang": "en_US", "active_test": False, "default_name": "x", "su": True, "tracking_disable": True},
        )
        self.assertLessEqual({"lang": "en_US", "active_test": False, "bin_size": True}.items(), seen.items())
        self.assertFalse({"default_name", "su", "tracking_disable"} & set(seen))

    def approved(self, **changes):
        change = {
            "tenant": TENANT,
            "id": "p1",
            "steps": [
                {
                    "model": "res.partner",
                    "method": "write",
                    "ids": [self.user.partner_id.id],
                    "arguments": {"vals": {"comment": "approved"}},
                }
            ],
            "expected": [],
        }
        text = signing.compact(change)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        key = TENANT + ":p1"
        signer = changes.pop("signer", self.server_key)
        uid = changes.pop("uid", self.user.id)
        signature = signing.sign(signer, "\n".join(["approval", sha256, key, str(uid)]))
        sent = {
            "proposal": text,
            "payload_sha256": sha256,
            "versions": [],
            "idem_key": key,
            "approval_sig": signature,
            **changes,
        }
        return self.env["sextant.bridge"].with_user(self.user)._execute_approved(**sent)

    def test_executes_what_was_approved_once(self):
        self.user.group_ids += self.env.ref("base.group_partner_manager")
        self.assertEqual(self.approved()["state"], "done")
        self.assertEqual(self.approved()["state"], "replayed")
        effect = self.env["sextant.bridge"].with_user(self.user)._effect(TENANT + ":p1")
        self.assertEqual(effect["results"], [True])
        self.assertIsNone(self.env["sextant.bridge"].with_user(self.env.ref("base.user_admin"))._effect(TENANT + ":p1"))

    def test_executes_nothing_else(self):
        refused = [
            {"signer": signing.make_key()},
            {"uid": self.user.id + 1},
            {"approval_sig": "x"},
            {"approval_sig": None},
            {"payload_sha256": "0" * 64},
            {"proposal": json.dumps({"tenant": TENANT, "id": "p1", "steps": [], "expected": []})},
            {"idem_key": TENANT + ":p2"},
            {"versions": [{"model": "res.partner", "id": 1, "version": False}]},
        ]
        for changes in refused:
            with self.assertRaises(AccessError):
                self.approved(**changes)
        self.assertFalse(self.user.partner_id.comment)
