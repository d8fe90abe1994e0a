import { isSextantError, SextantError } from "@sextant/contracts";

/** Replaces the secret wherever it stands in an error: a server may echo what it was sent. */
export function redacted(error: unknown, secret: string): SextantError {
  const known = isSextantError(error)
    ? error
    : new SextantError(
        "internal",
        `The Odoo client failed: ${error instanceof Error ? error.message : "unknown error"}.`,
      );
  if (secret.length < 4) return known;
  const clean = (text: string) => text.replaceAll(secret, "•••");
  const details = JSON.stringify(known.details);
  const leaks = known.message.includes(secret) || details.includes(secret);
  if (!leaks) return known;
  return new SextantError(known.code, clean(known.message), {
    cause: known.cause,
    details: JSON.parse(details.replaceAll(JSON.stringify(secret).slice(1, -1), "•••")) as Record<string, unknown>,
  });
}
