import { Check, type LucideIcon } from 'lucide-react';
import { Fragment, useEffect, type KeyboardEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import { classes } from './classes.ts';
import { listKey, typeAhead } from './listKeys.ts';
import { FLOATING, usePopover, type TriggerProps } from './usePopover.ts';

/** One line of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: LucideIcon;
  /** Where it leads, or what it does. */
  readonly to?: string;
  readonly onSelect?: () => void;
  /** Given for one of several choices: whether it is the chosen one. */
  readonly checked?: boolean;
  readonly danger?: boolean;
  /** Why it cannot be chosen now; it stays in the menu, with this reason under it. */
  readonly refused?: string | undefined;
  /** A language the label is written in, when not the page's. */
  readonly lang?: string;
}

interface MenuProps {
  /** The menu's accessible name, such as "Actions of alpine-3.22". */
  readonly label: string;
  /** Groups of items, divided by lines. */
  readonly groups: readonly (readonly MenuItem[])[];
  readonly align?: 'start' | 'end';
  /** Is it open as soon as it is drawn? For lists that draw the menu of a row only once its button was pressed. */
  readonly startsOpen?: boolean;
  /** Draws the button: `(props) => <IconButton label="…" icon={Ellipsis} {...props} />`. */
  readonly renderTrigger: (props: TriggerProps) => ReactNode;
}

const ITEM =
  'flex w-full items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-start text-md outline-none pointer-coarse:min-h-11 ' +
  'focus:bg-hover aria-disabled:text-faint';

/** A menu of actions or choices beside its button: arrow keys, Home, End, first letters, Escape. */
export function Menu({ label, groups, align = 'end', startsOpen = false, renderTrigger }: MenuProps) {
  const { open, panel, triggerProps, close } = usePopover<HTMLDivElement>('menu', align, startsOpen);

  useEffect(() => {
    if (open) itemsOf(panel.current)[0]?.focus();
  }, [open, panel]);

  const move = (event: KeyboardEvent) => {
    event.stopPropagation();
    const items = itemsOf(panel.current);
    const current = items.findIndex((item) => item === document.activeElement);
    if (event.key === 'Tab') return close();
    const isLetter = event.key.length === 1 && event.key !== ' ';
    const next = isLetter
      ? typeAhead(
          event.key,
          current,
          items.map((item) => item.textContent),
        )
      : listKey(event.key, current, { count: items.length, wraps: true });
    if (next === undefined) return;
    event.preventDefault();
    items[next]?.focus();
  };

  return (
    <>
      {renderTrigger(triggerProps)}
      {open && (
        <div
          ref={panel}
          popover="auto"
          role="menu"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={move}
          onClick={(event) => event.stopPropagation()}
          className={classes(FLOATING, 'min-w-48 p-1')}
        >
          {groups.map((items, group) => (
            <Fragment key={items[0]?.label}>
              {group > 0 && <hr className="my-1 border-line" />}
              {items.map((item) => (
                <Line key={item.label} item={item} close={close} />
              ))}
            </Fragment>
          ))}
        </div>
      )}
    </>
  );
}

function itemsOf(panel: HTMLElement | null): HTMLElement[] {
  return [...(panel?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

function Line({ item, close }: { readonly item: MenuItem; readonly close: () => void }) {
  const { label, icon: Icon, to, onSelect, checked, danger = false, refused, lang } = item;
  const face = (
    <>
      {Icon && <Icon size={15} aria-hidden className={danger ? undefined : 'text-faint'} />}
      <span className="min-w-0 flex-1" lang={lang}>
        {label}
        {refused && <span className="block max-w-60 text-xs">{refused}</span>}
      </span>
      {checked && <Check size={15} aria-hidden className="text-accent" />}
    </>
  );
  const shared = { tabIndex: -1, className: classes(ITEM, danger && !refused && 'text-bad') };
  const point = (event: { readonly currentTarget: HTMLElement }) =>
    event.currentTarget.focus({ preventScroll: true });
  const choose = () => {
    if (refused) return;
    close();
    onSelect?.();
  };
  if (to !== undefined && !refused) {
    return (
      <Link {...shared} role="menuitem" to={to} onClick={choose} onPointerMove={point}>
        {face}
      </Link>
    );
  }
  return (
    <button
      {...shared}
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={checked}
      aria-disabled={refused !== undefined || undefined}
      onClick={choose}
      onPointerMove={point}
    >
      {face}
    </button>
  );
}
