import { Component, onWillStart, useState } from "@odoo/owl";
import { errorBody } from "@sextant/server/server_error";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { deserializeDateTime, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/**
 * Whether the user's scheduled questions are answered while he is away: he allows it here, and takes it back here or among
 * the keys in his preferences.
 */
export class BackgroundWidget extends Component {
  static template = "sextant.BackgroundWidget";
  static props = { ...standardWidgetProps };

  setup() {
    this.sextant = useService("sextant");
    this.orm = useService("orm");
    this.dialog = useService("dialog");
    this.state = useState({ until: false, error: null, busy: false });
    onWillStart(() => this.look());
  }

  get until() {
    return formatDate(deserializeDateTime(this.state.until));
  }

  async look() {
    this.state.until = await this.orm.call("sextant.question", "background_until", []);
  }

  allow() {
    this.dialog.add(ConfirmationDialog, {
      title: _t("Answer while you are away?"),
      body: _t(
        "Sextant keeps a key of yours, sealed, for 90 days. It reads with your rights and sends you the answers of your scheduled questions. It changes nothing. You can take it back here or in your preferences at any time.",
      ),
      confirmLabel: _t("Allow"),
      confirm: () => this.change(() => this.sextant.grantBackground()),
      cancel: () => undefined,
    });
  }

  end() {
    return this.change(() => this.orm.call("sextant.question", "end_background", []));
  }

  async change(work) {
    this.state.busy = true;
    this.state.error = null;
    try {
      await work();
      await this.look();
    } catch (error) {
      this.state.error = errorBody(error);
    } finally {
      this.state.busy = false;
    }
  }
}

registry.category("view_widgets").add("sextant_background", { component: BackgroundWidget });
