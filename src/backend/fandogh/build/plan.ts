import type { FandoghState } from '../../../contract/fandogh/rules.ts';
import type { BuildContext } from '../archive/context.ts';
import { findBaseImage, parseReference } from './baseImages.ts';
import { copyFiles } from './copy.ts';
import { Dice } from './dice.ts';
import { DockerfileError, parseDockerfile, type Instruction } from './dockerfile.ts';
import { StepFailed } from './failure.ts';
import { runCommand } from './programs.ts';
import { parseCommands, runCommands } from './shell.ts';
import { expand, Stage } from './stage.ts';
import { megabytes, Transcript, type TimedLine } from './transcript.ts';

/** A build, known from its start to its end. */
export interface BuildPlan {
  readonly lines: readonly TimedLine[];
  readonly outcome: Extract<FandoghState, 'BUILT' | 'FAILED' | 'BUILD_FAILED'>;
  /** Bytes of the image, or of what there was of it when the build failed. */
  readonly size: number;
}

/** What is built, and under which name. */
export interface BuildOrder {
  readonly image: string;
  readonly version: string;
  /** The same seed gives the same ids and durations. */
  readonly seed: string;
}

/** Docker puts at most so many layers on top of each other. */
const MOST_LAYERS = 127;

const LAYERED = new Set(['ADD', 'COPY', 'RUN']);

/** One build while it is played through. */
class Build {
  readonly #context: BuildContext;
  readonly #dice: Dice;
  readonly #transcript: Transcript;
  readonly #stages: Stage[] = [];
  /** `ARG` before the first `FROM`: known to `FROM` lines alone. */
  readonly #global = new Map<string, string>();
  #layers = 0;

  constructor(context: BuildContext, dice: Dice, transcript: Transcript) {
    this.#context = context;
    this.#dice = dice;
    this.#transcript = transcript;
  }

