import { CaseSensitive, ChevronDown, ChevronUp, ListFilter, Regex, Search, WholeWord } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../i18n/useLanguage.ts';
import { classes } from '../ui/classes.ts';
import { useHotkey } from '../ui/useHotkey.ts';
import { BarButton } from './BarButton.tsx';
import type { LogHost } from './host.ts';
import type { LogFacts, Place } from './protocol.ts';
import type { LogAddress } from './useLogAddress.ts';

interface LogSearchProps {
  readonly host: LogHost;
  readonly facts: LogFacts;
  /** Where the search is kept, for a link and for Back. */
  readonly address: LogAddress;
  /** The line that is looked at: a search begins there. */
  readonly line: () => number;
  /** Brings a hit into view. */
  readonly onPlace: (place: Place) => void;
  /** The hit that is current, -1 for none. */
  readonly current: number;
}

/** After so long without a key a search begins, in milliseconds. */
const TYPING = 150;
/** Lines shown around each hit when only hits are shown. */
const CONTEXT = 2;

/** Searches the whole log, whether its rows are drawn or not. The browser's own find finds only drawn rows. */
export function LogSearch({ host, facts, address, line, onPlace, current }: LogSearchProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const { find, isArrival, isLeaving, setFind } = address;
  const [query, setQuery] = useState(find.query);
  const [isOnly, setOnly] = useState(find.isOnly);
  const { search } = facts;
  /** Set until the first hit of a new search has been gone to. */
  const isFresh = useRef(false);
  /** The address names a line besides: that is where the reader is. */
  const isElsewhere = useRef(address.lines !== undefined && find.query.text !== '');

  // Back and forward bring their own search; what is written from here only comes back later than it was typed.
  const [seenFind, setSeenFind] = useState(find);
  if (JSON.stringify(seenFind) !== JSON.stringify(find)) {
    setSeenFind(find);
    if (isArrival) {
      setQuery(find.query);
      setOnly(find.isOnly);
    }
  }
  // What is gone to may be none of the lines with hits: then all are shown again.
  const [wasOnly, setWasOnly] = useState(facts.isOnly);
  if (wasOnly !== facts.isOnly) {
    setWasOnly(facts.isOnly);
    if (!facts.isOnly) setOnly(false);
  }

  useHotkey('mod+f', (event) => {
    event.preventDefault();
    input.current?.focus();
    input.current?.select();
  });

  useEffect(() => {
    const timer = setTimeout(() => {
      isFresh.current = query.text !== '' && !isElsewhere.current;
      isElsewhere.current = false;
      void host.ask({ kind: 'search', query: query.text === '' ? undefined : query });
    }, TYPING);
    return () => clearTimeout(timer);
  }, [host, query]);
  const isNarrowed = isOnly && query.text !== '';
  useEffect(
    () => void host.ask({ kind: 'only', context: isNarrowed ? CONTEXT : undefined }),
    [host, isNarrowed],
  );
  useEffect(() => {
    if (isLeaving) return undefined;
    const timer = setTimeout(() => setFind({ query, isOnly: isNarrowed }), TYPING);
    return () => clearTimeout(timer);
  }, [query, isNarrowed, isLeaving, setFind]);

  const go = async (index: number | undefined): Promise<void> => {
    onPlace(await host.ask({ kind: 'hit', index, line: line() }));
  };
  const step = (by: 1 | -1): void => {
    const hits = search?.hits ?? 0;
    if (hits > 0) void go(current < 0 ? undefined : (current + by + hits) % hits);
  };

  const found = search?.hits ?? 0;
  useEffect(() => {
    if (!isFresh.current || found === 0) return;
    isFresh.current = false;
    void host.ask({ kind: 'hit', index: undefined, line: line() }).then(onPlace);
  }, [found, host, line, onPlace]);

  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && query.text !== '') setQuery({ ...query, text: '' });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const toggle = (name: 'isRegex' | 'matchCase' | 'wholeWord'): void =>
    setQuery({ ...query, [name]: !query[name] });

  return (
    <search className="flex min-w-0 flex-1 basis-84 items-center gap-0.5 max-sm:flex-wrap">
      <div className="relative flex h-8.5 w-full max-w-92 min-w-0 max-sm:max-w-none items-center rounded-md bg-log-line focus-within:outline-2 focus-within:outline-focus pointer-coarse:min-h-11">
        <Search size={14} aria-hidden className="ms-2.5 shrink-0 text-log-faint" />
        <input
          ref={input}
          type="search"
          aria-label={t('logs.search')}
          placeholder={t('logs.search')}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          value={query.text}
          onChange={(event) => setQuery({ ...query, text: event.currentTarget.value })}
          onKeyDown={press}
          className="h-full min-w-0 flex-1 bg-transparent px-2 text-sm text-(--log-text) outline-none placeholder:text-log-faint"
        />
        <output className="shrink-0 pe-1.5 text-xs text-log-faint tabular-nums">
          <SearchState facts={facts} current={current} />
        </output>
        <BarButton
          icon={CaseSensitive}
          label={t('logs.matchCase')}
          isOn={query.matchCase}
          onClick={() => toggle('matchCase')}
        />
        <BarButton
          icon={WholeWord}
          label={t('logs.wholeWord')}
          isOn={query.wholeWord}
          onClick={() => toggle('wholeWord')}
        />
        <BarButton
          icon={Regex}
          label={t('logs.regex')}
          isOn={query.isRegex}
          onClick={() => toggle('isRegex')}
        />
      </div>
      {/* Where there is little room they come with the search they are for. */}
      <div className={classes('flex items-center gap-0.5', query.text === '' && 'max-sm:hidden')}>
        <BarButton
          icon={ChevronUp}
          label={t('logs.previousHit')}
          disabled={found === 0}
          onClick={() => step(-1)}
        />
        <BarButton
          icon={ChevronDown}
          label={t('logs.nextHit')}
          disabled={found === 0}
          onClick={() => step(1)}
        />
        <BarButton
          icon={ListFilter}
          label={t('logs.onlyHits')}
          isOn={isNarrowed}
          disabled={found === 0 && !isNarrowed}
          onClick={() => setOnly(!isOnly)}
        />
      </div>
    </search>
  );
}

function SearchState({ facts, current }: { readonly facts: LogFacts; readonly current: number }) {
  const t = useText();
  const { search } = facts;
  // Before the log is there nothing can be said of a search that came with the address.
  if (!search || facts.lines === 0) return null;
  if (search.problem === 'pattern') return <span title={search.message}>{t('logs.badPattern')}</span>;
  if (search.problem === 'slow')
    return <span title={t('logs.slowPatternHint')}>{t('logs.slowPattern')}</span>;
  if (!search.done) return t('logs.searching', { count: search.hits });
  if (search.hits === 0) return t('logs.noHits');
  return current < 0
    ? t('logs.hits', { count: search.hits })
    : t('logs.hitOf', { index: current + 1, count: search.hits });
}
