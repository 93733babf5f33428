/** Far more than any gateway's error page; what lies beyond is not read. */
const LONGEST_PAGE = 65_536;

/** Long enough for a sentence or three, short enough to stand in a message. */
const LONGEST_TEXT = 400;

/** Elements whose content is not for reading. */
const SILENT = new Set(['head', 'script', 'style', 'template', 'svg', 'noscript']);

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|(\w{2,6}));/g, (whole, code: string | undefined, name: string) => {
    if (code === undefined) return ENTITIES[name] ?? whole;
    return Number(code) <= 0x10_ff_ff ? String.fromCodePoint(Number(code)) : whole;
  });
}

/** The content of the first element of this name, with whatever markup is in it. */
function inside(page: string, name: string): string {
  const start = page.toLowerCase().indexOf(`<${name}`);
  const open = start < 0 ? -1 : page.indexOf('>', start);
  if (open < 0) return '';
  const end = page.toLowerCase().indexOf(`</${name}`, open);
  return page.slice(open + 1, end < 0 ? undefined : end);
}

/** Text between tags. One pass over the text whatever it holds, so that no page can make it slow. */
function textBetweenTags(page: string): string {
  const lower = page.toLowerCase();
  const parts: string[] = [];
  let at = 0;
  while (at < page.length) {
    const open = page.indexOf('<', at);
    if (open < 0) break;
    parts.push(page.slice(at, open));
    const name = /^[a-z]\w{0,15}/.exec(lower.slice(open + 1, open + 20))?.[0];
    if (name === undefined && !/^[/!?]/.test(lower.slice(open + 1, open + 2))) {
      parts.push('<'); // a bare "<" of a plain text
      at = open + 1;
      continue;
    }
    const from = name !== undefined && SILENT.has(name) ? lower.indexOf(`</${name}`, open) : open;
    const close = from < 0 ? -1 : page.indexOf('>', from);
    if (close < 0) return parts.join('');
    parts.push(' ');
    at = close + 1;
  }
  parts.push(page.slice(at));
  return parts.join('');
}

function tidy(text: string): string {
  const clean = decode(text).replaceAll(/\s+/g, ' ').trim();
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}…` : clean;
}

/**
 * The words of an error page that a gateway sent in place of a service's answer: HTML without its markup,
 * plain text as it is, in one line of at most 400 characters. A page without words gives its title.
 */
export function textOfPage(page: string): string {
  const read = page.slice(0, LONGEST_PAGE);
  return tidy(textBetweenTags(read)) || tidy(inside(read, 'title'));
}
