import { createElement, Fragment, type ReactNode } from 'react';
import type { ArgumentList, Catalogue, MessageKey } from './catalogue.ts';
import { parseMessage, writeMessage, type Part } from './icu.ts';
import { DIRECTIONS, LOCALES, type Language } from './languages.ts';

/**
 * The messages of one language.
 *
 * - `t('images.title')`, `t('images.count', { count: 3 })`: a string, for attributes and plain text. A name of
 *   the other direction is wrapped in Unicode isolates, so that it cannot scramble the sentence around it.
 * - `t.rich('images.deleteOne', { name: <Name>alpine</Name> })`: the same with elements in it, for the page.
 */
export interface Text {
  <K extends MessageKey>(key: K, ...args: ArgumentList<K>): string;
  rich<K extends MessageKey>(key: K, ...args: ArgumentList<K, ReactNode>): ReactNode;
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const LEFT_TO_RIGHT = /[\p{Script=Latin}0-9]/u;
const ISOLATE = '\u2068';
const END_ISOLATE = '\u2069';

/** Text of the other direction within a sentence of this language: https://www.w3.org/International/articles/inline-bidi-markup/ */
function isolate(text: string, language: Language): string {
  const other = DIRECTIONS[language] === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
  return other.test(text) ? `${ISOLATE}${text}${END_ISOLATE}` : text;
}

/** The messages of `language`, read from its catalogue. Pure: for tests and for what is not React. */
export function createText(language: Language, catalogue: Catalogue): Text {
  const locale = LOCALES[language];
  const plural = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  const parsed = new Map<MessageKey, readonly Part[]>();

  const partsOf = (key: MessageKey): readonly Part[] => {
    const known = parsed.get(key);
    if (known) return known;
    const parts = parseMessage(catalogue[key]);
    parsed.set(key, parts);
    return parts;
  };

  const number = (value: number) => digits.format(value);
  const value = (given: string | number) =>
    typeof given === 'number' ? number(given) : isolate(given, language);

  const plain = (key: MessageKey, args: Readonly<Record<string, string | number>> = {}): string =>
    writeMessage<string>(partsOf(key), args, { plural, number, value, text: (text) => text }).join('');

  const rich = (key: MessageKey, args: Readonly<Record<string, ReactNode>> = {}): ReactNode => {
    const pieces = writeMessage<ReactNode>(partsOf(key), args, {
      plural,
      number,
      text: (text) => text,
      value: (given) => (typeof given === 'string' || typeof given === 'number' ? value(given) : given),
    });
    return createElement(Fragment, null, ...pieces);
  };

  return Object.assign(plain, { rich });
}
