export { Books, connectTo, demoCompanyDir, hasLake, lakeDir, openBooks, requireOdoo } from "./books.ts";
export { attachmentsOf, type ReadsRows } from "./documents/attachments.ts";
export type { DocumentHit, DocumentSource } from "./documents/document-source.ts";
export type { SyncSummary } from "./lake/index.ts";
export { lakeInfo, loadSnapshot, openLake, saveSnapshot, syncLake } from "./lake-when-used.ts";
export { openLive, recordLinkOf } from "./live/index.ts";
export type { AggregateOptions, OpenBooks, RecordSource } from "./records/record-source.ts";
