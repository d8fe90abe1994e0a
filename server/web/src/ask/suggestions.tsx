import classes from "./suggestions.module.css";

interface SuggestionsProps {
  readonly label: string;
  readonly questions: readonly string[];
  readonly onAsk: (question: string) => void;
  readonly disabled?: boolean;
  /** In even columns, where they are all there is to see. */
  readonly even?: boolean;
}

/** Questions that are known to be answered; one click asks. */
export function Suggestions({ label, questions, onAsk, disabled = false, even = false }: SuggestionsProps) {
  if (questions.length === 0) return null;
  return (
    <div className={classes.suggestions}>
      <p className={classes.label}>{label}</p>
      <ul className={classes.list} data-even={even}>
        {[...new Set(questions)].map((question) => (
          <li key={question}>
            <button
              type="button"
              className={classes.question}
              disabled={disabled}
              onClick={() => onAsk(question)}
              dir="auto"
            >
              {question}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
