import { Fragment } from 'react';
import { Link } from 'react-router';
import type { Crumb } from './page.ts';
import { useWords } from './words.ts';

/** Where one is. On a narrow screen only the last step shows. */
export function Breadcrumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  const words = useWords();
  return (
    <nav aria-label={words.breadcrumbs} className="min-w-0 flex-1 text-sm">
      <ol className="flex min-w-0 items-center gap-2">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <Fragment key={`${crumb.to} ${crumb.label}`}>
              {index > 0 && (
                <li aria-hidden className="text-faint max-md:hidden">
                  /
                </li>
              )}
              <li className={last ? 'min-w-0' : 'min-w-0 max-md:hidden'}>
                {last || crumb.to === undefined ? (
                  // Cut at the end of the name, whichever way the page runs.
                  <span
                    dir="auto"
                    aria-current={last ? 'page' : undefined}
                    className={last ? 'block truncate font-semibold' : 'text-muted'}
                  >
                    <bdi>{crumb.label}</bdi>
                  </span>
                ) : (
                  <Link to={crumb.to} className="block truncate rounded-sm text-muted hover:text-text">
                    <bdi>{crumb.label}</bdi>
                  </Link>
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}
