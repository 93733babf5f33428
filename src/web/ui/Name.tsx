import { classes } from './classes.ts';

/** How many characters at the end are never cut: version and extension are there. */
const KEPT = 9;

/**
 * A name or id given by a person or a service: isolated from the direction around it, and cut in the middle when
 * there is no room, with all of it on hover. It is as wide as its container lets it be.
 */
export function Name({ children, code = false }: { readonly children: string; readonly code?: boolean }) {
  // By characters as people see them, so that no letter is torn from its accent.
  const cut = Math.max(0, children.length - KEPT);
  const at = cut > 0 && /[\udc00-\udfff\p{M}]/u.test(children[cut] ?? '') ? cut - 1 : cut;
  return (
    <bdi
      className={classes('inline-flex max-w-full min-w-0 align-bottom whitespace-pre', code && 'font-mono')}
      title={children}
    >
      {at === 0 ? (
        children
      ) : (
        <>
          {/* The two parts are boxes, between which a screen reader would hear a space. */}
          <span className="sr-only select-none">{children}</span>
          <span aria-hidden className="truncate">
            {children.slice(0, at)}
          </span>
          <span aria-hidden className="shrink-0">
            {children.slice(at)}
          </span>
        </>
      )}
    </bdi>
  );
}
