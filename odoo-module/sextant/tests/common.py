# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json

from odoo.tests import TransactionCase, new_test_user

from .. import signing
from ..models.sextant_code import challenge_of

TENANT = "erp.example.com/prod"
VERIFIER = "v" * 50


class PairedCase(TransactionCase):
    """A database that is paired with a server whose key the test holds."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server_key = signing.make_key()
        parameters = cls.env["ir.config_parameter"]
        parameters.set_param("sextant.private_key", signing.make_key())
        parameters.set_param("sextant.server_url", "https://sextant.example.com")
        parameters.set_param("sextant.server_key", json.dumps(signing.public_jwk(cls.server_key)))
        parameters.set_param("sextant.tenant", TENANT)
        cls.user = new_test_user(cls.env, "sextant user", groups="base.group_user,sextant.group_user")

    def issue(self, user=None, verifier=VERIFIER):
        codes = self.env["sextant.code"].with_user(user or self.user)
        return codes._issue(challenge_of(verifier), "s" * 84)

    def exchange(self, code, verifier=VERIFIER):
        return self.env["sextant.code"]._exchange(code, verifier)

    def key_of(self, user=None):
        return self.exchange(self.issue(user))["key"]

    def who(self, key):
        return self.env["ir.http"]._sextant_user_of(self.env, key)
