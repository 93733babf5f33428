import { FAILURE_RECIPES } from './failure-recipes.ts';
import type { FailureAdvice, FailureCause } from './failure-recipes.ts';
import { foldOf } from './line-map.ts';
import type { LogDocument } from './log-document.ts';
import { ownText } from './marks.ts';
import type { Outline } from './steps.ts';

export interface Failure {
  readonly cause: FailureCause;
  /** The line that tells, counted from 0; -1 in an empty log. */
  readonly line: number;
  /** Names for the message, as the log has them: what is missing, which version is asked for. */
  readonly params: Readonly<Record<string, string>>;
  readonly advice: readonly FailureAdvice[];
}

/** How many lines before the end of a stretch, and of the log, are read for a cause. */
const LAST_LINES = 2000;
/** How many of the log's first errors are read besides. */
const FIRST_ERRORS = 2000;
/** How many stretches of a step that runs beside others are read. */
const LAST_FOLDS = 20;

/** The step a failed build broke off in: an index of the outline's steps, -1 when the log shows none. */
export function failingStep(document: LogDocument): number {
  const { errors, outline } = document;
  const failed = outline.steps.findIndex((step) => step.state === 'failed');
  if (failed >= 0) return failed;
  const lastError = errors.length > 0 ? foldOf(outline.folds, errors.last()) : undefined;
  return lastError?.step ?? outline.steps.length - 1;
}

/** Explains the log of a build that is known to have failed: first by its failing step, then by whatever else it says. */
export function explainFailure(document: LogDocument): Failure {
  const { errors, lineCount, outline } = document;
  const step = failingStep(document);
  const known =
    findCause(document, linesOfStep(outline, step, lineCount)) ?? findCause(document, otherLines(document));
  if (known) return known;
  const header = outline.folds.find((fold) => fold.step === step)?.header ?? 0;
  const inStep = errors.lowerBound(header);
  const line = errors.length === 0 ? lineCount - 1 : errors.at(inStep < errors.length ? inStep : 0);
  return { cause: 'unknown', line, params: {}, advice: ['read-first-error'] };
}

function findCause(document: LogDocument, lines: ReadonlySet<number>): Failure | undefined {
  const texts = [...lines]
    .sort((one, other) => one - other)
    .map((line) => ({ line, text: ownText(document.store.visible(line)) }));
  for (const { advice, cause, patterns } of FAILURE_RECIPES) {
    for (const { line, text } of texts) {
      for (const pattern of patterns) {
        const match = pattern.exec(text);
        if (match) return { cause, line, params: namedGroups(match), advice };
      }
    }
  }
  return undefined;
}

/** The step's lines, and those after it, where builders repeat what went wrong. */
function linesOfStep(outline: Outline, step: number, lineCount: number): Set<number> {
  const lines = new Set<number>();
  let end = 0;
  for (const fold of outline.folds.filter((candidate) => candidate.step === step).slice(-LAST_FOLDS)) {
    end = fold.end;
    addLast(lines, fold.header, fold.end);
  }
  if (end > 0) addLast(lines, end, lineCount);
  return lines;
}

function otherLines(document: LogDocument): Set<number> {
  const { errors, lineCount } = document;
  const lines = new Set<number>();
  addLast(lines, 0, lineCount);
  for (let index = 0; index < Math.min(errors.length, FIRST_ERRORS); index++) lines.add(errors.at(index));
  return lines;
}

function addLast(lines: Set<number>, from: number, to: number): void {
  for (let line = Math.max(from, to - LAST_LINES); line < to; line++) lines.add(line);
}

function namedGroups(match: RegExpExecArray): Record<string, string> {
  const groups: Record<string, string> = {};
  for (const [name, value] of Object.entries(match.groups ?? {}))
    if (value !== undefined) groups[name] = value;
  return groups;
}
