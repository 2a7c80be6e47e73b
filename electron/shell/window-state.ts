import { readFileSync } from 'node:fs';
import { writeFileAtomicSync } from './atomic-file';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState extends Rectangle {
  readonly maximized: boolean;
}

const SMALLEST = { width: 400, height: 300 } as const;
const PREFERRED = { width: 1440, height: 900 } as const;

/**
 * Where the window opens: where it was left, when at least a quarter of it would be seen on a screen of today;
 * otherwise centred on the first screen, never larger than it.
 */
export function placeWindow(
  stored: WindowState | null,
  screens: readonly Rectangle[],
): WindowState {
  if (stored !== null && screens.some((screen) => overlap(stored, screen) >= 0.25)) return stored;
  const screen = screens[0] ?? { x: 0, y: 0, width: 1366, height: 768 };
  const width = Math.min(PREFERRED.width, screen.width);
  const height = Math.min(PREFERRED.height, screen.height);
  return {
    x: screen.x + Math.round((screen.width - width) / 2),
    y: screen.y + Math.round((screen.height - height) / 2),
    width,
    height,
    maximized: false,
  };
}

/** Share of `a` (0–1) that lies on `b`. */
function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return (Math.max(0, width) * Math.max(0, height)) / (a.width * a.height);
}

/** The stored state, or null when there is none or it cannot be read. */
export function readWindowState(file: string): WindowState | null {
  try {
    return stateOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** By hand: the window opens before the library that checks everything else is loaded. */
function stateOf(value: unknown): WindowState | null {
  if (typeof value !== 'object' || value === null) return null;
  const { x, y, width, height, maximized } = value as Record<string, unknown>;
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return null;
  if (typeof maximized !== 'boolean') return null;
  if (width < SMALLEST.width || height < SMALLEST.height) return null;
  return { x, y, width, height, maximized };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

export function saveWindowState(file: string, state: WindowState): void {
  writeFileAtomicSync(file, JSON.stringify(state));
}
