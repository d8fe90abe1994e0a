import { nearestNames, viewCard } from "@sextant/odoo-code";
import type { Command } from "commander";
import { type IndexFlags, indexCommand, openProject, printAnswer } from "./open-project.ts";

/** `sextant view ID [PATH…]`: the arch of a view with all its extensions. */
export function viewCommand(program: Command): void {
  indexCommand(program, "view", "the combined arch of a view, with its parts and the locators that miss")
    .argument("<id>", "module.name of the view or template")
    .argument("[path...]", "modules or addons folders; default: the working directory")
    .option("--module <name>", "only extensions that this module sees")
    .action(async (id: string, paths: string[], flags: IndexFlags & { module?: string }, command: Command) => {
      const project = await openProject(paths, flags, command);
      const data = viewCard(project, id, flags.module);
      if (data === undefined) {
        const views = project.views.all().map(({ xmlId }) => xmlId);
        printAnswer(null, id, nearestNames(id, views), flags);
        return;
      }
      const text = [
        ...data.parts.map(
          ({ xmlId, file, line }, index) => `<!-- ${index === 0 ? "root" : "then"} ${xmlId} ${file}:${line} -->`,
        ),
        ...data.misses.map(({ view, locator, reason }) => `<!-- not applied, ${view}: ${locator}: ${reason} -->`),
        data.arch ?? "<!-- no arch -->",
      ];
      printAnswer({ data, text: text.join("\n") }, id, [], flags);
    });
}
