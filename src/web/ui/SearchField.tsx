import { Search, X } from 'lucide-react';
import { useRef, type KeyboardEvent, type Ref } from 'react';
import { classes } from './classes.ts';
import { CONTROL } from './Field.tsx';
import { useWords } from './words.ts';

interface SearchFieldProps {
  /** Its accessible name; the placeholder shows an example of what can be typed. */
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Keys the caller answers first (arrows into a list); `preventDefault` keeps the field from doing more. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** Called when the person comes here to type. */
  readonly onFocus?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A field that narrows what is below it. Escape empties it; the cross does too. Its width is its container's. */
export function SearchField(props: SearchFieldProps) {
  const { label, placeholder, value, onChange, onKeyDown, onFocus, ref } = props;
  const words = useWords();
  const wrapper = useRef<HTMLDivElement>(null);
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    onKeyDown?.(event);
    if (event.key !== 'Escape' || value === '' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onChange('');
  };
  return (
    <div ref={wrapper} className="relative min-w-0">
      <Search
        size={15}
        aria-hidden
        className="pointer-events-none absolute start-2.5 top-1/2 -translate-y-1/2 text-faint"
      />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={press}
        onFocus={onFocus}
        className={classes(CONTROL, 'h-8.5 ps-8.5 pe-8.5 placeholder-shown:[direction:inherit]')}
      />
      {value !== '' && (
        <button
          type="button"
          aria-label={words.clear}
          onClick={() => {
            onChange('');
            wrapper.current?.querySelector('input')?.focus();
          }}
          className="absolute end-1.5 top-1/2 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-text"
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
