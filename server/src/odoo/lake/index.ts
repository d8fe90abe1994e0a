export { type LakeInfo, lakeInfo } from "./lake-info.ts";
export { openLake } from "./lake-source.ts";
export { loadSnapshot, type SnapshotSummary, saveSnapshot } from "./snapshot.ts";
export { type SyncOptions, type SyncSummary, syncLake } from "./sync.ts";
