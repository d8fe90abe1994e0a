import type { TransportName } from "../types.ts";
import {
  ALL,
  type BadReply,
  bodyOf,
  broken,
  GOOD_ROWS,
  JSONS,
  json,
  RPC,
  raw,
  XML,
  xml,
  xmlText,
} from "./bad-reply.ts";
import { envelope, xmlReply } from "./fake-odoo.ts";
import { httpReply } from "./raw-server.ts";

/** A text inside a name, as bytes: for what no string can hold. */
const inName = (bytes: readonly number[]) => (transport: TransportName) => {
  const body = bodyOf(transport).toString("latin1");
  const at = transport === "xml-rpc" ? body.indexOf("<string>a<") + 8 : body.indexOf('"a"') + 1;
  return raw(
    transport,
    Buffer.concat([Buffer.from(body.slice(0, at)), Buffer.from(bytes), Buffer.from(body.slice(at + 1))]),
  );
};

const text: BadReply[] = [
  broken("invalid UTF-8", ALL, inName([0xff])),
  broken("overlong form", ALL, inName([0xc0, 0xaf])),
  broken("surrogate as UTF-8", ALL, inName([0xed, 0xa0, 0x80])),
  broken("cut UTF-8 sequence", ALL, inName([0xe2, 0x82])),
  broken("five-byte sequence", ALL, inName([0xf8, 0x88, 0x80, 0x80, 0x80])),
  broken("lone surrogate escaped", JSONS, json('[{"id": 1, "name": "\\ud800x", "amount": 1}]')),
  broken("lone low surrogate escaped", JSONS, json('[{"id": 1, "name": "\\udc00", "amount": 1}]')),
  broken("emoji escaped", JSONS, json('[{"id": 1, "name": "\\ud83d\\ude00", "amount": 1}]'), ["ok"], ["ok"]),
  broken("raw control character in JSON", JSONS, inName([0x01])),
  broken("raw NUL", ALL, inName([0x00])),
  broken("BOM", ALL, (t) => raw(t, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bodyOf(t)])), ["ok"], ["ok"]),
  broken("UTF-16", ALL, (t) => raw(t, Buffer.from(`\ufeff${bodyOf(t).toString()}`, "utf16le"))),
  broken("surrogate by reference", XML, xml("<value><string>&#xD800;</string></value>")),
  broken("NUL by reference", XML, xml("<value><string>&#0;</string></value>")),
  broken("reference beyond Unicode", XML, xml("<value><string>&#x110000;</string></value>")),
];

const row = (amount: string) => `[{"id": 1, "name": "a", "amount": ${amount}}]`;
const xmlRow = (amount: string, more = "") =>
  `<value><array><data><value><struct><member><name>id</name><value><int>1</int></value></member><member><name>name</name><value><string>a</string></value></member><member><name>amount</name><value>${amount}</value></member>${more}</struct></value></data></array></value>`;

const numbers: BadReply[] = [
  broken("NaN", JSONS, json(row("NaN"))),
  broken("Infinity", JSONS, json(row("Infinity"))),
  broken("-Infinity", JSONS, json(row("-Infinity"))),
  broken("1e400", JSONS, json(row("1e400"))),
  broken("number with a leading zero", JSONS, json(row("01"))),
  broken("decimal comma", JSONS, json('[{"id": 1, "name": "a", "amount": "1,5"}]'), ["bad_reply"], ["ok"]),
  broken("amount as text", JSONS, json('[{"id": 1, "name": "a", "amount": "1.5"}]'), ["bad_reply"], ["ok"]),
  broken("amount of 17 digits", JSONS, json(row("123456789012345.67")), ["precision"], ["ok"]),
  broken("amount between two cents", JSONS, json(row("1.23456789")), ["precision"], ["ok"]),
  broken("-0", JSONS, json(row("-0.0")), ["ok"], ["ok"]),
  broken("id 2^53 + 1", JSONS, json('[{"id": 9007199254740993, "name": "a", "amount": 1}]'), ["bad_reply"], ["ok"]),
  broken("id 1.5", JSONS, json('[{"id": 1.5, "name": "a", "amount": 1}]'), ["bad_reply"], ["ok"]),
  broken("id 0", JSONS, json('[{"id": 0, "name": "a", "amount": 1}]'), ["bad_reply"], ["ok"]),
  broken("id as text", JSONS, json('[{"id": "1", "name": "a", "amount": 1}]'), ["bad_reply"], ["ok"]),
  broken("id true", JSONS, json('[{"id": true, "name": "a", "amount": 1}]'), ["bad_reply"], ["ok"]),
  broken("double nan", XML, xml(xmlRow("<double>nan</double>"))),
  broken("double inf", XML, xml(xmlRow("<double>inf</double>"))),
  broken("double -inf", XML, xml(xmlRow("<double>-inf</double>"))),
  broken("double 1e400", XML, xml(xmlRow("<double>1e400</double>"))),
  broken("double with a comma", XML, xml(xmlRow("<double>1,5</double>"))),
  broken("double empty", XML, xml(xmlRow("<double></double>"))),
  broken("empty int", XML, xml(xmlRow("<int/>"))),
  broken("int without digits", XML, xml(xmlRow("<int></int>"))),
  broken("int in hexadecimal", XML, xml(xmlRow("<int>0x10</int>"))),
  broken("int 2^31", XML, xml(xmlRow("<int>2147483648</int>")), ["ok"], ["ok"]),
  broken("int -2^31 - 1", XML, xml(xmlRow("<int>-2147483649</int>")), ["ok"], ["ok"]),
  broken("i8 2^53 + 1", XML, xml(xmlRow("<i8>9007199254740993</i8>")), ["ok"], ["ok"]),
  broken("endless int", XML, xml(xmlRow(`<int>${"9".repeat(100_000)}</int>`))),
  broken("boolean 2", XML, xml("<value><boolean>2</boolean></value>")),
  broken("boolean true", XML, xml("<value><boolean>true</boolean></value>")),
  broken("date without form", XML, xml("<value><dateTime.iso8601>today</dateTime.iso8601></value>")),
  broken("base64 damaged", XML, xml("<value><base64>a-b!</base64></value>")),
];

