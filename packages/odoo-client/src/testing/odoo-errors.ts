import { type BadReply, broken, JSON2, RPC, TRACEBACK, XML, xmlText } from "./bad-reply.ts";
import { xmlFault } from "./fake-odoo.ts";
import { httpReply } from "./raw-server.ts";

const fault = (code: string, message: string) => xmlText(xmlFault(code, message));
const faults: BadReply[] = [
  broken(
    "fault without code",
    XML,
    xmlText(
      "<methodResponse><fault><value><struct><member><name>faultString</name><value>x</value></member></struct></value></fault></methodResponse>",
    ),
  ),
  broken("fault that is a text", XML, xmlText("<methodResponse><fault><value>boom</value></fault></methodResponse>")),
  broken(
    "fault with None members",
    XML,
    xmlText(
      "<methodResponse><fault><value><struct><member><name>faultCode</name><value><nil/></value></member><member><name>faultString</name><value><nil/></value></member></struct></value></fault></methodResponse>",
    ),
  ),
  broken("fault 1 with traceback", XML, fault("<int>1</int>", TRACEBACK.replaceAll("<", "&lt;")), ["server"]),
  broken("fault 1 that is cut", XML, fault("<int>1</int>", "Traceback (most recent call last):"), ["server"]),
  broken(
    "fault 1 ValueError",
    XML,
    fault("<int>1</int>", `${TRACEBACK.slice(0, -25)}\nValueError: Invalid field 'x'`),
    ["bad_call"],
    ["rolled_back"],
  ),
  broken(
    "fault 1 SerializationFailure",
    XML,
    fault("<int>1</int>", `${TRACEBACK.slice(0, -25)}\npsycopg2.errors.SerializationFailure: could not serialize`),
    ["conflict"],
    ["rolled_back"],
  ),
  broken(
    "fault 1 cannot marshal None",
    XML,
    fault("<int>1</int>", `${TRACEBACK.slice(0, -25)}\nTypeError: cannot marshal None unless allow_none is enabled`),
    ["none_result"],
    ["committed"],
  ),
  broken(
    "fault 1 int exceeds",
    XML,
    fault("<int>1</int>", `${TRACEBACK.slice(0, -25)}\nOverflowError: int exceeds XML-RPC limits`),
    ["none_result"],
    ["committed"],
  ),
  broken(
    "fault 1 dictionary key",
    XML,
    fault("<int>1</int>", `${TRACEBACK.slice(0, -25)}\nTypeError: dictionary key must be string`),
    ["none_result"],
    ["committed"],
  ),
  broken("fault 2", XML, fault("<int>2</int>", "You shall not post."), ["business"], ["rolled_back"]),
  broken("fault 3", XML, fault("<int>3</int>", "Access Denied"), ["authentication"], ["not_run"]),
  broken("fault 4", XML, fault("<int>4</int>", "Sorry"), ["access"], ["rolled_back"]),
  broken("fault 99", XML, fault("<int>99</int>", "?"), ["server"]),
  broken(
    "v1 UserError",
    XML,
    fault("<string>warning -- UserError\n\nYou shall not post.</string>", ""),
    ["business"],
    ["rolled_back"],
  ),
  broken(
    "v1 AccessError",
    XML,
    fault("<string>warning -- AccessError\n\nSorry</string>", ""),
    ["access"],
    ["rolled_back"],
  ),
  broken(
    "v1 AccessDenied",
    XML,
    fault("<string>AccessDenied</string>", "Access Denied"),
    ["authentication"],
    ["not_run"],
  ),
  broken(
    "v1 MissingError",
    XML,
    fault("<string>warning -- MissingError\n\nGone</string>", ""),
    ["missing"],
    ["rolled_back"],
  ),
  broken("v1 other", XML, fault("<string>boom</string>", TRACEBACK), ["server"]),
];

const rpcError = (name: string, code: number, message: string) => () =>
  httpReply(
    JSON.stringify({
      jsonrpc: "2.0",
      id: null,
      error: {
        code,
        message: "Odoo Server Error",
        data: { name, message, arguments: [message], context: {}, debug: TRACEBACK },
      },
    }),
  );
