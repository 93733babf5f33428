import { NavLink } from 'react-router';
import { classes } from './classes.ts';

/** One tab: a page of its own, so that it can be linked to. */
export interface Tab {
  readonly to: string;
  readonly label: string;
  /** Matches only this very path, not those below it. */
  readonly end?: boolean;
}

/** The pages of one thing, side by side. `label` names the group. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="mb-4 flex gap-5.5 overflow-x-auto border-b border-line">
      {tabs.map((tab) => (
        <NavLink
          key={tab.to}
          to={tab.to}
          end={tab.end ?? false}
          className={({ isActive }) =>
            classes(
              '-mb-px border-b-2 pt-2 pb-2.5 text-md whitespace-nowrap pointer-coarse:py-3',
              isActive
                ? 'border-accent font-semibold text-text'
                : 'border-transparent text-muted hover:text-text',
            )
          }
        >
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
