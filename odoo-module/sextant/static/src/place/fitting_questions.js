import { areaOf } from "@sextant/place/areas";
import { _t } from "@web/core/l10n/translation";

/**
 * A question offered to the user: `label` in his language, `question` as the catalogue of the server knows it. One with
 * `live` is about an invoice, an entry, an order or a transfer, which the server explains by itself where it reads Odoo
 * live.
 */
const offer = (label, question, more = {}) => ({ label: String(label), question, ...more });

/** The name of a many2one: `[id, name]` up to Odoo 18, `{id, display_name}` from 19 on. */
export const nameOfMany2one = (value) => (Array.isArray(value) ? value[1] : value?.display_name) || "";

/** Names of contacts come with their company in front ("Deco Addict, Ann"); the books know the company. */
const commercial = (name) => name.split(",")[0].trim();

const ofCustomer = (name) => [
  offer(_t("What does %s owe us?", name), `How much does ${name} owe us?`),
  offer(_t("Which invoices of %s are open?", name), `Open invoices of ${name}`),
];

const ofVendor = (name) => [
  offer(_t("What do we owe %s?", name), `How much do we owe ${name}?`),
  offer(_t("Which bills of %s are open?", name), `${name} open bills`),
];

const reminderOf = (invoice) => ({ kind: "action", action: "payment_reminder", parameters: { invoice } });

/** A date of a record is an object of luxon in a form, a text elsewhere. */
const isPast = (date) => Boolean(date) && String(date?.toISODate?.() ?? date) < new Date().toISOString().slice(0, 10);

const isOverdue = ({ move_type: type, state, payment_state: paid, invoice_date_due: due }) =>
  type === "out_invoice" && state === "posted" && ["not_paid", "partial"].includes(paid) && isPast(due);

/** The number of a document. What is shown as its name may hold more; a draft has none. */
const numberOf = ({ name }) => (typeof name === "string" && /\d/.test(name) ? name : null);

const BY_MODEL = {
  "res.partner": ({ name }) => [...ofCustomer(commercial(name)), ofVendor(commercial(name))[0]],
  "account.move": ({ id, name, values }) => {
    const partner = commercial(nameOfMany2one(values.partner_id));
    const sold = (values.move_type || "").startsWith("out_");
    const bought = (values.move_type || "").startsWith("in_");
    const number = numberOf(values);
    const unpaid = ["not_paid", "partial"].includes(values.payment_state);
    return [
      ...((sold || bought) && number
        ? [offer(_t("Explain this document"), `Explain the invoice ${number}`, { live: true })]
        : []),
      ...(sold || bought
        ? []
        : [offer(_t("Explain this entry"), `Explain the journal entry ${numberOf(values) ?? name}`, { live: true })]),
      ...(sold && number && unpaid
        ? [offer(_t("Why is this not paid?"), `Why is the invoice ${number} not paid?`, { live: true })]
        : []),
      ...(isOverdue(values) ? [{ label: String(_t("Draft the reminder")), change: reminderOf(id) }] : []),
      ...(partner && sold ? ofCustomer(partner) : []),
      ...(partner && bought ? ofVendor(partner) : []),
    ];
  },
  "sale.order": ({ name, values }) => [
    offer(_t("Explain this order"), `Explain the sales order ${numberOf(values) ?? name}`, { live: true }),
    ...ofCustomer(commercial(nameOfMany2one(values.partner_id))),
  ],
  "purchase.order": ({ name, values }) => [
    offer(_t("Explain this order"), `Explain the purchase order ${numberOf(values) ?? name}`, { live: true }),
    ...ofVendor(commercial(nameOfMany2one(values.partner_id))),
  ],
  "stock.picking": ({ name }) => [offer(_t("Why is this late?"), `Why is the transfer ${name} late?`, { live: true })],
  "crm.lead": ({ values }) => {
    const partner = commercial(nameOfMany2one(values.partner_id));
    return partner ? ofCustomer(partner) : [];
  },
};

const OF_THE_BOOKS = () => [
  offer(_t("Who owes us the most?"), "Who owes us the most money?"),
  offer(_t("What is overdue by more than 90 days?"), "Which customers are overdue by more than 90 days?"),
  offer(_t("How much cash do we have?"), "How much cash do we have?"),
  offer(_t("What did we earn this month?"), "What is our profit this month?"),
];

const BY_AREA = {
  accounting: OF_THE_BOOKS,
  contacts: () => [
    offer(_t("Who owes us the most?"), "Who owes us the most money?"),
    offer(_t("Whom do we owe the most?"), "Which suppliers do we owe the most?"),
  ],
  sales: () => [
    offer(_t("What was our revenue this month?"), "What was our revenue this month?"),
    offer(_t("What was our revenue this year?"), "What was our revenue this year?"),
    offer(_t("Who owes us the most?"), "Who owes us the most money?"),
  ],
  purchase: () => [
    offer(_t("Whom do we owe the most?"), "Which suppliers do we owe the most?"),
    offer(_t("Which bills are due first?"), "Which bills are open?"),
  ],
  stock: () => [offer(_t("What did our goods cost this year?"), "What was our cost of revenue this year?")],
  pos: () => [offer(_t("What was our revenue this month?"), "What was our revenue this month?")],
  crm: () => [
    offer(_t("What was our revenue this year?"), "What was our revenue this year?"),
    offer(_t("Who owes us the most?"), "Who owes us the most money?"),
  ],
  hr: () => [offer(_t("What were our operating expenses this year?"), "What were our operating expenses this year?")],
};

const MOST = 5;

/**
 * Questions that fit what the user looks at, those about the open or selected record first.
 *
 * @param place see the service `sextant_place`
 * @param {{models: boolean, live: boolean}} server whether it has a language model, and whether it reads Odoo live; without
 *  either it answers about the books only
 */
export function fittingQuestions(place, { models, live }) {
  const record = place.record ?? (place.selection.length === 1 ? place.selection[0] : null);
  const own = record?.name && BY_MODEL[place.model] ? BY_MODEL[place.model](record) : [];
  const general = (BY_AREA[areaOf(place.model)] ?? OF_THE_BOOKS)();
  return [...own, ...general].filter((one) => models || live || !one.live).slice(0, MOST);
}