const rpcErrors: BadReply[] = [
  broken(
    "error UserError",
    RPC,
    rpcError("odoo.exceptions.UserError", 200, "You shall not post."),
    ["business"],
    ["rolled_back"],
  ),
  broken(
    "error AccessDenied",
    RPC,
    rpcError("odoo.exceptions.AccessDenied", 0, "Access Denied"),
    ["authentication"],
    ["not_run"],
  ),
  broken(
    "error session expired",
    RPC,
    rpcError("odoo.http.SessionExpiredException", 100, "Session expired"),
    ["authentication"],
    ["not_run"],
  ),
  broken("error LockError", RPC, rpcError("odoo.exceptions.LockError", 0, "locked"), ["conflict"], ["rolled_back"]),
  broken(
    "error MissingError",
    RPC,
    rpcError("odoo.exceptions.MissingError", 0, "Record does not exist"),
    ["missing"],
    ["rolled_back"],
  ),
  broken(
    "error TypeError",
    RPC,
    rpcError("builtins.TypeError", 0, "unexpected keyword"),
    ["bad_call"],
    ["rolled_back"],
  ),
  broken(
    "error unknown route",
    RPC,
    rpcError("werkzeug.exceptions.NotFound", 404, "404"),
    ["unknown_method"],
    ["not_run"],
  ),
  broken("error of another class", RPC, rpcError("module.SomeError", 0, TRACEBACK), ["server"]),
  broken(
    "error without data",
    RPC,
    () => httpReply('{"jsonrpc": "2.0", "id": 1, "error": {"code": 200, "message": "x"}}'),
    ["server", "bad_reply"],
  ),
  broken("error that is a text", RPC, () => httpReply('{"jsonrpc": "2.0", "id": null, "error": "x"}')),
  broken(
    "both error and result",
    RPC,
    () =>
      httpReply(
        '{"jsonrpc": "2.0", "id": null, "result": [], "error": {"code": 0, "data": {"name": "odoo.exceptions.UserError", "message": "No"}}}',
      ),
    ["business"],
    ["rolled_back"],
  ),
];

const json2Error =
  (status: number, name: string, message: string | undefined, args: unknown[] = [message]) =>
  () =>
    httpReply(
      JSON.stringify({ name, message, arguments: args, context: { email: "private@example.com" }, debug: TRACEBACK }),
      { status },
    );
const json2Errors: BadReply[] = (
  [
    [400, "werkzeug.exceptions.BadRequest", "bad_call", "not_run"],
    [401, "werkzeug.exceptions.Unauthorized", "authentication", "not_run"],
    [403, "odoo.exceptions.AccessError", "access", "rolled_back"],
    [403, "odoo.exceptions.AccessDenied", "authentication", "not_run"],
    [403, "odoo.http.SessionExpiredException", "authentication", "not_run"],
    [403, "werkzeug.exceptions.Forbidden", "access", "rolled_back"],
    [404, "werkzeug.exceptions.NotFound", "unknown_method", "not_run"],
    [404, "odoo.exceptions.MissingError", "missing", "rolled_back"],
    [409, "odoo.exceptions.LockError", "conflict", "rolled_back"],
    [415, "werkzeug.exceptions.UnsupportedMediaType", "bad_call", "not_run"],
    [422, "werkzeug.exceptions.UnprocessableEntity", "bad_call", "not_run"],
    [422, "odoo.exceptions.UserError", "business", "rolled_back"],
    [422, "odoo.exceptions.ValidationError", "business", "rolled_back"],
    [422, "odoo.addons.x.models.OwnError", "business", "rolled_back"],
    [500, "builtins.ValueError", "bad_call", "rolled_back"],
    [500, "builtins.TypeError", "bad_call", "rolled_back"],
    [500, "psycopg2.errors.NumericValueOutOfRange", "bad_call", "rolled_back"],
    [500, "odoo.exceptions.RedirectWarning", "business", "rolled_back"],
    [500, "psycopg2.errors.SerializationFailure", "conflict", "rolled_back"],
    [500, "psycopg2.errors.LockNotAvailable", "conflict", "rolled_back"],
    [500, "odoo.exceptions.ConcurrencyError", "conflict", "rolled_back"],
    [500, "psycopg2.errors.QueryCanceled", "server", "unknown"],
    [500, "builtins.ZeroDivisionError", "server", "unknown"],
    [503, "werkzeug.exceptions.ServiceUnavailable", "overloaded", "unknown"],
    [200, "odoo.exceptions.UserError", "business", "rolled_back"],
    [200, "builtins.KeyError", "server", "unknown"],
  ] as const
).map(([status, name, code, outcome]) =>
  broken(`${status} ${name}`, JSON2, json2Error(status, name, "Some words"), [code], [outcome]),
);

const moreJson2: BadReply[] = [
  broken(
    "error without a message",
    JSON2,
    json2Error(422, "odoo.exceptions.UserError", undefined),
    ["business"],
    ["rolled_back"],
  ),
  broken("error whose message is a traceback", JSON2, json2Error(500, "builtins.KeyError", TRACEBACK), ["server"]),
  broken("500 without a body", JSON2, () => httpReply("", { status: 500 }), ["server"]),
  broken(
    "422 with a list",
    JSON2,
    () => httpReply("[]", { status: 422 }),
    ["business", "bad_call"],
    ["not_run", "rolled_back"],
  ),
];

/** Errors as Odoo itself words them over each transport. */
export const ODOO_ERRORS: readonly BadReply[] = [...faults, ...rpcErrors, ...json2Errors, ...moreJson2];
