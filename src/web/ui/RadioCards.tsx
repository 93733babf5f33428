import { Check } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { classes } from './classes.ts';

/** One card of a choice. */
export interface RadioCard<Value extends string> {
  readonly value: Value;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** A line in the code font under it: what will be sent. */
  readonly code?: string;
  readonly disabled?: boolean;
}

interface RadioCardsProps<Value extends string> {
  /** What is being chosen: the group's name. */
  readonly legend: ReactNode;
  /** The legend is for screen readers only, when a heading says it already. */
  readonly legendHidden?: boolean;
  readonly value: Value | undefined;
  readonly cards: readonly RadioCard<Value>[];
  readonly onChange: (value: Value) => void;
}

/** A choice among a few, each explained: native radio buttons joined into one frame. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { legend, legendHidden = false, value, cards, onChange } = props;
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className={legendHidden ? 'sr-only' : 'mb-1.5 text-sm font-medium text-muted'}>{legend}</legend>
      <div className="flex rounded-md border border-line-strong max-md:flex-col">
        {cards.map((card) => {
          const chosen = card.value === value;
          return (
            <label
              key={card.value}
              className={classes(
                'relative flex-1 cursor-pointer border-line-strong p-3.5 md:not-first:border-s md:first:rounded-s-[7px] md:last:rounded-e-[7px]',
                'max-md:not-first:border-t max-md:first:rounded-t-[7px] max-md:last:rounded-b-[7px]',
                'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
                chosen ? 'z-1 bg-accent-soft ring-[1.5px] ring-accent' : 'hover:bg-hover',
                card.disabled && 'pointer-events-none opacity-50',
              )}
            >
              <input
                type="radio"
                name={name}
                checked={chosen}
                disabled={card.disabled}
                onChange={() => onChange(card.value)}
                className="absolute inset-0 cursor-pointer opacity-0"
              />
              <span className="flex items-center gap-2 text-md font-semibold">
                {chosen && <Check size={15} aria-hidden className="shrink-0 text-accent" />}
                {card.title}
              </span>
              {card.description !== undefined && (
                <span className="mt-1 block text-sm text-muted">{card.description}</span>
              )}
              {card.code !== undefined && (
                <code className="mt-1.5 block text-xs text-muted rtl:text-end">{card.code}</code>
              )}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
