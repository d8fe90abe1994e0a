import { Component } from "@odoo/owl";
import { askedCharts } from "@sextant/answer/asked_charts";
import { figureTarget } from "@sextant/answer/cell_target";
import { chartOf } from "@sextant/answer/chart_model";
import { OfferedFiles } from "@sextant/answer/offered_files";
import { Proof } from "@sextant/answer/proof";
import { ReportChart } from "@sextant/answer/report_chart";
import { ReportTable } from "@sextant/answer/report_table";
import { splitSentence } from "@sextant/answer/split_sentence";
import { visibleText } from "@sextant/text/visible_text";
import { _t } from "@web/core/l10n/translation";

/** An answer with its proof; or why there is none, and what could be asked instead. */
export class Answer extends Component {
  static template = "sextant.Answer";
  static components = { OfferedFiles, Proof, ReportChart, ReportTable };
  static props = { answer: Object, busy: Boolean, onAsk: Function, onOpenTarget: Function, onOpenRecord: Function };

  setup() {
    this.visibleText = visibleText;
  }

  get understood() {
    return this.props.answer.understood && !this.props.answer.refused;
  }

  get sentence() {
    const { answer } = this.props;
    const { segments, apart } = splitSentence(answer.answer, answer.figures);
    const withTarget = (text, figure) => ({
      text: visibleText(text),
      target: figure ? figureTarget(answer, figure) : null,
      figure,
    });
    return {
      segments: segments.map(({ text, figure }) => withTarget(text, figure)),
      apart: apart.map((figure) => withTarget(`${figure.value} ${figure.unit}`, figure)),
    };
  }

  /** What was asked to be drawn, else what is worth it. */
  get charts() {
    const { answer } = this.props;
    const asked = askedCharts(answer);
    const own = asked.length === 0 && answer.result ? chartOf(answer.result) : null;
    return answer.view === "table" && answer.result ? [] : own ? [own] : asked;
  }

  get tabled() {
    const { result, view } = this.props.answer;
    return Boolean(result) && !(view === "chart" && this.charts.length > 0);
  }

  get refusal() {
    const { refused, answer } = this.props.answer;
    if (refused && refused.code !== "not_understood") {
      return refused;
    }
    const message = answer || _t("This question does not match any question that Sextant can answer with a proof.");
    return { message, action: "", retryable: false };
  }

  get suggestionsTitle() {
    return this.understood ? _t("Ask next") : _t("You could ask instead");
  }
}
