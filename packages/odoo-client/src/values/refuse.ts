import { SextantError } from "@sextant/contracts";

/** Throws `unsafe_value`, naming where the value stands (never the value: it may be private). */
export function refuse(path: string, why: string): never {
  throw new SextantError("unsafe_value", `A value cannot be sent to Odoo without loss: ${path} ${why}.`, {
    details: { path },
  });
}
