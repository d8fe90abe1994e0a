# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import json
from urllib.parse import urlsplit

from odoo import _, api, models
from odoo.exceptions import UserError

from .. import signing

PREFIX = "sextant."
#: What the pairing keeps in the system parameters, which administrators alone may read. The last three say where it was
#: made: a copy of the database has the parameters too, and is not what was paired.
NAMES = ("private_key", "server_url", "server_key", "tenant", "base_url", "db_uuid", "db_name")


class SextantPairing(models.AbstractModel):
    """The pairing of this database with one server of Sextant: two key pairs, each side knows the public one of the other.

    The server can do nothing with it but exchange one-time codes of users; it acts with the users' own keys.
    """

    _name = "sextant.pairing"
    _description = "Sextant pairing"

    @api.model
    def _get(self, name):
        # sudo: who signs in may not read system parameters; these, and nothing else, are read for him.
        assert name in NAMES
        return self.env["ir.config_parameter"].sudo().get_param(PREFIX + name)

    @api.model
    def _uuid(self):
        # sudo: as above; the identifier of the database is no secret.
        return self.env["ir.config_parameter"].sudo().get_param("database.uuid")

    @api.model
    def _is_paired(self):
        return bool(
            self._get("server_key") and self._get("tenant") and self._get("private_key") and not self._is_copy()
        )

    @api.model
    def _is_copy(self):
        """Whether this database was copied or restored from the one that was paired: it must not speak in its name."""
        uuid, name = self._get("db_uuid"), self._get("db_name")
        return bool(uuid and uuid != self._uuid() or name and name != self.env.cr.dbname)

    @api.model
    def _check_paired(self):
        """:raise UserError: saying what an administrator has to do"""
        if self._is_copy():
            raise UserError(
                _("This database is a copy of the one that is connected to Sextant. An administrator connects it anew in the settings.")
            )
        if not self._is_paired():
            raise UserError(_("This database is not connected to Sextant yet. An administrator does that in the settings."))

    @api.model
    def _origin(self):
        """Where the server takes pages of this Odoo from; empty when that is not known."""
        parts = urlsplit(self._get("base_url") or "")
        return "%s://%s" % (parts.scheme, parts.netloc) if parts.netloc else ""

    @api.model
    def _keep(self, **values):
        """Note what the pairing is, and of which database; without a value a name is forgotten."""
        own = {"db_uuid": self._uuid(), "db_name": self.env.cr.dbname} if values.get("tenant") else {}
        for name in NAMES:
            if name != "private_key" or name in values:
                self.env["ir.config_parameter"].set_param(PREFIX + name, {**values, **own}.get(name, False))

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
