import { callArguments } from "../../python/call-arguments.ts";
import type { PythonNode } from "../../python/python-tree.ts";
import { stringLiteral } from "../../python/string-literal.ts";
import { oppositeOf } from "./opposite-condition.ts";

/** Fields that have a value at one point of a method; null where the point is not reached. */
type State = ReadonlySet<string> | null;

/** Thrown where a method does what is not followed: nothing may then be said about it. */
class NotFollowed extends Error {}

/** What a recordset is turned into without becoming other records. */
const SAME_RECORDS =
  /^self(?:\.(?:sudo|with_context|with_company|with_user|with_env|with_prefetch|sorted|exists)\((?:[^()]|\([^()]*\))*\))*$/;
/** Methods that give no field of the record a value. */
const HARMLESS =
  /^(?:ensure_one|fetch|flush_\w+|invalidate_\w+|mapped|filtered|read|check_access\w*|message_post|_origin)$/;

/**
 * Follows the ways through a compute method: which fields have a value at its end, and at the end of every turn of a loop over `self`.
 * Assignments count on the records of the loop (`record.x = …`, `record["x"] = …`, `record.update({…})`) and on `self`.
 */
export class Assigning {
  private readonly text: string;
  private readonly fields: readonly string[];
  private readonly found = new Set<string>();
  /** Names that stand for one of `self`'s records, and `self`. */
  private readonly records = new Set(["self"]);
  private returned: State[] = [];
  /** Where the first body of the `if` ends that was followed last. */
  private bodyEnd: State = null;
  /** Functions of the method's own that give no field a value. */
  private readonly harmless = new Set<string>();

  constructor(text: string, fields: readonly string[]) {
    this.text = text;
    this.fields = fields;
  }

