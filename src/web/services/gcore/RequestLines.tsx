import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from 'lucide-react';
import { Fragment } from 'react';
import type { WireRequest } from '../../api/request.ts';
import { useText } from '../../i18n/useLanguage.ts';
import { CopyIconButton } from '../../ui/CopyButton.tsx';
import { TONE_TEXT } from '../../ui/StatePill.tsx';
import { curlOf } from '../../api/curl.ts';

/** How far one request is. */
export type RequestState = 'waiting' | 'sending' | 'done' | 'failed';

/** A request to show; without a state it is a plan only. */
export interface ShownRequest {
  readonly request: WireRequest;
  readonly state?: RequestState;
}

const LOOKS = {
  waiting: { icon: CircleDashed, tone: 'neutral' },
  sending: { icon: LoaderCircle, tone: 'busy' },
  done: { icon: CircleCheck, tone: 'ok' },
  failed: { icon: CircleX, tone: 'bad' },
} as const;

function State({ state }: { readonly state: RequestState }) {
  const t = useText();
  const { icon: Icon, tone } = LOOKS[state];
  return (
    <>
      <Icon
        size={14}
        aria-hidden
        className={`mt-0.5 shrink-0 ${TONE_TEXT[tone]} ${state === 'sending' ? 'animate-spin' : ''}`}
      />
      <span className="sr-only">{t(`gcore.request.${state}`)}</span>
    </>
  );
}

/** A string of JSON, without what stands around it. */
const STRING = /"((?:[^"\\]|\\.)*)"/;

/** JSON whose strings do not change the order of what is around them, whichever way they are written. */
function Body({ children }: { readonly children: string }) {
  // What is split by comes at every second place.
  return (
    <>
      {' '}
      {children.split(STRING).map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <Fragment key={index}>
            "<bdi>{part}</bdi>"
          </Fragment>
        ),
      )}
    </>
  );
}

/** Requests exactly as they will be sent, in their order. Where an address begins with `base`, dots stand for it. */
export function RequestLines({
  requests,
  base,
}: {
  readonly requests: readonly ShownRequest[];
  readonly base: string;
}) {
  const t = useText();
  const all = () => requests.map(({ request }) => curlOf(request, window.location.origin)).join('\n');
  return (
    <div dir="ltr" className="flex items-start gap-2 rounded-md bg-surface-2 ps-3 pe-1.5 pt-2 pb-2.5">
      <ol className="max-h-72 min-w-0 flex-1 overflow-y-auto font-mono text-xs">
        {requests.map(({ request, state }, index) => (
          // Requests of one plan may be equal in all but their place.
          <li key={index} className="flex gap-2 py-0.5">
            {state && <State state={state} />}
            <span className="min-w-0 flex-1 wrap-anywhere">
              <b className="font-semibold text-accent-strong">{request.method}</b>{' '}
              <span className="text-muted">
                {request.url.startsWith(base) ? `…${request.url.slice(base.length)}` : request.url}
                {typeof request.body === 'string' && <Body>{request.body}</Body>}
              </span>
            </span>
          </li>
        ))}
      </ol>
      <CopyIconButton text={all} label={t('gcore.request.copy')} />
    </div>
  );
}
