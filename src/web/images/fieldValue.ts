import type { FieldValue } from './service.ts';

type Said<T> = T | null | undefined;

const ABSENT: FieldValue = { kind: 'absent' };

/** A text as a field shows it; an id and a code are written left to right. */
export function textValue(text: Said<string>, kind: 'text' | 'code' | 'id' | 'url' = 'text'): FieldValue {
  if (text === null || text === undefined) return ABSENT;
  return text === '' ? { kind: 'empty' } : { kind, text };
}

/** A quantity as a field shows it. */
export function numberValue(
  value: Said<number>,
  kind: 'bytes' | 'number' | 'mebibytes' | 'gibibytes' = 'number',
): FieldValue {
  return value === null || value === undefined ? ABSENT : { kind, value };
}

/** A moment as a field shows it; `at` is in milliseconds since 1970. */
export function timeValue(at: Said<number>): FieldValue {
  return at === null || at === undefined ? ABSENT : { kind: 'time', at };
}

/** A yes or no as a field shows it. */
export function yesNoValue(value: Said<boolean>): FieldValue {
  return value === null || value === undefined ? ABSENT : { kind: 'yesNo', value };
}
