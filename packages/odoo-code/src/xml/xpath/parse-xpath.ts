import { CannotTell } from "./cannot-tell.ts";
import type { Axis, Step, XPath } from "./syntax.ts";
import { type XPathToken, xpathTokens } from "./tokens.ts";

const AXES: ReadonlySet<string> = new Set<Axis>([
  ...(["ancestor", "ancestor-or-self", "attribute", "child", "descendant", "descendant-or-self"] as const),
  ...(["following-sibling", "parent", "preceding-sibling", "self"] as const),
]);
/** From the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [["or"], ["and"], ["=", "!="], ["<", "<=", ">", ">="], ["+", "-"]];
const ANY: Step = { axis: "descendant-or-self", test: "node()", predicates: [] };
const DEEPEST = 50;

/** Parses XPath 1.0 without variables, namespaces and rare axes. Throws {@link CannotTell} on those and on what is no XPath. */
export function parseXPath(expression: string): XPath {
  const reading = new Reading(xpathTokens(expression));
  const parsed = reading.expression();
  if (!reading.done()) throw new CannotTell("it is not an XPath expression");
  return parsed;
}

class Reading {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly XPathToken[];

  constructor(tokens: readonly XPathToken[]) {
    this.tokens = tokens;
  }

  done(): boolean {
    return this.at >= this.tokens.length;
  }

  expression(level = 0): XPath {
    const operators = LEVELS[level];
    if (operators === undefined) return this.union();
    if (level === 0) {
      this.depth += 1;
      if (this.depth > DEEPEST) throw new CannotTell("it is nested too deeply");
    }
    let left = this.expression(level + 1);
    for (let operator = this.next(operators); operator !== null; operator = this.next(operators))
      left = { kind: "binary", operator, left, right: this.expression(level + 1) };
    if (level === 0) this.depth -= 1;
    return left;
  }

  private union(): XPath {
    if (this.take("-")) throw new CannotTell("it calculates");
    let left = this.path();
    while (this.take("|")) left = { kind: "binary", operator: "|", left, right: this.path() };
    return left;
  }

  private path(): XPath {
    const primary = this.primary();
    if (primary !== null) {
      const predicates = this.predicates();
      const of: XPath = predicates.length === 0 ? primary : { kind: "filter", of: primary, predicates };
      if (this.take("//")) return { kind: "path", absolute: false, from: of, steps: [ANY, ...this.steps()] };
      if (this.take("/")) return { kind: "path", absolute: false, from: of, steps: this.steps() };
      return of;
    }
    if (this.take("//")) return { kind: "path", absolute: true, from: null, steps: [ANY, ...this.steps()] };
    if (this.take("/"))
      return { kind: "path", absolute: true, from: null, steps: this.stepAhead() ? this.steps() : [] };
    return { kind: "path", absolute: false, from: null, steps: this.steps() };
  }

  /** A literal, a group or a function call; null where a location path begins. */
  private primary(): XPath | null {
    const token = this.tokens[this.at];
    if (token === undefined) throw new CannotTell("it ends too early");
    if (token.kind === "string" || token.kind === "number") {
      this.at += 1;
      return token.kind === "string"
        ? { kind: "string", value: token.value }
        : { kind: "number", value: Number(token.value) };
    }
    if (token.value === "(" && token.kind === "symbol") {
      this.at += 1;
      const inner = this.expression();
      this.expect(")");
      return inner;
    }
    const call = token.kind === "name" && this.isSymbol(this.at + 1, "(");
    if (!call || token.value === "text" || token.value === "node") return null;
    this.at += 2;
    const given: XPath[] = [];
    while (!this.take(")")) {
      if (given.length > 0) this.expect(",");
      given.push(this.expression());
    }
    return { kind: "call", name: token.value, arguments: given };
  }

  private steps(): Step[] {
    // libxml2, which Odoo uses, takes more slashes than the standard: `////div`.
    const steps: Step[] = [];
    if (this.take("//")) steps.push(ANY);
    else this.take("/");
    steps.push(this.step());
    for (;;) {
      if (this.take("//")) steps.push(ANY, this.step());
      else if (this.take("/")) steps.push(this.step());
      else return steps;
    }
  }

  private step(): Step {
    if (this.take("..")) return { axis: "parent", test: "node()", predicates: this.predicates() };
    if (this.take(".")) return { axis: "self", test: "node()", predicates: this.predicates() };
    let axis: Axis = this.take("@") ? "attribute" : "child";
    const named = this.tokens[this.at];
    if (named?.kind === "name" && this.isSymbol(this.at + 1, "::")) {
      if (!AXES.has(named.value)) throw new CannotTell(`the axis "${named.value}" is not evaluated`);
      axis = named.value as Axis;
      this.at += 2;
    }
    const token = this.tokens[this.at];
    this.at += 1;
    if (token?.kind === "symbol" && token.value === "*") return { axis, test: "*", predicates: this.predicates() };
    if (token?.kind !== "name" || token.value.includes(":")) throw new CannotTell("a step is not understood");
    if ((token.value === "text" || token.value === "node") && this.take("(")) {
      this.expect(")");
      return { axis, test: `${token.value}()`, predicates: this.predicates() };
    }
    return { axis, test: token.value, predicates: this.predicates() };
  }

  private predicates(): XPath[] {
    const predicates: XPath[] = [];
    while (this.take("[")) {
      predicates.push(this.expression());
      this.expect("]");
    }
    return predicates;
  }

  private stepAhead(): boolean {
    const token = this.tokens[this.at];
    return token !== undefined && (token.kind === "name" || ["*", "@", ".", ".."].includes(token.value));
  }

  private isSymbol(index: number, value: string): boolean {
    const token = this.tokens[index];
    return token?.kind === "symbol" && token.value === value;
  }

  private take(symbol: string): boolean {
    if (!this.isSymbol(this.at, symbol)) return false;
    this.at += 1;
    return true;
  }

  private expect(symbol: string): void {
    if (!this.take(symbol)) throw new CannotTell("it is not an XPath expression");
  }

  /** Takes one of the operators; `and` and `or` are names in the token stream. */
  private next(operators: readonly string[]): string | null {
    const token = this.tokens[this.at];
    if (token === undefined || token.kind === "string" || token.kind === "number") return null;
    if (!operators.includes(token.value)) return null;
    this.at += 1;
    return token.value;
  }
}
