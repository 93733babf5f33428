import { FolderTakenError } from './claim.ts';
import { inspectFile } from './inspect.ts';
import { ListenError } from './listen.ts';
import { HELP, parseCommand, UsageError, type Command } from './options.ts';
import { packageVersion } from './package.ts';
import { serve } from './serve.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Serves until told to stop; a second signal does not wait. */
async function serveUntilStopped(...args: Parameters<typeof serve>): Promise<number> {
  const running = await serve(...args);
  // Before the address is printed: whoever has read it may tell the server to stop.
  const stopped = new Promise<void>((resolve) => {
    for (const signal of SIGNALS) process.once(signal, () => resolve());
  });
  console.log(`Image Console is ready at ${running.address}`);
  for (const notice of running.notices) console.log(notice);
  await stopped;
  for (const signal of SIGNALS) process.once(signal, () => process.exit(1));
  await running.close();
  return 0;
}

async function execute(command: Command): Promise<number> {
  if (command.kind === 'serve') return serveUntilStopped(command.options);
  if (command.kind === 'inspect') return inspectFile(command.file, command.json);
  console.log(command.kind === 'help' ? HELP : packageVersion());
  return 0;
}

/**
 * Runs the command.
 * @param args what stands after its name
 * @returns the exit code: 0 done, 1 it could not be done, 2 the command line cannot be followed
 */
export async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  try {
    return await execute(parseCommand(args, env));
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(error.message);
      return 2;
    }
    const told = error instanceof ListenError || error instanceof FolderTakenError;
    if (told) console.error(error.message);
    else console.error('The server cannot start:', error);
    return 1;
  }
}
