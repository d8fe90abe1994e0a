import { Component } from "@odoo/owl";
import { formatAmount } from "@sextant/amount/amount";

const WIDTH = 360;
const HEIGHT = 96;

/** Columns drawn as SVG, without any library. Amounts become binary numbers only here, for pixels. */
export class ReportChart extends Component {
  static template = "sextant.ReportChart";
  static props = { chart: Object };

  viewBox = `0 0 ${WIDTH} ${HEIGHT}`;

  get bars() {
    const { bars } = this.props.chart;
    const values = bars.map(({ value }) => Number(value));
    const top = Math.max(0, ...values);
    const bottom = Math.min(0, ...values);
    const scale = HEIGHT / (top - bottom || 1);
    const step = WIDTH / bars.length;
    return bars.map(({ label, value }, index) => ({
      key: index,
      label,
      text: formatAmount(value),
      negative: values[index] < 0,
      x: index * step + step * 0.12,
      width: step * 0.76,
      y: (top - Math.max(0, values[index])) * scale,
      height: Math.max(1, Math.abs(values[index]) * scale),
    }));
  }

  get zero() {
    const values = this.props.chart.bars.map(({ value }) => Number(value));
    const top = Math.max(0, ...values);
    return (top * HEIGHT) / (top - Math.min(0, ...values) || 1);
  }

  get summary() {
    return `${this.props.chart.title}: ${this.bars.map(({ label, text }) => `${label} ${text}`).join("; ")}`;
  }
}
