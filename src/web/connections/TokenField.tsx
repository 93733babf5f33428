import { useText } from '../i18n/useLanguage.ts';
import { TextField } from '../ui/TextField.tsx';

/** A field for a token: never completed from, or kept in, the browser's own memory of forms. */
export function TokenField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (token: string) => void;
}) {
  const t = useText();
  return (
    <TextField
      label={t('connections.token')}
      hint={t('connections.tokenHint')}
      type="password"
      autoComplete="off"
      spellCheck={false}
      dir="ltr"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
