import { Component } from "@odoo/owl";
import { visibleText } from "@sextant/text/visible_text";

/** What a proposal changes, field by field, as the server computed it from Odoo. */
export class Difference extends Component {
  static template = "sextant.Difference";
  static props = { preview: Object };

  setup() {
    this.visibleText = visibleText;
  }

  rows(lines) {
    return lines.map((line) =>
      Object.entries(line)
        .map(([name, value]) => `${name}: ${value}`)
        .join(", "),
    );
  }
}
