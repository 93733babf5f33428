import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useWords } from './words.ts';

/** What a control within a `Field` must carry so that label, hint and error are read with it. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with the value, and how to put it right. */
  readonly error?: ReactNode;
  /** Marked beside the label: everything else is required. */
  readonly optional?: boolean;
  readonly children: (control: ControlProps) => ReactNode;
}

/** A labelled control with its hint and its error. `TextField` and `SelectField` are made of it. */
export function Field({ label, hint, error, optional = false, children }: FieldProps) {
  const id = useId();
  const words = useWords();
  const hasHint = hint !== undefined && hint !== null;
  const hasError = error !== undefined && error !== null;
  const describedBy = [hasError && `${id}-error`, hasHint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium text-muted">
        {label}
        {optional && <span className="ms-1.5 font-normal text-faint">({words.optional})</span>}
      </label>
      {children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': hasError || undefined })}
      {hasError && (
        <p id={`${id}-error`} className="mt-1.5 flex gap-1.5 text-sm text-bad">
          <CircleAlert size={14} className="mt-0.5 shrink-0" aria-hidden />
          <span className="min-w-0">{error}</span>
        </p>
      )}
      {hasHint && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-faint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** How every control that is typed into looks. */
export const CONTROL =
  'w-full min-w-0 rounded-md border border-line-strong bg-surface-1 px-2.5 text-md text-text transition-colors ' +
  'duration-(--quick) hover:border-faint aria-invalid:border-bad disabled:bg-surface-2 disabled:text-faint ' +
  'pointer-coarse:min-h-11';
