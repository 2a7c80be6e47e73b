import { SandtableError } from '#shared/errors';
import { unescapeSheetText } from '#shared/pipeline/sheet-values';
import { checkCell } from '../limits';
import { readXml } from './xml-part';
import type { ZipEntry } from './zip-directory';
import type { ZipFile } from './zip-file';

/** Characters of all shared texts together that are kept in memory. */
const MAX_SHARED = 64 * 1024 * 1024;
const MAX_SHARED_COUNT = 4_000_000;

/**
 * Collects the text of a string item: its plain text or the runs of a rich one. Phonetic guides are left out.
 */
export class TextItem {
  #text = '';
  #inText = false;
  #phonetic = 0;

  begin(): void {
    this.#text = '';
  }

  open(element: string): void {
    if (element === 'rPh') this.#phonetic += 1;
    if (element === 't') this.#inText = true;
  }

  close(element: string): void {
    if (element === 'rPh') this.#phonetic -= 1;
    if (element === 't') this.#inText = false;
  }

  add(text: string): void {
    if (this.#inText && this.#phonetic === 0) this.#text += text;
  }

  take(): string {
    return unescapeSheetText(this.#text);
  }
}

/**
 * The texts that cells refer to by number, in memory: cells may refer to any of them.
 * @throws SandtableError CELL_TOO_LONG, ARCHIVE_TOO_LARGE when they are too many
 */
export function readSharedStrings(
  zip: ZipFile,
  entry: ZipEntry | undefined,
  onPiece: () => void,
): string[] {
  if (entry === undefined) return [];
  const texts: string[] = [];
  const item = new TextItem();
  let characters = 0;
  readXml(zip, entry, {
    open(element) {
      if (element === 'si') item.begin();
      else item.open(element);
    },
    close(element) {
      if (element !== 'si') {
        item.close(element);
        return;
      }
      const text = item.take();
      checkCell(text, texts.length + 1, 0);
      characters += text.length;
      if (characters > MAX_SHARED || texts.length >= MAX_SHARED_COUNT) {
        throw new SandtableError('ARCHIVE_TOO_LARGE', 'too much shared text', {
          entry: entry.name,
        });
      }
      texts.push(text);
    },
    text: (text) => item.add(text),
    goOn() {
      onPiece();
      return true;
    },
  });
  return texts;
}
