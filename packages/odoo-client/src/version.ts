import { SextantError } from "@sextant/contracts";

/** `19.0`, `saas~19.1`, `saas-19.1`, `17.0+e`, `19.0-20260101`, `20.0alpha1` → a comparable number such as 19.1. */
export function majorOf(version: string): number {
  const match = /^(?:saas[~-])?(\d{1,2})(?:\.(\d{1,2}))?/.exec(version.trim());
  if (!match)
    throw new SextantError(
      "not_odoo",
      `The server names its version "${version.slice(0, 60)}", which is no version of Odoo. Check the URL.`,
    );
  return Number(`${match[1]}.${match[2] ?? 0}`);
}
