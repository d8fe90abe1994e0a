import type { Action } from "./action.ts";
import { draftInvoice, internalTransfer, requestForQuotation } from "./documents.ts";
import { confirmPurchaseOrder, invoiceSaleOrder } from "./orders.ts";
import { paymentReminder } from "./payment-reminder.ts";
import { lead, productPrice, reorderingRule, task } from "./records.ts";
import { sendMessage } from "./send-message.ts";
import { confirmSaleOrder, postMessage, registerPayment, scheduleActivity } from "./steps.ts";

/** The actions there are, in the order in which they are offered. */
export const ACTIONS: readonly Action[] = [
  confirmSaleOrder,
  confirmPurchaseOrder,
  invoiceSaleOrder,
  draftInvoice,
  registerPayment,
  requestForQuotation,
  internalTransfer,
  reorderingRule,
  productPrice,
  lead,
  task,
  scheduleActivity,
  postMessage,
  paymentReminder,
  sendMessage,
];
