export {
  type AskResult,
  askResult,
  type Contributor,
  type ConversationEvent,
  contributor,
  conversationEvent,
  type Figure,
  figure,
} from "./ask.ts";
export {
  ERRORS,
  type ErrorBody,
  type ErrorCode,
  type ErrorRow,
  errorBody,
  isSextantError,
  SextantError,
} from "./error.ts";
export { errorBodyOf, toSextantError } from "./error-body.ts";
export { currency, type Domain, decimalString, domain, type IsoDate, isoDate } from "./primitives.ts";
export {
  type CellSource,
  cellSource,
  companyRef,
  type DrillPage,
  type DrillRequest,
  drillPage,
  drillRequest,
  type ItemSelector,
  itemSelector,
  type JournalItemView,
  journalItem,
  type Measure,
  measure,
  type Provenance,
  provenance,
  type ReportInfo,
  type ReportLine,
  type ReportParameters,
  type ReportResult,
  reportInfo,
  reportLine,
  reportParameters,
  reportResult,
  type TieOut,
  tieOut,
} from "./report.ts";
export { type DoctorCheck, doctorCheck, type ServerStatus, serverStatus } from "./status.ts";
export { defineTool, READS, type Tool, type ToolCall, type ToolDefinition, type ToolEffects } from "./tool.ts";
