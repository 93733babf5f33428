import type { LucideIcon } from 'lucide-react';
import { memo, type ComponentPropsWithRef } from 'react';
import { Link, type LinkProps } from 'react-router';
import { classes } from './classes.ts';
import { tooltip } from './tooltip.ts';

interface Look {
  /** What it does: its name for a screen reader, and its tooltip. */
  readonly label: string;
  readonly icon: LucideIcon;
  /** 32 px, or 28 px within rows and cards. */
  readonly size?: 'md' | 'sm';
  /** On the dark bar. */
  readonly onBar?: boolean;
  /** A short count in a corner, already formatted; the label should say it too. */
  readonly badge?: string | undefined;
}

function look(size: 'md' | 'sm', onBar: boolean): string {
  return classes(
    'relative inline-flex shrink-0 items-center justify-center rounded-md transition-colors duration-(--quick)',
    'disabled:opacity-50 pointer-coarse:size-11',
    size === 'md' ? 'size-8' : 'size-7',
    onBar ? 'text-bar-text hover:bg-bar-hover' : 'text-muted hover:bg-hover hover:text-text',
  );
}

/** What is on it: the same under another label, as when a row of a list becomes another. */
const Face = memo(function Face({ icon: Icon, badge }: Pick<Look, 'icon' | 'badge'>) {
  return (
    <>
      <Icon size={16} aria-hidden />
      {badge && (
        <span
          aria-hidden
          className="absolute -end-0.5 -top-0.5 min-w-4 rounded-full bg-accent px-1 text-center text-[10px] leading-4 font-bold text-on-accent tabular-nums"
        >
          {badge}
        </span>
      )}
    </>
  );
});

interface IconButtonProps
  extends Omit<ComponentPropsWithRef<'button'>, 'className' | 'children' | 'aria-label'>, Look {}

/** A button that is only an icon: always named, with its name as a tooltip. */
export function IconButton({ label, icon, size = 'md', onBar = false, badge, ...rest }: IconButtonProps) {
  return (
    <button type="button" aria-label={label} {...tooltip(label)} {...rest} className={look(size, onBar)}>
      <Face icon={icon} badge={badge} />
    </button>
  );
}

interface IconLinkProps extends Omit<LinkProps, 'className' | 'children' | 'aria-label'>, Look {}

/** As `IconButton`, going somewhere. */
export function IconLink({ label, icon, size = 'md', onBar = false, badge, ...rest }: IconLinkProps) {
  return (
    <Link aria-label={label} {...tooltip(label)} {...rest} className={look(size, onBar)}>
      <Face icon={icon} badge={badge} />
    </Link>
  );
}
