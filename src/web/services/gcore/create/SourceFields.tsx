import { useId } from 'react';
import { DEMO_VOLUMES } from '../../../../contract/gcore/demo.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { Card } from '../../../ui/Card.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import type { CreateForm, FormProblems, Source } from './form.ts';

/** A field about which the service may have said something. */
export type SaidField = 'name' | 'url' | 'volume' | 'labels';

interface SourceFieldsProps {
  readonly connection: SavedConnection;
  readonly form: CreateForm;
  readonly source: Source;
  readonly problems: FormProblems;
  /** What the service said of a field when the form was sent. */
  readonly said: (field: SaidField) => string | undefined;
  readonly onChange: (change: Partial<CreateForm>) => void;
  readonly onSource: (source: Source) => void;
}

/** What the image is made of, and its name. */
export function SourceFields({
  connection,
  form,
  source,
  problems,
  said,
  onChange,
  onSource,
}: SourceFieldsProps) {
  const t = useText();
  const volumes = useId();
  // Only the embedded service has volumes that are known here; no endpoint of images lists them.
  const suggested = DEMO_VOLUMES.filter(
    ({ projectId, regionId }) =>
      connection.target === 'embedded' && projectId === connection.project && regionId === connection.region,
  );
  return (
    <Card title={t('gcore.create.what')}>
      <div className="grid gap-4">
        <RadioCards
          legend={t('gcore.create.source')}
          value={source}
          cards={[
            { value: 'url', title: t('gcore.create.url'), description: t('gcore.create.urlCard') },
            {
              value: 'volume',
              title: t('gcore.create.volume'),
              description: t('gcore.create.volumeCard'),
            },
          ]}
          onChange={onSource}
        />
        {source === 'url' ? (
          <TextField
            code
            label={t('gcore.create.address')}
            hint={t('gcore.create.addressHint')}
            inputMode="url"
            error={
              said('url') ?? (form.url !== '' && problems.url ? t('gcore.create.notAddress') : undefined)
            }
            value={form.url}
            onChange={(event) => onChange({ url: event.currentTarget.value })}
          />
        ) : (
          <>
            <TextField
              code
              label={t('gcore.create.volumeId')}
              hint={t('gcore.create.volumeHint')}
              list={volumes}
              error={
                said('volume') ??
                (form.volume !== '' && problems.volume ? t('gcore.create.notUuid') : undefined)
              }
              value={form.volume}
              onChange={(event) => onChange({ volume: event.currentTarget.value })}
            />
            <datalist id={volumes}>
              {suggested.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </datalist>
          </>
        )}
        <TextField
          code
          label={t('gcore.create.name')}
          hint={t('gcore.create.nameHint')}
          error={
            said('name') ??
            (form.name !== '' && problems.name ? t(`gcore.create.name.${problems.name}`) : undefined)
          }
          value={form.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
      </div>
    </Card>
  );
}
