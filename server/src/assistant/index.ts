export { answer } from "./answers/answer.ts";
export { type AskDependencies, type AskEvent, ask, type RunReportOptions } from "./ask.ts";
export { type Catalogue as Questions, loadQuestions } from "./catalogue/load-questions.ts";
export type { VerifiedQuestion } from "./catalogue/question.ts";
export {
  type AskFunction,
  type AskOptions,
  type ConversationLimits,
  Conversations,
  type Listener,
} from "./conversations/conversations.ts";
export type { NumberedEvent } from "./conversations/event-log.ts";
export { type BudgetLedger, MemoryBudget } from "./models/budget.ts";
export { readModelName, showModelName } from "./models/model-name.ts";
export { ModelPool } from "./models/model-pool.ts";
export { listOllamaModels, pullOllamaModel } from "./models/ollama-models.ts";
export { openModels } from "./models/open-models.ts";
export { loadPrices, showCost } from "./models/prices.ts";
export { probeModel } from "./models/probe-model.ts";
export { assistantOperations } from "./operations.ts";
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
