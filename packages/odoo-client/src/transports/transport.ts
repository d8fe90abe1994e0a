import type { TransportName } from "../types.ts";

/** One call, ready to travel. */
export interface WireCall {
  readonly kind: "read" | "write";
  readonly model: string;
  readonly method: string;
  readonly ids?: readonly number[] | undefined;
  readonly named: Readonly<Record<string, unknown>>;
  readonly positional: readonly unknown[];
  readonly context: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** How calls travel. Each implementation gives the same results, before normalisation, and the same typed errors. */
export interface Transport {
  readonly name: TransportName;
  /** The id of the own user; proves key and database. */
  signIn(signal?: AbortSignal): Promise<number>;
  call(call: WireCall): Promise<unknown>;
  close(): void;
}
