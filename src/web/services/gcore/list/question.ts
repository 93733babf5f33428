import * as z from 'zod/mini';
import {
  Architecture,
  labelsOf,
  type GcoreImage,
  type ImageQuery,
} from '../../../../contract/gcore/image.ts';
import { LabelFilter } from '../../../../contract/gcore/metadata.ts';

/** Whose images a visibility means; no request can set it. */
export const VISIBILITIES = ['private', 'shared', 'public'] as const;
const Visibility = z.enum(VISIBILITIES);

/** What the list of a project and region asks of the service. */
export interface Question {
  /** Those the project owns, or all that it can use: its own, public ones and those shared with it. */
  readonly owned: boolean;
  readonly prices: boolean;
  readonly visibility: z.output<typeof Visibility> | undefined;
  readonly architecture: z.output<typeof Architecture> | undefined;
  /** Whole words, whatever their case; empty for any. */
  readonly distro: string;
  readonly version: string;
  /** Metadata keys that an image must have, whatever their values. */
  readonly keys: readonly string[];
  /** Metadata that it must have. */
  readonly pairs: Readonly<Record<string, string>>;
}

/** What the control of one part of a question is given. */
export interface QuestionPartProps {
  readonly question: Question;
  readonly onChange: (change: Partial<Question>) => void;
}

/** What an address calls each part; filters have the names that the API has for them. */
const NAMES = {
  owned: 'owned',
  prices: 'prices',
  visibility: 'api.visibility',
  architecture: 'api.architecture',
  distro: 'api.os_distro',
  version: 'api.os_version',
  keys: 'api.metadata_k',
  pairs: 'api.metadata_kv',
} as const satisfies Record<keyof Question, string>;

/** Reads what an address asks for: `?owned=1&api.metadata_k=env`. What it does not know is left out. */
export function readQuestion(address: URLSearchParams): Question {
  const pairs = z.safeParse(LabelFilter, address.get(NAMES.pairs) ?? '{}');
  return {
    owned: address.get(NAMES.owned) === '1',
    prices: address.get(NAMES.prices) === '1',
    visibility: z.safeParse(Visibility, address.get(NAMES.visibility)).data,
    architecture: z.safeParse(Architecture, address.get(NAMES.architecture)).data,
    distro: address.get(NAMES.distro)?.trim() ?? '',
    version: address.get(NAMES.version)?.trim() ?? '',
    keys: [...new Set(address.getAll(NAMES.keys))].filter((key) => key !== ''),
    pairs: pairs.success ? pairs.data : {},
  };
}

/** Writes a question into an address, leaving out what is as usual; other parameters stay. */
export function writeQuestion(question: Question, others: URLSearchParams): URLSearchParams {
  const address = new URLSearchParams(others);
  const put = (name: string, value: string): void => {
    if (value === '') address.delete(name);
    else address.set(name, value);
  };
  put(NAMES.owned, question.owned ? '1' : '');
  put(NAMES.prices, question.prices ? '1' : '');
  put(NAMES.visibility, question.visibility ?? '');
  put(NAMES.architecture, question.architecture ?? '');
  put(NAMES.distro, question.distro);
  put(NAMES.version, question.version);
  address.delete(NAMES.keys);
  for (const key of question.keys) address.append(NAMES.keys, key);
  const { pairs } = question;
  put(NAMES.pairs, Object.keys(pairs).length === 0 ? '' : JSON.stringify(pairs));
  return address;
}

/** The question without its filters: whose images, and whether with prices. */
export function withoutFilters({ owned, prices }: Question): Question {
  return { ...readQuestion(new URLSearchParams()), owned, prices };
}

/** Does it leave out images that the project could use or owns? */
export function isNarrowing({ visibility, architecture, distro, version, keys, pairs }: Question): boolean {
  return (
    visibility !== undefined ||
    architecture !== undefined ||
    distro !== '' ||
    version !== '' ||
    keys.length > 0 ||
    Object.keys(pairs).length > 0
  );
}

/**
 * The question as parameters of the API. Labels were renamed in 2025-05, and private images have a filter of their
 * own beside `visibility`: both names are sent, since a service passes over the one it does not know.
 */
export function queryOf(question: Question): z.input<typeof ImageQuery> {
  const { prices, visibility, architecture, distro, version, keys, pairs } = question;
  const json = Object.keys(pairs).length === 0 ? undefined : JSON.stringify(pairs);
  return {
    ...(prices && { include_prices: true }),
    ...(visibility && { visibility }),
    ...(visibility === 'private' && { private: 'true' }),
    ...(architecture && { architecture }),
    ...(distro !== '' && { os_distro: distro }),
    ...(version !== '' && { os_version: version }),
    ...(keys.length > 0 && { metadata_k: JSON.stringify(keys), tag_key: [...keys] }),
    ...(json !== undefined && { metadata_kv: json, tag_key_value: json }),
  };
}

function sameWord(asked: string, word: string | null): boolean {
  return asked === '' || asked.toLowerCase() === word?.toLowerCase();
}

/** Is the image one of those asked for? Services of 2025 do not know all filters, and send what was not wanted. */
export function passes(question: Question, image: GcoreImage): boolean {
  const { visibility, architecture, distro, version, keys, pairs } = question;
  const labels = new Map(labelsOf(image).map(({ key, value }) => [key, value]));
  return (
    (visibility === undefined || image.visibility === visibility) &&
    (architecture === undefined || image.architecture === architecture) &&
    sameWord(distro, image.os_distro) &&
    sameWord(version, image.os_version) &&
    keys.every((key) => labels.has(key)) &&
    Object.entries(pairs).every(([key, value]) => labels.get(key) === value)
  );
}