  /** Fields that some way through the body leaves without a value. */
  missing(body: PythonNode): readonly string[] {
    try {
      const written = this.text.slice(body.start, body.end);
      if (/\bsuper\s*\(|\bsetattr\s*\(/.test(written)) return [];
      if (this.namesComputed(written)) return [];
      const end = this.block(body, new Set(), null);
      for (const state of [end, ...this.returned])
        for (const field of this.fields) if (state !== null && !state.has(field)) this.found.add(field);
      return this.fields.filter((field) => this.found.has(field));
    } catch (error) {
      if (error instanceof NotFollowed) return [];
      throw error;
    }
  }

  /** `record[name] = …`, where the name is not written out. */
  private namesComputed(written: string): boolean {
    const loops = [...written.matchAll(/\bfor\s+(\w+)\s+in\s+self\b/g)].map(([, name]) => name);
    return [...written.matchAll(/\b(\w+)\[[^\]'"]*[A-Za-z_][^\]'"]*\]\s*=(?!=)/g)].some(
      ([, name]) => name === "self" || loops.includes(name),
    );
  }

  /** `turns` gathers the states in which the turns of the loop around end; null outside loops over `self`. */
  private block({ children }: PythonNode, before: State, turns: State[] | null): State {
    let state = before;
    // Where ways of a plain `if` end, by its condition: what its opposite assigns as well has a value then.
    const taken = new Map<string, State>();
    for (const statement of children) {
      if (state === null) return null;
      state = this.statement(statement, state, turns);
      const [condition, , more] = statement.type === "if_statement" ? statement.children : [];
      if (condition === undefined || more !== undefined) continue;
      const written = this.written(condition);
      const other = taken.get(oppositeOf(written));
      if (other !== undefined && state !== null) state = new Set([...state, ...(merged([other, this.bodyEnd]) ?? [])]);
      taken.set(written, this.bodyEnd);
    }
    return state;
  }

  private statement(node: PythonNode, state: ReadonlySet<string>, turns: State[] | null): State {
    switch (node.type) {
      case "expression_statement":
        return this.expression(node.children[0], state);
      case "if_statement":
        return this.branches(node, state, turns);
      case "for_statement":
        return this.loop(node, state, turns);
      case "while_statement": {
        this.inner(node, state, turns);
        return state;
      }
      case "try_statement":
        return this.attempt(node, state, turns);
      case "with_statement": {
        const body = node.children.find(({ type }) => type === "block");
        return body === undefined ? state : this.block(body, state, turns);
      }
      case "continue_statement":
        turns?.push(state);
        return null;
      case "break_statement":
        // The records behind get no value, unless they had one.
        turns?.push(state);
        return null;
      case "return_statement":
        if (turns !== null) turns.push(state);
        else this.returned.push(state);
        return null;
      case "raise_statement":
        return null;
      case "function_definition":
        this.ownFunction(node);
        return state;
      case "class_definition":
      case "decorated_definition":
      case "match_statement":
        throw new NotFollowed();
      default:
        return state;
    }
  }

  /** A function inside the method: what it does with records that it is handed matters, if it assigns any. */
  private ownFunction(node: PythonNode): void {
    const name = node.children.find(({ type }) => type === "identifier");
    const assigns = /\.(?:update|write)\s*\(|\w\]\s*=(?!=)/.test(this.written(node));
    if (name === undefined || assigns || this.fields.some((field) => this.assignedIn(node, field)))
      throw new NotFollowed();
    this.harmless.add(this.written(name));
  }

  private branches(node: PythonNode, state: ReadonlySet<string>, turns: State[] | null): State {
    const [condition, first] = node.children;
    const ends: State[] = [];
    let choices = 1;
    let otherwise = false;
    // `if not self: return` leaves no record without a value.
    const nobody = condition !== undefined && /^not self(?:\.ids)?$/.test(this.written(condition));
    if (first !== undefined) ends.push(nobody ? this.nobody(first, turns) : this.block(first, state, turns));
    for (const clause of node.children.slice(2)) {
      const body = clause.children.find(({ type }) => type === "block");
      if (body === undefined) continue;
      if (clause.type === "else_clause") otherwise = true;
      else choices += 1;
      ends.push(this.block(body, state, turns));
    }
    this.bodyEnd = ends[0] ?? null;
    // Of several conditions without an `else`, one is taken to hold: they go through all values.
    if (otherwise || choices > 1) return merged(ends);
    // `if not record.x: record.x = …`: where it is not so, there is a value.
    const had = this.fields.filter((field) =>
      new RegExp(`\\.${field}\\b`).test(condition ? this.written(condition) : ""),
    );
    return merged([...ends, new Set([...state, ...had])]);
  }

  private nobody(body: PythonNode, turns: State[] | null): State {
    return this.block(body, new Set(this.fields), turns);
  }

  private loop(node: PythonNode, state: ReadonlySet<string>, turns: State[] | null): State {
    const [target, iterable] = node.children;
    const body = node.children.find(({ type }) => type === "block");
    if (target === undefined || iterable === undefined || body === undefined) return state;
    const names = turns === null ? this.recordNames(target, iterable) : [];
    if (names.length === 0) {
      this.inner(node, state, turns);
      return state;
    }
    for (const name of names) this.records.add(name);
    const own: State[] = [];
    own.push(this.block(body, state, own));
    // Without any record the loop does not turn, and nobody lacks a value.
    return merged(own) ?? new Set(this.fields);
  }

  /** Names that stand for all of `self`'s records in turn: of a loop over them, alone, beside others or in groups. */
  private recordNames(target: PythonNode, iterable: PythonNode): readonly string[] {
    if (target.type === "identifier") return SAME_RECORDS.test(this.written(iterable)) ? [this.written(target)] : [];
    const parts = target.type === "pattern_list" || target.type === "tuple_pattern" ? target.children : [];
    const [called, list] = iterable.type === "call" ? iterable.children : [];
    if (called === undefined || parts.some(({ type }) => type !== "identifier")) return [];
    const named = (at: number) => (parts[at] === undefined ? [] : [this.written(parts[at])]);
    const given = callArguments(list, this.text).positional;
    const isSelf = (node: PythonNode | undefined) => node !== undefined && SAME_RECORDS.test(this.written(node));
    const function_ = this.written(called);
    if (function_ === "zip") return given.flatMap((value, at) => (isSelf(value) ? named(at) : []));
    if (function_ === "enumerate") return isSelf(given[0]) ? named(1) : [];
    return /^self\.grouped\b[\s\S]*\)\.items$/.test(function_) ? named(1) : [];
  }

  /** A loop over something else may not turn at all: what it assigns does not count, but it may leave the method. */
  private inner(node: PythonNode, state: ReadonlySet<string>, turns: State[] | null): void {
    const body = node.children.find(({ type }) => type === "block");
    if (body === undefined) return;
    // Records of another loop that are assigned to: their way is not followed.
    if (this.fields.some((field) => this.assignedIn(body, field))) throw new NotFollowed();
    if (turns === null) this.block(body, state, []);
  }

  private attempt(node: PythonNode, state: ReadonlySet<string>, turns: State[] | null): State {
    const ends: State[] = [];
    let finish: PythonNode | undefined;
    for (const child of node.children) {
      if (child.type === "block") ends.push(this.block(child, state, turns));
      else if (child.type === "finally_clause") finish = child.children.find(({ type }) => type === "block");
      else {
        const body = child.children.findLast(({ type }) => type === "block");
        if (body === undefined) continue;
        if (child.type === "else_clause") {
          const done = ends.shift();
          ends.unshift(done ? this.block(body, done, turns) : null);
        } else ends.push(this.block(body, state, turns));
      }
    }
    const after = merged(ends);
    return finish === undefined || after === null ? after : this.block(finish, after, turns);
  }

  private expression(node: PythonNode | undefined, state: ReadonlySet<string>): State {
    if (node === undefined) return state;
    if (node.type === "assignment" || node.type === "augmented_assignment") {
      const [target, value] = [node.children[0], node.children.at(-1)];
      const named = target === undefined ? [] : this.targets(target);
      const more = value?.type === "assignment" ? this.expression(value, state) : state;
      return new Set([...(more ?? []), ...named]);
    }
    if (node.type === "call") return this.call(node, state);
    return state;
  }

  private targets(target: PythonNode): string[] {
    const [object, name] = target.children;
    if (target.type === "attribute" && object !== undefined && name !== undefined) {
      const field = this.written(name);
      if (!this.fields.includes(field)) return [];
      if (!this.isRecord(object)) throw new NotFollowed();
      return [field];
    }
    if (target.type === "subscript" && object !== undefined && name !== undefined && this.isRecord(object)) {
      const field = stringLiteral(name, this.text)?.value;
      if (field === undefined) throw new NotFollowed();
      return [field];
    }
    return target.type === "identifier" || target.type === "attribute" || target.type === "subscript"
      ? []
      : target.children.flatMap((child) => this.targets(child));
  }

  private call(node: PythonNode, state: ReadonlySet<string>): State {
    const [called, list] = node.children;
    const given = callArguments(list, this.text);
    const values = [...given.positional, ...[...given.keywords.values()].map(({ value }) => value)];
    // Whoever is handed the records may give them their values.
    const own = called?.type === "identifier" && this.harmless.has(this.written(called));
    if (!own && values.some((value) => this.isRecord(value))) throw new NotFollowed();
    const [object, name] = called?.type === "attribute" ? called.children : [];
    if (object === undefined || name === undefined || !this.isRecord(object)) return state;
    const method = this.written(name);
    if (method === "update" || method === "write") {
      const [dict] = given.positional;
      if (dict?.type !== "dictionary") throw new NotFollowed();
      const keys = dict.children.map((pair) =>
        pair.type === "pair" && pair.children[0] ? stringLiteral(pair.children[0], this.text) : null,
      );
      if (keys.includes(null)) throw new NotFollowed();
      return new Set([...state, ...keys.flatMap((key) => (key === null ? [] : [key.value]))]);
    }
    if (!HARMLESS.test(method)) throw new NotFollowed();
    return state;
  }

  private isRecord(node: PythonNode): boolean {
    return this.records.has(this.written(node)) || SAME_RECORDS.test(this.written(node));
  }

  private assignedIn(body: PythonNode, field: string): boolean {
    return new RegExp(`\\.${field}\\b[^=\\n]*[^=!<>]=(?!=)|['"]${field}['"]`).test(this.written(body));
  }

  private written({ start, end }: PythonNode): string {
    return this.text.slice(start, end);
  }
}

/** What has a value on all ways that come together. */
function merged(states: readonly State[]): State {
  const reached = states.filter((state) => state !== null);
  const [first, ...others] = reached;
  if (first === undefined) return null;
  return new Set([...first].filter((field) => others.every((state) => state.has(field))));
}
