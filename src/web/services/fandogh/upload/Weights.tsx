import { Bytes } from '../../../i18n/Bytes.tsx';
import { useText } from '../../../i18n/useLanguage.ts';
import { Name } from '../../../ui/Name.tsx';
import { SizeBar } from '../../../ui/ProgressBar.tsx';
import type { ArchiveReport } from './archive.ts';

/** So many are named; what comes after them weighs little. */
const NAMED = 6;

/** What lies at the root of an archive and how heavy it is unpacked, so that what does not belong there is seen. */
export function Weights({ report }: { readonly report: ArchiveReport }) {
  const t = useText();
  const { weights, unpacked } = report;
  const heaviest = Math.max(1, weights[0]?.bytes ?? 0);
  const others = weights.slice(NAMED);
  const rows = weights.slice(0, NAMED);
  return (
    <div className="min-w-0">
      <h3 className="mb-2.5 flex flex-wrap justify-between gap-x-3 text-sm text-muted">
        {t('fandogh.upload.inside')}
        <span>{t.rich('fandogh.upload.unpacked', { size: <Bytes count={unpacked} /> })}</span>
      </h3>
      <ul className="grid gap-2 text-sm">
        {rows.map(({ name, isFolder, bytes }) => (
          <li key={name} className="flex items-center gap-3">
            <span className="min-w-0 flex-1">
              <Name code>{isFolder ? `${name}/` : name}</Name>
            </span>
            <SizeBar fraction={bytes / heaviest} />
            <span className="w-18 text-end text-muted">
              <Bytes count={bytes} />
            </span>
          </li>
        ))}
        {others.length > 0 && (
          <li className="flex justify-between gap-3 text-muted">
            {t('fandogh.upload.others', { count: others.length })}
            <Bytes count={others.reduce((sum, { bytes }) => sum + bytes, 0)} />
          </li>
        )}
      </ul>
    </div>
  );
}
