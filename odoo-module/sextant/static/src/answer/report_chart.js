import { Component } from "@odoo/owl";
import { formatAmount, signOf } from "@sextant/amount/amount";
import { marksOf } from "@sextant/answer/chart_marks";
import { visibleText } from "@sextant/text/visible_text";
import { _t } from "@web/core/l10n/translation";

const WIDTH = 360;
const HEIGHT = 96;
const ROW = 22;

/** Columns, rows or lines drawn as SVG, without any library. */
export class ReportChart extends Component {
  static template = "sextant.ReportChart";
  static props = { chart: Object };

  get rows() {
    return this.props.chart.kind === "rows";
  }

  get height() {
    return this.rows ? this.props.chart.categories.length * ROW : HEIGHT;
  }

  get viewBox() {
    return `0 0 ${WIDTH} ${this.height}`;
  }

  /** Title, unit and the largest amount, which gives the scale; of stacked bars no cell does. */
  get heading() {
    const { title, unit, stacked, series } = this.props.chart;
    const [largest] = series.flatMap(({ values }) => values).sort((a, b) => Number(b) - Number(a));
    const scale = stacked ? [] : [_t("Highest: %s", formatAmount(largest))];
    return [`${visibleText(title)}, ${visibleText(unit)}`, ...scale].join(" · ");
  }

  get labels() {
    return this.props.chart.categories.map(visibleText);
  }

  get legend() {
    return this.props.chart.series.map(({ name }) => visibleText(name));
  }

  get several() {
    return this.props.chart.series.length > 1;
  }

  classOf(series, negative) {
    return negative && !this.several ? "o_sextant_bar_negative" : `o_sextant_series_${(series % 6) + 1}`;
  }

  textOf(place, series) {
    const { categories, series: all } = this.props.chart;
    const { name, values } = all[series];
    const where = this.several ? [name, categories[place]] : [categories[place]];
    return `${where.map(visibleText).join(", ")}: ${formatAmount(values[place])}`;
  }

  get marks() {
    const { bars, points, zero } = marksOf(this.props.chart);
    const { height, rows } = this;
    return {
      bars: bars.map(({ series, place, from, to, at, width }) => ({
        key: `${place} ${series}`,
        class: this.classOf(series, signOf(this.props.chart.series[series].values[place]) < 0),
        text: this.textOf(place, series),
        x: (rows ? from : at) * WIDTH,
        y: (rows ? at : 1 - to) * height,
        width: rows ? Math.max(1, (to - from) * WIDTH) : width * WIDTH,
        height: rows ? width * height : Math.max(1, (to - from) * height),
      })),
      lines: this.legend.map((_name, of) => ({
        key: of,
        class: this.classOf(of, false),
        points: points
          .filter(({ series }) => series === of)
          .map(({ at, value }) => `${at * WIDTH},${(1 - value) * height}`)
          .join(" "),
      })),
      axis: rows
        ? { x1: zero * WIDTH, x2: zero * WIDTH, y1: 0, y2: height }
        : { x1: 0, x2: WIDTH, y1: (1 - zero) * height, y2: (1 - zero) * height },
    };
  }

  get summary() {
    const { title, categories, series } = this.props.chart;
    const all = categories.flatMap((_label, place) => series.map((_one, of) => this.textOf(place, of)));
    return `${visibleText(title)}: ${all.join("; ")}`;
  }
}
