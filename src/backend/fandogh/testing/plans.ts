import { contextOf, type Sources } from '../seed/sources.ts';
import { planBuild, type BuildPlan } from '../build/plan.ts';

/** What the tests build. */
export const ORDER = { image: 'orders-api', version: 'v7', seed: 'seed' };

/** Plans a build of these Dockerfile lines and files. */
export function plan(lines: readonly string[], files: Sources = {}): BuildPlan {
  return planBuild(contextOf({ ...files, Dockerfile: lines.join('\n') }), ORDER);
}

/** The log as a person reads it: without colours, of a line drawn over itself only what stays. */
export function read({ lines }: BuildPlan): string[] {
  return lines.map(({ text }) => {
    const [plain = '', ...coloured] = (text.split('\r').at(-1) ?? '').split('\u001B');
    return plain + coloured.map((part) => part.replace(/^\[[\d;]*[A-Za-z]/, '')).join('');
  });
}
