import { posix } from 'node:path';
import type { BuildContext } from '../archive/context.ts';
import { findBaseImage, parseReference } from './baseImages.ts';
import type { Instruction } from './dockerfile.ts';
import { StepFailed } from './failure.ts';
import type { Stage } from './stage.ts';

/** A source in the context: relative, without `./` and slashes at its ends. */
function sourcePath(source: string, instruction: Instruction): string {
  const normal = posix.normalize(source.replace(/^\/+/, ''));
  if (normal.startsWith('..')) {
    throw new StepFailed(
      `${instruction.name} failed: forbidden path outside the build context: ${source} ()`,
    );
  }
  return normal === '.' ? '' : normal.replace(/\/$/, '');
}

/**
 * Does a name fit a pattern of `COPY`? Looks for the pieces between the stars one after the other, which takes no
 * longer for an odd pattern. A `?` is taken for a star.
 */
function fitsName(pattern: string, name: string): boolean {
  const pieces = pattern.split(/[*?]+/);
  const first = pieces.shift() ?? '';
  const last = pieces.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= name.length - last.length;
}

/** Does a path fit a pattern, folder by folder? */
function fitsPath(pattern: readonly string[], path: string): boolean {
  const names = path.split('/');
  return (
    names.length === pattern.length && pattern.every((part, index) => fitsName(part, names[index] ?? ''))
  );
}

/** Copies a whole folder of the context: nothing is listed, the stage looks files up when they are asked for. */
function takeFolder(folder: string, destination: string, context: BuildContext, stage: Stage): void {
  const prefix = folder === '' ? '' : `${folder}/`;
  stage.mount(
    destination,
    (below) => context.files.has(prefix + below),
    (below) => context.texts.get(prefix + below),
  );
  if (folder === '') {
    stage.size += context.size;
    return;
  }
  for (const [file, size] of context.files) if (file.startsWith(prefix)) stage.size += size;
}

/** Beyond these nobody compares: the pattern is taken to fit. Hostile archives would keep the server busy with it. */
const MOST_STARS = 5;
const MOST_NAMES = 20_000;

/** Copies what fits a pattern. @returns whether anything does */
function takePattern(source: string, destination: string, context: BuildContext, stage: Stage): boolean {
  if (source.split(/[*?]+/).length > MOST_STARS + 1 || context.files.size > MOST_NAMES) {
    stage.uncertain = true;
    return true;
  }
  const pattern = source.split('/');
  const folder = posix.dirname(source);
  const isFile = (below: string): boolean =>
    !below.includes('/') &&
    fitsPath(pattern, posix.join(folder, below)) &&
    context.files.has(posix.join(folder, below));
  stage.mount(destination, isFile, (below) =>
    isFile(below) ? context.texts.get(posix.join(folder, below)) : undefined,
  );
  const folders = [...context.folders].some((path) => fitsPath(pattern, path));
  // Of folders the content is copied; which files then lie where is not followed up.
  if (folders || /[*?]/.test(folder)) stage.uncertain = true;
  return folders || [...context.files.keys()].some((path) => fitsPath(pattern, path));
}

/** Copies one source of an instruction from the context into the stage. */
function take(
  source: string,
  destination: string,
  instruction: Instruction,
  context: BuildContext,
  stage: Stage,
): void {
  const { name } = instruction;
  if (name === 'ADD' && /^(https?|git):\/\//.test(source)) {
    stage.uncertain = true;
    return;
  }
  const path = sourcePath(source, instruction);
  const size = context.files.get(path);
  if (size !== undefined) {
    const intoFolder = /(^|\/)\.?$/.test(destination);
    stage.put(
      intoFolder ? posix.join(destination, posix.basename(path)) : destination,
      context.texts.get(path),
    );
    stage.size += size;
  } else if (path === '' || context.folders.has(path)) {
    takeFolder(path, destination, context, stage);
  } else if (!/[*?]/.test(path)) {
    const reason = `file not found in build context or excluded by .dockerignore: stat ${path}: file does not exist`;
    throw new StepFailed(`${name} failed: ${reason}`);
  } else if (!takePattern(path, destination, context, stage)) {
    throw new StepFailed(`${name} failed: no source files were specified`);
  }
}

/**
 * `COPY` and `ADD`, from the context or, with `--from`, from an earlier stage or another image, of whose files
 * nothing is known.
 * @throws StepFailed in the builder's words, for a file that is not there above all
 */
export function copyFiles(
  instruction: Instruction,
  context: BuildContext,
  stage: Stage,
  stages: readonly Stage[],
): void {
  const { name, words } = instruction;
  const from = instruction.flags.get('from');
  if (from !== undefined) {
    const earlier = stages.slice(0, -1);
    const known = /^\d+$/.test(from)
      ? earlier[Number(from)]
      : earlier.find((other) => other.name === from.toLowerCase());
    const image = known ?? findBaseImage(parseReference(from));
    if (typeof image === 'string') throw new StepFailed(`invalid from flag value ${from}: ${image}`);
    stage.size += 12_000_000;
    stage.uncertain = true;
    return;
  }
  const destination = stage.expand(words.at(-1) ?? '');
  const sources = words.slice(0, -1).map((word) => stage.expand(word));
  if (sources.length > 1 && !/(^|\/)\.?$/.test(destination)) {
    throw new StepFailed(
      `When using ${name} with more than one source file, the destination must be a directory and end with a /`,
    );
  }
  for (const source of sources) take(source, destination, instruction, context, stage);
}
