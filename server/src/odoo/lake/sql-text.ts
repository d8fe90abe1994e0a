import { readFileSync } from "node:fs";

const texts = new Map<string, string>();

/**
 * Text of `sql/<name>.sql`, read once. The folder lies beside this file in the source tree, and beside the bundle when built:
 * the build copies it there.
 *
 * @param parts replaces each `{{name}}`: identifiers and file lists made by the lake itself, which a statement cannot bind. Values are always bound.
 */
export function sqlText(name: string, parts: Readonly<Record<string, string>> = {}): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = readFileSync(new URL(`./sql/${name}.sql`, import.meta.url), "utf8");
    texts.set(name, text);
  }
  return text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
    const part = parts[key];
    if (part === undefined) throw new Error(`${name}.sql needs ${key}`);
    return part;
  });
}

/** A text as an SQL literal, for the few places where DuckDB takes no parameter (file names). */
export function sqlLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `read_parquet` over these files as one relation; the empty table of the same shape when there are none. */
export function sqlFiles(files: readonly string[], empty: string): string {
  return files.length === 0 ? `${empty}` : `read_parquet([${files.map(sqlLiteral).join(", ")}])`;
}
