import { refuse } from "../values/refuse.ts";
import { wellFormed } from "../values/well-formed.ts";

const MAX_DEPTH = 100;
/** Characters that XML 1.0 cannot hold, not even as references. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const INT_MAX = 2 ** 31 - 1;
const INT_MIN = -(2 ** 31);

function text(value: string, path: string): string {
  if (!wellFormed(value)) return refuse(path, "holds half of a surrogate pair");
  if (FORBIDDEN.test(value)) return refuse(path, "holds a control character, which XML cannot carry");
  // A bare CR would reach Odoo as LF.
  return value.replace(/[&<>\r]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : "&#13;"));
}

function number(value: number | bigint, path: string): string {
  if (typeof value === "number" && !Number.isFinite(value)) return refuse(path, `is ${value}`);
  if (typeof value === "number" && !Number.isInteger(value)) return `<double>${value}</double>`;
  if (value > INT_MAX || value < INT_MIN)
    return refuse(path, "is an integer beyond 32 bits, which XML-RPC cannot carry");
  return `<int>${value === 0 ? 0 : value}</int>`;
}

/**
 * A value as XML-RPC. What the protocol has no form for is refused: `undefined`, null (Odoo's server refuses `None`), NaN,
 * integers beyond 32 bits, functions, dates and other special objects, control characters.
 *
 * @throws SextantError `unsafe_value`
 */
export function xmlValue(value: unknown, path = "arguments", depth = 0): string {
  if (depth > MAX_DEPTH) return refuse(path, "is nested too deeply");
  switch (typeof value) {
    case "string":
      return `<value><string>${text(value, path)}</string></value>`;
    case "number":
    case "bigint":
      return `<value>${number(value, path)}</value>`;
    case "boolean":
      return `<value><boolean>${value ? 1 : 0}</boolean></value>`;
    case "object":
      break;
    default:
      return refuse(path, `is ${typeof value}`);
  }
  if (value === null) return refuse(path, "is null, which XML-RPC cannot carry; use false");
  if (Array.isArray(value)) {
    const parts: string[] = [];
    for (let i = 0; i < value.length; i++) parts.push(xmlValue(value[i], `${path}[${i}]`, depth + 1));
    return `<value><array><data>${parts.join("")}</data></array></value>`;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    return refuse(path, `is a ${prototype.constructor?.name ?? "special"} object`);
  const members = Object.entries(value).map(
    ([key, member]) =>
      `<member><name>${text(key, path)}</name>${xmlValue(member, `${path}.${key}`, depth + 1)}</member>`,
  );
  return `<value><struct>${members.join("")}</struct></value>`;
}

export function xmlCall(method: string, params: readonly unknown[]): string {
  const written = params.map((param, i) => `<param>${xmlValue(param, `argument ${i + 1}`)}</param>`).join("");
  return `<?xml version="1.0" encoding="utf-8"?><methodCall><methodName>${method}</methodName><params>${written}</params></methodCall>`;
}
