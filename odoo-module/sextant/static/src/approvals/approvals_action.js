import { Component, onWillStart } from "@odoo/owl";
import { errorBody } from "@sextant/server/server_error";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

/** Fetches what waits for the user, then opens his inbox in its place. Without the server the inbox shows what it knows. */
export class ApprovalsAction extends Component {
  static template = "sextant.ApprovalsAction";
  static props = ["*"];

  setup() {
    const sextant = useService("sextant");
    const orm = useService("orm");
    const action = useService("action");
    const notification = useService("notification");
    onWillStart(async () => {
      try {
        const { proposals } = await sextant.server.get("/api/proposals");
        await orm.call("sextant.proposal", "mirror", [proposals]);
      } catch (error) {
        notification.add(errorBody(error).message, { type: "warning" });
      }
      await action.doAction("sextant.sextant_proposal_action", { stackPosition: "replaceCurrentAction" });
    });
  }
}

registry.category("actions").add("sextant.approvals", ApprovalsAction);
