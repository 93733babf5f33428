import { expect, test, type Locator, type Page } from '@playwright/test';
import type { FaultRule } from '../src/backend/faults.ts';

/** One way in which a service lets its callers down, and what a person is told of it. */
export interface Trouble {
  readonly name: string;
  readonly fault: FaultRule['fault'];
  /** What happened. */
  readonly title: string;
  /** What to do. */
  readonly advice: string;
  /** The service's own words. */
  readonly words?: string;
  /** What must pass of the page's time between two looks for it to be told, in milliseconds. */
  readonly wait?: number;
  /** It needs a body to go wrong in, or an answer that is read. */
  readonly needsBody?: true;
}

function status(code: number, text: string, headers?: Record<string, string>): FaultRule['fault'] {
  return {
    kind: 'status',
    status: code,
    body: JSON.stringify({ message: text }),
    ...(headers && { headers }),
  };
}

/** As long as reads wait before they are tried again. */
const SECOND_TRY = 2000;

const NETWORK = {
  title: 'No connection',
  advice: 'Check the network and try again.',
  wait: SECOND_TRY,
};
const HIDDEN = { title: 'Not found, or not allowed', advice: 'It is gone, or this token lacks' };
const NONSENSE = {
  title: 'The answer makes no sense here',
  advice: 'Is the address right?',
  needsBody: true,
} as const;

/** Two neighbours never say the same, so that what is read is not still the one before. */
const TROUBLES: readonly Trouble[] = [
  { name: 'a refused connection', fault: { kind: 'drop' }, ...NETWORK },
  { name: '403', fault: status(403, 'not for you'), words: 'not for you', ...HIDDEN },
  { name: 'an answer cut in its middle', fault: { kind: 'truncate' }, needsBody: true, ...NETWORK },
  { name: '404', fault: status(404, 'nobody has seen it'), words: 'nobody has seen it', ...HIDDEN },
  {
    name: '409',
    fault: status(409, 'somebody holds it'),
    title: 'It is in use or exists already',
    advice: 'Wait a moment and try again.',
    words: 'somebody holds it',
  },
  {
    name: "413 with a proxy's page",
    fault: {
      kind: 'status',
      status: 413,
      contentType: 'text/html',
      body: '<html><head><title>Too large</title></head><body><h1>413 Request Entity Too Large</h1></body></html>',
    },
    title: 'It is larger than the service takes',
    advice: 'Make it smaller',
    words: '413 Request Entity Too Large',
  },
  {
    name: '429 with a time',
    fault: status(429, 'slow down', { 'retry-after': '7200' }),
    title: 'Too many requests',
    advice: 'The service takes requests again in',
    words: 'slow down',
  },
  {
    name: '500 with plain text',
    fault: { kind: 'status', status: 500, contentType: 'text/plain', body: 'panic: <no> disk' },
    title: 'The service failed',
    advice: 'Try again; if it stays, tell whoever runs the service.',
    words: 'panic: <no> disk',
    wait: SECOND_TRY,
  },
  {
    name: 'JSON that is none',
    fault: { kind: 'status', status: 200, body: '[{"id": 1, "na' },
    ...NONSENSE,
  },
  {
    name: 'silence',
    fault: { kind: 'delay', ms: 600_000 },
    title: 'No answer',
    advice: 'The service stayed silent for half a minute.',
    wait: 31_000,
  },
  {
    name: 'JSON of a wrong shape',
    fault: { kind: 'status', status: 200, body: '{"surprise": [true]}' },
    ...NONSENSE,
  },
];

/** A refused token is no trouble like the others: the page asks for another. */
export const REFUSED: FaultRule['fault'] = status(401, 'the token has expired');

/**
 * Looks again and again while the page's time runs ahead of ours.
 * @param page its clock must be installed
 * @param wait by how many milliseconds it runs ahead each time
 */
export async function inTime(page: Page, wait: number, look: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward(wait);
    await look();
  }).toPass({ intervals: [50] });
}

export interface Surface {
  readonly page: Page;
  /** Replaces the rules of the fault switch. */
  readonly faults: (rules: readonly FaultRule[]) => Promise<void>;
  /** The endpoint that fails, as the fault switch calls it. */
  readonly endpoint: string;
  /** Where its failure is told. */
  readonly place: Locator;
  /** Makes the call the first time. */
  readonly start: () => Promise<void>;
  /** Makes the call once more. */
  readonly again: () => Promise<void>;
  /** What was there before and must still be. */
  readonly survives: () => Promise<void>;
  /** Troubles that cannot be here, or are told in another way. */
  readonly without?: readonly string[];
  /** Is what to do told in the same place? Bars have room for what happened only. */
  readonly advises?: boolean;
  readonly hasBody?: boolean;
}

/** Lets an endpoint fail in every way, one after the other, and reads what the page says. */
export async function meetTroubles(surface: Surface): Promise<void> {
  const { page, faults, endpoint, place, start, again, survives } = surface;
  const { without = [], advises = true, hasBody = true } = surface;
  const troubles = TROUBLES.filter(
    ({ name, needsBody }) => !without.includes(name) && (hasBody || needsBody !== true),
  );
  for (const [index, { name, fault, title, advice, words, wait }] of troubles.entries()) {
    await test.step(name, async () => {
      await faults([{ endpoint, fault }]);
      await (index === 0 ? start() : again());
      if (wait !== undefined) {
        await inTime(page, wait, () => expect(place).toContainText(title, { timeout: 300 }));
      }
      await expect(place).toContainText(words ?? title);
      await expect(place).toContainText(title);
      if (advises) await expect(place).toContainText(advice);
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(page.getByText('This page failed')).toHaveCount(0);
      await survives();
    });
  }
  await faults([]);
}
