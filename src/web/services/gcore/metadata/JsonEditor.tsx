import { CircleAlert } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useText } from '../../../i18n/useLanguage.ts';
import { classes } from '../../../ui/classes.ts';
import { jsonOf, readJsonLabels, type JsonProblem } from './json.ts';
import type { Labels } from './plan.ts';

interface JsonEditorProps {
  readonly labels: Labels;
  readonly readOnly: boolean;
  readonly onChange: (labels: Labels) => void;
  /** Told when the text stops or begins to be labels: what is no JSON cannot be saved. */
  readonly onBroken: (broken: boolean) => void;
}

const WRITING = 'm-0 py-3 font-mono text-sm leading-5';

/** The same draft as JSON: every fault is told with its line, and nothing typed is ever thrown away. */
export function JsonEditor({ labels, readOnly, onChange, onBroken }: JsonEditorProps) {
  const t = useText();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => jsonOf(labels));
  const { problems = [] } = readJsonLabels(text);
  const lines = text.split('\n').length;
  const broken = new Set(problems.map(({ line }) => line));

  const type = (typed: string): void => {
    setText(typed);
    const read = readJsonLabels(typed);
    onBroken(read.problems !== undefined);
    if (!read.problems) onChange(read.labels);
  };
  const goTo = ({ line, column }: JsonProblem): void => {
    const before = text.split('\n').slice(0, line - 1);
    const at = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    area.current?.focus();
    area.current?.setSelectionRange(at, at + 1);
  };
  return (
    <div className="overflow-hidden rounded-[9px]">
      <div dir="ltr" className="flex bg-surface-1">
        <ol
          aria-hidden
          className={classes(WRITING, 'shrink-0 border-e border-line px-2.5 text-end text-faint select-none')}
        >
          {Array.from({ length: lines }, (_, index) => (
            <li key={index} className={broken.has(index + 1) ? 'font-bold text-bad' : undefined}>
              {index + 1}
            </li>
          ))}
        </ol>
        <textarea
          ref={area}
          aria-label={t('gcore.metadata.json')}
          aria-invalid={problems.length > 0 || undefined}
          aria-describedby={problems.length > 0 ? id : undefined}
          wrap="off"
          rows={Math.max(lines, 8)}
          spellCheck={false}
          autoCapitalize="none"
          readOnly={readOnly}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          className={classes(
            WRITING,
            'min-w-0 flex-1 resize-none overflow-x-auto bg-transparent px-3 -outline-offset-2',
            // Nothing can be isolated in it: each line goes the way its key is written, so key and value keep their order.
            '[unicode-bidi:plaintext]',
          )}
        />
      </div>
      {problems.length > 0 && (
        <ul id={id} className="grid gap-1 border-t border-line bg-bad-soft px-4 py-2.5">
          {problems.map((problem) => (
            <li key={`${problem.line}:${problem.column}`}>
              <button
                type="button"
                onClick={() => goTo(problem)}
                className="flex items-start gap-2 rounded-sm text-start text-sm text-text hover:underline"
              >
                <CircleAlert size={14} aria-hidden className="mt-0.5 shrink-0 text-bad" />
                {t(`gcore.metadata.json.${problem.kind}`, {
                  line: problem.line,
                  column: problem.column,
                  key: problem.key ?? '',
                })}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
