import { describe, expect, test } from "vitest";
import { plainMessage } from "./classify.ts";
import { failureError } from "./failure.ts";
import { failureOfFault, failureOfTraceback, firstOfTuple } from "./fault.ts";

const trace = (last: string) =>
  `Traceback (most recent call last):\n  File "/x/odoo/service/model.py", line 3, in call\n    do(ValueError: not this)\n    ^^^^\n${last}\n`;

describe("the last line of a traceback", () => {
  test.each([
    ["ValueError: Invalid field 'x'", "ValueError", "Invalid field 'x'"],
    [
      "psycopg2.errors.LockNotAvailable: could not obtain lock\nLINE 1: SELECT",
      "psycopg2.errors.LockNotAvailable",
      "could not obtain lock",
    ],
    ["odoo.exceptions.X", "odoo.exceptions.X", ""],
    ["KeyError: 'a: b'", "KeyError", "'a: b'"],
  ])("%s", (last, exception, message) => {
    expect(failureOfTraceback(trace(last))).toEqual({ exception, message });
  });
  test("of a chain of exceptions the last one counts", () => {
    const chain = `${trace("KeyError: 'nope'")}\nDuring handling of the above exception, another exception occurred:\n\n${trace("psycopg2.OperationalError: FATAL")}`;
    expect(failureOfTraceback(chain).exception).toBe("psycopg2.OperationalError");
  });
  test.each([
    "TypeError: cannot marshal None unless allow_none is enabled",
    "TypeError: cannot marshal <class 'decimal.Decimal'> objects",
    "OverflowError: int exceeds XML-RPC limits",
    "TypeError: dictionary key must be string",
  ])("%s comes after the commit", (last) => {
    expect(failureOfTraceback(trace(last)).code).toBe("none_result");
  });
  test("the words inside another error do not", () => {
    expect(failureOfTraceback(trace("ValueError: x cannot marshal None")).code).toBeUndefined();
  });
});

describe("a RedirectWarning", () => {
  test.each([
    [`('Please define a chart.', 12, 'Go there', None)`, "Please define a chart."],
    [`("It's missing.", 12, 'Go', {'a': 1})`, "It's missing."],
    [`('Line\\nbreak \\'quoted\\' \\u00e9 \\xe9', 1, 'b', None)`, "Line\nbreak 'quoted' é é"],
    ["No tuple", "No tuple"],
    ["('cut", "('cut"],
    ["(see the manual, page 2)", "(see the manual, page 2)"],
  ])("%s", (text, message) => {
    expect(firstOfTuple(text)).toBe(message);
  });
});

test("what is no fault is told apart", () => {
  expect(failureOfFault(null)).toBeNull();
  expect(failureOfFault([])).toBeNull();
  expect(failureOfFault({})).toBeNull();
  expect(failureOfFault({ faultCode: null, faultString: "x" })).toBeNull();
});

describe("the error", () => {
  const call = { model: "res.partner", method: "nosuch" };
  test("no traceback survives", () => {
    const failure = failureOfFault({ faultCode: 1, faultString: trace("KeyError: 'x'") });
    const error = failureError(failure ?? { exception: "", message: "" }, call);
    expect(`${error.message}${JSON.stringify(error.details)}`).not.toMatch(/Traceback|File "|model\.py/);
    expect(plainMessage(trace("KeyError: 'x'"))).toBe("");
    expect(plainMessage(`Sorry.\n${trace("KeyError: 'x'")}`)).toBe("Sorry.");
  });
  test("a missing method is recognised by our own names, another AttributeError is Odoo's", () => {
    expect(
      failureError({ exception: "AttributeError", message: "The method 'res.partner.nosuch' does not exist" }, call)
        .code,
    ).toBe("unknown_method");
    expect(
      failureError(
        { exception: "builtins.AttributeError", message: "type object 'res.partner' has no attribute 'nosuch'" },
        call,
      ).code,
    ).toBe("unknown_method");
    expect(
      failureError({ exception: "AttributeError", message: "'NoneType' object has no attribute 'id'" }, call).code,
    ).toBe("server");
  });
  test("a class that is a word of JavaScript is only a class", () => {
    for (const exception of ["constructor", "__proto__", "toString"])
      expect(failureError({ exception, message: "x" }, call).code).toBe("server");
    expect(failureOfFault({ faultCode: "constructor", faultString: "x" })?.code).toBeUndefined();
  });
});
