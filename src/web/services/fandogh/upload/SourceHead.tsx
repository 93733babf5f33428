import { CircleCheck, CircleX, FileArchive, Folder, LoaderCircle, X } from 'lucide-react';
import { Bytes } from '../../../i18n/Bytes.tsx';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Button } from '../../../ui/Button.tsx';
import { Name } from '../../../ui/Name.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { StatePill } from '../../../ui/StatePill.tsx';
import { isFit } from './archive.ts';
import type { Stage } from './drafts.ts';

interface SourceHeadProps {
  readonly stage: Extract<Stage, { readonly kind: 'gathering' | 'preparing' | 'ready' }>;
  readonly onClear: () => void;
}

/** What was chosen, how far it is, and the way to let go of it. */
export function SourceHead({ stage, onClear }: SourceHeadProps) {
  const t = useText();
  const format = useFormats();
  const source = stage.kind === 'gathering' ? undefined : stage.source;
  const Icon = source?.kind === 'archive' ? FileArchive : Folder;
  const doing =
    stage.kind === 'gathering'
      ? t('fandogh.upload.gathering')
      : source?.kind === 'folder'
        ? t('fandogh.upload.packing')
        : t('fandogh.upload.reading');
  const fraction = stage.kind === 'preparing' ? stage.fraction : undefined;
  return (
    <header className="border-b border-line">
      <div className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
        <Icon size={17} aria-hidden className="shrink-0 text-muted" />
        {source && (
          <h2 className="min-w-0 text-md font-semibold">
            <Name>{source.name}</Name>
          </h2>
        )}
        {stage.kind === 'ready' ? (
          <>
            <span className="text-sm text-muted">
              <Bytes count={stage.prepared.archive.size} />
            </span>
            {isFit(stage.prepared.report) ? (
              <StatePill tone="ok" icon={CircleCheck}>
                {t('fandogh.upload.fit')}
              </StatePill>
            ) : (
              <StatePill tone="bad" icon={CircleX}>
                {t('fandogh.upload.unfit')}
              </StatePill>
            )}
          </>
        ) : (
          <StatePill tone="busy" icon={LoaderCircle} turning>
            {doing}
            {fraction !== undefined && <span className="tabular-nums"> {format.percent(fraction)}</span>}
          </StatePill>
        )}
        <span className="ms-auto">
          <Button kind="quiet" size="sm" icon={X} onClick={onClear}>
            {t(stage.kind === 'ready' ? 'fandogh.upload.remove' : 'fandogh.upload.cancel')}
          </Button>
        </span>
      </div>
      {stage.kind !== 'ready' && <ProgressBar label={doing} fraction={fraction} />}
    </header>
  );
}
