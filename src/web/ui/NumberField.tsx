import type { ComponentProps } from 'react';
import { TextField } from './TextField.tsx';

interface NumberFieldProps extends Omit<
  ComponentProps<typeof TextField>,
  'value' | 'onChange' | 'inputMode' | 'dir' | 'code'
> {
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** The text of a number with the digits 0 to 9, whichever of ۰ to ۹ (Persian) or ٠ to ٩ (Arabic) were typed. */
function withOwnDigits(text: string): string {
  // The last four bits of all three kinds are the digit.
  return text.replaceAll(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** A number by which a service knows something, typed on any keyboard: digits of other scripts become 0 to 9. */
export function NumberField({ value, onChange, ...rest }: NumberFieldProps) {
  return (
    <TextField
      {...rest}
      inputMode="numeric"
      dir="ltr"
      value={value}
      onChange={(event) => onChange(withOwnDigits(event.currentTarget.value.trim()))}
    />
  );
}
