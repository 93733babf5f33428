import { CopyIconButton } from './CopyButton.tsx';

interface CodeBlockProps {
  readonly children: string;
  /** Offers copying it, under this name: "Copy the command". */
  readonly copyLabel?: string;
}

/** Code, a request or a service's answer as it is: always left to right, wrapped rather than cut. */
export function CodeBlock({ children, copyLabel }: CodeBlockProps) {
  return (
    <div className="flex items-start gap-2 rounded-md bg-surface-2 px-3 py-2.5" dir="ltr">
      <pre className="min-w-0 flex-1 text-xs leading-4.5 wrap-anywhere whitespace-pre-wrap text-muted">
        <code>{children}</code>
      </pre>
      {copyLabel !== undefined && <CopyIconButton text={children} label={copyLabel} />}
    </div>
  );
}