const nothing: BadReply[] = [
  broken("null result", JSONS, json("null"), ["bad_reply"], ["ok"]),
  broken("false result", JSONS, json("false"), ["bad_reply"], ["ok"]),
  broken("nil result", XML, xml("<value><nil/></value>"), ["bad_reply"], ["ok"]),
  broken("neither result nor error", RPC, () => httpReply('{"jsonrpc": "2.0", "id": null}'), ["bad_reply"], ["ok"]),
  broken("object instead of a list", JSONS, json('{"id": 1}'), ["bad_reply"], ["ok"]),
  broken("list of lists", JSONS, json("[[1]]"), ["bad_reply"], ["ok"]),
  broken("list of null", JSONS, json("[null]"), ["bad_reply"], ["ok"]),
  broken("empty envelope", RPC, () => httpReply("{}")),
  broken("array as envelope", RPC, () => httpReply("[]")),
  broken("answer to another request", RPC, () => httpReply('{"jsonrpc": "2.0", "id": 987654, "result": []}')),
  broken(
    "missing value",
    XML,
    xmlText('<?xml version="1.0"?><methodResponse><params><param></param></params></methodResponse>'),
  ),
  broken("missing param", XML, xmlText('<?xml version="1.0"?><methodResponse><params></params></methodResponse>')),
  broken("empty methodResponse", XML, xmlText('<?xml version="1.0"?><methodResponse></methodResponse>')),
  broken("struct instead of an array", XML, xml("<value><struct></struct></value>"), ["bad_reply"], ["ok"]),
  broken("member without a value", XML, xml("<value><struct><member><name>id</name></member></struct></value>")),
  broken(
    "member without a name",
    XML,
    xml("<value><struct><member><value><int>1</int></value></member></struct></value>"),
  ),
];

