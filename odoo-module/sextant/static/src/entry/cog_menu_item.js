import { Component } from "@odoo/owl";
import { areaOf } from "@sextant/place/areas";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

/** "Ask Sextant" among the actions of a view. */
export class CogMenuItem extends Component {
  static template = "sextant.CogMenuItem";
  static components = { DropdownItem };
  static props = {};

  setup() {
    this.sextant = useService("sextant");
  }
}

registry.category("cogMenu").add(
  "sextant",
  {
    Component: CogMenuItem,
    groupNumber: 20,
    isDisplayed: ({ services, searchModel, config }) =>
      services.sextant.available && areaOf(searchModel?.resModel ?? config?.resModel) !== null,
  },
  { sequence: 5 },
);
