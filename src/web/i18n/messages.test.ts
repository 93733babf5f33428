import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { fa } from './fa.ts';
import { argumentsOf, parseMessage, type Part } from './icu.ts';
import { LANGUAGES, LOCALES, type Language } from './languages.ts';

const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, fa };

const SOURCES = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*', '!./{en,fa}/*'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const AREAS = import.meta.glob<Record<string, Record<string, string>>>('./en/*.ts', { eager: true });

function names(message: string): string[] {
  return argumentsOf(parseMessage(message)).map((argument) => argument.split(':')[0] ?? '');
}

function plurals(parts: readonly Part[]): Extract<Part, { kind: 'plural' | 'select' }>[] {
  return parts.flatMap((part) =>
    part.kind === 'plural' || part.kind === 'select'
      ? [part, ...[...part.branches.values()].flatMap(plurals)]
      : [],
  );
}

/** What occurs in the sources as a message's key: as it is, or as a template with something filled in. */
function usedKeys(): (key: string) => boolean {
  const source = Object.values(SOURCES).join('\n');
  const words = new Set(Array.from(source.matchAll(/['"]([a-z]\w*(?:\.\w+)+)['"]/g), ([, word]) => word));
  const templates = Array.from(
    source.matchAll(/`([a-z]\w*\.[\w.]*(?:\$\{[^}`]*\}[\w.]*)+)`/g),
    ([, template = '']) =>
      new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[\\w-]+')}$`),
  );
  return (key) => words.has(key) || templates.some((template) => template.test(key));
}

describe('the catalogues', () => {
  test('every message is used somewhere', () => {
    const used = usedKeys();
    expect(Object.keys(en).filter((key) => !used(key))).toEqual([]);
  });

  test('every message stands in a file of its area, such as djinn.ts or djinnUploads.ts', () => {
    const misplaced = Object.entries(AREAS).flatMap(([file, module]) => {
      const name = file.replace(/^.*\/(\w+)\.ts$/, '$1');
      const [area = name] = name.split(/(?=[A-Z])/);
      return Object.keys(module[name] ?? {}).filter((key) => !key.startsWith(`${area}.`));
    });
    expect(misplaced).toEqual([]);
  });

  test('the languages have the same messages with the same arguments', () => {
    expect(Object.keys(fa).sort()).toEqual(Object.keys(en).sort());
    const different = Object.entries<string>(en).filter(
      ([key, message]) => names(message).join() !== names(CATALOGUES.fa[key] ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  test.each(LANGUAGES)('plurals of %s have the forms of the language and no others', (language) => {
    const forms = new Intl.PluralRules(LOCALES[language]).resolvedOptions().pluralCategories;
    const wrong = Object.entries(CATALOGUES[language]).filter(([, message]) =>
      plurals(parseMessage(message)).some(
        ({ kind, branches }) =>
          kind === 'plural' &&
          [...branches.keys()].some(
            (form) => !form.startsWith('=') && !forms.some((known) => known === form),
          ),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('Persian is written with Persian letters', () => {
    const arabic = Object.entries<string>(fa).filter(([, message]) =>
      /[\u064a\u0643\u0660-\u0669]/.test(message),
    );
    expect(arabic).toEqual([]);
  });
});
