/** A model that nobody may use yet. */
export interface UnguardedModel {
  readonly model: string;
  readonly transient: boolean;
}

const HEADER = "id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink";

/** Rows of `ir.model.access.csv` that let a group use models; a wizard's records its user may also delete. */
export function accessRows(models: readonly UnguardedModel[], group: string): string {
  return models
    .map(({ model, transient }) => {
      const name = model.replaceAll(".", "_");
      const suffix = group === "" ? "all" : group.slice(group.indexOf(".") + 1).replace(/^group_/, "");
      const rights = transient ? "1,1,1,1" : "1,1,1,0";
      return `access_${name}_${suffix},${model} ${suffix},model_${name},${group},${rights}\n`;
    })
    .join("");
}

/** The whole text of a new file. */
export const accessFile = (rows: string) => `${HEADER}\n${rows}`;

/**
 * Where a data file is put into a manifest so that it loads first, and the text that does it. Null when the manifest has no list of data files that
 * can be added to.
 */
export function manifestEntry(
  manifest: string,
  path: string,
): { readonly offset: number; readonly text: string } | null {
  const list = /(["'])data\1\s*:\s*\[/.exec(manifest);
  if (list) {
    const offset = list.index + list[0].length;
    const next = /^\s*\n(\s+)/.exec(manifest.slice(offset));
    const rest = manifest.slice(offset).trimStart().startsWith("]");
    return {
      offset,
      text: next ? `\n${next[1] ?? ""}${rest ? "    " : ""}"${path}",` : rest ? `"${path}"` : `"${path}", `,
    };
  }
  const end = manifest.lastIndexOf("}");
  if (end < 0) return null;
  const before = manifest.slice(0, end).trimEnd();
  const comma = /[,{]$/.test(before) ? "" : ",";
  return { offset: before.length, text: `${comma}\n    "data": [\n        "${path}",\n    ],` };
}