const structure: BadReply[] = [
  broken("JSON nested 10,000 deep", JSONS, json("[".repeat(10_000) + "]".repeat(10_000))),
  broken("JSON objects nested 10,000 deep", JSONS, json(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`)),
  broken(
    "XML nested 10,000 deep",
    XML,
    xml("<value><array><data>".repeat(10_000) + "</data></array></value>".repeat(10_000)),
  ),
  broken("XML structs nested 10,000 deep", XML, xml("<value><struct><member><name>a</name>".repeat(10_000))),
  broken(
    "__proto__ key",
    JSONS,
    json('[{"id": 1, "name": "a", "amount": 1, "__proto__": {"polluted": 1}}]'),
    ["ok"],
    ["ok"],
  ),
  broken(
    "constructor key",
    JSONS,
    json('[{"id": 1, "name": "a", "amount": 1, "constructor": {"prototype": {"polluted": 1}}}]'),
    ["ok"],
    ["ok"],
  ),
  broken(
    "__proto__ in place of a field",
    JSONS,
    json('[{"id": 1, "__proto__": {"name": "a", "amount": 1}}]'),
    ["bad_reply"],
    ["ok"],
  ),
  broken(
    "__proto__ member",
    XML,
    xml(xmlRow("<int>1</int>", "<member><name>__proto__</name><value><struct></struct></value></member>")),
    ["ok"],
    ["ok"],
  ),
  broken(
    "constructor member",
    XML,
    xml(xmlRow("<int>1</int>", "<member><name>constructor</name><value>x</value></member>")),
    ["ok"],
    ["ok"],
  ),
  broken("member twice", XML, xml(xmlRow("<int>1</int>", "<member><name>name</name><value>b</value></member>"))),
  broken("unknown tag", XML, xml("<value><TITLE>x</TITLE></value>")),
  broken("tag of Object.prototype", XML, xml("<value><toString>x</toString></value>")),
  broken("two roots", XML, xmlText(`${xmlReply("<value>a</value>")}<methodResponse/>`)),
  broken(
    "two params",
    XML,
    xmlText(
      "<methodResponse><params><param><value>a</value></param><param><value>b</value></param></params></methodResponse>",
    ),
  ),
  broken("text after the end", XML, xmlText(`${xmlReply("<value>a</value>")}trailing`)),
  broken("text after the end of JSON", JSONS, (t) => raw(t, `${bodyOf(t)}]`)),
  broken("two JSON values", JSONS, (t) => raw(t, `${bodyOf(t)}${bodyOf(t)}`)),
  broken("comment", XML, xml("<!-- c --><value>a</value>")),
  broken("processing instruction", XML, xml("<?php x ?><value>a</value>")),
  broken("attributes", XML, xml('<value type="int"><int>1</int></value>')),
  broken("a methodCall", XML, xmlText("<?xml version='1.0'?><methodCall><methodName>x</methodName></methodCall>")),
  broken("data that is not closed", XML, xml("<value><array><data><value>a</value></array></value>")),
];

const attacks: BadReply[] = [
  broken("DOCTYPE", XML, xmlText(`<?xml version="1.0"?><!DOCTYPE r>${xmlReply("<value>a</value>").slice(21)}`)),
  broken(
    "entity expansion",
    XML,
    xmlText(
      `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><methodResponse><params><param><value>&b;</value></param></params></methodResponse>`,
    ),
  ),
  broken(
    "external entity",
    XML,
    xmlText(
      `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><methodResponse><params><param><value>&x;</value></param></params></methodResponse>`,
    ),
  ),
  broken("undefined entity", XML, xml("<value>&nbsp;</value>")),
  broken("bare ampersand", XML, xml("<value>a & b</value>")),
  broken("reference flood", XML, xml(`<value>${"&#65;".repeat(150_000)}</value>`), ["bad_reply"], ["ok"]),
  broken("attribute flood", XML, xml(`<value ${"a='1' ".repeat(50_000)}>x</value>`)),
  broken(
    "flood of values",
    XML,
    xml(`<value><array><data>${"<value/>".repeat(100_000)}</data></array></value>`),
    ["bad_reply"],
    ["ok"],
  ),
  broken("flood of openers", XML, xmlText("<".repeat(500_000))),
  broken("endless declaration", XML, xmlText(`<?xml ${"x".repeat(500_000)}`)),
];

const consistency: BadReply[] = [
  broken("a requested field is missing", ALL, (t) => envelope(t, [{ id: 1, name: "a" }]), ["bad_reply"], ["ok"]),
  broken(
    "a field not requested",
    ALL,
    (t) => envelope(t, [{ id: 1, name: "a", amount: 1, more: [1] }]),
    ["ok"],
    ["ok"],
  ),
  broken("repeated ids", ALL, (t) => envelope(t, [GOOD_ROWS[0], GOOD_ROWS[0]]), ["bad_reply"], ["ok"]),
  broken(
    "more rows than the limit",
    ALL,
    (t) =>
      envelope(
        t,
        Array.from({ length: 11 }, (_, i) => ({ id: i + 1, name: "a", amount: 1 })),
      ),
    ["bad_reply"],
    ["ok"],
  ),
  broken("no id", ALL, (t) => envelope(t, [{ name: "a", amount: 1 }]), ["bad_reply"], ["ok"]),
  broken("a number for a text", ALL, (t) => envelope(t, [{ id: 1, name: 5, amount: 1 }]), ["bad_reply"], ["ok"]),
  broken("a list for an amount", ALL, (t) => envelope(t, [{ id: 1, name: "a", amount: [1] }]), ["bad_reply"], ["ok"]),
];

/** Bodies that arrive whole, and cannot be what was asked for. */
export const BAD_VALUES: readonly BadReply[] = [
  ...text,
  ...numbers,
  ...nothing,
  ...structure,
  ...attacks,
  ...consistency,
];
