import { useEffect, useRef } from 'react';
import type { LogHost } from './host.ts';
import type { Strip } from './protocol.ts';

interface LogStripProps {
  readonly host: LogHost;
  readonly strip: Strip | undefined;
  /** Brings the part of the log into view that lies at this fraction of its height. */
  readonly onJump: (fraction: number) => void;
}

const WIDTH = 12;

/**
 * Beside the scroll bar: where errors, warnings and hits are. For the eye and the mouse; the keyboard has buttons
 * that go to the next and the one before.
 */
export function LogStrip({ host, strip, onJump }: LogStripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const height = Math.round(entry?.contentRect.height ?? 0);
      void host.ask({ kind: 'strip', height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [host]);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !strip) return;
    const height = strip.errors.length;
    if (element.width !== WIDTH) element.width = WIDTH;
    if (element.height !== height) element.height = height;
    context.clearRect(0, 0, WIDTH, height);
    const colours = getComputedStyle(element);
    const draw = (counts: Uint32Array, name: string, from: number, width: number): void => {
      context.fillStyle = colours.getPropertyValue(name);
      for (const [pixel, count] of counts.entries()) if (count > 0) context.fillRect(from, pixel, width, 2);
    };
    draw(strip.warnings, '--log-warn', 2, WIDTH - 4);
    draw(strip.errors, '--log-bad', 2, WIDTH - 4);
    draw(strip.hits, '--log-hit-now', 2, WIDTH - 4);
  }, [strip]);

  return (
    <canvas
      ref={canvas}
      aria-hidden
      onPointerDown={(event) => {
        const { top, height } = event.currentTarget.getBoundingClientRect();
        onJump((event.clientY - top) / height);
      }}
      className="h-full w-3 shrink-0 cursor-pointer border-s border-log-line max-sm:hidden"
    />
  );
}
