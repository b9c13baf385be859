/** `/study/quiz/$id`: what to expect, then the questions one by one, then the result. The address says which. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { CardSkeleton } from '@/components/page/CardSkeleton';
import { QueryState } from '@/components/states/QueryState';
import type { Assignment } from '@/generated/types.gen';
import { isNotFound } from '@/lib/api/problem';
import { questionsOf } from '@/lib/assignments';
import { progress } from '../api/assignments';
import { useAttempt } from '../api/attempt';
import { useSubmission } from '../api/submissions';
import { Answering } from '../components/Answering';
import { AssignmentFrame } from '../components/AssignmentFrame';
import { QuizIntro } from '../components/QuizIntro';
import { Result } from '../components/Result';

/** `at`: the question in view, counted from 1. `result`: the submission in view. */
export interface QuizView {
  at?: number;
  result?: number;
}

interface Props {
  id: number;
  view: QuizView;
  onView: (view: QuizView) => void;
}

export function QuizPage({ id, view, onView }: Props) {
  return (
    <AssignmentFrame id={id}>
      {(assignment) => <Part assignment={assignment} view={view} onView={onView} />}
    </AssignmentFrame>
  );
}

interface PartProps {
  assignment: Assignment;
  view: QuizView;
  onView: (view: QuizView) => void;
}

const skeleton = <CardSkeleton count={4} />;

function Part({ assignment, view, onView }: PartProps) {
  if (view.result !== undefined) {
    return <ResultPart assignment={assignment} submission={view.result} />;
  }
  const attempt = assignment.my?.attempt ?? null;
  if (view.at !== undefined && attempt !== null) {
    return (
      <AnsweringPart
        key={attempt}
        assignment={assignment}
        attempt={attempt}
        at={view.at - 1}
        onView={onView}
      />
    );
  }
  return <QuizIntro assignment={assignment} onBegun={() => onView({ at: 1 })} />;
}

function ResultPart({ assignment, submission }: { assignment: Assignment; submission: number }) {
  const query = useSubmission(submission);
  return (
    <QueryState query={query} skeleton={skeleton}>
      {(data) => <Result assignment={assignment} submission={data} />}
    </QueryState>
  );
}

interface AnsweringPartProps {
  assignment: Assignment;
  attempt: number;
  at: number;
  onView: (view: QuizView) => void;
}

function AnsweringPart({ assignment, attempt, at, onView }: AnsweringPartProps) {
  const queryClient = useQueryClient();
  const query = useAttempt(attempt);
  const isOver = isNotFound(query.error);
  useEffect(() => {
    if (isOver) void queryClient.invalidateQueries(progress).then(() => onView({}));
  }, [isOver, queryClient, onView]);
  const questions = questionsOf(assignment);
  const { refetch } = query;
  const lookAgain = useCallback(() => void refetch(), [refetch]);
  return (
    <QueryState query={query} skeleton={skeleton}>
      {(data) => (
        <Answering
          attempt={data}
          questions={questions}
          skew={Date.parse(data.server_time) - query.dataUpdatedAt}
          at={Math.min(Math.max(at, 0), questions.length - 1)}
          onGo={(question) => onView({ at: question + 1 })}
          onSubmitted={({ id }) => onView({ result: id })}
          onTimeUp={lookAgain}
        />
      )}
    </QueryState>
  );
}
