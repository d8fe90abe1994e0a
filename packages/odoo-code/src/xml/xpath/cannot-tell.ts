/** Thrown where an expression uses what is not evaluated here; nothing then may be said about what it finds. */
export class CannotTell extends Error {
  override readonly name = "CannotTell";
}
