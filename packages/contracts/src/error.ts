import { z } from "zod";

/** What a row of the error table says. `exit` is the exit code of the command line: 1 finding or refusal, 2 bad use or set-up. */
export interface ErrorRow {
  readonly status: number;
  readonly exit: 1 | 2;
  readonly retryable: boolean;
  readonly meaning: string;
  readonly action: string;
}

const row = (status: number, exit: 1 | 2, retryable: boolean, meaning: string, action: string): ErrorRow => ({
  status,
  exit,
  retryable,
  meaning,
  action,
});

/** Every error code of Sextant. `docs/errors.md` is generated from this table. */
export const ERRORS = {
  // use
  bad_usage: row(400, 2, false, "The request or command line is not valid.", "Correct the named argument."),
  too_large: row(413, 2, false, "The request is larger than what is taken.", "Send less at once."),
  too_slow: row(408, 1, true, "The request did not arrive in time.", "Try again; see what holds the connection up."),
  unknown_report: row(404, 2, false, "No report has this name.", "Choose one of the names listed."),
  unknown_company: row(404, 2, false, "No company matches.", "Choose one of the companies listed."),
  not_found: row(404, 2, false, "Nothing is stored under this id.", "Start again from the list."),
  not_configured: row(409, 2, false, "A setting that this needs is missing.", "Set what the message names."),
  port_in_use: row(409, 2, false, "Another program listens on this port.", "Choose another port."),
  stale_edit: row(
    409,
    1,
    false,
    "The edit was not shown, was used already, or a file of it changed since.",
    "Ask for the edit again and read it before it is written.",
  ),
  database_unavailable: row(
    503,
    2,
    true,
    "Sextant's own database does not open or does not answer.",
    "See the reason named; check DATABASE_URL or the folder of --data.",
  ),
  aborted: row(499, 1, true, "The caller cancelled.", "Run it again."),
  interrupted: row(503, 1, true, "The server stopped before the question was answered.", "Ask again."),
  internal: row(500, 1, false, "Sextant itself failed.", "Report it with the log."),
  // identity
  signed_out: row(401, 2, false, "No session is shown, or it has ended.", "Sign in again."),
  sign_in_refused: row(
    401,
    2,
    false,
    "The sign-in cannot be accepted.",
    "Start the sign-in again; see the reason named.",
  ),
  not_permitted: row(
    403,
    1,
    false,
    "The caller's role does not include this.",
    "Ask an administrator of Sextant in Odoo for the role.",
  ),
  last_administrator: row(
    409,
    1,
    false,
    "Nobody would be left who may look after people.",
    "Make somebody else an administrator first.",
  ),
  too_many_requests: row(429, 1, true, "Too many requests came in a short time.", "Wait as long as Retry-After says."),
  pairing_refused: row(
    403,
    2,
    false,
    "The pairing of an Odoo is not accepted.",
    "Make a new pairing code and connect again from Odoo's settings.",
  ),
  address_refused: row(
    403,
    2,
    false,
    "The address leads where Sextant must not connect.",
    "Use a public address, or let the administrator allow this one in SEXTANT_ALLOW_ADDRESSES.",
  ),
  // Odoo
  odoo_unreachable: row(
    502,
    2,
    true,
    "No server answers at the address of Odoo.",
    "Check the URL, the network and that Odoo runs.",
  ),
  not_odoo: row(502, 2, false, "The server that answers is not an Odoo.", "Check the URL."),
  authentication: row(
    401,
    2,
    false,
    "Odoo refused the login or API key.",
    "Check user and key; create a new key in Odoo's preferences.",
  ),
  no_database: row(404, 2, false, "Odoo does not serve this database.", "Check the database name."),
  access: row(
    403,
    1,
    false,
    "The user's rights in Odoo do not allow this.",
    "Ask an administrator for the right named.",
  ),
  business: row(
    422,
    1,
    false,
    "Odoo refused for a business reason; its own message is shown.",
    "Follow Odoo's message.",
  ),
  missing: row(404, 1, false, "The record no longer exists in Odoo.", "Refresh."),
  conflict: row(409, 1, true, "Another transaction holds the record.", "Try again."),
  unknown_method: row(
    404,
    1,
    false,
    "This Odoo has no such model or method.",
    "Check that the app is installed and the version is supported.",
  ),
  bad_call: row(500, 1, false, "The call was malformed.", "Report it: this is a defect of Sextant."),
  overloaded: row(503, 1, true, "Odoo is overloaded.", "Wait and try again."),
  gateway: row(502, 1, true, "A proxy answered in place of Odoo.", "Check Odoo and its proxy, then try again."),
  transport: row(502, 1, true, "The connection broke before the reply was complete.", "Try again."),
  timeout: row(504, 1, true, "Odoo did not answer in time.", "Try again or raise the time-out."),
  none_result: row(
    502,
    1,
    false,
    "Odoo did the work but could not send its result.",
    "Look the record up before trying again.",
  ),
  server: row(502, 1, false, "Odoo failed inside.", "Look into Odoo's log."),
  bad_reply: row(502, 1, true, "Odoo's reply cannot be read.", "Try again; check proxies between Sextant and Odoo."),
  unsafe_value: row(400, 1, false, "A value cannot be sent or read without loss.", "See the field named."),
  // ledger
  no_accounting_rights: row(
    403,
    1,
    false,
    "The user may not read accounting in Odoo.",
    "Ask for the right Invoicing or Accounting: read-only.",
  ),
  company_not_visible: row(
    403,
    1,
    false,
    "The user may not see this company.",
    "Ask for access to the company, or choose another.",
  ),
  hidden_items: row(
    409,
    1,
    false,
    "Record rules hide part of the ledger from this user; a total would be wrong.",
    "Use a user who sees whole entries.",
  ),
  truncated_read: row(502, 1, true, "Fewer rows arrived than Odoo counted.", "Try again."),
  ledger_changed: row(409, 1, true, "The ledger changed while it was read.", "Try again."),
  tie_out_failed: row(
    409,
    1,
    false,
    "An identity that proves the statement does not hold.",
    "See the identity named; the statement is refused.",
  ),
  unknown_account_type: row(
    422,
    1,
    false,
    "An account has a type that Sextant does not know.",
    "Update Sextant, or correct the account.",
  ),
  precision: row(422, 1, false, "An amount has more digits than can be read exactly.", "See the amount named."),
  unsupported_version: row(
    409,
    1,
    false,
    "This version of Odoo lacks what the report needs.",
    "Use the lake, or a supported version.",
  ),
  module_version: row(
    409,
    1,
    false,
    "The module sextant in Odoo and this server are of versions that do not fit.",
    "Update the older one.",
  ),
  // changes
  change_refused: row(
    422,
    1,
    false,
    "The change cannot be made as proposed.",
    "Correct what the message names and propose it again.",
  ),
  change_not_allowed: row(
    403,
    1,
    false,
    "Sextant never proposes changes of this kind.",
    "Make the change in Odoo itself, or ask for one that is allowed.",
  ),
  proposal_closed: row(
    409,
    1,
    false,
    "The proposal was decided already, or has expired.",
    "Look at its state; propose it again if it is still wanted.",
  ),
  proposal_changed: row(
    409,
    1,
    false,
    "The proposal is not the one that was shown.",
    "Read it again and decide on what it says now.",
  ),
  second_person: row(
    403,
    1,
    false,
    "The policy asks for the approval of a second person.",
    "Ask a colleague to approve it with a key of their own.",
  ),
  record_changed: row(
    409,
    1,
    false,
    "The record changed in Odoo after the proposal was made; nothing was written.",
    "Propose the change again on the record as it is now.",
  ),
  outcome_unknown: row(
    502,
    1,
    true,
    "It is not known yet whether Odoo made the change.",
    "Settle the proposal: Sextant looks in Odoo before it does anything.",
  ),
  // lake
  no_lake: row(409, 2, false, "Nothing has been synced yet.", "Run: sextant sync."),
  lake_damaged: row(500, 1, false, "A file of the lake is missing or altered.", "Run: sextant sync --full."),
  sync_running: row(409, 1, true, "Another sync of this lake is running.", "Wait for it to end."),
  // assistant
  not_understood: row(
    422,
    1,
    false,
    "The question does not match a verified question.",
    "Choose one of the suggestions.",
  ),
  // language models
  model_unreachable: row(
    502,
    1,
    true,
    "No server answers at the address of the model.",
    "Check the address and the network; without a model the planner answers.",
  ),
  model_authentication: row(401, 1, false, "The model's server refused the key.", "Check the key named."),
  model_unknown: row(
    404,
    1,
    false,
    "The model's server does not have this model.",
    "Correct the name, or pull the model.",
  ),
  model_limited: row(429, 1, true, "The model's server limits the rate of requests.", "Wait as long as it says."),
  model_overloaded: row(503, 1, true, "The model's server is overloaded or failed.", "Try again."),
  model_refused: row(
    422,
    1,
    false,
    "The model's server did not accept the request, or the model declined to answer.",
    "Ask in other words, or choose another model.",
  ),
  model_timeout: row(504, 1, true, "The model did not answer in time.", "Try again, or choose a faster model."),
  model_reply: row(
    502,
    1,
    true,
    "The model's reply is cut, empty, endless or cannot be read.",
    "Try again, or choose another model.",
  ),
  model_budget: row(
    429,
    1,
    false,
    "The budget for models is used up.",
    "Wait for the next day, or raise the budget; the planner still answers.",
  ),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

/** The one error of Sextant. Recognise it with {@link isSextantError}; the message says what happened and what to do. */
export class SextantError extends Error {
  readonly sextant = true;
  readonly code: ErrorCode;
  /** Plain facts for the log and the screen; never a secret, never a traceback. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: Record<string, unknown> } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "SextantError";
    this.code = code;
    this.details = options.details ?? {};
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
  get exit(): 1 | 2 {
    return ERRORS[this.code].exit;
  }
  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }
}

export function isSextantError(error: unknown): error is SextantError {
  return error instanceof Error && (error as { sextant?: unknown }).sextant === true;
}

/** An error as it crosses HTTP, SSE and `--format json`. */
export const errorBody = z.object({
  code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  action: z.string(),
  retryable: z.boolean(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type ErrorBody = z.infer<typeof errorBody>;
