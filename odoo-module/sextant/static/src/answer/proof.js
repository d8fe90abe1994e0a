import { Component } from "@odoo/owl";
import { formatAmount } from "@sextant/amount/amount";
import { visibleText } from "@sextant/text/visible_text";
import { _t } from "@web/core/l10n/translation";

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

  get summary() {
    return this.allHold ? _t("Proved: %s checks hold", this.tieOuts.length) : _t("A check does not hold");
  }

  get provenance() {
    const found = this.props.answer.result?.provenance;
    if (!found) {
      return null;
    }
    const { origin, readAs: user, watermark, readAt: moment } = found;
    return _t("Read from %(origin)s as %(user)s: %(count)s journal items, %(moment)s", {
      origin: visibleText(origin),
      user: visibleText(user),
      count: watermark.count,
      moment: visibleText(moment),
    });
  }

  get notes() {
    return this.props.answer.result?.notes ?? [];
  }

  get contributors() {
    return this.props.answer.contributors ?? [];
  }

  get workers() {
    return _t("Worked on by %s", this.contributors.map(({ title }) => visibleText(title)).join(", "));
  }

  leftOut({ sentences }) {
    return _t("%s sentences were left out, because they could not be proved.", sentences.dropped);
  }
}
