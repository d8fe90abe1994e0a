import { useMarkedQuestions } from "../api/use-marked-questions.ts";
import { ErrorPanel } from "../feedback/error-panel.tsx";
import { ProgressNote } from "../feedback/progress-note.tsx";
import { TeachingNote } from "../feedback/teaching-note.tsx";
import classes from "../manage/manage.module.css";
import { usePageTitle } from "../shell/use-page-title.ts";
import { MarkedQuestionCard } from "./marked-question-card.tsx";

/** Answers that users have marked as right, and what reviewers made of them. */
export function QuestionsPage() {
  usePageTitle("Questions");
  const { data, error, refetch, isFetching } = useMarkedQuestions();
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>Marked questions</h1>
      <p className={classes.lead}>
        {data?.mayReview
          ? "Users say that these answers are right. Once you confirm one, its words mean the same at every question from then on, and sextant questions check asks it again."
          : "Answers that you have marked as right. They change nothing before a reviewer confirms them."}
      </p>
      {error ? <ErrorPanel error={error} onRetry={() => void refetch()} busy={isFetching} /> : null}
      {data === undefined && !error ? <ProgressNote progress={null} waiting="Opening the marked questions" /> : null}
      {data?.questions.length === 0 ? (
        <TeachingNote title="Nothing was marked yet">
          Below an answer stands "Mark as right". What is marked there waits here for a reviewer.
        </TeachingNote>
      ) : null}
      <ul className={classes.list}>
        {data?.questions.map((question) => (
          <li key={question.id}>
            <MarkedQuestionCard question={question} mayReview={data.mayReview} />
          </li>
        ))}
      </ul>
    </div>
  );
}
