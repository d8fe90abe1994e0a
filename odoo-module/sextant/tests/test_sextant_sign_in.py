# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import file_path

from .. import signing
from ..models.sextant_code import challenge_of
from .common import TENANT, VERIFIER, PairedCase


@tagged("post_install", "-at_install")
class TestSextantSignIn(PairedCase):
    def test_a_code_says_who_and_for_whom_and_is_signed(self):
        head, body, signature = self.issue().split(".")
        claims = json.loads(signing.decode(body))
        self.assertEqual(json.loads(signing.decode(head)), {"alg": "ES256", "typ": "JWT"})
        self.assertEqual(claims["aud"], TENANT)
        self.assertEqual(claims["iss"], self.env["ir.config_parameter"].get_param("database.uuid"))
        self.assertEqual(claims["sub"], str(self.user.id))
        self.assertEqual(claims["cids"], self.user.company_ids.ids)
        self.assertEqual(claims["exp"] - claims["iat"], 60)
        public = signing.public_jwk(self.env["ir.config_parameter"].get_param("sextant.private_key"))
        self.assertTrue(signing.is_signed(public, head + "." + body, signature))
        self.assertEqual(
            self.env["sextant.pairing"]._well_known()["thumbprint"], signing.thumbprint(public)
        )

    def test_a_code_opens_one_key_once(self):
        code = self.issue()
        session = self.exchange(code)
        self.assertEqual((session["uid"], session["login"]), (self.user.id, "sextant user"))
        self.assertEqual(self.who(session["key"]), self.user.id)
        self.assertIsNone(self.exchange(code))

    def test_a_wrong_verifier_neither_opens_nor_uses_up(self):
        code = self.issue()
        for verifier in ("w" * 50, "", None, 7):
            self.assertIsNone(self.exchange(code, verifier))
        self.assertTrue(self.exchange(code))

    def test_a_code_ends_after_a_minute(self):
        code = self.issue()
        self.env.cr.execute("UPDATE sextant_code SET expires_at = now() AT TIME ZONE 'UTC' - interval '1 second'")
        self.assertIsNone(self.exchange(code))

    def test_forged_codes(self):
        head, body, signature = self.issue().split(".")
        other = signing.token(signing.make_key(), json.loads(signing.decode(body)))
        unsigned = signing.encode(b'{"alg":"none","typ":"JWT"}') + "." + body + "."
        for code in (other, unsigned, head + "." + body, head + "." + body + ".", "", "..", None, 7, "a" * 9000):
            self.assertIsNone(self.exchange(code))
        self.assertTrue(self.exchange(head + "." + body + "." + signature))

    def test_who_gets_no_code(self):
        portal = new_test_user(self.env, "sextant portal", groups="base.group_portal")
        outside = new_test_user(self.env, "sextant outside", groups="base.group_user")
        for user in (portal, outside, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.issue(user)
        with self.assertRaises(AccessError):
            self.env["sextant.code"]._issue("c" * 43, "s")
        with self.assertRaises(UserError):
            self.env["sextant.code"].with_user(self.user)._issue("short", "s")
        self.env["ir.config_parameter"].set_param("sextant.tenant", False)
        with self.assertRaises(UserError):
            self.issue()

    def test_who_lost_the_right_between_code_and_key(self):
        code = self.issue()
        self.user.group_ids -= self.env.ref("sextant.group_user")
        self.assertIsNone(self.exchange(code))

    def test_keys_of_other_scopes_open_nothing(self):
        later = fields.Datetime.now() + timedelta(hours=1)
        keys = self.env["res.users.apikeys"].with_user(self.user)
        for scope in (None, "rpc", "sextant2"):
            self.assertIsNone(self.who(keys._generate(scope, "test", later)))
        self.assertIsNone(self.who("0" * 40))

    def test_a_key_of_ours_opens_nothing_else(self):
        key = self.key_of()
        self.assertFalse(self.env["res.users.apikeys"]._check_credentials(scope="rpc", key=key))

    def test_keys_end(self):
        removed, expired, archived, outside = (self.key_of() for _one in range(4))
        self.assertEqual(self.who(removed), self.user.id)
        newest = "SELECT max(id) FROM res_users_apikeys WHERE user_id = %s AND index = %s"
        self.env.cr.execute("DELETE FROM res_users_apikeys WHERE id = (" + newest + ")", (self.user.id, removed[:8]))
        self.assertIsNone(self.who(removed))
        self.env.cr.execute(
            "UPDATE res_users_apikeys SET expiration_date = now() AT TIME ZONE 'UTC' - interval '1 s' WHERE index = %s",
            (expired[:8],),
        )
        self.assertIsNone(self.who(expired))
        group = self.env.ref("sextant.group_user")
        self.user.group_ids -= group
        self.assertIsNone(self.who(outside))
        self.user.group_ids += group
        self.assertEqual(self.who(outside), self.user.id)
        self.user.active = False
        self.assertIsNone(self.who(archived))
        self.user.active = True
        self.assertIsNone(self.who(archived), "un-archiving revives no key")

    def test_logging_out_ends_the_keys_of_that_session(self):
        key = self.key_of()
        self.env["sextant.code"]._end_session("t" * 84)
        self.assertEqual(self.who(key), self.user.id)
        self.env["sextant.code"]._end_session("s" * 42 + "rotated")
        self.assertIsNone(self.who(key))

    def test_a_key_for_the_background_reads_and_brings_answers_and_nothing_else(self):
        codes = self.env["sextant.code"].with_user(self.user)
        code = codes._issue(challenge_of(VERIFIER), "s" * 84, "background")
        granted = self.exchange(code)
        key = granted["key"]
        self.assertIsNone(self.who(key), "it opens nothing that writes")
        who = self.env["ir.http"]._sextant_user_of
        self.assertEqual(who(self.env, key, ("sextant", "sextant_background")), self.user.id)
        self.assertIsNone(who(self.env, self.key_of(), ("sextant_background",)))
        days = (self.env["sextant.code"]._background_until(self.user) - fields.Datetime.now()).days
        self.assertIn(days, (89, 90))
        self.env["sextant.code"]._end_session("s" * 84)
        self.assertTrue(self.env["sextant.code"]._background_until(self.user), "it outlives the session")
        self.exchange(codes._issue(challenge_of(VERIFIER), "s" * 84, "background"))
        self.assertIsNone(who(self.env, key, ("sextant_background",)), "another takes its place")
        self.env["sextant.question"].with_user(self.user).end_background()
        self.assertFalse(self.env["sextant.question"].with_user(self.user).background_until())
        with self.assertRaises(UserError):
            codes._issue(challenge_of(VERIFIER), "s" * 84, "everything")

    def test_a_copy_of_the_database_gives_no_codes(self):
        self.env["sextant.pairing"]._keep(
            server_url="https://sextant.example.com", server_key="{}", tenant=TENANT, base_url="https://erp.example.com"
        )
        self.assertTrue(self.issue())
        parameters = self.env["ir.config_parameter"]
        for name, other in (("sextant.db_name", "staging"), ("sextant.db_uuid", "another")):
            own = parameters.get_param(name)
            parameters.set_param(name, other)
            with self.assertRaisesRegex(UserError, "copy"):
                self.issue()
            self.assertFalse(self.env["sextant.pairing"]._is_paired())
            parameters.set_param(name, own)
        self.assertTrue(self.issue())
        with open(file_path("sextant/data/neutralize.sql")) as script:
            self.env.cr.execute(script.read())
        parameters.env.registry.clear_cache()
        self.assertFalse(parameters.search([("key", "=like", "sextant.%")]))

    def test_the_hash_of_groups_tells_a_change(self):
        before = self.user._sextant_groups_hash()
        self.assertEqual(self.user._sextant_groups_hash(), before)
        self.user.group_ids += self.env.ref("base.group_partner_manager")
        self.assertNotEqual(self.user._sextant_groups_hash(), before)

    def test_roles(self):
        self.assertEqual(self.user._sextant_role(), "user")
        self.user.group_ids += self.env.ref("sextant.group_approver")
        self.assertEqual(self.user._sextant_role(), "approver")
        self.assertEqual(self.env.ref("base.user_admin")._sextant_role(), "administrator")

    def test_codes_are_out_of_reach(self):
        code = self.issue()
        codes = self.env["sextant.code"].with_user(self.user)
        with self.assertRaises(AccessError):
            codes.search([]).read(["jti_sha256"])
        with self.assertRaises(AccessError):
            codes.create({"jti_sha256": "x", "challenge": "y"})
        self.assertNotIn(json.loads(signing.decode(code.split(".")[1]))["jti"], str(self.all_rows()))
        self.assertNotIn(VERIFIER, str(self.all_rows()))

    def all_rows(self):
        self.env.cr.execute("SELECT * FROM sextant_code")
        return self.env.cr.fetchall()
