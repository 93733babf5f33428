import { expect, test } from 'vitest';
import { djinnEndpoints } from '../../contract/djinn/endpoints.ts';
import { fandoghEndpoints } from '../../contract/fandogh/endpoints.ts';
import { ApiError } from '../api/error.ts';
import { en } from '../i18n/en.ts';
import { speak } from '../i18n/language.ts';
import { failureText } from './failureText.ts';

const { text, format } = speak('en', en);

test('what is refused or not there names what the token lacks, where the service knows more than tokens', () => {
  const refused = { kind: 'forbiddenOrMissing' } as const;
  const djinn = failureText(new ApiError(refused, djinnEndpoints.listImages), text, format);
  expect(djinn.advice).toContain('image:read');
  const fandogh = failureText(new ApiError(refused, fandoghEndpoints.listImages), text, format);
  expect(fandogh.advice).toBe('It is gone, or this token lacks the permission.');
});
