/** A submission afterwards: the score, then every question with what was chosen, what is right, and why. */
import { Title } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { Card, Section } from '@/components/page/Section';
import type {
  Assignment,
  QuestionResult,
  QuestionToAnswer,
  Submission,
} from '@/generated/types.gen';
import { questionsOf } from '@/lib/assignments';
import { ReportQuestion } from './ReportQuestion';
import classes from './Result.module.css';

interface Props {
  assignment: Assignment;
  submission: Submission;
}

export function Result({ assignment, submission }: Props) {
  const { t } = useTranslation();
  const questions = questionsOf(assignment);
  return (
    <>
      <Card>
        <div className={classes.head}>
          <Dial score={submission.score} />
          <div>
            <Title order={2} tabIndex={-1}>
              {t('study.rightOf', { right: submission.right, total: submission.total })}
            </Title>
            <p className={classes.soft}>
              {t(submission.by_clock ? 'study.submittedByClock' : 'study.submitted')}
            </p>
            <ButtonLink
              to="/study/quiz/$id"
              params={{ id: String(assignment.id) }}
              variant="default"
            >
              {t('study.toQuiz')}
            </ButtonLink>
          </div>
        </div>
      </Card>
      <Section title={t('study.review')}>
        <ol className={classes.questions}>
          {submission.results.map((result) => {
            const question = questions[result.question];
            return question ? (
              <Reviewed
                key={result.question}
                assignment={assignment.id}
                question={question}
                result={result}
              />
            ) : null;
          })}
        </ol>
      </Section>
    </>
  );
}

const radius = 42;
const length = 2 * Math.PI * radius;

function Dial({ score }: { score: number }) {
  const { t } = useTranslation();
  return (
    <svg viewBox="0 0 100 100" className={classes.dial} role="img">
      <title>{t('study.scoreOf', { score })}</title>
      <circle cx="50" cy="50" r={radius} className={classes.track} />
      <circle
        cx="50"
        cy="50"
        r={radius}
        className={classes.arc}
        strokeDasharray={`${(length * score) / 100} ${length}`}
        transform="rotate(-90 50 50)"
      />
      <text x="50" y="57" textAnchor="middle" className={classes.figure}>
        {score}
      </text>
    </svg>
  );
}

interface ReviewedProps {
  assignment: number;
  question: QuestionToAnswer;
  result: QuestionResult;
}

function Reviewed({ assignment, question, result }: ReviewedProps) {
  const { t } = useTranslation();
  return (
    <li className={classes.question} data-right={result.is_correct}>
      <h3 className={classes.text}>{question.question}</h3>
      <ul className={classes.options}>
        {question.options.map((option, index) => (
          <Option
            // biome-ignore lint/suspicious/noArrayIndexKey: options have a place, and may be alike
            key={index}
            text={option}
            isCorrect={index === result.correct}
            isChosen={index === result.answer}
          />
        ))}
      </ul>
      {result.answer === null ? <p className={classes.soft}>{t('study.skipped')}</p> : null}
      {result.explanation ? <p className={classes.why}>{result.explanation}</p> : null}
      {result.quote ? (
        <blockquote className={classes.quote}>
          {result.quote}
          {result.page ? <cite>{t('study.page', { page: result.page })}</cite> : null}
        </blockquote>
      ) : null}
      <ReportQuestion assignment={assignment} question={result.question} />
    </li>
  );
}

interface OptionProps {
  text: string;
  isCorrect: boolean;
  isChosen: boolean;
}

function Option({ text, isCorrect, isChosen }: OptionProps) {
  const { t } = useTranslation();
  const labels = [
    isCorrect ? t('study.rightAnswer') : '',
    isChosen ? t('study.yourAnswer') : '',
  ].filter(Boolean);
  return (
    <li className={classes.option} data-tone={isCorrect ? 'good' : isChosen ? 'bad' : undefined}>
      {isCorrect ? (
        <IconCheck size={16} aria-hidden="true" />
      ) : (
        <IconX size={16} aria-hidden="true" data-hidden={!isChosen || undefined} />
      )}
      <span>{text}</span>
      {labels.length > 0 ? <span className={classes.label}>{labels.join(' · ')}</span> : null}
    </li>
  );
}
