import { Component, useState } from "@odoo/owl";
import { formatAmount, signOf } from "@sextant/amount/amount";
import { cellTarget } from "@sextant/answer/cell_target";
import { visibleText } from "@sextant/text/visible_text";
import { _t } from "@web/core/l10n/translation";

/** Rows shown before the reader asks for all. */
const FIRST_ROWS = 25;

/** The lines of a report. A label opens its record, an amount the journal items behind it. */
export class ReportTable extends Component {
  static template = "sextant.ReportTable";
  static props = { result: Object, onOpenTarget: Function, onOpenRecord: Function };

  setup() {
    this.state = useState({ all: false });
    this.visibleText = visibleText;
  }

  get lines() {
    const { lines } = this.props.result;
    return this.state.all || lines.length <= FIRST_ROWS + 1
      ? lines
      : // The total stands last and is never cut off.
        [...lines.slice(0, FIRST_ROWS), ...lines.slice(FIRST_ROWS).filter(({ kind }) => kind === "total")];
  }

  get hidden() {
    return this.props.result.lines.length - this.lines.length;
  }

  get showAll() {
    return _t("Show %s more lines", this.hidden);
  }

  cells(line) {
    return this.props.result.columns.map(({ name, label }) => {
      const value = line.cells[name];
      return {
        name,
        label,
        text: value === undefined ? "" : formatAmount(value),
        negative: value !== undefined && signOf(value) < 0,
        target: value === undefined ? null : cellTarget(this.props.result, line, name),
      };
    });
  }
}
