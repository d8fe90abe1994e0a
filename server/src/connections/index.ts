export { ConnectionsHere } from "./connections-here.ts";
export { KeptConnections } from "./kept-connections.ts";
export { connectionOperations } from "./operations.ts";
export { PairedConnection } from "./paired-connection.ts";
export { SyncRuns } from "./sync-runs.ts";
export { tenantHere } from "./tenant-here.ts";
export type { Entry } from "./types.ts";
