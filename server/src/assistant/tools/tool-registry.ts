import { SextantError, type Tool } from "@sextant/contracts";
import { askPlannerTool } from "./ask-planner.ts";
import { chartTool } from "./chart.ts";
import { drillDownTool } from "./drill-down.ts";
import { exportReportTool } from "./export-report.ts";
import { findPartnersTool } from "./find-partners.ts";
import { listMeasuresTool } from "./list-measures.ts";
import { listReportsTool } from "./list-reports.ts";
import { queryRecordsTool } from "./query-records.ts";
import { recordCardTool } from "./record-card.ts";
import { reportTool } from "./report.ts";
import type { RunAccess } from "./run-access.ts";
import { searchDocumentsTool } from "./search-documents.ts";

/** A tool that agents can be given. */
export type AgentTool = Tool<RunAccess>;

/** The tools of this slice. All of them read the books and change nothing. */
export const BOOKS_AGENT_TOOLS: readonly AgentTool[] = [
  listReportsTool,
  reportTool,
  drillDownTool,
  findPartnersTool,
  askPlannerTool,
  listMeasuresTool,
  queryRecordsTool,
  recordCardTool,
  searchDocumentsTool,
  chartTool,
  exportReportTool,
];

/** Adds to the evidence what an answer may state of a tool's result; references begin with `ref`. */
export type KeepFacts = (result: unknown, evidence: RunAccess["evidence"], ref: string) => void;

/**
 * A tool of another slice for agents.
 *
 * @param accessOf What the tool works on, in one agent's run.
 * @param keep What of its result an answer may state. Figures, dates and names that are not kept are left out of answers. The result that the model
 * reads then has a `ref`.
 */
export function forAgents<Access>(
  tool: Tool<Access>,
  accessOf: (run: RunAccess) => Access,
  keep?: KeepFacts,
): AgentTool {
  return {
    ...tool,
    async run(run, input, call) {
      const result = await tool.run(accessOf(run), input, call);
      if (keep === undefined || typeof result !== "object" || result === null) return result;
      const ref = run.evidence.nextId();
      keep(result, run.evidence, ref);
      return { ref, ...result };
    },
  };
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
