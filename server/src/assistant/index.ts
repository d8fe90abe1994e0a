export type { AskAgents } from "./agents/ask-agents.ts";
export { type Agents, loadAgents } from "./agents/load-agents.ts";
export type { Exchange } from "./agents/types.ts";
export { answer } from "./answers/answer.ts";
export { ask } from "./ask.ts";
export { type Catalogue as Questions, loadQuestions } from "./catalogue/load-questions.ts";
export type { VerifiedQuestion } from "./catalogue/question.ts";
export {
  type ConversationLimits,
  Conversations,
  type ConversationsOptions,
} from "./conversations/conversations.ts";
export type { SharedQuestion } from "./conversations/shared-questions.ts";
export type { AskFunction, AskOptions, Listener, NumberedEvent, Owner } from "./conversations/types.ts";
export type { DocumentRecords } from "./documents/types.ts";
export { checkKept, type KeptVerdict } from "./kept/check-kept.ts";
export { keptFolder, readKept } from "./kept/kept-files.ts";
export { markOperations } from "./kept/mark-operations.ts";
export type { KeptQuestion } from "./kept/types.ts";
export { keptCatalogues } from "./kept/with-kept.ts";
export { type Account, type BudgetLedger, type DailyLimit, MemoryBudget } from "./models/budget.ts";
export { DatabaseBudget } from "./models/database-budget.ts";
export { readModelName, showModelName } from "./models/model-name.ts";
export { ModelPool } from "./models/model-pool.ts";
export { listOllamaModels, pullOllamaModel } from "./models/ollama-models.ts";
export { openModels } from "./models/open-models.ts";
export { dollars, loadPrices, showCost } from "./models/prices.ts";
export { probeModel } from "./models/probe-model.ts";
export { assistantOperations } from "./operations.ts";
export type { AskDependencies, AskEvent, RunReportOptions } from "./plan-answer.ts";
export { LONGEST_QUESTION, plan } from "./planner/plan.ts";
export { starterQuestions } from "./planner/suggest.ts";
export type {
  NotUnderstood,
  NotUnderstoodReason,
  PartnerMatch,
  Plan,
  PlanCompany,
  PlanContext,
} from "./planner/types.ts";
export { preferenceOperations } from "./preference-operations.ts";
export { readCard } from "./records/read-card.ts";
export { countQuestion } from "./runs/count-question.ts";
export { keepRun, noteRun } from "./runs/noted-runs.ts";
export type { QuestionRun } from "./runs/run-meter.ts";
export { runOperations } from "./runs/run-operations.ts";
export type { Sending } from "./send/send-answer.ts";
export { keepCode } from "./tools/keep-code.ts";
export { cardText, recordCardInput } from "./tools/record-card.ts";
export type { RunAccess } from "./tools/run-access.ts";
export { NO_DOCUMENTS, searchDocumentsInput } from "./tools/search-documents.ts";
export { type AgentTool, BOOKS_AGENT_TOOLS, forAgents, type KeepFacts, toolRegistry } from "./tools/tool-registry.ts";
