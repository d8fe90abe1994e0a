import { SextantError, type Tool } from "@sextant/contracts";
import { askPlannerTool } from "./ask-planner.ts";
import { drillDownTool } from "./drill-down.ts";
import { findPartnersTool } from "./find-partners.ts";
import { listReportsTool } from "./list-reports.ts";
import { reportTool } from "./report.ts";
import type { RunAccess } from "./run-access.ts";

/** A tool that agents can be given. */
export type AgentTool = Tool<RunAccess>;

/** The tools of this slice. All of them read the books and change nothing. */
export const BOOKS_AGENT_TOOLS: readonly AgentTool[] = [
  listReportsTool,
  reportTool,
  drillDownTool,
  findPartnersTool,
  askPlannerTool,
];

/**
 * A tool of another slice for agents.
 *
 * @param accessOf What the tool works on, in one agent's run. Facts that an answer may state must be added to the run's evidence; figures of a
 * result that are not are left out of answers.
 */
export function forAgents<Access>(tool: Tool<Access>, accessOf: (run: RunAccess) => Access): AgentTool {
  return { ...tool, run: (run, input, call) => tool.run(accessOf(run), input, call) };
}

/** Tools by name. A tool that may overwrite or remove something is not taken: models propose, people approve. */
export function toolRegistry(tools: readonly AgentTool[]): ReadonlyMap<string, AgentTool> {
  const registry = new Map<string, AgentTool>();
  for (const tool of tools) {
    if (registry.has(tool.name)) throw new SextantError("internal", `Two tools are called ${tool.name}.`);
    if (!tool.effects.readOnly && tool.effects.destructive)
      throw new SextantError("internal", `The tool ${tool.name} may destroy something and is not for agents.`);
    registry.set(tool.name, tool);
  }
  return registry;
}
