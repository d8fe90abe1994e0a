# Copyright 2026 Sextant contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import datetime, timezone

from odoo import _, api, fields, models
from odoo.exceptions import UserError

#: The states of the server, as they are shown.
STATES = [
    ("pending", "Waiting"),
    ("executing", "Being executed"),
    ("done", "Done"),
    ("failed", "Failed, nothing was written"),
    ("unknown", "Outcome not known yet"),
    ("rejected", "Rejected"),
    ("expired", "Expired"),
    ("undone", "Taken back"),
]
MOST = 200
LONGEST = 300


class SextantProposal(models.Model):
    """What waits for a user in Sextant, as his inbox in Odoo.

    A row is a mirror for one user: of what the server told his own page, or of what a colleague announced to him. It
    carries no difference and no hash. The form loads both from the server as the user, and what is approved is what it
    shows: a row that is wrong can mislead about what waits, never about what is approved.
    """

    _name = "sextant.proposal"
    _description = "Sextant proposal"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _rec_name = "title"
    _order = "id desc"

    uuid = fields.Char(string="Identifier", required=True, readonly=True, index=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one("res.company", readonly=True)
    title = fields.Char(required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="pending")
    risk = fields.Selection([("normal", "Normal"), ("high", "High")], readonly=True)
    four_eyes = fields.Boolean(string="Needs a second person", readonly=True)
    record_model = fields.Char(string="Model", readonly=True)
    record_id = fields.Integer(string="Record ID", readonly=True)
    record_name = fields.Char(string="Record", readonly=True)
    proposed_by = fields.Char(readonly=True)
    proposed_at = fields.Datetime(readonly=True)
    expires_at = fields.Datetime(readonly=True)

    def init(self):
        # One definition for all versions: the way to declare a constraint differs between them.
        self.env.cr.execute(
            "CREATE UNIQUE INDEX IF NOT EXISTS sextant_proposal_uuid_user_unique ON sextant_proposal (uuid, user_id)"
        )

    @api.model
    def mirror(self, proposals):
        """Take over what the server told the page of the calling user, into his own rows.

        Of what he proposed himself those who may approve are told, once.

        :param list proposals: as ``GET /api/proposals`` of the server gives them
        """
        for proposal in proposals[:MOST]:
            row = self._take_over(self.env.user, proposal)
            if row.state == "pending" and row.proposed_by == self.env.user.login:
                for user in self._approvers(proposal):
                    # sudo: the row is of another user, whose rows the caller may neither read nor write.
                    self.sudo()._tell(user, proposal)

    @api.model
    def _announce(self, proposals):
        """What the server says of proposals of the calling user, or that he decided on. For others a row says what waits:
        once it is decided, it does not wait for them either.
        """
        if not isinstance(proposals, list) or not all(isinstance(one, dict) and one.get("id") for one in proposals):
            raise UserError(_("These are no proposals."))
        self.mirror(proposals)
        for proposal in proposals[:MOST]:
            if proposal.get("state") != "pending":
                # sudo: the rows of others, whose state the caller has changed on the server.
                for row in self.sudo().search([("uuid", "=", proposal["id"]), ("user_id", "!=", self.env.uid)]):
                    row.state = self._values_of(proposal)["state"]
                    row._remind()

    @api.model
    def _tell(self, user, proposal):
        if self.search_count([("uuid", "=", proposal["id"]), ("user_id", "=", user.id)]):
            return
        row = self._take_over(user, proposal)
        row.message_notify(
            partner_ids=user.partner_id.ids,
            author_id=self.env.user.partner_id.id,
            subject=_("A proposal waits for your approval"),
            body=_(
                "%(person)s proposes: %(title)s", person=self.env.user.name, title=row.title
            ),
        )

    @api.model
    def _approvers(self, proposal):
        """Colleagues of the group who belong to the company of the proposal."""
        company = self._company_of(proposal) or self.env.company
        # sudo: who else has which group is not for every user to read.
        users = self.env.ref("sextant.group_approver").sudo()
        users = users.all_user_ids if "all_user_ids" in users._fields else users.users
        return users.filtered(
            lambda user: user.active
            and not user.share
            and user not in (self.env.user, self.env.ref("base.user_root"))
            and company in user.company_ids
        )

    @api.model
    def _company_of(self, proposal):
        company = (proposal.get("payload") or {}).get("company")
        return self.env["res.company"].browse(company).exists() if isinstance(company, int) else None

    @api.model
    def _take_over(self, user, proposal):
        values = self._values_of(proposal)
        row = self._row(proposal["id"], user, values["title"])
        changed = {name: value for name, value in values.items() if row._value_of(name) != value}
        if changed:
            row.write(changed)
        row._remind()
        return row

    @api.model
    def _row(self, uuid, user, title):
        """The row of a proposal for a user, made where there is none.

        Server and pages may tell of a proposal at the same moment: the second then fails with a serialization error, Odoo
        repeats it in a new transaction, and there the row is known.
        """
        self.flush_model()
        self.env.cr.execute(
            "INSERT INTO sextant_proposal (uuid, user_id, title, state, create_uid, create_date, write_uid, write_date) "
            "VALUES (%s, %s, %s, 'pending', %s, now() AT TIME ZONE 'UTC', %s, now() AT TIME ZONE 'UTC') "
            "ON CONFLICT (uuid, user_id) DO NOTHING",
            (uuid, user.id, title, self.env.uid, self.env.uid),
        )
        return self.search([("uuid", "=", uuid), ("user_id", "=", user.id)], limit=1)

    def _value_of(self, name):
        value = self[name]
        return value.id if isinstance(value, models.BaseModel) else value

    @api.model
    def _values_of(self, proposal):
        preview = proposal.get("preview") or {}
        record = preview.get("record") or {}
        company = self._company_of(proposal)
        return {
            "title": _text(preview.get("title")) or proposal["id"],
            "state": proposal["state"] if proposal.get("state") in dict(STATES) else "unknown",
            "risk": "high" if proposal.get("risk") == "high" else "normal",
            "four_eyes": bool(proposal.get("fourEyes")),
            "record_model": _text(record.get("model")),
            "record_id": record.get("id") or 0,
            "record_name": _text(record.get("name")),
            "proposed_by": _text((proposal.get("proposedBy") or {}).get("login")),
            "proposed_at": _moment(proposal.get("createdAt")),
            "expires_at": _moment(proposal.get("expiresAt")),
            "company_id": company.id if company else False,
        }

    def _remind(self):
        """One activity while the proposal waits, none afterwards."""
        self.ensure_one()
        kind = "sextant.mail_activity_type_proposal"
        if self.state != "pending":
            self.activity_unlink([kind])
        elif not self.activity_ids:
            # Quietly: who has to be told is told by `_tell`.
            self.with_context(mail_activity_quick_update=True).activity_schedule(
                kind,
                date_deadline=fields.Date.context_today(self),
                summary=self.title,
                user_id=self.user_id.id,
            )

    def action_open_record(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.record_model,
            "res_id": self.record_id,
            "views": [(False, "form")],
        }


def _text(value):
    return value[:LONGEST] if isinstance(value, str) else False


def _moment(text):
    """A moment of the server (ISO 8601, UTC) as Odoo keeps it; False where it is none."""
    try:
        moment = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    except ValueError:
        return False
    return moment.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