  get #stage(): Stage {
    const stage = this.#stages.at(-1);
    if (!stage) throw new StepFailed('no build stage in current context');
    return stage;
  }

  /** Bytes of what has been built so far in the last stage. */
  get size(): number {
    return this.#stages.at(-1)?.size ?? 0;
  }

  /** Carries out one instruction and prints what the classic builder prints for it. */
  step(instruction: Instruction): void {
    const { name } = instruction;
    if (LAYERED.has(name) && (this.#layers += 1) > MOST_LAYERS) throw new StepFailed('max depth exceeded');
    switch (name) {
      case 'ARG':
        this.#arg(instruction);
        if (this.#stages.length === 0) return; // before any stage there is nothing to commit
        this.#commitConfiguration();
        return;
      case 'FROM':
        this.#from(instruction);
        return;
      case 'RUN':
        this.#run(instruction);
        return;
      case 'COPY':
      case 'ADD':
        copyFiles(instruction, this.#context, this.#stage, this.#stages);
        this.#transcript.say(` ---> ${this.#dice.hex(12)}`, this.#dice.between(150, 900));
        return;
      case 'ENV':
      case 'USER':
      case 'WORKDIR':
        this.#configure(instruction);
        this.#commitConfiguration();
        return;
      default:
        this.#commitConfiguration();
    }
  }

  #commitConfiguration(): void {
    const container = this.#dice.hex(12);
    this.#transcript.say(` ---> Running in ${container}`, this.#dice.between(20, 90));
    this.#transcript.say(
      `Removing intermediate container ${container}\n ---> ${this.#dice.hex(12)}`,
      this.#dice.between(30, 140),
    );
  }

  #arg({ words }: Instruction): void {
    const known = this.#stages.at(-1)?.variables ?? this.#global;
    for (const word of words) {
      const [name = '', ...value] = word.split('=');
      const given =
        value.length > 0 ? value.join('=').replaceAll(/^["']|["']$/g, '') : this.#global.get(name);
      if (given !== undefined) known.set(name, expand(given, known));
    }
  }

  #configure({ name, words, rest }: Instruction): void {
    const stage = this.#stage;
    if (name === 'WORKDIR') {
      stage.workdir = stage.resolve(stage.expand(rest.replaceAll(/^["']|["']$/g, '')));
    } else if (name === 'USER') {
      stage.user = stage
        .expand(words[0] ?? 'root')
        .replace(/:.*$/, '')
        .replace(/^0$/, 'root');
    } else if (words[0]?.includes('=')) {
      for (const word of words) {
        const [key = '', ...value] = word.split('=');
        stage.variables.set(key, stage.expand(value.join('=').replaceAll(/^["']|["']$/g, '')));
      }
    } else {
      stage.variables.set(words[0] ?? '', stage.expand(words.slice(1).join(' ')));
    }
  }

  #from({ words, text }: Instruction): void {
    const transcript = this.#transcript;
    const dice = this.#dice;
    const wanted = expand(words[0] ?? '', this.#global);
    const name = words[2]?.toLowerCase();
    if (wanted === '') throw new StepFailed(`base name (${words[0] ?? text}) should not be blank`);
    const earlier = this.#stages.find((stage) => stage.name === wanted.toLowerCase());
    this.#layers = 0;
    if (earlier) {
      const { packages, size, uncertain } = earlier;
      const stage = new Stage({ name, packages, size, uncertain });
      stage.inherit(earlier);
      this.#stages.push(stage);
      transcript.say(` ---> ${dice.hex(12)}`, 20);
      return;
    }
    if (wanted === 'scratch') {
      this.#stages.push(new Stage({ name, packages: 'none', size: 0, uncertain: false }));
      transcript.say(' ---> ', 10);
      return;
    }
    const reference = parseReference(wanted);
    const base = findBaseImage(reference);
    if (typeof base === 'string') throw new StepFailed(base);
    this.#pull(reference, base.layers, base.size);
    this.#stages.push(new Stage({ name, packages: base.packages, size: base.size, uncertain: false }));
    transcript.say(` ---> ${dice.hex(12)}`, 40);
  }

  #pull({ name, tag }: { name: string; tag: string }, count: number, size: number): void {
    const transcript = this.#transcript;
    const dice = this.#dice;
    const layers = Array.from({ length: count }, () => dice.hex(12));
    transcript.say(
      `${tag}: Pulling from ${name.includes('/') ? name : `library/${name}`}`,
      dice.between(500, 1400),
    );
    for (const layer of layers) transcript.say(`${layer}: Pulling fs layer`, 5);
    for (const layer of layers) {
      transcript.say(
        `${layer}: Verifying Checksum\n${layer}: Download complete`,
        Math.round(size / count / 90_000) + 40,
      );
    }
    for (const layer of layers) transcript.say(`${layer}: Pull complete`, dice.between(60, 500));
    transcript.say(`Digest: sha256:${dice.hex(64)}\nStatus: Downloaded newer image for ${name}:${tag}`, 30);
  }

  #run({ rest, words, exec }: Instruction): void {
    const transcript = this.#transcript;
    const dice = this.#dice;
    const stage = this.#stage;
    const container = dice.hex(12);
    transcript.say(` ---> Running in ${container}`, dice.between(60, 250));
    const { workdir } = stage;
    const line = exec ? words.map((word) => `'${word}'`).join(' ') : rest;
    const commands = parseCommands(line, stage);
    const code = commands
      ? runCommands(commands, (command) => runCommand(command, { stage, dice, transcript }))
      : 0;
    if (!commands) {
      stage.uncertain = true;
      transcript.wait(dice.between(300, 2500));
    }
    stage.workdir = workdir; // `cd` does not outlive its instruction
    if (code !== 0) {
      const command = exec ? words.join(' ') : `/bin/sh -c ${rest}`;
      throw new StepFailed(`The command '${command}' returned a non-zero code: ${code}`);
    }
    transcript.say(
      `Removing intermediate container ${container}\n ---> ${dice.hex(12)}`,
      dice.between(120, 700),
    );
  }
}

function push(order: BuildOrder, dice: Dice, transcript: Transcript): void {
  const { image, version } = order;
  transcript.say(`Successfully built ${dice.hex(12)}\nSuccessfully tagged ${image}:${version}`, 60);
  transcript.say('Pushing image to the registry...', 200);
  const layers = Array.from({ length: dice.between(4, 9) }, () => dice.hex(12));
  for (const layer of layers) transcript.say(`${layer}: Preparing`, 10);
  for (const layer of layers) transcript.say(`${layer}: Pushed`, dice.between(200, 1300));
  transcript.say(`${version}: digest: sha256:${dice.hex(64)} size: ${dice.between(1200, 4200)}`, 300);
  transcript.say('Image has been pushed into the registry.', 100);
}

function seconds(transcript: Transcript): number {
  return Math.max(1, Math.round(transcript.duration / 1000));
}

/** The plan of a build that cannot even begin: its archive is of no use. */
export function planWithoutContext(reason: string): BuildPlan {
  const transcript = new Transcript();
  transcript.warn(`The archive cannot be used: ${reason}.`, 800);
  transcript.say('Build failed before it began', 100);
  return { lines: transcript.lines, outcome: 'FAILED', size: 0 };
}

/** Why there is no Dockerfile to build from, with the likely reason. */
function noDockerfile({ files }: BuildContext): string {
  const size = files.get('Dockerfile');
  if (size === 0) return 'The Dockerfile is a link to a file of another name. Pack the file itself.';
  if (size !== undefined) return 'The Dockerfile is larger than 256 KiB.';
  const elsewhere = [...files.keys()].find((path) => /(^|\/)dockerfile$/i.test(path));
  const hint =
    elsewhere === undefined
      ? 'The archive must hold one at its root.'
      : elsewhere.includes('/')
        ? `There is one at "${elsewhere}": pack the content of that folder, not the folder.`
        : `There is "${elsewhere}": its name must be spelt Dockerfile.`;
  return `Cannot locate the Dockerfile: it is not at the root of the archive. ${hint}`;
}

/**
 * Plays a build through, from the real Dockerfile and the real list of files: every line of its log with its time,
 * and how it ends. Deterministic, so that a build taken up after a restart goes on with the same lines.
 */
export function planBuild(context: BuildContext, order: BuildOrder): BuildPlan {
  const dice = new Dice(order.seed);
  const transcript = new Transcript();
  const build = new Build(context, dice, transcript);
  const fail = (reason: string, outcome: 'FAILED' | 'BUILD_FAILED'): BuildPlan => {
    transcript.beginStep(); // the reason is told, however much was printed before
    transcript.warn(reason, 150);
    transcript.say(`Build failed after ${seconds(transcript)} s`, 50);
    return { lines: transcript.lines, outcome, size: build.size };
  };

  const source = context.texts.get('Dockerfile');
  if (source === undefined) {
    return fail(noDockerfile(context), 'FAILED');
  }
  const [amount = '', unit = ''] = megabytes(context.size).split(' ');
  transcript.say(`Sending build context to Docker daemon  ${amount}${unit}`, dice.between(200, 900));
  try {
    const instructions = parseDockerfile(source);
    for (const [index, instruction] of instructions.entries()) {
      transcript.beginStep();
      transcript.say(`Step ${index + 1}/${instructions.length} : ${instruction.text}`, 40);
      build.step(instruction);
    }
  } catch (error) {
    if (!(error instanceof DockerfileError || error instanceof StepFailed)) throw error;
    return fail(error.message, 'BUILD_FAILED');
  }
  transcript.beginStep();
  push(order, dice, transcript);
  return { lines: transcript.lines, outcome: 'BUILT', size: build.size };
}
