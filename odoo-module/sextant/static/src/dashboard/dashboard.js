import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { formatAmount } from "@sextant/amount/amount";
import { actionOfTarget, cellTarget } from "@sextant/answer/cell_target";
import { lineChart } from "@sextant/answer/chart_model";
import { Proof } from "@sextant/answer/proof";
import { ReportChart } from "@sextant/answer/report_chart";
import { pathOf, tiles } from "@sextant/dashboard/tiles";
import { errorBody } from "@sextant/server/server_error";
import { localization } from "@web/core/l10n/localization";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

/** Key figures of the chosen company, each from a report with its proof. A tile that fails says so by itself. */
export class Dashboard extends Component {
  static template = "sextant.Dashboard";
  static components = { Proof, ReportChart };
  static props = ["*"];

  setup() {
    this.sextant = useService("sextant");
    this.action = useService("action");
    this.formatAmount = formatAmount;
    this.direction = localization.direction;
    this.state = useState({ tiles: tiles().map((tile) => ({ ...tile, result: null, error: null })) });
    this.leaving = new AbortController();
    onWillStart(() => {
      // Not awaited: the page stands while the figures come.
      void this.load();
    });
    onWillUnmount(() => this.leaving.abort());
  }

  /** One request for tiles of the same report. */
  async load() {
    const requests = new Map();
    await Promise.all(
      this.state.tiles.map(async (tile) => {
        const path = pathOf(tile, this.sextant.activeCompany());
        tile.error = null;
        try {
          if (!requests.has(path)) {
            requests.set(path, this.sextant.server.get(path, this.leaving.signal));
          }
          tile.result = await requests.get(path);
        } catch (error) {
          if (!this.leaving.signal.aborted) {
            tile.error = errorBody(error);
          }
        }
      }),
    );
  }

  figure({ result, line, cell }) {
    const found = result.lines.find(({ key }) => key === line);
    const value = found?.cells[cell];
    return {
      text: value === undefined ? "–" : formatAmount(value),
      currency: result.currency.code,
      target: found ? cellTarget(result, found, cell) : null,
      chart: found ? lineChart(result, found) : null,
    };
  }

  open(target) {
    if (this.sextant.readsThisOdoo()) {
      void this.action.doAction(actionOfTarget(target));
    }
  }
}

registry.category("actions").add("sextant.dashboard", Dashboard);
