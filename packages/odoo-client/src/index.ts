export { connect } from "./connect.ts";
export { probe, type ServerVersion } from "./probe.ts";
export type {
  AggregateQuery,
  BridgeSigner,
  CallOptions,
  ConnectionOptions,
  FieldInfo,
  FieldType,
  Group,
  OdooClient,
  ReadQuery,
  Row,
  Scope,
  ServerInfo,
  TransportName,
  Value,
} from "./types.ts";
