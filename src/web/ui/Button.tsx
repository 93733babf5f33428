import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';
import { classes } from './classes.ts';

/**
 * `primary`: the one thing to do here. `secondary`: others. `quiet`: beside content. `danger`: destroys, confirmed.
 * `dangerSoft`: leads towards destroying. `bar` and `barDanger`: on the dark bar.
 */
export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger' | 'dangerSoft' | 'bar' | 'barDanger';

/** `md` is 34 px tall, `sm` 28 px; both 44 px under a finger. */
export type ButtonSize = 'md' | 'sm';

const BASE =
  'inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-md border font-medium select-none ' +
  'transition-colors duration-(--quick) pointer-coarse:min-h-11 disabled:opacity-50 aria-disabled:opacity-50 ' +
  'motion-safe:active:translate-y-px';

const SIZES: Readonly<Record<ButtonSize, string>> = {
  md: 'h-8.5 gap-2 px-3 text-md',
  sm: 'h-7 gap-1.5 px-2.5 text-sm',
};

const KINDS: Readonly<Record<ButtonKind, string>> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border-line-strong bg-surface-1 text-text hover:bg-hover',
  quiet: 'border-transparent bg-transparent text-muted hover:bg-hover hover:text-text',
  danger: 'border-transparent bg-bad text-on-bad hover:opacity-90',
  dangerSoft: 'border-current/40 bg-bad-soft text-bad hover:border-current/70',
  bar: 'border-transparent bg-transparent text-bar-text hover:bg-bar-hover',
  barDanger: 'border-transparent bg-bar-bad text-bar-text hover:opacity-90',
};

/** The classes of a button, whatever its element. */
function buttonClasses(kind: ButtonKind, size: ButtonSize): string {
  return classes(BASE, SIZES[size], KINDS[kind]);
}

interface Look {
  readonly kind?: ButtonKind;
  readonly size?: ButtonSize;
  readonly icon?: LucideIcon;
}

interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'className'>, Look {
  /** Set while what was asked for is under way: the button keeps its focus and refuses a second press. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** A button with words. Anything with an icon only is an `IconButton`. */
export function Button({
  kind = 'secondary',
  size = 'md',
  icon: Icon,
  busy = false,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const refuseWhileBusy = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      {...rest}
      onClick={refuseWhileBusy}
      className={buttonClasses(kind, size)}
    >
      {busy ? (
        <LoaderCircle size={15} className="animate-spin" aria-hidden />
      ) : (
        Icon && <Icon size={15} aria-hidden />
      )}
      {children}
    </button>
  );
}

interface ButtonLinkProps extends Omit<LinkProps, 'className'>, Look {}

/** A link that stands among buttons: it goes somewhere, so that it can be opened in a new tab. */
export function ButtonLink({
  kind = 'secondary',
  size = 'md',
  icon: Icon,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClasses(kind, size)}>
      {Icon && <Icon size={15} aria-hidden />}
      {children}
    </Link>
  );
}

/** A button that reads like a link within a sentence or a row. */
export function TextButton({ children, ...rest }: Omit<ComponentPropsWithRef<'button'>, 'className'>) {
  return (
    <button
      type="button"
      {...rest}
      className="rounded-sm font-semibold text-accent underline-offset-2 hover:underline disabled:opacity-50 pointer-coarse:min-h-11"
    >
      {children}
    </button>
  );
}
