import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** The text of a PDF page by page, as any reader's search finds it. @throws {Error} when pdftotext is not installed */
export function pagesOfPdf(file: string): string[] {
  try {
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    return text.split('\f').slice(0, -1);
  } catch (error) {
    throw new Error('reading the PDF needs pdftotext (package poppler-utils)', { cause: error });
  }
}

/** The kinds of the embedded fonts that are ours, by `pdffonts`. @throws {Error} when pdffonts is not installed */
export function fontKindsOfPdf(file: string): string[] {
  const table = execFileSync('pdffonts', [file], { encoding: 'utf8' });
  return table
    .split('\n')
    .filter((line) => /NotoSansSC|SourceSans/.test(line))
    .map((line) => line.slice(37, 55).trim());
}

/**
 * A page of a PDF as a JPEG of quality 60 with 1080 pixels across, as a messenger sends it.
 * @throws {Error} when pdftoppm is not installed
 */
export function writePictureOfPage(file: string, page: number, to: string): void {
  const only = ['-f', String(page), '-l', String(page), '-singlefile'];
  const size = ['-scale-to-x', '1080', '-scale-to-y', '-1'];
  const stem = to.replace(/\.jpg$/, '');
  try {
    execFileSync('pdftoppm', [...only, ...size, '-jpeg', '-jpegopt', 'quality=60', file, stem]);
  } catch (error) {
    throw new Error('drawing the PDF needs pdftoppm (package poppler-utils)', { cause: error });
  }
}

/** A copy of a PDF in which one byte of the page content differs. */
export function withOneByteChanged(file: string, to: string): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 3);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(to, bytes);
}

/** A small PDF of somebody else's. */
export function writeForeignPdf(to: string): void {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  writeFileSync(
    to,
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`,
  );
}
