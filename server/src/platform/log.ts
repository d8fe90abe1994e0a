import { destination, type Logger, pino } from "pino";

export type { Logger };

/** JSON lines on standard error, so that standard output stays free for results. Keys and secrets are never logged. */
export function createLog(level: string): Logger {
  return pino({ level, redact: ["key", "secret", "*.key", "*.secret", "req.headers.authorization"] }, destination(2));
}
