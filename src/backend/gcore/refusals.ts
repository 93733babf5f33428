import { randomUUID } from 'node:crypto';
import type * as z from 'zod/mini';
import type { GcoreError } from '../../contract/gcore/error.ts';
import { Refused, type Misfit, type Refusal } from '../route.ts';

/** A refusal in Gcore's form. */
export function refusal(
  status: number,
  exception_class: string,
  message: string,
  more: Pick<GcoreError, 'info' | 'invalid_fields'> = {},
): Refusal {
  const json: GcoreError = {
    exception_class,
    message,
    request_id: randomUUID().replaceAll('-', ''),
    ...more,
  };
  return { status, json };
}

/** 404: `Image … could not be found`. */
export function notFound(message: string): Refused {
  return new Refused(refusal(404, 'NotFoundError', message));
}

/** 403. */
export function forbidden(message: string): Refused {
  return new Refused(refusal(403, 'ForbiddenError', message));
}

/** 409: a task holds the lock. */
export function locked(imageId: string, taskId: string): Refused {
  return new Refused(refusal(409, 'ConflictError', `Image ${imageId} is locked by task ${taskId}`));
}

/** 403, as capacity that is used up is documented. */
export function overQuota(attribute: string, limit: number, current: number): Refused {
  const message = `Quota limit for ${attribute} exceeded by 1`;
  const info = { attribute, limit, current_usage: current, requested_usage: 1 };
  return new Refused(refusal(403, 'QuotaLimitExceed', message, { info }));
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}

/** 400 with the messages by field, both in a member of their own and, as older services have it, in the text. */
export function invalid(fields: Readonly<Record<string, string[]>>): Refusal {
  const listed = Object.entries(fields).map(
    ([field, messages]) => `${quoted(field)}: [${messages.map(quoted).join(', ')}]`,
  );
  return refusal(400, 'ValidationError', `Validation Error: {${listed.join(', ')}}`, {
    invalid_fields: fields,
  });
}

type Issue = z.core.$ZodIssue;

/** The branch of a union that came nearest: the one whose type was right. */
function nearest(errors: readonly (readonly Issue[])[]): Issue | undefined {
  const issues = errors.flat();
  return issues.find(({ code }) => code !== 'invalid_type') ?? issues[0];
}

function wording(issue: Issue | undefined): string {
  switch (issue?.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'Field required';
      return `Not a valid ${issue.expected === 'int' || issue.expected === 'number' ? 'integer' : issue.expected}.`;
    case 'invalid_value':
      return `Must be one of: ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'string'
        ? `Shorter than minimum length ${issue.minimum}.`
        : `Must be greater than or equal to ${issue.minimum}.`;
    case 'too_big':
      return `Must be less than or equal to ${issue.maximum}.`;
    case 'invalid_format':
      return issue.format === 'regex'
        ? `Does not match the pattern ${issue.pattern ?? ''}`
        : `Not a valid ${issue.format}.`;
    case 'invalid_union':
      return wording(nearest(issue.errors));
    case 'invalid_key':
      return wording(issue.issues[0]);
    case 'custom':
      return issue.message;
    default:
      return 'Invalid value.';
  }
}

/** 400 for what did not fit a schema. Gcore never says 422. */
export function misfit({ part, issues }: Misfit): Refusal {
  const fields: Record<string, string[]> = {};
  for (const issue of issues) {
    const field = issue.path.map(String).join('.') || part;
    (fields[field] ??= []).push(wording(issue));
  }
  return invalid(fields);
}
