// What a log viewer must get right before its speed counts: one small log, looked at where it is drawn.

/** @typedef {import('@playwright/test').Page} Page */

const ESC = '\u001b';
const LONG = `needle${'x'.repeat(499_994)}needle${'y'.repeat(499_988)}needle`;
const PERSIAN = 'بسته با موفقیت نصب شد: نسخهٔ ۱٫۴٫۲';
const WIDE = '構築中 イメージ 빌드 완료 🚀';
const COMBINING = 'cafe\u0301 Z\u0351\u036b\u0343algo';
const MARKUP = '<img src=x onerror="document.title=1"> &amp; <b>bold</b>';

const LINES = [
  `${ESC}[31mred${ESC}[0m plain`,
  `${ESC}[38;5;208morange${ESC}[0m plain`,
  `${ESC}[38;2;10;200;30mtrue${ESC}[0m plain`,
  `${ESC}[1;4mbold and underlined`,
  `still so${ESC}[0m`,
  `a wo${ESC}[32mrd-cut${ESC}[0m in two`,
  WIDE,
  COMBINING,
  PERSIAN,
  'a\tb',
  'NUL \u0000 there',
  'override \u202Etxt.exe',
  `see ${ESC}]8;;https://example.org/${ESC}\\the page${ESC}]8;;${ESC}\\ now`,
  MARKUP,
  LONG,
  // Last, because some viewers take a carriage return for the end of a line, and count wrong from there.
  '10%\r55%\r100% done',
  `a longer old text${ESC}[2K\rnew`,
  'the last line',
];

/** The log that is looked at. */
export const MATRIX_LOG = `${LINES.join('\n')}\n`;

/**
 * Looks at the drawn log; the page has opened it.
 * @param {Page} page
 * @returns {Promise<Record<string, boolean>>} whether each thing is right
 */
export async function matrix(page) {
  const drawn = await page.evaluate((count) => {
    const { viewer } = window;
    return Array.from({ length: count }, (_, line) => {
      const row = viewer.row(line);
      if (!row) return undefined;
      /** @type {{ text: string, colour: string, isBold: boolean, isUnderlined: boolean }[]} */
      const pieces = [];
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!parent) continue;
        const style = getComputedStyle(parent);
        pieces.push({
          text: node.textContent ?? '',
          colour: style.color,
          isBold: Number(style.fontWeight) >= 600,
          isUnderlined: style.textDecorationLine.includes('underline'),
        });
      }
      return { text: row.textContent ?? '', pieces, links: row.querySelectorAll('a, img, b').length };
    });
  }, LINES.length);
  /** @param {number} line */
  const text = (line) => drawn[line]?.text.replace(/\n$/, '');
  /**
   * @param {number} line
   * @param {string} word
   */
  const piece = (line, word) => drawn[line]?.pieces.find((one) => one.text.includes(word));
  /** @param {number} line */
  const differs = (line) => piece(line, 'plain')?.colour !== drawn[line]?.pieces[0]?.colour;
  /**
   * @param {string} wanted
   * @param {number} expected
   */
  const finds = async (wanted, expected) => {
    const search = page.evaluate((text) => window.viewer.search({ text }), wanted);
    const late = new Promise((resolve) => setTimeout(resolve, 5000, undefined));
    return (await Promise.race([search, late]))?.hits === expected;
  };
  return {
    '16 colours': text(0) === 'red plain' && differs(0),
    '256 colours': piece(1, 'orange')?.colour === 'rgb(255, 135, 0)',
    'true colour': piece(2, 'true')?.colour === 'rgb(10, 200, 30)',
    'styles across lines': piece(4, 'still')?.isBold === true && piece(4, 'still')?.isUnderlined === true,
    'wide characters': text(6) === WIDE,
    'combining characters': text(7) === COMBINING,
    Persian: text(8) === PERSIAN,
    tabs: text(9) === 'a\tb',
    'NUL is seen': text(10)?.includes('␀') === true,
    'bidi override is seen': text(11)?.includes('U+202E') === true,
    'other escapes are inert': text(12) === 'see the page now' && drawn[12]?.links === 0,
    'nothing is markup': text(13) === MARKUP && drawn[13]?.links === 0,
    'a line of 1 MB is drawn': (drawn[14]?.text.length ?? 0) > 0,
    'carriage return': text(15) === '100% done',
    'erase line': text(16) === 'new',
    'a word cut by a colour code is found': await finds('word-cut', 1),
    'every hit in a line of 1 MB counts': await finds('needle', 3),
  };
}
