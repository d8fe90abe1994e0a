/** Sections of a settings file by lower-case name, each with its values by lower-case key, words with hyphens. A value is a list of texts. */
export type Settings = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

type Draft = Map<string, Map<string, readonly string[]>>;

/**
 * Reads the format of `.pylintrc` and `.oca_hooks.cfg`: sections in brackets, `key=value`, indented lines go on, lists are separated by commas
 * or lines. Total: a line that is none of these says nothing.
 */
export function readIni(text: string): Settings {
  const found: Draft = new Map();
  let section = "";
  let key = "";
  for (const line of text.split(/\r\n|\r|\n/)) {
    const content = line.replace(/^\s*[#;].*$/, "").replace(/\s[#;].*$/, "");
    const head = /^\[([^\]]+)\]\s*$/.exec(content);
    const pair = /^([\w-]+)\s*[=:]\s*(.*)$/.exec(content);
    if (content.trim() === "") continue;
    if (head !== null) {
      section = sectionName(head[1] ?? "");
      key = "";
    } else if (/^\s/.test(content) && key !== "") put(found, section, key, items(content), true);
    else if (pair !== null) {
      key = keyName(pair[1] ?? "");
      put(found, section, key, items(pair[2] ?? ""), false);
    }
  }
  return found;
}

const STRING = /"((?:[^"\\]|\\.)*)"|'([^']*)'/g;

/**
 * The part of TOML that settings of linters use: tables, texts, lists of texts, numbers and truth values. Texts with escapes are taken as they
 * are written.
 */
export function readToml(text: string): Settings {
  const found: Draft = new Map();
  const lines = text.split(/\r\n|\r|\n/);
  let section = "";
  for (let at = 0; at < lines.length; at += 1) {
    const line = withoutComment(lines[at] ?? "");
    const head = /^\s*\[([^[\]]+)\]\s*$/.exec(line);
    const pair = /^\s*["']?([\w-]+)["']?\s*=\s*(.*)$/.exec(line);
    if (head !== null) section = sectionName(head[1] ?? "");
    else if (pair !== null) {
      let value = pair[2] ?? "";
      if (value.startsWith("["))
        for (; !/\]\s*$/.test(value) && at + 1 < lines.length; at += 1) value += withoutComment(lines[at + 1] ?? "");
      const texts = [...value.matchAll(STRING)].map(([, double, single]) => double ?? single ?? "");
      const isText = /^["']/.test(value);
      put(
        found,
        section,
        keyName(pair[1] ?? ""),
        isText ? texts.flatMap(items) : value.startsWith("[") ? texts : [value.trim()],
        false,
      );
    }
  }
  return found;
}

function withoutComment(line: string): string {
  return line.replace(/^((?:[^#"']|"(?:[^"\\]|\\.)*"|'[^']*')*)#.*$/, "$1");
}

/** `MESSAGES CONTROL`, `messages_control`, `tool.pylint."messages control"`. */
function sectionName(written: string): string {
  return written.trim().toLowerCase().replace(/["']/g, "").replace(/[ _]/g, "-");
}

function keyName(written: string): string {
  return written.trim().toLowerCase().replaceAll("_", "-");
}

function items(written: string): string[] {
  return written
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function put(found: Draft, section: string, key: string, values: readonly string[], more: boolean): void {
  const keys = found.get(section) ?? new Map<string, readonly string[]>();
  keys.set(key, more ? [...(keys.get(key) ?? []), ...values] : values);
  found.set(section, keys);
}
