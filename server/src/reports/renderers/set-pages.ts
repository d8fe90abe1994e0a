import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { SextantError } from "@sextant/contracts";
import { projectFile } from "../../platform/project-file.ts";

let compiler: Promise<NodeCompiler> | undefined;

/** Typst is loaded with the first page: it is large, and few runs set any. */
async function openCompiler(): Promise<NodeCompiler> {
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  return NodeCompiler.create({ workspace: projectFile("templates") });
}

/**
 * Pages set by Typst from a template of `templates/`; the data enter as data, never as markup.
 *
 * @param instant When the data were read, not when the file is made: the same data give the same bytes.
 * @throws SextantError `internal`.
 */
export async function setPages(
  template: readonly [folder: string, file: string],
  data: object,
  instant: string,
): Promise<Buffer> {
  compiler ??= openCompiler();
  const typst = await compiler;
  const compiled = typst.compile({
    mainFilePath: projectFile("templates", ...template),
    inputs: { data: JSON.stringify(data) },
  });
  const document = compiled.result;
  if (!document) {
    throw new SextantError("internal", "The PDF could not be set.", {
      cause: compiled.takeDiagnostics()?.shortDiagnostics,
    });
  }
  const stamp = Math.floor(Date.parse(instant) / 1000);
  return typst.pdf(document, Number.isFinite(stamp) ? { creationTimestamp: stamp } : {});
}
