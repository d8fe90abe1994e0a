let depth = 0;

/**
 * Runs work that looks at much and holds none of it. What it reads of packed modules is made for it alone and let go at once; otherwise the engine
 * has to keep each object until all that runs now is done, lest somebody else asks for the same. The work must not give such objects away.
 */
export function inPassing<Result>(work: () => Result): Result {
  depth += 1;
  try {
    return work();
  } finally {
    depth -= 1;
  }
}

/** Whether what is read now is held by nobody. */
export function isInPassing(): boolean {
  return depth > 0;
}
