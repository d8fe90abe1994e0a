const SENDING =
  /^(?:(?:and|now|then|ok|please|can you|could you|i want to|i'd like to)[\s,]+)*(?:send|e-?mail|mail|forward|message)\s+(?:it|this|that|these|those|them|(?:the|this|that)\s+(?:answer|result|figures?|numbers?|statement|report|list))\s+to\s+(\S.{0,119}?)(?:[\s,]+(?:please|by e-?mail|now))*[\s.!?]*$/iu;

/** To whom the answer before is to be sent: "send it to Anna", "please email that to Anna Smith". Null where nothing is to be sent. */
export const findRecipient = (question: string): string | null => SENDING.exec(question.trim())?.[1] ?? null;
