/**
 * A turn is a question and what became of it:
 * `{question, state: running|done|cancelled, interpretation, progress, draft, answer, error}`.
 */
const begin = (question) => ({
  question,
  state: "running",
  interpretation: null,
  progress: null,
  draft: "",
  answer: null,
  error: null,
});

const withError = (turn, error) =>
  error.code === "aborted" ? { ...turn, state: "cancelled", progress: null } : { ...turn, error, progress: null };

function advance(turn, event) {
  switch (event.type) {
    case "plan":
      return { ...turn, interpretation: event.interpretation };
    case "progress":
      return { ...turn, progress: event };
    case "text":
      return { ...turn, draft: `${turn.draft} ${event.text}`.trim() };
    case "answer":
      return event.result.refused?.code === "aborted"
        ? withError(turn, event.result.refused)
        : { ...turn, answer: event.result, progress: null };
    case "error":
      return withError(turn, event.error);
    case "done":
      return turn.state === "running" ? { ...turn, state: "done", progress: null } : turn;
    default:
      // A server that is newer may say more.
      return turn;
  }
}

/** The turns after one more event of a conversation. An event that belongs to no question changes nothing. */
export function applyEvent(turns, event) {
  if (event.type === "question") {
    return [...turns, begin(event.text)];
  }
  const last = turns.at(-1);
  return last ? [...turns.slice(0, -1), advance(last, event)] : turns;
}
