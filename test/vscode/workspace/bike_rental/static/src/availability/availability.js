import { Component, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

/** Counts the bikes that can be rented now. */
export class Availability extends Component {
  static template = "bike_rental.Availability";
  static props = {};

  setup() {
    this.orm = useService("orm");
    this.state = useState({ available: 0 });
    onWillStart(async () => {
      this.state.available = await this.orm.searchCount("bike.bike", [["available", "=", true]]);
    });
  }
}

registry.category("actions").add("bike_rental.availability", Availability);
