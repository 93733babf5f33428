import type { Refusal } from '../route.ts';

/**
 * A message in every form that the documents and the published clients read at once: `message` with
 * `status_code`, and `contents.message`.
 */
export function said(message: string, status = 200) {
  return { message, status_code: status, contents: { message } };
}

/** A refusal with one message. */
export function refusal(status: number, message: string): Refusal {
  return { status, json: said(message, status) };
}

/** A refusal by field, as the API contract has it (`errors`) and as the published clients read it (flat). */
export function invalid(fields: Readonly<Record<string, readonly string[]>>): Refusal {
  return {
    status: 400,
    json: { ...fields, errors: Object.entries(fields).map(([field, texts]) => ({ [field]: texts })) },
  };
}
