import { Component } from "@odoo/owl";
import { figureTarget } from "@sextant/answer/cell_target";
import { chartOf } from "@sextant/answer/chart_model";
import { Proof } from "@sextant/answer/proof";
import { ReportChart } from "@sextant/answer/report_chart";
import { ReportTable } from "@sextant/answer/report_table";
import { splitSentence } from "@sextant/answer/split_sentence";
import { visibleText } from "@sextant/text/visible_text";
import { _t } from "@web/core/l10n/translation";

/** An answer with its proof; or why there is none, and what could be asked instead. */
export class Answer extends Component {
  static template = "sextant.Answer";
  static components = { Proof, ReportChart, ReportTable };
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

  get chart() {
    return this.props.answer.result ? chartOf(this.props.answer.result) : null;
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
