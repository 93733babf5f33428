import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutLine } from './line-layout.ts';
import { spansText } from './span.ts';
import type { Span } from './span.ts';
import { StyleState } from './style.ts';
import { FUZZ_RUNS } from './testing/arbitraries.ts';

const ESC = '\u001b';

function layout(line: string): Span[] {
  const bytes = new TextEncoder().encode(line);
  return layoutLine(bytes, 0, bytes.length, new StyleState());
}

function read(line: string): string {
  return spansText(layout(line));
}

describe('colours', () => {
  test.each([
    ['16 colours', `${ESC}[31mx`, { foreground: 1 }],
    ['bright ones', `${ESC}[97;104mx`, { foreground: 15, background: 12 }],
    ['256 colours', `${ESC}[38;5;208;48;5;0mx`, { foreground: 208, background: 0 }],
    ['true colour', `${ESC}[38;2;255;0;10mx`, { foreground: '#ff000a' }],
    ['true colour with colons and a colour space', `${ESC}[48:2:0:1:2:3mx`, { background: '#010203' }],
    ['true colour with colons alone', `${ESC}[38:2:1:2:3mx`, { foreground: '#010203' }],
    ['256 colours with colons', `${ESC}[38:5:9mx`, { foreground: 9 }],
    [
      'every attribute',
      `${ESC}[1;2;3;4;7;9mx`,
      { bold: true, dim: true, italic: true, underline: true, inverse: true, strike: true },
    ],
    ['curly underline', `${ESC}[4:3mx`, { underline: true }],
    ['no underline', `${ESC}[4;4:0mx`, undefined],
    ['a colour of the underline, which is skipped with its numbers', `${ESC}[58;5;1;3mx`, { italic: true }],
    ['single resets', `${ESC}[1;3;4;7;9;31;42m${ESC}[22;23;24;27;29;39;49mx`, undefined],
    ['a reset without a number', `${ESC}[1m${ESC}[mx`, undefined],
    ['a half of an extended colour', `${ESC}[38;5mx`, undefined],
    ['a colour out of range', `${ESC}[38;5;256;38;2;1;2;256mx`, undefined],
    ['numbers too large to be true', `${ESC}[99999999999999999999mx`, undefined],
  ])('%s', (_name, line, style) => {
    expect(layout(line)).toEqual([style ? { text: 'x', style } : { text: 'x' }]);
  });

  test('a word is cut into spans, not changed', () => {
    expect(layout(`ER${ESC}[31mROR${ESC}[0m!`)).toEqual([
      { text: 'ER' },
      { text: 'ROR', style: { foreground: 1 } },
      { text: '!' },
    ]);
  });
});

test('a carriage return goes back to where the builder began, behind the time in front', () => {
  expect(read('2026-11-22T07:12:00.123Z  10% of all\r100%')).toBe('2026-11-22T07:12:00.123Z 100% of all');
  expect(read(`2026-11-22T07:12:00Z ${ESC}[32mone${ESC}[0m\r${ESC}[2Ktwo`)).toBe('2026-11-22T07:12:00Z two');
});

describe('what is inert', () => {
  test.each([
    ['a hyperlink', `see ${ESC}]8;;https://example.org${ESC}\\here${ESC}]8;;${ESC}\\.`, 'see here.'],
    ['a window title', `${ESC}]0;title\u0007text`, 'text'],
    ['cursor and screen commands', `${ESC}[2J${ESC}[10;5H${ESC}[3Aa${ESC}[?25lb`, 'ab'],
    ['a key mode that looks like a colour', `${ESC}[>4;1mx`, 'x'],
    ['a device string', `a${ESC}Pq#0~${ESC}\\b`, 'ab'],
    ['a character set', `${ESC}(Bx`, 'x'],
    [
      'erasing to the end where nothing is, as gcc does',
      `${ESC}[01m${ESC}[Kerror${ESC}[m${ESC}[K: x`,
      'error: x',
    ],
    ['erasing a line before it is written', `${ESC}[2Ktext`, 'text'],
  ])('%s', (_name, line, text) => {
    expect(read(line)).toBe(text);
  });

  test('a sequence that nobody closed does not swallow the line', () => {
    expect(read(`${ESC}]0;title and text`)).toBe('␛]0;title and text');
    expect(read(`text ${ESC}[31`)).toBe('text ␛[31');
    expect(read(`${ESC}${ESC}[31mred`)).toBe('␛red');
    expect(read(`end${ESC}`)).toBe('end␛');
  });

  test('markup is text', () => {
    expect(layout('<b onclick="x">&amp;</b>')).toEqual([{ text: '<b onclick="x">&amp;</b>' }]);
  });
});

