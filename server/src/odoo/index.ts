export { Books, connectTo, demoCompanyDir, hasLake, lakeDir, openBooks, requireOdoo } from "./books.ts";
export { lakeInfo, loadSnapshot, openLake, type SyncSummary, saveSnapshot, syncLake } from "./lake/index.ts";
export { openLive, recordLinkOf } from "./live/index.ts";
export type { AggregateOptions, OpenBooks, RecordSource } from "./records/record-source.ts";
