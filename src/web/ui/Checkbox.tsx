import { Check, Minus } from 'lucide-react';
import type { ChangeEvent, MouseEvent, ReactNode } from 'react';

interface CheckboxProps {
  readonly checked: boolean;
  /** Some of what it stands for is chosen: drawn as a dash. */
  readonly mixed?: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
  /** For range selection: whether Shift was held. Called before `onChange`. */
  readonly onClick?: (event: MouseEvent<HTMLInputElement>) => void;
  readonly tabIndex?: number;
}

/** A checkbox without words, named by `label` (in a row or a header). */
export function Checkbox({ label, ...box }: CheckboxProps & { readonly label: string }) {
  return <Box {...box} aria-label={label} />;
}

/** A checkbox with words beside it, and a hint under them. */
export function CheckboxField({
  label,
  hint,
  ...box
}: CheckboxProps & { readonly label: ReactNode; readonly hint?: ReactNode }) {
  return (
    <label className="flex min-h-6 items-start gap-2.5 py-0.5 text-md pointer-coarse:min-h-11 pointer-coarse:items-center">
      <span className="mt-0.5 flex">
        <Box {...box} />
      </span>
      <span className="min-w-0">
        {label}
        {hint !== undefined && <span className="block text-sm text-faint">{hint}</span>}
      </span>
    </label>
  );
}

function Box({
  checked,
  mixed = false,
  onChange,
  ...rest
}: CheckboxProps & { readonly 'aria-label'?: string }) {
  const Icon = mixed ? Minus : Check;
  return (
    // The box is drawn at 16 px; the input over it takes the press, 24 px wide, 44 under a finger.
    <span className="relative inline-flex size-4 shrink-0">
      <input
        type="checkbox"
        {...rest}
        checked={checked}
        ref={(input) => {
          if (input) input.indeterminate = mixed;
        }}
        onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.currentTarget.checked)}
        className="peer absolute -inset-1 z-1 size-6 cursor-pointer opacity-0 pointer-coarse:-inset-3.5 pointer-coarse:size-11"
      />
      <span
        aria-hidden
        className={
          'inline-flex size-4 items-center justify-center rounded-[4px] border border-line-strong bg-surface-1 text-transparent ' +
          'peer-checked:border-accent peer-checked:bg-accent peer-checked:text-on-accent peer-indeterminate:border-accent ' +
          'peer-indeterminate:bg-accent peer-indeterminate:text-on-accent peer-hover:border-accent peer-disabled:opacity-50 ' +
          'peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus forced-colors:peer-checked:text-text'
        }
      >
        {/* Not even hidden while there is nothing to show: a list has a box in every row. */}
        {(checked || mixed) && <Icon size={12} strokeWidth={3} />}
      </span>
    </span>
  );
}
