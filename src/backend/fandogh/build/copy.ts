import path from 'node:path';
import type { BuildContext } from '../archive/context.ts';
import { findBaseImage, parseReference } from './baseImages.ts';
import type { Instruction } from './dockerfile.ts';
import { StepFailed } from './failure.ts';
import type { Stage } from './stage.ts';

/** A pattern of `COPY`: `*` and `?` within one name (Go's filepath.Match, without classes). */
function patternOf(source: string): RegExp {
  const escaped = source.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/\*+/g, '[^/]*').replaceAll('?', '[^/]')}$`);
}

/** A source in the context: relative, without `./` and slashes at its ends. */
function sourcePath(source: string, instruction: Instruction): string {
  const normal = path.posix.normalize(source.replace(/^\/+/, ''));
  if (normal.startsWith('..')) {
    throw new StepFailed(
      `${instruction.name} failed: forbidden path outside the build context: ${source} ()`,
    );
  }
  return normal === '.' ? '' : normal.replace(/\/$/, '');
}

/** The files of the context that a source means, each with the name it has below the destination. */
function matching(source: string, context: BuildContext): [file: string, below: string][] {
  if (source === '') return [...context.files.keys()].map((file) => [file, file]);
  if (context.files.has(source)) return [[source, path.posix.basename(source)]];
  if (context.folders.has(source)) {
    return [...context.files.keys()]
      .filter((file) => file.startsWith(`${source}/`))
      .map((file) => [file, file.slice(source.length + 1)]);
  }
  if (!/[*?]/.test(source)) return [];
  const pattern = patternOf(source);
  const names = [...context.files.keys(), ...context.folders].filter((name) => pattern.test(name));
  return names.flatMap((name) =>
    context.files.has(name) ? [[name, path.posix.basename(name)]] : matching(name, context),
  );
}

/** Copies from the context into the stage. */
function take(instruction: Instruction, context: BuildContext, stage: Stage): void {
  const { name, words } = instruction;
  const destination = stage.expand(words.at(-1) ?? '');
  const sources = words.slice(0, -1).map((word) => stage.expand(word));
  if (sources.length > 1 && !destination.endsWith('/')) {
    throw new StepFailed(
      `When using ${name} with more than one source file, the destination must be a directory and end with a /`,
    );
  }
  for (const source of sources) {
    if (name === 'ADD' && /^(https?|git):\/\//.test(source)) {
      stage.uncertain = true;
      continue;
    }
    const clean = sourcePath(source, instruction);
    const found = matching(clean, context);
    if (found.length === 0 && !context.folders.has(clean) && clean !== '') {
      throw new StepFailed(
        /[*?]/.test(clean)
          ? `${name} failed: no source files were specified`
          : `${name} failed: file not found in build context or excluded by .dockerignore: stat ${clean}: file does not exist`,
      );
    }
    const intoFolder = destination.endsWith('/') || destination === '.' || !context.files.has(clean);
    for (const [file, below] of found) {
      stage.put(intoFolder ? path.posix.join(destination, below) : destination, context.texts.get(file));
      stage.size += context.files.get(file) ?? 0;
    }
  }
}

/**
 * `COPY` and `ADD`, from the context or, with `--from`, from an earlier stage or another image, of whose files nothing is known.
 * @throws StepFailed in the builder's words, for a file that is not there above all
 */
export function copyFiles(
  instruction: Instruction,
  context: BuildContext,
  stage: Stage,
  stages: readonly Stage[],
): void {
  const from = instruction.flags.get('from');
  if (from === undefined) {
    take(instruction, context, stage);
    return;
  }
  const earlier = stages.slice(0, -1);
  const known = /^\d+$/.test(from)
    ? earlier[Number(from)]
    : earlier.find(({ name }) => name === from.toLowerCase());
  if (!known) {
    const image = findBaseImage(parseReference(from));
    if (typeof image === 'string') throw new StepFailed(`invalid from flag value ${from}: ${image}`);
  }
  stage.size += 12_000_000;
  stage.uncertain = true;
}
