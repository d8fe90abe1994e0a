import type { ClassFact, FileFacts } from "../../facts.ts";
import type { Extension } from "../../project/module-contents.ts";
import type { Project } from "../../project/project.ts";

/** Classes that models have from Odoo itself. */
const OF_ODOO = /(?:^|\.)(?:Model|AbstractModel|TransientModel|BaseModel)$/;

/**
 * Whether a class of a model has Python classes among its bases that are neither Odoo's nor models of its own file: such a class may bring what no
 * file of a model says, fields among it (`StackedModel` of Brazilian documents).
 */
export function hasOtherBases({ files }: Project, { fact, path }: Extension): boolean {
  return fact.bases.some((base) => !OF_ODOO.test(base)) && bringsUnknown(fact, files.get(path), new Set());
}

function bringsUnknown(fact: ClassFact, file: FileFacts | undefined, seen: Set<ClassFact>): boolean {
  seen.add(fact);
  return fact.bases.some((base) => {
    if (OF_ODOO.test(base)) return false;
    const local = file?.kind === "python" ? file.classes.find(({ name }) => name === base) : undefined;
    return local === undefined || local.kind === "other" || (!seen.has(local) && bringsUnknown(local, file, seen));
  });
}
