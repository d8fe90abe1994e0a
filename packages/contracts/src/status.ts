import { z } from "zod";
import { companyRef, reportInfo } from "./report.ts";

/** What the console needs to know at start: which books, whose rights, how fresh. */
export const serverStatus = z.object({
  version: z.string(),
  mode: z.enum(["live", "lake", "demo"]),
  origin: z.string(),
  odooUrl: z.string().nullable(),
  readAs: z.string(),
  /** When the lake was last synced; null when reading live only. */
  syncedAt: z.string().nullable(),
  /** The latest posted date, a sensible default for as-of. */
  lastEntry: z.string().nullable(),
  companies: z.array(companyRef.extend({ currency: z.string() })),
  reports: z.array(reportInfo),
  questions: z.array(z.string()),
  /** Whether a language model is configured: without one questions about single records are not answered. */
  models: z.boolean(),
});
export type ServerStatus = z.infer<typeof serverStatus>;

/** One line of `sextant doctor`. */
export const doctorCheck = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** `warning` does not make doctor fail. */
  level: z.enum(["ok", "warning", "error"]),
  found: z.string(),
  action: z.string().nullable(),
});
export type DoctorCheck = z.infer<typeof doctorCheck>;
