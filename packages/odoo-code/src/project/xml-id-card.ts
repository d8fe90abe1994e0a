import { type Place, placeOf } from "./place.ts";
import type { Project } from "./project.ts";
import type { AutomaticRecord, XmlIdEntry } from "./xml-ids.ts";

/** What an XML id stands for, for people and for programs. */
export interface XmlIdCard {
  readonly xmlId: string;
  readonly model: string;
  readonly module: string;
  /** For an id that Odoo makes by itself: what it stands for. */
  readonly automatic: AutomaticRecord | null;
  /** Records that define it and write to it, in load order. */
  readonly definitions: readonly (Place & {
    readonly module: string;
    readonly tag: string;
    /** False when the manifest does not list the file. */
    readonly loaded: boolean;
    readonly demo: boolean;
  })[];
}

/** The records of an id as it was asked for; of a name without a module, those of every module that has it. */
export function xmlIdCards(project: Project, asked: string): readonly XmlIdCard[] {
  const ids = asked.includes(".") ? [asked] : [...project.xmlIds.ids()].filter((id) => id.endsWith(`.${asked}`));
  return ids.flatMap((id) => project.xmlIds.get(id) ?? []).map((entry) => cardOf(entry, project));
}

function cardOf({ xmlId, model, module, definitions, automatic }: XmlIdEntry, project: Project): XmlIdCard {
  return {
    xmlId,
    model,
    module,
    automatic,
    definitions: definitions.map(({ path, record, module: writer, filePosition, demo }) => ({
      module: writer,
      tag: record.tag,
      loaded: filePosition >= 0,
      demo,
      ...placeOf(project.files, path, record.span),
    })),
  };
}
