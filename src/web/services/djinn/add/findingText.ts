import { useQuery } from '@tanstack/react-query';
import type { Finding } from '../../../../qcow2/findings.ts';
import type { Message } from '../../../../qcow2/messages.ts';
import type { Language } from '../../../i18n/languages.ts';
import { useLanguage } from '../../../i18n/useLanguage.ts';

type MessageOf = (finding: Finding) => Message;

/** What the inspector found, in each language; English is the library's own. */
const LOADERS: Readonly<Record<Language, () => Promise<{ readonly messageOf: MessageOf }>>> = {
  en: () => import('../../../../qcow2/messages.ts'),
  fa: () => import('./findings.fa.ts'),
};

/** Says findings in the page's language; undefined while its texts are on their way. */
export function useFindingText(): MessageOf | undefined {
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['finding texts', language],
    queryFn: LOADERS[language],
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.messageOf;
}
