import { fullXmlId } from "../../project/module-contents.ts";
import type { Project } from "../../project/project.ts";

/** The full id that a text means in a file. */
export function fullIdIn(project: Project, path: string, written: string): string {
  return fullXmlId(project.moduleOf(path) ?? "", written) ?? written;
}
