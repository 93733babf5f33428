import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { fa } from './fa.ts';
import { speak } from './language.ts';

const english = speak('en', en).text;
const persian = speak('fa', fa).text;

describe('text', () => {
  test('numbers have the digits of the language', () => {
    expect(english('app.uploadsLeft', { count: 1200 })).toBe('Uploads: 1,200 not done');
    expect(persian('app.uploadsLeft', { count: 1200 })).toBe('بارگذاری‌ها: ۱٬۲۰۰ مورد تمام‌نشده');
  });

  test('a name of the other direction is isolated from the sentence', () => {
    expect(persian('app.editConnection', { connection: 'djinn demo' })).toBe('ویرایش \u2068djinn demo\u2069');
    expect(persian('app.editConnection', { connection: 'آزمایشی' })).toBe('ویرایش آزمایشی');
    expect(english('app.editConnection', { connection: 'djinn demo' })).toBe('Edit djinn demo');
    expect(english('app.editConnection', { connection: 'آزمایشی' })).toBe('Edit \u2068آزمایشی\u2069');
  });

  test('elements stand in the middle of a sentence', () => {
    const sentence = persian.rich('app.editConnection', { connection: <bdi>djinn demo</bdi> });
    expect(renderToStaticMarkup(sentence)).toBe('ویرایش <bdi>djinn demo</bdi>');
  });

  test('what a service says is text, not markup', () => {
    const sentence = english.rich('app.editConnection', { connection: '<img onerror=x>{name}#' });
    expect(renderToStaticMarkup(sentence)).toBe('Edit &lt;img onerror=x&gt;{name}#');
  });
});
