import * as z from 'zod/mini';
import type { Answer, Endpoint, Output } from '../../contract/endpoint.ts';
import { ApiError, failureOf } from './error.ts';
import { readServiceError } from './serviceError.ts';

/** An answer as it came, from `fetch` or from `XMLHttpRequest`. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly header: (name: string) => string | null;
}

/** The first place where a body does not fit its schema, in words for the error. */
function misfit(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.map(String).join('.') || 'body'}: ${issue.message}` : 'body';
}

/** Real servers answer 200, 201, 202 or 204 where the documents name one of them: any success will do. */
function successAnswers(endpoint: Endpoint, status: number): Answer[] {
  const exact = endpoint.answers[status];
  const others = Object.entries(endpoint.answers)
    .filter(([code]) => code.startsWith('2') && Number(code) !== status)
    .map(([, answer]) => answer);
  return exact ? [exact, ...others] : others;
}

function parseSuccess(endpoint: Endpoint, answer: RawAnswer): unknown {
  const candidates = successAnswers(endpoint, answer.status);
  const empty = answer.status === 204 || answer.text.trim() === '';
  if (empty && candidates.some((candidate) => !candidate.json)) return undefined;
  const schema = candidates.find((candidate) => candidate.json)?.json;
  if (!schema) return undefined;
  // Some answers document a body and may come without one.
  const nothing = empty ? z.safeParse(schema, undefined) : undefined;
  if (nothing?.success) return nothing.data;
  const fail = (where: string, cause?: unknown): never => {
    throw new ApiError({ kind: 'notUnderstood', where }, endpoint, { status: answer.status, cause });
  };
  let value: unknown;
  try {
    value = JSON.parse(answer.text);
  } catch (error) {
    return fail(empty ? 'empty body' : 'not JSON', error);
  }
  const parsed = z.safeParse(schema, value);
  return parsed.success ? parsed.data : fail(misfit(parsed.error), parsed.error);
}

/**
 * Reads an answer by the contract.
 * @returns the parsed body of a success
 * @throws ApiError for every other status, and for a body that does not fit
 */
export function readAnswer<const E extends Endpoint>(endpoint: E, answer: RawAnswer): Output<E>;
export function readAnswer(endpoint: Endpoint, answer: RawAnswer): unknown {
  const { status, text, header } = answer;
  if (status >= 200 && status < 300) return parseSuccess(endpoint, answer);
  if (status < 400) {
    // Djinn redirects to its log-in page where the address or the token is wrong; `fetch` tells only that it did.
    throw new ApiError({ kind: 'notUnderstood', where: 'redirect' }, endpoint, { status });
  }
  const said = readServiceError(endpoint.service, status, header('content-type') ?? '', text);
  throw new ApiError(failureOf(status, said.fields ?? {}, header), endpoint, {
    status,
    words: said.message,
    requestId: said.requestId,
  });
}
