import {
  ArrowDownToLine,
  ArrowUp,
  ChevronsDownUp,
  ChevronsUpDown,
  CircleAlert,
  Clock,
  Download,
  Link2,
  Maximize2,
  Minimize2,
  WrapText,
} from 'lucide-react';
import { useText } from '../i18n/useLanguage.ts';
import { BarButton } from './BarButton.tsx';
import type { LogHost } from './host.ts';
import type { LogFacts } from './protocol.ts';

/** A switch of the log viewer. */
export interface Switch {
  readonly isOn: boolean;
  readonly toggle: () => void;
}

interface LogToolbarProps {
  readonly host: LogHost;
  readonly facts: LogFacts;
  readonly times: Switch;
  readonly wrap: Switch;
  /** Undefined when the log does not grow any more. */
  readonly follow: Switch | undefined;
  readonly full: Switch;
  readonly onError: (isForward: boolean) => void;
  readonly onLink: () => void;
  /** The name of the file that the log is saved as. */
  readonly fileName: string;
}

/** So long an address of a file that is being saved stays good, in milliseconds. */
const SAVING = 60_000;

async function save(host: LogHost, fileName: string): Promise<void> {
  const pieces = await host.ask({ kind: 'raw' });
  const address = URL.createObjectURL(new Blob([...pieces], { type: 'text/plain' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), SAVING);
}

/** What can be done with a log, beside searching it. */
export function LogToolbar(props: LogToolbarProps) {
  const { host, facts, times, wrap, follow, full, onError, onLink, fileName } = props;
  const t = useText();
  const foldAll = (isClosed: boolean) => () => void host.ask({ kind: 'foldAll', isClosed });
  return (
    <div role="toolbar" aria-label={t('logs.tools')} className="flex flex-wrap items-center gap-0.5">
      {facts.errors > 0 && (
        <>
          <BarButton icon={ArrowUp} label={t('logs.previousError')} onClick={() => onError(false)} />
          <BarButton
            icon={CircleAlert}
            label={t('logs.errors', { count: facts.errors })}
            hasWords
            isBad
            onClick={() => onError(true)}
          />
        </>
      )}
      {facts.steps > 1 && (
        <>
          <BarButton icon={ChevronsDownUp} label={t('logs.foldAll')} onClick={foldAll(true)} />
          <BarButton icon={ChevronsUpDown} label={t('logs.unfoldAll')} onClick={foldAll(false)} />
        </>
      )}
      {facts.hasTimes && (
        <BarButton icon={Clock} label={t('logs.times')} isOn={times.isOn} onClick={times.toggle} />
      )}
      <BarButton icon={WrapText} label={t('logs.wrap')} hasWords isOn={wrap.isOn} onClick={wrap.toggle} />
      {follow && (
        <BarButton
          icon={ArrowDownToLine}
          label={t('logs.follow')}
          hasWords
          isOn={follow.isOn}
          onClick={follow.toggle}
        />
      )}
      <BarButton icon={Link2} label={t('logs.lineLink')} hasWords onClick={onLink} />
      <BarButton icon={Download} label={t('logs.raw')} hasWords onClick={() => void save(host, fileName)} />
      <BarButton
        icon={full.isOn ? Minimize2 : Maximize2}
        label={t(full.isOn ? 'logs.leaveFull' : 'logs.full')}
        onClick={full.toggle}
      />
    </div>
  );
}
