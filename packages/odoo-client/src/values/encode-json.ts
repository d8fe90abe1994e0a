import { refuse } from "./refuse.ts";
import { wellFormed } from "./well-formed.ts";

const MAX_DEPTH = 100;

/**
 * Serialises arguments for JSON-2 and JSON-RPC. Unlike `JSON.stringify` nothing is dropped or turned into null: what has no exact
 * form is refused, and a bigint is written as the integer it is.
 *
 * @throws SextantError `unsafe_value`
 */
export function encodeJson(value: unknown, path = "arguments", depth = 0): string {
  if (depth > MAX_DEPTH) return refuse(path, "is nested too deeply");
  switch (typeof value) {
    case "string":
      return wellFormed(value) ? JSON.stringify(value) : refuse(path, "holds half of a surrogate pair");
    case "number":
      if (!Number.isFinite(value)) return refuse(path, `is ${value}`);
      if (Number.isInteger(value) && !Number.isSafeInteger(value))
        return refuse(path, "is an integer beyond 2^53; pass a bigint");
      return Object.is(value, -0) ? "0" : String(value);
    case "bigint":
      return String(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      break;
    default:
      return refuse(path, `is ${typeof value}`);
  }
  if (value === null) return "null";
  if (Array.isArray(value)) {
    const parts: string[] = [];
    // An index loop: a hole must be seen, not skipped.
    for (let i = 0; i < value.length; i++) parts.push(encodeJson(value[i], `${path}[${i}]`, depth + 1));
    return `[${parts.join(",")}]`;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    return refuse(path, `is a ${prototype.constructor?.name ?? "special"} object`);
  const parts: string[] = [];
  for (const [key, member] of Object.entries(value)) {
    if (!wellFormed(key)) return refuse(path, "has a key with half of a surrogate pair");
    parts.push(`${JSON.stringify(key)}:${encodeJson(member, `${path}.${key}`, depth + 1)}`);
  }
  return `{${parts.join(",")}}`;
}
