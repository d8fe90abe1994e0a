import { type ErrorCode, SextantError } from "@sextant/contracts";

/** What was called, for messages and for recognising an unknown method. */
export interface CallName {
  readonly model: string;
  readonly method: string;
}

const BY_NAME: Readonly<Record<string, ErrorCode>> = {
  "odoo.exceptions.AccessDenied": "authentication",
  "odoo.http.SessionExpiredException": "authentication",
  "werkzeug.exceptions.Unauthorized": "authentication",
  "odoo.exceptions.AccessError": "access",
  "odoo.exceptions.UserError": "business",
  "odoo.exceptions.ValidationError": "business",
  "odoo.exceptions.RedirectWarning": "business",
  "odoo.exceptions.Warning": "business",
  "odoo.exceptions.except_orm": "business",
  "odoo.exceptions.MissingError": "missing",
  "odoo.exceptions.LockError": "conflict",
  "odoo.exceptions.ConcurrencyError": "conflict",
  "builtins.ValueError": "bad_call",
  "builtins.TypeError": "bad_call",
};

const CONFLICTS = new Set(["SerializationFailure", "LockNotAvailable", "DeadlockDetected", "TransactionRollbackError"]);
/** Failures of PostgreSQL that are no fault of the data sent. */
const DATABASE_TROUBLE = new Set([
  "OperationalError",
  "InterfaceError",
  "InternalError",
  "QueryCanceled",
  "AdminShutdown",
  "DiskFull",
]);

/** Code by Python class (module and name); undefined when the class says nothing. */
export function codeOfClass(name: string): ErrorCode | undefined {
  const known = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
  if (known) return known;
  if (/^psycopg2?\./.test(name)) {
    const type = name.slice(name.lastIndexOf(".") + 1);
    if (CONFLICTS.has(type)) return "conflict";
    return DATABASE_TROUBLE.has(type) ? "server" : "bad_call";
  }
  return undefined;
}

/** Code by class first and HTTP status second, as JSON-2 answers. */
export function codeOfReply(name: string, status: number): ErrorCode {
  const known = codeOfClass(name);
  if (known) return known;
  const werkzeug = name.startsWith("werkzeug.");
  if (status === 401) return "authentication";
  if (status === 403) return "access";
  if (status === 404) return "unknown_method";
  if (status === 409) return "conflict";
  // A module's own subclass of UserError keeps the status of its parent.
  if (status === 422) return werkzeug ? "bad_call" : "business";
  if (status === 429 || status === 503) return "overloaded";
  if (status === 502 || status === 504) return "gateway";
  if (status >= 400 && status < 500) return "bad_call";
  return "server";
}

/** Odoo's own words, without a traceback and bounded in length. */
export function plainMessage(text: unknown): string {
  if (typeof text !== "string") return "";
  const cut = text.search(/Traceback \(most recent call last\)|\n\s*File "[^"\n]+", line \d+/);
  return (cut < 0 ? text : text.slice(0, cut)).trim().slice(0, 4000);
}

/** One clear sentence per code; `said` is Odoo's own message. */
export function odooError(
  code: ErrorCode,
  call: CallName,
  said: string,
  details: Record<string, unknown> = {},
): SextantError {
  const what = `${call.model}.${call.method}`;
  const facts = { model: call.model, method: call.method, ...details };
  return new SextantError(code, sentence(code, what, said), { details: facts });
}

function sentence(code: ErrorCode, what: string, said: string): string {
  const quoted = said === "" ? "" : ` Odoo says: ${said}`;
  switch (code) {
    case "authentication":
      return "Odoo refused the login or API key: it is wrong, expired, of another scope, or its user is archived. Create a new key in Odoo's preferences.";
    case "access":
      return `The user's rights in Odoo do not allow ${what}.${quoted || " Ask an administrator for the right."}`;
    case "business":
      return said === "" ? `Odoo refused ${what} without a message.` : said;
    case "missing":
      return said === "" ? `A record that ${what} needs no longer exists in Odoo. Refresh.` : said;
    case "conflict":
      return `Another transaction holds a record that ${what} needs, or deleted it. Try again.`;
    case "unknown_method":
      return `This Odoo has no ${what}. Check that the app is installed and the version is supported.`;
    case "bad_call":
      return `Odoo could not understand the call ${what}.${quoted || " Report it: this is a defect of Sextant."}`;
    case "overloaded":
      return "Odoo, or its proxy, is overloaded. Wait and try again.";
    case "gateway":
      return "A proxy answered in place of Odoo. Check that Odoo runs behind it, then try again.";
    case "none_result":
      return `Odoo ran ${what} but could not send its result. After a write, look the record up before trying again.`;
    default:
      return `Odoo failed inside ${what}. Look into Odoo's log.`;
  }
}

/** True when an `AttributeError` says that the method itself does not exist. The names are our own, so no language is involved. */
export function namesMissingMethod(message: string, call: CallName): boolean {
  return message.includes(`'${call.model}.${call.method}'`) || message.endsWith(`has no attribute '${call.method}'`);
}
