import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Bytes } from '../i18n/Bytes.tsx';
import { DateTime } from '../i18n/Time.tsx';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { CopyIconButton } from '../ui/CopyButton.tsx';
import { KeyValues } from '../ui/KeyValues.tsx';
import { Name } from '../ui/Name.tsx';
import type { FieldGroup, FieldValue } from './service.ts';

/** Every field of an image, in groups; what the service did not say is told from what it said to be empty. */
export function FieldGroups({ groups }: { readonly groups: readonly FieldGroup[] }) {
  const t = useText();
  return groups.map((group) => (
    <KeyValues
      key={group.title}
      title={t(group.title)}
      items={group.fields.map(({ name, value }) => ({
        key: t(name),
        value: <Value label={t(name)} value={value} />,
      }))}
    />
  ));
}

function Copyable({
  label,
  text,
  children,
}: {
  readonly label: string;
  readonly text: string;
  readonly children: ReactNode;
}) {
  const t = useText();
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="min-w-0">{children}</span>
      {/* Taller than a line of text, which it must not push apart. */}
      <span className="-my-1.5 flex">
        <CopyIconButton text={text} label={t('images.copyValue', { what: label })} />
      </span>
    </span>
  );
}

function Value({ label, value }: { readonly label: string; readonly value: FieldValue }) {
  const t = useText();
  const format = useFormats();
  switch (value.kind) {
    case 'absent':
      return <span className="font-normal text-faint">{t('images.absent')}</span>;
    case 'empty':
      return <span className="font-normal text-faint italic">{t('images.empty')}</span>;
    case 'word':
      return t(value.word);
    case 'text':
      return (
        <span dir="auto" className="min-w-0 whitespace-pre-wrap">
          {value.text}
        </span>
      );
    case 'code':
      return <code className="text-xs">{value.text}</code>;
    case 'id':
      return (
        <Copyable label={label} text={value.text}>
          <span className={value.text.length > 30 ? 'text-xs' : undefined}>
            <Name>{value.text}</Name>
          </span>
        </Copyable>
      );
    case 'url':
      return (
        <Copyable label={label} text={value.text}>
          <code className="text-xs break-all">{value.text}</code>
        </Copyable>
      );
    case 'bytes':
      return (
        <>
          <Bytes count={value.value} />
          <span className="font-normal text-faint">{format.bytesExact(value.value)}</span>
        </>
      );
    case 'number':
      return <span className="tabular-nums">{format.number(value.value)}</span>;
    case 'mebibytes':
      return t('images.mebibytes', { count: value.value });
    case 'gibibytes':
      return t('images.gibibytes', { count: value.value });
    case 'time':
      return <DateTime at={value.at} />;
    case 'yesNo':
      return t(value.value ? 'images.yes' : 'images.no');
    case 'labels':
      return <Labels labels={value.labels} />;
  }
}

function Labels({ labels }: Pick<Extract<FieldValue, { kind: 'labels' }>, 'labels'>) {
  const t = useText();
  return (
    <ul className="flex min-w-0 flex-wrap gap-1">
      {labels.map(({ key, value, readOnly }) => (
        <li
          key={key}
          className="flex min-w-0 items-center gap-1 rounded-sm bg-surface-2 px-1.5 py-0.5 text-xs"
          dir="ltr"
        >
          <bdi className="min-w-0 break-all text-muted">{key}</bdi>
          <span className="text-faint">=</span>
          <bdi className="min-w-0 break-all">{value}</bdi>
          {readOnly && <Lock size={11} role="img" aria-label={t('images.readOnly')} className="text-faint" />}
        </li>
      ))}
    </ul>
  );
}