describe('what would not be seen', () => {
  test('controls are pictures, marked as such', () => {
    expect(layout('a\u0000b')).toEqual([{ text: 'a' }, { text: '␀', control: true }, { text: 'b' }]);
    expect(read('\u0007\u0008\u007f')).toBe('␇␈␡');
    expect(read('\u0085\u009b')).toBe('<U+0085><U+009B>');
  });

  test('bidirectional controls are spelt out', () => {
    expect(layout(`${ESC}[1m\u202etxt.exe`)).toEqual([
      { text: '<U+202E>', style: { bold: true }, control: true },
      { text: 'txt.exe', style: { bold: true } },
    ]);
    expect(read('\u200e\u061c\u2066\u2069\ufeff\u200b')).toBe(
      '<U+200E><U+061C><U+2066><U+2069><U+FEFF><U+200B>',
    );
  });

  test('what Persian and emoji are spelt with stays, and so does a tab', () => {
    const text = 'می\u200cتواند\t👩\u200d🚀 e\u0301 界';
    expect(read(text)).toBe(text);
  });
});

describe('lines that overwrite themselves', () => {
  test.each([
    ['the last state stays', '10%\r20%\r100%', '100%'],
    ['what is longer shines through', '100%\r20', '200%'],
    ['unless it is erased', `100%\r20${ESC}[K`, '20'],
    ['or was erased before', `100%\r${ESC}[K20`, '20'],
    ['or the whole line was', `100%\r${ESC}[2K20`, '20'],
    ['a return at the end changes nothing', 'done\r\r', 'done'],
    ['erasing at last leaves nothing', `working\r${ESC}[K`, ''],
    ['erasing to the start leaves blanks', `abcdef\rxyz${ESC}[1K`, '    ef'],
    ['the cursor goes to a column', `[    ]${ESC}[2Gok`, '[ok  ]'],
    ['and beyond the end', `ab${ESC}[5Gc`, 'ab  c'],
    ['but not beyond reason', `${ESC}[99999Gx`, `${' '.repeat(256)}x`],
    ['a wide character goes when half of it does', '界界\rab', 'ab界'],
    ['and leaves a blank', '界界\ra', 'a 界'],
    ['a mark goes with its letter', 'e\u0301e\u0301\ra', 'ae\u0301'],
    ['a tab goes to the next eighth column', 'a\tb\rx', 'x       b'],
    ['controls take a place', 'abc\r\u0000', '␀bc'],
  ])('%s', (_name, line, text) => {
    expect(read(line)).toBe(text);
  });

  test('colours are those of the last state, and carry on', () => {
    const style = new StyleState();
    const bytes = new TextEncoder().encode(`${ESC}[31m50%\r${ESC}[32m100%${ESC}[1m`);
    expect(layoutLine(bytes, 0, bytes.length, style)).toEqual([{ text: '100%', style: { foreground: 2 } }]);
    expect(style.toStyle()).toEqual({ foreground: 2, bold: true });
  });

  test('cells keep the colour they were written in', () => {
    expect(layout(`${ESC}[31mabcd\r${ESC}[32mx`)).toEqual([
      { text: 'x', style: { foreground: 2 } },
      { text: 'bcd', style: { foreground: 1 } },
    ]);
  });

  test('overwriting by returns is what writing into a row of cells is', () => {
    const states = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '█', ' '), maxLength: 12 }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(states, (texts) => {
        const cells: string[] = [];
        for (const text of texts)
          for (const [column, character] of Array.from(text).entries()) cells[column] = character;
        expect(read(texts.join('\r'))).toBe(cells.join(''));
      }),
      { numRuns: FUZZ_RUNS },
    );
  });
});
