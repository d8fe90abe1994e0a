import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { SextantError } from "@sextant/contracts";
import { projectFile } from "../../platform/project-file.ts";

let compiler: NodeCompiler | undefined;

/**
 * Pages set by Typst from a template of `templates/`; the data enter as data, never as markup.
 *
 * @param instant When the data were read, not when the file is made: the same data give the same bytes.
 * @throws SextantError `internal`.
 */
export function setPages(template: readonly [folder: string, file: string], data: object, instant: string): Buffer {
  compiler ??= NodeCompiler.create({ workspace: projectFile("templates") });
  const compiled = compiler.compile({
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
  return compiler.pdf(document, Number.isFinite(stamp) ? { creationTimestamp: stamp } : {});
}
