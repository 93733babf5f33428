import { Lightbulb } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import type { Failure } from '../../../../buildlog/failure.ts';
import { useText } from '../../../i18n/useLanguage.ts';
import { writeLines } from '../../../logs/lineRange.ts';
import { Card } from '../../../ui/Card.tsx';

/** Why a build failed, as far as its log tells: the cause, the line, and what to try. */
export function FailureCard({ failure }: { readonly failure: Failure }) {
  const t = useText();
  const { search } = useLocation();
  const { cause, line, params, advice } = failure;
  const names = Object.values(params).filter((name) => name.trim() !== '');
  return (
    <Card title={t('fandogh.failure.title')}>
      <p className="font-semibold">{t(`fandogh.failure.${cause}`)}</p>
      {names.map((name) => (
        <p key={name} className="mt-1 text-sm">
          <code className="wrap-anywhere">{name}</code>
        </p>
      ))}
      {line >= 0 && (
        <p className="mt-1 text-sm">
          <Link
            to={{ search, hash: writeLines({ first: line + 1, last: line + 1 }) }}
            className="text-accent hover:underline"
          >
            {t('fandogh.failure.line', { line: line + 1 })}
          </Link>
        </p>
      )}
      <ul className="mt-3 grid gap-2 text-sm text-muted">
        {advice.map((one) => (
          <li key={one} className="flex gap-2">
            <Lightbulb size={14} aria-hidden className="mt-0.5 shrink-0 text-faint" />
            {t(`fandogh.advice.${one}`)}
          </li>
        ))}
      </ul>
    </Card>
  );
}
