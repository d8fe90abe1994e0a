import type { FileFacts, Reference } from "../../facts.ts";
import { factsOfText, type Parsers } from "../../facts-of.ts";
import { fileKind } from "../../file-kind.ts";
import type { Project } from "../../project/project.ts";
import type { TypedFile } from "../../typed/typed-file.ts";
import { type Candidate, type Completions, MARK } from "./completion.ts";
import { manifestKeys, valuesOfField } from "./data-words.ts";
import { fieldCandidates } from "./member-candidates.ts";
import { modelCandidates } from "./model-candidates.ts";
import { nearnessFrom } from "./nearness.ts";
import { markedPython, type PythonAround, pythonAround } from "./python-around.ts";
import { pythonCursor } from "./python-cursor.ts";
import { pythonWords } from "./python-words.ts";
import { markedReference, referenceCompletions } from "./reference-completions.ts";
import { registryCompletions } from "./registry-completions.ts";
import { markedXml } from "./xml-around.ts";
import { xmlCursor } from "./xml-cursor.ts";
import { xmlWords } from "./xml-words.ts";

/** A file as the editor has it, and where the cursor stands. */
export interface Cursor {
  readonly path: string;
  readonly text: string;
  readonly offset: number;
}

const NONE: Completions = { span: [0, 0], candidates: [], incomplete: false };

/**
 * What may be written at the cursor. Total: a file may be as broken as a file that is being typed is.
 *
 * @param typed What was read of the file lately: most of it need not be read again.
 */
export function complete(project: Project, parsers: Parsers, cursor: Cursor, typed?: TypedFile): Completions {
  const read = (text: string): FileFacts => factsOfText(parsers, cursor.path, text, project.version, typed?.aside());
  switch (fileKind(cursor.path)) {
    case "python":
      return inPython(project, parsers, cursor, read);
    case "manifest":
      return inManifest(project, parsers, cursor, read);
    case "xml":
      return inXml(project, cursor, read);
    case "csv":
      return inCsv(project, cursor, read);
    case "javascript":
      return inJavaScript(project, cursor, read);
    case "po":
    case "other":
      return NONE;
  }
}

type Read = (text: string) => FileFacts;

function inPython(project: Project, parsers: Parsers, { text, offset }: Cursor, read: Read): Completions {
  let words: readonly Candidate[] = [];
  for (const around of pythonAround(text, offset)) {
    let whole: boolean | undefined;
    for (const marked of markedPython(around)) {
      const facts = read(marked);
      const reference = markedReference(facts);
      if (reference !== null) {
        const found = referenceCompletions(project, facts, reference, offset);
        if (found.candidates.length > 0) return found;
      }
      if (words.length === 0) words = pythonWords(project, parsers.python, facts, marked);
      // What can be read as it is written means nothing else in another way; a string may be the rest of a condition.
      whole ??= facts.problems.length === 0;
      if (words.length > 0 || (whole && !inString(around))) break;
    }
    if (words.length > 0 || whole) break;
  }
  return { span: wordBefore(text, offset), candidates: words, incomplete: false };
}

function inString({ text, offset }: PythonAround): boolean {
  return pythonCursor(text.slice(0, offset)).quote !== null;
}

