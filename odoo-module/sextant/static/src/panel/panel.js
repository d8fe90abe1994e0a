import { Component, onMounted, onWillUnmount, useEffect, useExternalListener, useRef, useState } from "@odoo/owl";
import { Answer } from "@sextant/answer/answer";
import { actionOfRecord, actionOfTarget } from "@sextant/answer/cell_target";
import { Decision } from "@sextant/approvals/decision";
import { compileInIdleTime } from "@sextant/panel/compile_in_idle_time";
import { useRoomInPage } from "@sextant/panel/room_in_page";
import { fittingQuestions } from "@sextant/place/fitting_questions";
import { visibleText } from "@sextant/text/visible_text";
import { localization } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

/** The conversation beside the views. */
export class Panel extends Component {
  static template = "sextant.Panel";
  static components = { Answer, Decision };
  static props = {};

  setup() {
    this.sextant = useService("sextant");
    this.place = useService("sextant_place");
    this.action = useService("action");
    this.ui = useService("ui");
    this.shared = useState(this.sextant.state);
    this.state = useState({ question: "", place: this.place.current() });
    this.box = useRef("box");
    this.thread = useRef("thread");
    this.visibleText = visibleText;
    this.direction = localization.direction;

    onMounted(() => {
      this.cameFrom = document.activeElement;
      this.box.el?.focus();
    });
    useRoomInPage();
    // What is open changes with every click in the page; it is only looked at, so looking often costs nothing.
    const look = () => setTimeout(() => this.look(), 0);
    useExternalListener(window, "click", look);
    useExternalListener(window, "keyup", look);
    this.env.bus.addEventListener("ACTION_MANAGER:UI-UPDATED", look);
    onWillUnmount(() => this.env.bus.removeEventListener("ACTION_MANAGER:UI-UPDATED", look));
    useEffect(
      () => {
        // The latest question at the top: what follows is read from there on.
        const questions = this.thread.el?.querySelectorAll(".o_sextant_question") ?? [];
        const last = questions[questions.length - 1];
        this.thread.el?.scrollTo({ top: last ? last.offsetTop - 8 : 0 });
      },
      () => [this.shared.conversation, this.shared.draft],
    );
  }

  get conversation() {
    return this.shared.conversation;
  }

  get busy() {
    return this.conversation.sending !== null || this.conversation.turns.at(-1)?.state === "running";
  }

  get offers() {
    const { models = false, mode } = this.shared.status ?? {};
    return fittingQuestions(this.state.place, { models, live: mode === "live" });
  }

  /** What the questions are about, in words. */
  get about() {
    const { record, selection, action } = this.state.place;
    const name = record?.name || (selection.length === 1 && selection[0].name) || action;
    return name ? _t("About %s", visibleText(name)) : "";
  }

  look() {
    const place = this.place.current();
    const key = ({ model, record, selection, action }) =>
      JSON.stringify([model, record?.id, record?.name, selection.map(({ id }) => id), action]);
    if (key(place) !== key(this.state.place)) {
      this.state.place = place;
    }
  }

  close() {
    this.sextant.close();
    if (this.cameFrom instanceof HTMLElement && this.cameFrom.isConnected) {
      this.cameFrom.focus();
    }
  }

  ask(question, label) {
    if (!this.busy && question.trim() !== "") {
      this.state.question = "";
      void this.sextant.ask(question.trim(), label);
    }
  }

  /** An offered question, or a change that is offered. */
  take({ question, label, change }) {
    if (change) {
      void this.sextant.propose({ label, change });
    } else {
      this.ask(question, label);
    }
  }

  onKeydown(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    }
  }

  onBoxKeydown(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.ask(this.state.question);
    }
  }

  openTarget(target) {
    if (this.sextant.readsThisOdoo()) {
      void this.leaveRoom(actionOfTarget(target));
    }
  }

  openRecord(record) {
    if (this.sextant.readsThisOdoo()) {
      void this.leaveRoom(actionOfRecord(record));
    }
  }

  /** On a phone the panel covers the page: what is opened must be seen. */
  async leaveRoom(action) {
    await this.action.doAction(action);
    if (this.ui.isSmall) {
      this.sextant.close();
    }
  }
}

/** Shows the panel while it is open. Lies in the page at all times, and costs one compiled template closed. */
export class PanelPlace extends Component {
  static template = "sextant.PanelPlace";
  static components = { Panel };
  static props = {};

  setup() {
    const sextant = useService("sextant");
    this.state = sextant.available ? useState(sextant.state) : { open: false };
    if (sextant.available) {
      compileInIdleTime(Panel);
    }
  }
}

registry.category("main_components").add("sextant.PanelPlace", { Component: PanelPlace });
