import { Bytes } from '../../../i18n/Bytes.tsx';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Notice } from '../../../ui/Banner.tsx';
import { Name } from '../../../ui/Name.tsx';
import type { Prepared, Source } from './preparing.ts';

interface ReportListProps {
  readonly source: Source | undefined;
  /** Undefined while it is looked at; null when it cannot be read any more. */
  readonly prepared: Prepared | null | undefined;
}

/** What was found in an archive before it is sent: what blocks, what warns, what is good to know. */
export function ReportList({ source, prepared }: ReportListProps) {
  const t = useText();
  const format = useFormats();
  if (!source) return null;
  const report = prepared?.report;
  const fault = prepared === null ? 'unreadable' : report?.fault;
  return (
    <div aria-live="polite" className="mt-4 grid gap-2.5 border-t border-line pt-4">
      <p className="flex flex-wrap items-center gap-2 text-md font-semibold">
        <Name>{source.name}</Name>
        {prepared && (
          <span className="text-sm font-normal text-muted">
            <Bytes count={prepared.archive.size} />
          </span>
        )}
      </p>
      {prepared === undefined && (
        <Notice
          tone="busy"
          title={t(source.kind === 'folder' ? 'fandogh.upload.packing' : 'fandogh.upload.reading')}
        />
      )}
      {fault && (
        <Notice tone="bad" title={t(`fandogh.upload.fault.${fault}`)}>
          {t('fandogh.upload.faultHint')}
        </Notice>
      )}
      {report && !report.fault && !report.hasDockerfile && (
        <Notice tone="bad" title={t('fandogh.upload.noDockerfile')}>
          {report.elsewhere === undefined
            ? t('fandogh.upload.noDockerfileHint')
            : t('fandogh.upload.dockerfileElsewhere', { path: report.elsewhere })}
        </Notice>
      )}
      {report?.hasDockerfile && (
        <Notice tone="ok" title={t('fandogh.upload.hasDockerfile', { count: report.files })}>
          {prepared && prepared.left > 0 ? t('fandogh.upload.left', { count: prepared.left }) : undefined}
        </Notice>
      )}
      {report?.isLarge && (
        <Notice tone="warn" title={t('fandogh.upload.large')}>
          {t('fandogh.upload.largeHint')}
        </Notice>
      )}
      {report?.junk.map(({ folder, bytes }) => (
        <Notice
          key={folder}
          tone="warn"
          title={t('fandogh.upload.junk', { folder, size: format.bytes(bytes) })}
        >
          {t('fandogh.upload.junkHint')}
        </Notice>
      ))}
    </div>
  );
}
