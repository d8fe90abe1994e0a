/** A translation file in full, with what the facts leave out: to be written anew. */
export interface PoDocument {
  /** Comment lines above everything, without their `# `. */
  readonly head: readonly string[];
  /** `Project-Id-Version: …` and the like, in their order. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly fuzzyMetadata: boolean;
  readonly entries: readonly PoDraft[];
}

/** An entry. Texts are unescaped. */
export interface PoDraft {
  /** `#. ` lines. */
  extracted: string[];
  /** `# ` lines. */
  comments: string[];
  occurrences: string[];
  flags: string[];
  /** `msgctxt`, `msgid`, `msgid_plural` as they were before, by name. */
  previous: Partial<Record<PoWord, string>>;
  texts: Partial<Record<PoWord, string>>;
  /** `msgstr[0]`, `msgstr[1]` … of an entry with a plural. */
  plurals: Map<string, string>;
  obsolete: boolean;
}

export type PoWord = "msgctxt" | "msgid" | "msgid_plural" | "msgstr";

const WORDS = /^(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)\s*(".*")$/;

const QUOTED = /^"(?:[^"\\]|\\.)*"$/;

/** Reads a file; null where it is none, or has something that would be lost. */
export function poDocument(text: string): PoDocument | null {
  const head: string[] = [];
  const entries: PoDraft[] = [];
  let draft = newDraft();
  let append: ((more: string) => void) | null = null;
  let complete = false;
  const next = () => {
    if (!complete) return;
    entries.push(draft);
    draft = newDraft();
    complete = false;
    append = null;
  };
  let begun = false;
  let lastPrevious: string | undefined;
  for (const raw of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    let line = raw.trim();
    if (line === "" || line.startsWith("#~|")) continue;
    const obsolete = /^#~\s+\S/.test(line);
    if (obsolete) line = line.slice(3).trim();
    if (line.startsWith("#") && !obsolete) {
      const kind = line[1] ?? "";
      const rest = line.slice(3);
      if (!begun && (kind === " " || kind === "" || kind === "#")) {
        head.push(line.slice(2));
        continue;
      }
      begun = true;
      next();
      if (kind === "." && rest !== "") draft.extracted.push(rest);
      else if (kind === ":" && rest !== "") draft.occurrences.push(...rest.split(/\s+/).filter(Boolean));
      else if (kind === "," && rest !== "") draft.flags.push(...rest.split(",").map((flag) => flag.trim()));
      else if (kind === " " || kind === "" || kind === "#") {
        const words = line.replace(/^#+ ?/, "");
        // An empty line before all others is nothing.
        if (words !== "" || draft.comments.length > 0) draft.comments.push(words);
      } else if (kind === "|") {
        const before = WORDS.exec(line.slice(2).trim());
        const word = before?.[1] ?? lastPrevious;
        const quoted = before?.[3] ?? line.slice(2).trim();
        if (!isWord(word) || !QUOTED.test(quoted)) return null;
        draft.previous[word] = (before === null ? (draft.previous[word] ?? "") : "") + unescaped(quoted);
        lastPrevious = word;
      } else if (kind !== "." && kind !== ":" && kind !== ",") return null;
      continue;
    }
    begun = true;
    const word = WORDS.exec(line);
    const quoted = word?.[3] ?? line;
    if (!QUOTED.test(quoted)) return null;
    const value = unescaped(quoted);
    if (word === null) {
      if (append === null) return null;
      append(value);
      continue;
    }
    const [, name = "", index] = word;
    if (name === "msgctxt" || name === "msgid") next();
    if (index !== undefined) {
      draft.plurals.set(index, value);
      append = (more) => draft.plurals.set(index, (draft.plurals.get(index) ?? "") + more);
    } else if (isWord(name)) {
      draft.texts[name] = value;
      append = (more) => {
        draft.texts[name] = (draft.texts[name] ?? "") + more;
      };
    }
    if (name === "msgid") draft.obsolete = obsolete;
    complete ||= name.startsWith("msgstr");
  }
  next();
  const own = entries.findIndex(({ texts, obsolete }) => texts.msgid === "" && !obsolete);
  const [of] = own === -1 ? [] : entries.splice(own, 1);
  return {
    head,
    metadata: metadataOf(of?.texts.msgstr ?? ""),
    fuzzyMetadata: of !== undefined && of.flags.length > 0,
    entries,
  };
}

function newDraft(): PoDraft {
  return {
    extracted: [],
    comments: [],
    occurrences: [],
    flags: [],
    previous: {},
    texts: {},
    plurals: new Map(),
    obsolete: false,
  };
}

function isWord(name: string | undefined): name is PoWord {
  return name === "msgctxt" || name === "msgid" || name === "msgid_plural" || name === "msgstr";
}

function metadataOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  let last: string | null = null;
  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    if (colon !== -1) {
      last = line.slice(0, colon);
      found.set(last, line.slice(colon + 1).trim());
    } else if (last !== null && line !== "") found.set(last, `${found.get(last)}\n${line.trim()}`);
  }
  return found;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", '"': '"', "\\": "\\" };

function unescaped(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(\\|n|t|r|")/g, (_all, letter: string) => ESCAPES[letter] ?? letter);
}
