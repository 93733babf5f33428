import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classes } from './classes.ts';
import { CONTROL, Field } from './Field.tsx';

interface Labelled {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly optional?: boolean;
  /** For names, ids, keys and URLs: written left to right in the code font. */
  readonly code?: boolean;
}

type Given<Element extends 'input' | 'textarea'> = Omit<ComponentPropsWithRef<Element>, 'className' | 'id'>;

/** One line of text with its label, hint and error. */
export function TextField({
  label,
  hint,
  error,
  optional = false,
  code = false,
  ...rest
}: Given<'input'> & Labelled) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <input
          type="text"
          dir={code ? 'ltr' : 'auto'}
          autoComplete="off"
          {...(code && { spellCheck: false, autoCapitalize: 'none' })}
          {...rest}
          {...control}
          className={classes(CONTROL, 'h-8.5 read-only:bg-surface-2', code && 'font-mono text-sm')}
        />
      )}
    </Field>
  );
}

/** Several lines of text with their label, hint and error. */
export function TextAreaField({
  label,
  hint,
  error,
  optional = false,
  code = false,
  ...rest
}: Given<'textarea'> & Labelled) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <textarea
          dir={code ? 'ltr' : 'auto'}
          rows={4}
          {...(code && { spellCheck: false, autoCapitalize: 'none' })}
          {...rest}
          {...control}
          className={classes(CONTROL, 'py-1.5 read-only:bg-surface-2', code && 'font-mono text-sm')}
        />
      )}
    </Field>
  );
}
