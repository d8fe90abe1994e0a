import type { AskResult, Figure } from "@sextant/contracts";
import type { CellTarget } from "../drill/cell-target.ts";
import classes from "./sentence.module.css";
import { splitSentence } from "./split-sentence.ts";

interface SentenceProps {
  readonly result: AskResult;
  readonly onOpen: (target: CellTarget) => void;
}

/** The target of a figure, from its own proof or from the cell of the report it was taken from. */
function targetOf({ result }: AskResult, { value, unit, source }: Figure): CellTarget | null {
  const line = result?.lines.find(({ key }) => key === source.line);
  const proof = source.proof ?? line?.source[source.cell];
  if (proof === undefined) return null;
  const column = result?.columns.find(({ name }) => name === source.cell)?.label ?? source.cell;
  return {
    title: `${line?.label ?? source.line} · ${column}`,
    // The items add up to the cell; a sentence may quote it without its sign.
    value: line?.cells[source.cell] ?? value,
    currency: result?.currency.code ?? unit,
    source: proof,
  };
}

/** The answer in words. Every figure in it opens the journal items that it was computed from. */
export function Sentence({ result, onOpen }: SentenceProps) {
  const { segments, apart } = splitSentence(result.answer, result.figures);
  const button = (figure: Figure, text: string, key: string) => {
    const target = targetOf(result, figure);
    return target === null ? (
      <strong key={key}>{text}</strong>
    ) : (
      <button
        key={key}
        type="button"
        className={classes.figure}
        title="Show the journal items"
        aria-label={`${text}. Show its journal items`}
        onClick={() => onOpen(target)}
      >
        {text}
      </button>
    );
  };
  return (
    <div role="status">
      <p className={classes.sentence} dir="auto" data-testid="answer">
        {segments.map(({ text, figure, at }) => (figure ? button(figure, text, String(at)) : text))}
      </p>
      {apart.length > 0 ? (
        <p className={classes.apart}>
          Figures behind it:{" "}
          {apart.map((figure) => (
            <span key={`${figure.source.line} ${figure.source.cell}`}>
              {button(figure, `${figure.value} ${figure.unit}`, figure.source.cell)}{" "}
            </span>
          ))}
        </p>
      ) : null}
    </div>
  );
}
