import { Component } from "@odoo/owl";
import { formatAmount } from "@sextant/amount/amount";
import { visibleText } from "@sextant/text/visible_text";

/** Where an answer comes from, the identities that hold for it, and who worded it. */
export class Proof extends Component {
  static template = "sextant.Proof";
  static props = { answer: Object };

  setup() {
    this.formatAmount = formatAmount;
    this.visibleText = visibleText;
  }

  get tieOuts() {
    return this.props.answer.tieOuts ?? [];
  }

  get allHold() {
    return this.tieOuts.every(({ ok }) => ok);
  }

  get provenance() {
    return this.props.answer.result?.provenance ?? null;
  }

  get notes() {
    return this.props.answer.result?.notes ?? [];
  }

  get contributors() {
    return this.props.answer.contributors ?? [];
  }
}
