import {
  Check,
  CircleX,
  Disc3,
  Fingerprint,
  Info,
  LoaderCircle,
  ShieldAlert,
  ShieldCheck,
  ShieldX,
  TriangleAlert,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { Finding, Level, Verdict } from '../../../../qcow2/findings.ts';
import type { Qcow2Facts, Report } from '../../../../qcow2/report.ts';
import type { SavedConnection } from '../../../connections/store.ts';
import { Bytes } from '../../../i18n/Bytes.tsx';
import { useFormats, useText } from '../../../i18n/useLanguage.ts';
import { changeDraft, removeDrafts, type Draft } from '../../../uploads/drafts.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyIconButton } from '../../../ui/CopyButton.tsx';
import { Name } from '../../../ui/Name.tsx';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { StatePill, TONE_TEXT, type Tone } from '../../../ui/StatePill.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DiskPicture } from './DiskPicture.tsx';
import { isNamespaceReference, type NameProblem } from './draftCheck.ts';
import { useFindingText } from './findingText.ts';

interface ReviewCardProps {
  readonly draft: Draft;
  readonly problem: NameProblem | undefined;
  /** Connections that the file could go to. */
  readonly connections: readonly SavedConnection[];
  /** Namespace references to offer. */
  readonly namespaces: readonly string[];
}

const VERDICTS: Readonly<Record<Verdict, { readonly tone: Tone; readonly icon: typeof ShieldCheck }>> = {
  ok: { tone: 'ok', icon: ShieldCheck },
  warn: { tone: 'warn', icon: ShieldAlert },
  refuse: { tone: 'bad', icon: ShieldX },
};

/** Snapshots are told, and are nothing to hold an upload for. */
function shownVerdict({ verdict, findings }: Report): Verdict {
  const grave = findings.some(({ level, code }) => level === 'warns' && code !== 'snapshots-present');
  return verdict === 'warn' && !grave ? 'ok' : verdict;
}

/** One file before it is sent: what it is, what speaks against it, and the name it will have. */
export function ReviewCard({ draft, problem, connections, namespaces }: ReviewCardProps) {
  const t = useText();
  const { file, reading, id } = draft;
  const verdict = reading.unreadable ? 'refuse' : reading.report && shownVerdict(reading.report);
  return (
    <section aria-label={file.name} className="overflow-hidden rounded-lg border border-line bg-surface-1">
      <header className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-3">
        <Disc3 size={17} aria-hidden className="text-muted" />
        <h2 className="min-w-0 text-md font-semibold">
          <Name>{file.name}</Name>
        </h2>
        <span className="text-sm text-muted">
          <Bytes count={file.size} digits={2} />
        </span>
        {verdict ? (
          <StatePill tone={VERDICTS[verdict].tone} icon={VERDICTS[verdict].icon}>
            {t(`djinn.verdict.${verdict}`)}
          </StatePill>
        ) : (
          <StatePill tone="busy" icon={LoaderCircle} turning>
            {t('djinn.add.reading')}
          </StatePill>
        )}
        <span className="flex-1" />
        <Button
          kind="quiet"
          icon={X}
          aria-label={t('djinn.add.removeName', { name: file.name })}
          onClick={() => removeDrafts(new Set([id]))}
        >
          {t('djinn.add.remove')}
        </Button>
      </header>
      <div className="grid grid-cols-1 md:grid-cols-2">
        <div className="grid grid-cols-1 content-start gap-4 p-4 md:border-e md:border-line">
          <Fields draft={draft} problem={problem} connections={connections} namespaces={namespaces} />
          <Findings draft={draft} />
          {!reading.unreadable && reading.report && reading.report.verdict !== 'refuse' && (
            <Hash draft={draft} />
          )}
        </div>
        <div className="min-w-0 p-4 max-md:border-t max-md:border-line">
          <Facts draft={draft} />
        </div>
      </div>
    </section>
  );
}

function Fields({ draft, problem, connections, namespaces }: ReviewCardProps) {
  const t = useText();
  const { id, name, namespace, connectionId } = draft;
  const list = `namespaces-${id}`;
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      {connections.length > 1 && (
        <div className="sm:col-span-2">
          <SelectField
            label={t('djinn.add.connection')}
            value={connectionId ?? ''}
            options={connections.map((one) => ({ value: one.id, label: one.label }))}
            onChange={(chosen) => changeDraft(id, { connectionId: chosen })}
          />
        </div>
      )}
      <TextField
        label={t('djinn.add.name')}
        value={name}
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        error={problem && problem !== 'perhapsTaken' ? t(`djinn.name.${problem}`) : undefined}
        hint={problem === 'perhapsTaken' ? t('djinn.name.perhapsTaken') : undefined}
        onChange={(event) => changeDraft(id, { name: event.currentTarget.value })}
      />
      <div>
        <TextField
          label={t('djinn.add.namespace')}
          value={namespace}
          spellCheck={false}
          autoComplete="off"
          list={list}
          placeholder={t('djinn.add.noNamespace')}
          error={isNamespaceReference(namespace) ? undefined : t('djinn.add.namespacePattern')}
          onChange={(event) => changeDraft(id, { namespace: event.currentTarget.value.trim() })}
        />
        <datalist id={list}>
          {namespaces.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </datalist>
      </div>
    </div>
  );
}

const LEVELS: Readonly<Record<Level | 'fine', { readonly icon: typeof Check; readonly tone: Tone }>> = {
  fine: { icon: Check, tone: 'ok' },
  blocks: { icon: CircleX, tone: 'bad' },
  warns: { icon: TriangleAlert, tone: 'warn' },
  informs: { icon: Info, tone: 'busy' },
};

function Line({
  level,
  says,
  children,
}: {
  readonly level: Level | 'fine';
  readonly says: string;
  readonly children?: ReactNode;
}) {
  const { icon: Icon, tone } = LEVELS[level];
  return (
    <li className="flex gap-2.5">
      <Icon size={15} aria-hidden className={`mt-0.5 shrink-0 ${TONE_TEXT[tone]}`} />
      <div className="min-w-0 text-sm">
        <p className="font-semibold wrap-anywhere">{says}</p>
        {children !== undefined && <p className="text-muted wrap-anywhere">{children}</p>}
      </div>
    </li>
  );
}

/** A finding writes a command between backticks, as the terminal prints it. */
function withCommands(remedy: string): ReactNode {
  return remedy.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // Parts of a sentence have no identity but their place.
      <code key={index} className="rounded-sm bg-surface-2 px-1 py-px text-xs text-text">
        {part}
      </code>
    ),
  );
}

