import { SaxesParser } from 'saxes';
import { SandtableError } from '#shared/errors';
import { encodingByMark } from '#shared/pipeline/csv-format';
import type { ZipEntry } from './zip-directory';
import type { ZipFile } from './zip-file';

/** Elements inside each other at most, from the security notes. */
const MAX_DEPTH = 64;
/** Characters without a tag's end, of an attribute or a text: no part of a workbook has that many. */
const MAX_SILENCE = 1024 * 1024;

export interface XmlHandlers {
  /** An element begins; names are local ones, a prefix is cut off. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
  /** Called after every piece; false ends the reading. */
  goOn?(): boolean;
}

/**
 * Reads an XML entry piece by piece. A document type is refused before anything of it is looked at, so that no entity
 * is ever defined, let alone fetched.
 *
 * @throws SandtableError XML_DTD_REFUSED, XML_TOO_DEEP, XML_INVALID (with line), and those of the archive
 */
export function readXml(zip: ZipFile, entry: ZipEntry, handlers: XmlHandlers): void {
  const { name: place } = entry;
  const parser = new SaxesParser({ position: true, xmlns: false as const });
  let depth = 0;
  let silence = 0;
  parser.on('doctype', () => {
    throw new SandtableError('XML_DTD_REFUSED', `document type in ${place}`, { entry: place });
  });
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0;
    depth += 1;
    if (depth > MAX_DEPTH) {
      throw new SandtableError('XML_TOO_DEEP', `too deep in ${place}`, {
        entry: place,
        most: MAX_DEPTH,
      });
    }
    handlers.open?.(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    silence = 0;
    depth -= 1;
    handlers.close?.(local(name));
  });
  if (handlers.text) parser.on('text', (text) => handlers.text?.(text));
  const invalid = (): SandtableError =>
    new SandtableError('XML_INVALID', `${place}, line ${parser.line}`, {
      entry: place,
      line: parser.line,
    });
  parser.on('error', () => {
    throw invalid();
  });

  let decode: TextDecoder | null = null;
  zip.unpack(entry, (piece, last) => {
    try {
      decode ??= decoderOf(piece);
      const text = decode.decode(piece, { stream: !last });
      for (let at = 0; at < text.length; at += MAX_SILENCE) {
        const part = text.slice(at, at + MAX_SILENCE);
        silence += part.length;
        parser.write(part);
        if (silence > MAX_SILENCE * 2) throw invalid();
      }
      if (last) parser.close();
    } catch (error) {
      // What is no character, or no XML at all.
      throw error instanceof SandtableError ? error : invalid();
    }
    return handlers.goOn?.() ?? true;
  });
}

function decoderOf(head: Uint8Array): TextDecoder {
  const encoding = encodingByMark(head) ?? 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** An attribute by its local name (`r:id` → `id`); undefined when there is none. */
export function attribute(
  attributes: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name];
  const found = Object.keys(attributes).find((key) => local(key) === name);
  return found === undefined ? undefined : attributes[found];
}
