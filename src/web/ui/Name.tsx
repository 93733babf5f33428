import { classes } from './classes.ts';

/** How many characters at the end are never cut: version and extension are there. */
const KEPT = 9;

/** Over the text, out of reach of the pointer: what is cut at its end, then what is kept. */
const DRAWN =
  'pointer-events-none absolute inset-0 flex [-webkit-text-fill-color:currentcolor] ' +
  'before:truncate before:content-[attr(data-head)] after:shrink-0 after:content-[attr(data-tail)]';

/**
 * A name or id given by a person or a service: isolated from the direction around it, and cut in the middle when
 * there is no room, with all of it on hover. It is as wide as its container lets it be.
 *
 * Its text is one unseen line, found, read out, selected and copied as it is. What is seen are two boxes over it,
 * which hold no text: between boxes a copy would break the line, and a screen reader would hear a space.
 */
export function Name({ children, code = false }: { readonly children: string; readonly code?: boolean }) {
  // By characters as people see them, so that no letter is torn from its accent.
  const cut = Math.max(0, children.length - KEPT);
  const at = cut > 0 && /[\udc00-\udfff\p{M}]/u.test(children[cut] ?? '') ? cut - 1 : cut;
  const head = children.slice(0, at);
  const tail = children.slice(at);
  return (
    <bdi
      className={classes(
        'relative inline-block max-w-full min-w-0 overflow-clip align-bottom whitespace-pre',
        at > 0 && '[-webkit-text-fill-color:transparent] selection:text-transparent',
        code && 'font-mono',
      )}
      title={children}
    >
      {at === 0 ? (
        children
      ) : (
        <>
          {head}
          {/* Apart, as the boxes are: letters that join or move together across them would make the line narrower. */}
          <span className="[unicode-bidi:isolate]">{tail}</span>
          <span aria-hidden className={DRAWN} data-head={head} data-tail={tail} />
        </>
      )}
    </bdi>
  );
}