const ORDER: readonly Level[] = ['blocks', 'warns', 'informs'];

/** Which findings take away the good news that nothing points outside the file. */
const POINTS_ELSEWHERE = /^(?:data-file|backing-|encrypt)/;

function Findings({ draft: { reading } }: { readonly draft: Draft }) {
  const t = useText();
  const messageOf = useFindingText();
  const { report } = reading;
  if (reading.unreadable) {
    return (
      <ul>
        <Line level="blocks" says={t('djinn.add.unreadable')}>
          {t('djinn.add.unreadableHint')}
        </Line>
      </ul>
    );
  }
  if (!report || !messageOf) return null;
  const findings: readonly Finding[] = ORDER.flatMap((level) =>
    report.findings.filter((one) => one.level === level),
  );
  const facts = report.format === 'qcow2' ? report.facts : null;
  return (
    <ul className="grid gap-2.5">
      {facts && report.verdict !== 'refuse' && (
        <Line level="fine" says={t('djinn.add.isQcow2', { version: facts.version })} />
      )}
      {facts && !findings.some(({ code }) => POINTS_ELSEWHERE.test(code)) && (
        <Line level="fine" says={t('djinn.add.standsAlone')}>
          {t('djinn.add.standsAloneHint')}
        </Line>
      )}
      {findings.map((finding, index) => {
        const { says, remedy } = messageOf(finding);
        return (
          // Findings have no identity but their place, and never change once they are there.
          <Line key={`${finding.code}-${index}`} level={finding.level} says={says}>
            {remedy === undefined ? undefined : withCommands(remedy)}
          </Line>
        );
      })}
    </ul>
  );
}

function Hash({ draft: { reading, file } }: { readonly draft: Draft }) {
  const t = useText();
  const format = useFormats();
  return (
    <div className="flex items-center gap-2 text-sm text-muted">
      <Fingerprint size={15} aria-hidden className="shrink-0" />
      <span className="shrink-0">SHA-256</span>
      {reading.sha256 === undefined ? (
        <>
          <span className="shrink-0 tabular-nums">
            {t('djinn.add.hashing', { done: format.percent(reading.hashed) })}
          </span>
          <ProgressBar label={t('djinn.add.hashingOf', { name: file.name })} fraction={reading.hashed} />
        </>
      ) : (
        <>
          <code dir="ltr" className="min-w-0 truncate text-xs">
            {reading.sha256}
          </code>
          <CopyIconButton text={reading.sha256} label={t('djinn.add.copyHash')} />
        </>
      )}
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8.5rem_1fr] gap-2 text-sm">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 font-semibold">{children}</dd>
    </div>
  );
}

function Facts({ draft: { reading, file } }: { readonly draft: Draft }) {
  const t = useText();
  const format = useFormats();
  const { report } = reading;
  if (reading.unreadable) return null;
  if (!report) return <ProgressBar label={t('djinn.add.reading')} fraction={reading.tables || undefined} />;
  if (report.format !== 'qcow2') {
    return report.virtualBytes === null ? null : (
      <dl>
        <Fact name={t('djinn.fact.virtual')}>{format.binaryBytes(Number(report.virtualBytes))}</Fact>
      </dl>
    );
  }
  return report.facts && <Qcow2Facts facts={report.facts} fileSize={file.size} />;
}

function Qcow2Facts({ facts, fileSize }: { readonly facts: Qcow2Facts; readonly fileSize: number }) {
  const t = useText();
  const format = useFormats();
  const virtual = Number(facts.virtualBytes);
  const { contents } = facts;
  return (
    <>
      <dl className="grid gap-2">
        <Fact name={t('djinn.fact.virtual')}>{format.binaryBytes(virtual)}</Fact>
        <Fact name={t('djinn.fact.inFile')}>
          <Bytes count={fileSize} digits={2} />{' '}
          {/* Of a large and nearly empty disk: 0% would say that there is no file. */}
          {fileSize / virtual >= 0.005 && (
            <span className="font-normal text-muted">
              {t('djinn.fact.ofVirtual', { part: format.percent(fileSize / virtual) })}
            </span>
          )}
        </Fact>
        <Fact name={t('djinn.fact.clusters')}>
          {format.enumeration([
            format.binaryBytes(facts.clusterBytes),
            ...(contents && contents.compressedClusters > 0 ? [facts.compression] : []),
            ...(contents ? [t('djinn.fact.allocated', { count: contents.allocatedClusters })] : []),
          ])}
        </Fact>
        <Fact name={t('djinn.fact.lazyRefcounts')}>
          {t(facts.lazyRefcounts ? 'djinn.fact.on' : 'djinn.fact.off')}
        </Fact>
      </dl>
      {contents && <DiskPicture map={contents.map} />}
    </>
  );
}
