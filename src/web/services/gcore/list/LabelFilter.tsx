import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { labelsOf } from '../../../../contract/gcore/image.ts';
import type { Connection } from '../../../api/connection.ts';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { placeImagesQuery } from '../imageList.ts';
import { AskChip } from './AskChip.tsx';
import type { QuestionPartProps } from './question.ts';

interface LabelFilterProps extends QuestionPartProps {
  readonly connection: Connection;
}

/** The metadata that images must have: keys, or keys with their values. */
export function LabelFilter({ connection, question, onChange }: LabelFilterProps) {
  const t = useText();
  const format = useFormats();
  const { keys, pairs } = question;
  const words = [...Object.entries(pairs).map(([key, value]) => `${key}=${value}`), ...keys];
  return (
    <Popover
      label={t('gcore.list.labels')}
      renderTrigger={(trigger) => (
        <AskChip
          trigger={trigger}
          name={t('gcore.list.labels')}
          said={format.enumeration(words)}
          onLift={() => onChange({ keys: [], pairs: {} })}
        />
      )}
    >
      {() => <LabelForm connection={connection} question={question} onChange={onChange} />}
    </Popover>
  );
}

/** Every value of each key that images of the place have, for suggestions; read when the form is opened. */
function useKnownLabels(connection: Connection): ReadonlyMap<string, ReadonlySet<string>> {
  const { data } = useQuery(placeImagesQuery(connection));
  const known = new Map<string, Set<string>>();
  for (const { key, value } of (data ?? []).flatMap(labelsOf)) {
    known.set(key, (known.get(key) ?? new Set()).add(value));
  }
  return known;
}

function Suggestions({ id, texts }: { readonly id: string; readonly texts: Iterable<string> }) {
  return (
    <datalist id={id}>
      {[...texts].map((text) => (
        <option key={text}>{text}</option>
      ))}
    </datalist>
  );
}

function LabelForm({ connection, question, onChange }: LabelFilterProps) {
  const t = useText();
  const known = useKnownLabels(connection);
  const lists = useId();
  const { keys, pairs } = question;
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const asked = [
    ...Object.entries(pairs).map(([name, wanted]) => ({ name, label: `${name}=${wanted}` })),
    ...keys.map((name) => ({ name, label: name })),
  ];
  const without = (name: string) => ({
    keys: keys.filter((one) => one !== name),
    pairs: Object.fromEntries(Object.entries(pairs).filter(([one]) => one !== name)),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const name = key.trim();
    if (name === '') return;
    const others = without(name);
    onChange(
      value === ''
        ? { ...others, keys: [...others.keys, name] }
        : { ...others, pairs: { ...others.pairs, [name]: value } },
    );
    setKey('');
    setValue('');
  };
  return (
    <form onSubmit={submit} className="grid w-72 max-w-full gap-3">
      <TextField
        code
        label={t('gcore.list.key')}
        list={`${lists}keys`}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <TextField
        code
        optional
        label={t('gcore.list.value')}
        hint={t('gcore.list.valueHint')}
        list={`${lists}values`}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Suggestions id={`${lists}keys`} texts={known.keys()} />
      <Suggestions id={`${lists}values`} texts={known.get(key.trim()) ?? []} />
      <div className="flex justify-end">
        <Button type="submit" kind="primary" size="sm" disabled={key.trim() === ''}>
          {t('gcore.list.addLabel')}
        </Button>
      </div>
      {asked.length > 0 && (
        <ul className="border-t border-line pt-2">
          {asked.map(({ name, label }) => (
            <li key={label} className="flex items-center gap-2">
              <code dir="ltr" className="min-w-0 flex-1 truncate text-sm">
                {label}
              </code>
              <IconButton
                size="sm"
                icon={X}
                label={t('gcore.list.dropLabel', { label })}
                onClick={() => onChange(without(name))}
              />
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
