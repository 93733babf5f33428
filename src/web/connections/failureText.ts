import { ANY_TOKEN } from '../../contract/endpoint.ts';
import { ApiError } from '../api/error.ts';
import type { Formats } from '../i18n/format.ts';
import type { Text } from '../i18n/text.ts';

/** A failure for a person: what happened, and what to do about it. */
export interface FailureText {
  readonly title: string;
  readonly advice: string;
  /** The service's own words, to be shown as they are. */
  readonly words: string;
  readonly requestId: string | undefined;
}

function ofCall(error: ApiError, t: Text, format: Pick<Formats, 'relative'>): readonly [string, string] {
  const { failure } = error;
  switch (failure.kind) {
    case 'forbiddenOrMissing':
      return [
        t('api.forbiddenOrMissing'),
        t('api.forbiddenOrMissing.advice', {
          permission:
            error.permission === null || error.permission === ANY_TOKEN
              ? t('api.anyPermission')
              : error.permission,
        }),
      ];
    case 'rateLimited':
      return [
        t('api.rateLimited'),
        failure.retryAt === undefined
          ? t('api.rateLimited.advice')
          : t('api.rateLimited.adviceUntil', { when: format.relative(failure.retryAt, Date.now()) }),
      ];
    case 'unreachable':
      return [t(`api.unreachable.${failure.because}`), t(`api.unreachable.${failure.because}.advice`)];
    case 'notUnderstood':
      return [
        t('api.notUnderstood'),
        failure.where === 'redirect'
          ? t('api.notUnderstood.redirect')
          : t('api.notUnderstood.advice', { where: failure.where }),
      ];
    default:
      return [t(`api.${failure.kind}`), t(`api.${failure.kind}.advice`)];
  }
}

/** Any error in words; what is no failed call is a fault of this page. */
export function failureText(error: unknown, t: Text, format: Pick<Formats, 'relative'>): FailureText {
  if (!(error instanceof ApiError)) {
    return {
      title: t('api.unknown'),
      advice: t('api.unknown.advice'),
      words: error instanceof Error ? error.message : String(error),
      requestId: undefined,
    };
  }
  const [title, advice] = ofCall(error, t, format);
  return { title, advice, words: error.words, requestId: error.requestId };
}
