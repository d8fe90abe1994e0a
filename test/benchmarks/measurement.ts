/** One measured figure beside its limit. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** In words, e.g. `<= 5`; empty for a figure given for comparison. */
  readonly limit: string;
  readonly ok: boolean;
}

/** The Odoo that a benchmark reads: the volume database. */
export interface BenchmarkTarget {
  readonly url: string;
  readonly database: string;
  readonly key: string;
  readonly login: string;
  readonly companyId: number;
}
