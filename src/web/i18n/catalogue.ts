import type { MessageArguments } from './arguments.ts';
import type { en } from './en.ts';

/** Every message of the console in English: the source of the keys and of their arguments. */
export type English = typeof en;

/** The key of a message, `area.what`. */
export type MessageKey = keyof English;

/** One language's messages. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

/** What a message needs; `Embedded` is what may stand for a value besides text and numbers. */
export type ArgumentsOf<K extends MessageKey, Embedded = never> = MessageArguments<English[K], Embedded>;

/** The arguments as the rest of a parameter list: nothing at all for a message that has none. */
export type ArgumentList<K extends MessageKey, Embedded = never> = [keyof ArgumentsOf<K, Embedded>] extends [
  never,
]
  ? []
  : [args: ArgumentsOf<K, Embedded>];

/** The keys of messages that need no arguments: titles, labels. */
export type PlainMessageKey = { [K in MessageKey]: ArgumentList<K> extends [] ? K : never }[MessageKey];