function inManifest(project: Project, _parsers: Parsers, { text, offset }: Cursor, read: Read): Completions {
  for (const marked of markedPython({ text, offset })) {
    const facts = read(marked);
    const reference = markedReference(facts);
    if (reference !== null) return referenceCompletions(project, facts, reference, offset);
  }
  const { quote, brackets } = pythonCursor(text.slice(0, offset));
  const before = text.slice(0, wordBefore(text, offset)[0]);
  // Directly in the dict, behind a comma or its bracket: a key.
  if (quote === null || brackets.length !== 1 || !/[{,]\s*(?:#[^\n]*\s*)*["']$/.test(before)) return NONE;
  const given = new Set([...text.matchAll(/^\s*["'](\w+)["']\s*:/gm)].map(([, key]) => key ?? ""));
  return { span: wordBefore(text, offset), candidates: manifestKeys(given), incomplete: false };
}

function inXml(project: Project, { text, offset }: Cursor, read: Read): Completions {
  const cursor = xmlCursor(text.slice(0, offset));
  const { at } = cursor;
  if (at.kind === "comment" || at.kind === "closing-tag") return NONE;
  if (at.kind === "attribute-value" || at.kind === "text") {
    for (const marked of markedXml(text, offset, cursor)) {
      const facts = read(marked);
      const reference = markedReference(facts);
      if (reference === null) continue;
      const found = referenceCompletions(project, facts, reference, offset);
      if (found.candidates.length > 0) return found;
    }
  }
  if (at.kind === "text") return valueOfField(project, text, offset, cursor.open);
  const { typed, candidates } = xmlWords(cursor);
  return { span: [offset - typed.length, offset], candidates, incomplete: false };
}

/** `<field name="state">dr|` of a record. */
function valueOfField(
  project: Project,
  text: string,
  offset: number,
  open: ReturnType<typeof xmlCursor>["open"],
): Completions {
  const [record, field] = [open.at(-2), open.at(-1)];
  const model = record?.attributes.get("model");
  const name = field?.attributes.get("name");
  if (record?.tag !== "record" || field?.tag !== "field" || model === undefined || name === undefined) return NONE;
  return { span: wordBefore(text, offset), candidates: valuesOfField(project, model, name), incomplete: false };
}

function inCsv(project: Project, { text, offset }: Cursor, read: Read): Completions {
  const facts = read(text.slice(0, offset) + MARK + text.slice(offset));
  if (facts.kind !== "csv") return NONE;
  const nearness = nearnessFrom(project, project.moduleOf(facts.path));
  const header = facts.header.find(({ name }) => name.includes(MARK));
  if (header !== undefined) return headerCompletions(project, facts, header.name, offset);
  const reference = markedReference(facts);
  if (reference !== null) {
    const found = referenceCompletions(project, facts, reference, offset);
    // A column that names records by their id.
    return found;
  }
  for (const { model, fields } of facts.records)
    for (const { name, value } of fields)
      if (value.kind === "text" && value.text.includes(MARK)) {
        const candidates = name === "model" ? modelCandidates(project, nearness) : valuesOfField(project, model, name);
        return { span: wordBefore(text, offset), candidates, incomplete: false };
      }
  return NONE;
}

function headerCompletions(
  project: Project,
  facts: Extract<FileFacts, { kind: "csv" }>,
  written: string,
  offset: number,
): Completions {
  const typed = written.slice(0, written.indexOf(MARK)).split("/");
  const last = typed.at(-1) ?? "";
  const nearness = nearnessFrom(project, project.moduleOf(facts.path));
  const path = typed.slice(0, -1).join(".");
  const reference: Reference = {
    role: "field-path",
    value: path,
    span: [0, 0],
    model: facts.model,
    context: "csv-header",
    certain: true,
  };
  const model = path === "" ? facts.model : modelAtEnd(project, reference);
  const fields = model === null ? [] : fieldCandidates(project, model, nearness);
  const candidates = fields.flatMap((field): Candidate[] =>
    field.detail?.includes("→") ? [{ ...field, label: `${field.label}:id` }, field] : [field],
  );
  return { span: [offset - last.length, offset], candidates, incomplete: false };
}

function modelAtEnd({ models }: Project, { model, value }: Reference): string | null {
  let at = model ?? null;
  for (const name of value.split(".")) at = at === null ? null : (models.get(at)?.fields.get(name)?.comodel ?? null);
  return at;
}

function inJavaScript(project: Project, { path, text, offset }: Cursor, read: Read): Completions {
  const special = registryCompletions(project, path, text, offset);
  if (special !== null) return special;
  const before = text.slice(0, offset);
  const after = text.slice(offset);
  const { quote } = pythonCursor(before.slice(before.lastIndexOf("\n") + 1));
  const line = after.indexOf("\n");
  const texts = [before + MARK + after];
  if (quote !== null) texts.push(`${before}${MARK}${quote})${line === -1 ? "" : after.slice(line)}`);
  for (const marked of texts) {
    const facts = read(marked);
    const reference = markedReference(facts);
    if (reference !== null) return referenceCompletions(project, facts, reference, offset);
  }
  return NONE;
}

/** The letters before the cursor. */
function wordBefore(text: string, offset: number): readonly [number, number] {
  const word = /[\w-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? "";
  return [offset - word.length, offset];
}
