import { EventBus, reactive } from "@odoo/owl";
import { allowTranslations } from "@web/../tests/web_test_helpers";
import { localization } from "@web/core/l10n/localization";

/** The page speaks English, as it does once Odoo has loaded its language. */
export function inEnglish() {
  allowTranslations();
  Object.assign(localization, { direction: "ltr", thousandsSep: ",", decimalPoint: ".", grouping: [3, 0] });
}

/** Services of a page around one component, each as little as it needs. */
export function pageWith(services = {}) {
  return {
    bus: new EventBus(),
    isSmall: false,
    services: {
      action: { doAction: async () => undefined },
      dialog: { add: () => undefined },
      notification: { add: () => undefined },
      orm: { call: async () => undefined },
      sextant_place: { current: () => nowhere },
      ui: { isSmall: false },
      ...services,
    },
  };
}

export const nowhere = { model: null, viewType: null, action: "", record: null, selection: [] };

/** The panel's service with a state of one's own; what is asked of it is noted in `asked`. */
export function fakeSextant(state = {}, more = {}) {
  const asked = [];
  return {
    asked,
    available: true,
    configured: true,
    state: reactive({
      open: true,
      connection: { state: "up", message: "" },
      conversation: { turns: [], sending: null, failure: null, reconnecting: false },
      status: { mode: "live", models: false },
      draft: null,
      ...state,
    }),
    activeCompany: () => 1,
    ask: (question, label) => asked.push(["ask", question, label]),
    propose: ({ label, change }) => asked.push(["propose", label, change]),
    cancel: () => asked.push(["cancel"]),
    clear: () => asked.push(["clear"]),
    close: () => asked.push(["close"]),
    labelOf: (question) => question,
    readsThisOdoo: () => true,
    ...more,
  };
}

const proof = (domain, count = 2) => ({ model: "account.move.line", domain, count, sum: "0.00" });

/** An aged report of two customers, as the server sends it. */
export const agedResult = {
  report: "aged-receivable",
  title: "Aged receivable",
  currency: { code: "EUR", digits: 2 },
  columns: [
    { name: "not-due", label: "Not due" },
    { name: "1-30", label: "1–30" },
    { name: "total", label: "Total" },
  ],
  lines: [
    {
      key: "partner-7",
      kind: "line",
      level: 0,
      label: "Deco <b>Addict</b>",
      record: { model: "res.partner", id: 7 },
      cells: { "not-due": "1234.50", "1-30": "-4.00", total: "1230.50" },
      source: { "not-due": proof([["id", "in", [1, 2]]]), total: proof([["partner_id", "=", 7]]) },
    },
    {
      key: "total",
      kind: "total",
      level: 0,
      label: "Total",
      cells: { "not-due": "1234.50", "1-30": "-4.00", total: "1230.50" },
      source: { total: proof([["account_id", "=", 5]]) },
    },
  ],
  provenance: { origin: "http://odoo", readAs: "ann", watermark: { count: 42 }, readAt: "2026-11-28" },
  notes: [],
};

export const agedAnswer = {
  question: "Who owes us the most money?",
  understood: true,
  refused: null,
  answer: "Deco Addict owes 1,230.50 EUR.",
  figures: [{ value: "1230.50", unit: "EUR", source: { line: "partner-7", cell: "total" } }],
  result: agedResult,
  tieOuts: [{ name: "aged-equals-ledger", ok: true, label: "Aged equals ledger", left: "1230.50", right: "1230.50" }],
  suggestions: ["How much cash do we have?"],
  contributors: [],
};
