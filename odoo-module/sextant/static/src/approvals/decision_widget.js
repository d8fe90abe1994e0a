import { Component } from "@odoo/owl";
import { Decision } from "@sextant/approvals/decision";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** The decision in the form of a proposal, whose row follows it. */
export class DecisionWidget extends Component {
  static template = "sextant.DecisionWidget";
  static components = { Decision };
  static props = { ...standardWidgetProps };

  async onChanged({ state }) {
    if (state !== this.props.record.data.state) {
      await this.props.record.load();
    }
  }
}

registry.category("view_widgets").add("sextant_decision", { component: DecisionWidget });
