/** The condition that holds where a plain one does not, as it is mostly written. */
export function oppositeOf(condition: string): string {
  const plain = !/\b(?:and|or|if|lambda)\b/.test(condition);
  if (plain && condition.startsWith("not ")) return condition.slice("not ".length);
  const [, left, sign, right] = (plain && /^([^=!<>]+) (==|!=) ([^=!<>]+)$/.exec(condition)) || [];
  return sign === undefined ? `not ${condition}` : `${left} ${sign === "==" ? "!=" : "=="} ${right}`;
}
