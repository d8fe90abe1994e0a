import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { Difference } from "@sextant/approvals/difference";
import { errorBody } from "@sextant/server/server_error";
import { visibleText } from "@sextant/text/visible_text";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/**
 * A proposal as the server shows it to the user, and his decision on exactly that: what he approves is the hash that came
 * with the difference on the screen.
 */
export class Decision extends Component {
  static template = "sextant.Decision";
  static components = { Difference };
  static props = { uuid: String, onChanged: { type: Function, optional: true } };

  setup() {
    this.sextant = useService("sextant");
    this.orm = useService("orm");
    this.dialog = useService("dialog");
    this.visibleText = visibleText;
    this.state = useState({ proposal: null, error: null, busy: false });
    onWillStart(() => this.load(this.props.uuid));
    onWillUpdateProps(({ uuid }) => {
      if (uuid !== this.props.uuid) {
        return this.load(uuid);
      }
    });
  }

  get payload() {
    return visibleText(JSON.stringify(this.state.proposal.payload, null, 2));
  }

  async load(uuid) {
    await this.withServer(() => this.sextant.server.get(`/api/proposals/${encodeURIComponent(uuid)}`));
  }

  /** Shows what the server replies, and takes it over into the inbox where it is another state. */
  async withServer(call) {
    this.state.busy = true;
    this.state.error = null;
    try {
      const proposal = await call();
      this.state.proposal = proposal;
      await this.orm.call("sextant.proposal", "mirror", [[proposal]]);
      await this.props.onChanged?.(proposal);
    } catch (error) {
      this.state.error = errorBody(error);
    } finally {
      this.state.busy = false;
    }
  }

  decide(decision) {
    const { id, sha256 } = this.state.proposal;
    return this.withServer(() => this.sextant.server.post(`/api/proposals/${id}/${decision}`, { sha256 }));
  }

  approve() {
    if (this.state.proposal.risk !== "high") {
      return this.decide("approve");
    }
    this.dialog.add(ConfirmationDialog, {
      title: _t("Approve a change of high risk?"),
      body: visibleText(this.state.proposal.preview.title),
      confirmLabel: _t("Approve and execute"),
      confirm: () => this.decide("approve"),
      cancel: () => undefined,
    });
  }

  reject() {
    return this.decide("reject");
  }

  settle() {
    const { id } = this.state.proposal;
    return this.withServer(() => this.sextant.server.post(`/api/proposals/${id}/settle`));
  }

  /** A proposal that takes it back is another proposal; it is decided on like any other. */
  async undo() {
    const { id } = this.state.proposal;
    await this.withServer(async () => {
      const proposal = await this.sextant.server.post(`/api/proposals/${id}/undo`);
      await this.orm.call("sextant.proposal", "mirror", [[proposal]]);
      this.env.services.notification.add(_t("The proposal to take it back waits among the approvals."), {
        type: "success",
      });
      return this.state.proposal;
    });
  }
}
