import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { announce } from './announce.ts';
import { Button, type ButtonKind } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { useWords } from './words.ts';

/** How long the button says what came of it, in milliseconds. */
const SHOWN = 2000;

interface CopyProps {
  /** What is copied; a function when making it costs something. */
  readonly text: string | (() => string);
}

function useCopy(text: CopyProps['text']) {
  const words = useWords();
  const [result, setResult] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (!result) return undefined;
    const timer = setTimeout(() => setResult(undefined), SHOWN);
    return () => clearTimeout(timer);
  }, [result]);
  const copy = () => {
    navigator.clipboard.writeText(typeof text === 'string' ? text : text()).then(
      () => {
        setResult('copied');
        announce(words.copied);
      },
      () => {
        setResult('failed');
        announce(words.copyFailed);
      },
    );
  };
  const icon = result === 'copied' ? Check : result === 'failed' ? TriangleAlert : Copy;
  const said = result === 'copied' ? words.copied : result === 'failed' ? words.copyFailed : undefined;
  return { copy, icon, said };
}

/** Copies an id or a value beside which it stands. `label` says what: "Copy the id". */
export function CopyIconButton({ text, label }: CopyProps & { readonly label: string }) {
  const { copy, icon, said } = useCopy(text);
  return <IconButton size="sm" icon={icon} label={said ?? label} onClick={copy} />;
}

/** Copies something longer, such as a curl command: a button with words. */
export function CopyButton({
  text,
  children,
  kind = 'secondary',
}: CopyProps & { readonly children: string; readonly kind?: ButtonKind }) {
  const { copy, icon, said } = useCopy(text);
  return (
    <Button icon={icon} kind={kind} onClick={copy}>
      {said ?? children}
    </Button>
  );
}
