import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { Notice } from '../../../ui/Banner.tsx';
import type { ArchiveReport } from './archive.ts';

interface ReportListProps {
  readonly report: ArchiveReport;
  /** Files that the ignore file of a folder left out. */
  readonly left: number;
}

/** What was found in an archive before it is sent: what blocks, what warns, what is good to know. */
export function ReportList({ report, left }: ReportListProps) {
  const t = useText();
  const format = useFormats();
  const { fault, elsewhere } = report;
  if (fault) {
    return (
      <Notice tone="bad" title={t(`fandogh.upload.fault.${fault}`)}>
        {elsewhere !== undefined && (
          <code className="block wrap-anywhere">
            <bdi>{elsewhere}</bdi>
          </code>
        )}
        {t('fandogh.upload.faultHint')}
      </Notice>
    );
  }
  return (
    <>
      {report.hasDockerfile ? (
        <Notice tone="ok" title={t('fandogh.upload.hasDockerfile', { count: report.files })}>
          {left > 0 ? t('fandogh.upload.left', { count: left }) : undefined}
        </Notice>
      ) : (
        <Notice tone="bad" title={t('fandogh.upload.noDockerfile')}>
          {elsewhere === undefined
            ? t('fandogh.upload.noDockerfileHint')
            : t.rich('fandogh.upload.dockerfileElsewhere', { path: <bdi>{elsewhere}</bdi> })}
        </Notice>
      )}
      {report.isLarge && (
        <Notice tone="warn" title={t('fandogh.upload.large')}>
          {t('fandogh.upload.largeHint')}
        </Notice>
      )}
      {report.junk.map(({ folder, bytes }) => (
        <Notice
          key={folder}
          tone="warn"
          title={t.rich('fandogh.upload.junk', { folder: <bdi>{folder}</bdi>, size: format.bytes(bytes) })}
        >
          {t('fandogh.upload.junkHint')}
        </Notice>
      ))}
    </>
  );
}
