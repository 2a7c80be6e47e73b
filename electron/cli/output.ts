import type { FeedMessage } from '#shared/contract';
import type { Language } from '#shared/workspace/model';
import en from '#resources/locales/en/jobs.json';
import zh from '#resources/locales/zh-CN/jobs.json';

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/gu;

/** Columns that a text takes in a terminal: Chinese characters take two. */
export function textWidth(text: string): number {
  return [...text].length + (text.match(WIDE)?.length ?? 0);
}

/** Rows as lines of aligned columns; `numeric` columns are aligned to the right. */
export function alignRows(
  rows: readonly (readonly string[])[],
  numeric: readonly boolean[],
): string[] {
  const widths = numeric.map((_, column) =>
    Math.max(0, ...rows.map((row) => textWidth(row[column] ?? ''))),
  );
  return rows.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        const room = ' '.repeat(width - textWidth(cell));
        return numeric[column] === true ? room + cell : cell + room;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** One line of progress that is written over itself, for a terminal; the end of a job wipes it away. */
export function progressLine(
  language: Language,
  write: (text: string) => void,
): (message: FeedMessage<'progress'>) => void {
  const names = (language === 'zh-CN' ? zh : en).kind;
  return ({ kind, state, done, total }) => {
    const wipe = '\r\u001B[K';
    if (state !== 'running') write(wipe);
    else if (total > 0) {
      const percent = Math.min(100, Math.floor((100 * done) / total));
      write(`${wipe}${names[kind]} ${percent}%`);
    } else write(`${wipe}${names[kind]}…`);
  };
}
