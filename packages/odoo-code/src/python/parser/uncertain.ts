/** Made once: it carries nothing, and a stack for each would cost more than the reading. */
export const UNCERTAIN = new Error("This reader does not know for certain what the text says.");

/** Gives the whole text up: tree-sitter reads it instead. */
export function uncertain(): never {
  throw UNCERTAIN;
}
