# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json

from odoo import api, models

from .. import signing

PREFIX = "sextant."
#: What the pairing keeps in the system parameters, which administrators alone may read.
NAMES = ("private_key", "server_url", "server_key", "tenant")


class SextantPairing(models.AbstractModel):
    """The pairing of this database with one server of Sextant: two key pairs, each side knows the public one of the other.

    The server can do nothing with it but exchange one-time codes of users; it acts with the users' own keys.
    """

    _name = "sextant.pairing"
    _description = "Sextant pairing"

    @api.model
    def _get(self, name):
        # sudo: who signs in may not read system parameters; these four, and nothing else, are read for him.
        assert name in NAMES
        return self.env["ir.config_parameter"].sudo().get_param(PREFIX + name)

    @api.model
    def _uuid(self):
        # sudo: as above; the identifier of the database is no secret.
        return self.env["ir.config_parameter"].sudo().get_param("database.uuid")

    @api.model
    def _is_paired(self):
        return bool(self._get("server_key") and self._get("tenant") and self._get("private_key"))

    @api.model
    def _server_key(self):
        return json.loads(self._get("server_key") or "{}")

    @api.model
    def _well_known(self):
        """What the server asks for when it is told of this database, to see that it speaks with the same one."""
        pem = self._get("private_key")
        return {
            "db_uuid": self._uuid(),
            "thumbprint": signing.thumbprint(signing.public_jwk(pem)) if pem else None,
            "version": self.env["sextant.bridge"]._VERSION,
        }

    @api.model
    def _is_signed_by_server(self, text, signature):
        key = self._server_key()
        return bool(key) and signing.is_signed(key, text, signature or "")
