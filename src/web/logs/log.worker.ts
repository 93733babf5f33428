import { LogDesk } from './desk.ts';
import type { Asked, Told } from './protocol.ts';
import { readBuilds } from './readBuilds.ts';
import { runRegex } from './regexWorkers.ts';

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener('message', () => waiting.shift()?.());
channel.port1.start();

/** A message to itself comes after those that wait already, and without the delay of a timer. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}

function tell(told: Told): void {
  postMessage(told);
}

const desk = new LogDesk({
  read: readBuilds,
  runRegex,
  pause,
  wait: (time) => new Promise((resolve) => setTimeout(resolve, time)),
  tell: (facts) => tell({ kind: 'facts', facts }),
});

addEventListener('message', ({ data: { id, command } }: MessageEvent<Asked>) => {
  desk.answer(command).then(
    (reply) => tell({ kind: 'reply', id, reply }),
    (error: unknown) =>
      tell({ kind: 'fault', id, message: error instanceof Error ? error.message : String(error) }),
  );
});
