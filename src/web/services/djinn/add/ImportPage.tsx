import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleX, Info, TriangleAlert } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { djinnEndpoints } from '../../../../contract/djinn/endpoints.ts';
import { DJINN_IMAGE_NAME } from '../../../../contract/djinn/images.ts';
import { IMPORT_WARNINGS, importWarnings, type ImportWarning } from '../../../../contract/djinn/imports.ts';
import { call } from '../../../api/call.ts';
import { curlOf } from '../../../api/curl.ts';
import { isFailure } from '../../../api/error.ts';
import { requestOf } from '../../../api/request.ts';
import { CallFailure } from '../../../connections/CallFailure.tsx';
import { OfConnection } from '../../../connections/OfConnection.tsx';
import type { SavedConnection } from '../../../connections/store.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { nameOfFile } from '../../../uploads/drafts.ts';
import { announce } from '../../../ui/announce.ts';
import { Button, ButtonLink } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { usePage } from '../../../ui/page.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { TONE_TEXT } from '../../../ui/StatePill.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { isNamespaceReference } from './draftCheck.ts';

/** Has Djinn fetch an image by itself. */
export function Component() {
  return (
    <OfConnection service="djinn">{(connection) => <ImportForm connection={connection} />}</OfConnection>
  );
}

/** The last part of an address, as a name for the image. */
function nameOfUrl(url: string): string {
  try {
    return nameOfFile(
      decodeURIComponent(new URL(url).pathname.split('/').findLast((part) => part !== '') ?? ''),
    );
  } catch {
    return '';
  }
}

const LOOKS = {
  refused: { icon: CircleX, tone: 'bad' },
  fails: { icon: TriangleAlert, tone: 'warn' },
  mind: { icon: Info, tone: 'neutral' },
} as const;

function Warnings({ warnings }: { readonly warnings: readonly ImportWarning[] }) {
  const t = useText();
  if (warnings.length === 0) return null;
  return (
    <section aria-label={t('djinn.import.will')} className="grid gap-2 rounded-md bg-surface-2 p-3.5">
      <h2 className="text-sm font-semibold">{t('djinn.import.will')}</h2>
      <ul className="grid gap-2" aria-live="polite">
        {warnings.map((warning) => {
          const { icon: Icon, tone } = LOOKS[IMPORT_WARNINGS[warning]];
          return (
            <li key={warning} className="flex gap-2.5 text-sm">
              <Icon size={15} aria-hidden className={`mt-0.5 shrink-0 ${TONE_TEXT[tone]}`} />
              <span>{t(`djinn.import.${warning}`)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function ImportForm({ connection }: { readonly connection: SavedConnection }) {
  const t = useText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [url, setUrl] = useState('');
  const [typedName, setName] = useState<string>();
  const [namespace, setNamespace] = useState('');
  const name = typedName ?? nameOfUrl(url);
  const images = `/c/${connection.id}/images`;
  usePage({
    title: t('djinn.import.title'),
    crumbs: [
      { label: connection.label, to: images },
      { label: t('app.images'), to: images },
      { label: t('djinn.import.title') },
    ],
  });

  const input = {
    json: { name, download_url: url.trim(), ...(namespace !== '' && { namespace }) },
  };
  const create = useMutation({
    mutationFn: () => call(connection, djinnEndpoints.createImage, input),
    onSuccess: async (image) => {
      announce(t('djinn.import.started', { name: image.name }));
      await queries.invalidateQueries({ queryKey: ['images', connection.id] });
      void navigate(`${images}/${image.id}`);
    },
  });
  const warnings = url.trim() === '' ? [] : importWarnings(url);
  const refused = warnings.some((warning) => IMPORT_WARNINGS[warning] === 'refused');
  const willFail = warnings.some((warning) => IMPORT_WARNINGS[warning] === 'fails');
  const nameFits = DJINN_IMAGE_NAME.test(name);
  const namespaceFits = isNamespaceReference(namespace);
  const isFit = url.trim() !== '' && !refused && nameFits && namespaceFits;
  const fields = isFailure(create.error, 'invalid') ? create.error.failure.fields : {};
  // Djinn names a field with a capital when its type is wrong.
  const said = (field: string): string | undefined =>
    Object.entries(fields)
      .find(([key]) => key.toLowerCase() === field)?.[1]
      .join(' ');
  const unplaced = create.error && !said('name') && !said('namespace') && !said('download_url');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <>
      <PageHeader
        title={t('djinn.import.title')}
        actions={
          <ButtonLink kind="quiet" to={`/c/${connection.id}/add`}>
            {t('djinn.add.uploadInstead')}
          </ButtonLink>
        }
      >
        {t('djinn.add.to', { connection: connection.label })}
      </PageHeader>
      <form onSubmit={submit} className="max-w-3xl">
        <Card
          footer={
            <div className="flex flex-1 flex-wrap justify-end gap-2.5">
              {isFit && (
                <CopyButton
                  text={() =>
                    curlOf(requestOf(connection, djinnEndpoints.createImage, input), window.location.origin)
                  }
                >
                  {t('djinn.add.curl')}
                </CopyButton>
              )}
              <Button type="submit" kind="primary" busy={create.isPending} disabled={!isFit}>
                {t(willFail ? 'djinn.import.anyway' : 'djinn.import.submit')}
              </Button>
            </div>
          }
        >
          <div className="grid gap-4">
            <TextField
              label={t('djinn.import.url')}
              hint={t('djinn.import.urlHint')}
              error={said('download_url') && <span dir="auto">{said('download_url')}</span>}
              type="text"
              inputMode="url"
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              value={url}
              onChange={(event) => setUrl(event.currentTarget.value)}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                label={t('djinn.add.name')}
                error={
                  said('name') ? (
                    <span dir="auto">{said('name')}</span>
                  ) : name !== '' && !nameFits ? (
                    t('djinn.name.pattern')
                  ) : undefined
                }
                dir="ltr"
                autoComplete="off"
                spellCheck={false}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <TextField
                label={t('djinn.add.namespace')}
                error={
                  said('namespace') ? (
                    <span dir="auto">{said('namespace')}</span>
                  ) : namespaceFits ? undefined : (
                    t('djinn.add.namespacePattern')
                  )
                }
                placeholder={t('djinn.add.noNamespace')}
                autoComplete="off"
                spellCheck={false}
                value={namespace}
                onChange={(event) => setNamespace(event.currentTarget.value.trim())}
              />
            </div>
            <Warnings warnings={warnings} />
            {unplaced && (
              <CallFailure
                connectionId={connection.id}
                error={create.error}
                onRetry={() => create.mutate()}
              />
            )}
          </div>
        </Card>
      </form>
    </>
  );
}
