import type { Language } from '../workspace/model';

/** Name under which the shipped font is declared; the fallbacks serve the page on screen and rare characters. */
export const PRINT_FONT = "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

/** The same for English: quotes, dashes and dots, which Chinese sets as wide as an ideograph, from a Latin font. */
const ENGLISH_FONT = `'Latin Signs', ${PRINT_FONT}`;

/** The font stack of a document or a chart in `language`. */
export const printFont = (language: Language): string =>
  language === 'en' ? ENGLISH_FONT : PRINT_FONT;

/**
 * The print stylesheet: A4, always light, readable in black and white. The trace line and the watermark are
 * `position: fixed`, which Chromium repeats on every printed page; `box-decoration-break: clone` keeps the space of
 * the trace line free on each page (checked in Chromium 130).
 */
export const PRINT_CSS = `
@page { size: A4; margin: 17mm 18mm 11mm; }
* { box-sizing: border-box; }
html { color: #1f1f1f; background: #fff; font-family: ${PRINT_FONT}; font-size: 10.5pt; line-height: 1.6;
  line-break: strict; text-spacing-trim: normal; text-autospace: normal; font-variant-numeric: tabular-nums;
  font-synthesis: none; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
html:lang(en) { line-height: 1.5; font-family: ${ENGLISH_FONT}; }
body { margin: 0; }
main { padding-bottom: 12mm; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
h1, h2, h3 { font-weight: 600; line-height: 1.35; break-after: avoid; overflow-wrap: anywhere; text-wrap: balance; }
h1 { font-size: 21pt; margin: 0 0 2mm; }
h2 { font-size: 13.5pt; margin: 4.5mm 0 1.4mm; color: #0b3d91; }
h3 { font-size: 11.5pt; margin: 5mm 0 2mm; }
p { margin: 0 0 2mm; overflow-wrap: anywhere; text-wrap: pretty; orphans: 2; widows: 2; }
strong { font-weight: 600; }
.one { white-space: nowrap; }
code { font-family: inherit; background: #f0f0f0; padding: 0 1mm; }
p:has(+ ul), p:has(+ ol) { break-after: avoid; }
ul, ol { margin: 0 0 3mm; padding-left: 6mm; }
li { margin-bottom: 1.2mm; }
li > p { margin: 0; }
header { border-bottom: 0.6mm solid #0b3d91; padding-bottom: 3.5mm; margin-bottom: 4mm; }
header .kind { color: #0b3d91; font-weight: 600; margin: 0 0 1.5mm; }
header .meta { color: #555; font-size: 9pt; margin: 0; }
.demo { border: 0.3mm solid #874d00; background: #fff7e6; color: #874d00; padding: 1.6mm 3mm; margin: 0 0 4mm; font-size: 9pt; }
blockquote { margin: 0 0 3mm; padding: 3mm 4mm; border-left: 1.2mm solid #0b3d91; background: #f1f5fc; break-inside: avoid; }
blockquote p:last-child { margin: 0; }
figure { margin: 2mm 0 3mm; }
figure.chart, figure.citation { break-inside: avoid; }
figure.chart img { display: block; width: 100%; height: auto; }
figcaption { color: #444; font-size: 9pt; margin-top: 1.5mm; break-before: avoid; overflow-wrap: anywhere; }
figure.table > figcaption { margin: 0 0 1.5mm; break-after: avoid; }
.absent { border: 0.3mm dashed #767676; color: #555; padding: 6mm; text-align: center; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; line-height: 1.45; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border-bottom: 0.2mm solid #d0d0d0; padding: 1.1mm 1.8mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { border-bottom: 0.4mm solid #444; font-weight: 600; vertical-align: bottom; word-break: keep-all; overflow-wrap: break-word; text-wrap: balance; }
tbody th { font-weight: 400; min-width: 36mm; text-wrap: balance; }
th.number, td.number { text-align: right; }
td { white-space: pre-line; }
th.whole, td.whole { white-space: pre; overflow-wrap: normal; }
td.number { white-space: pre; overflow-wrap: normal; }
.note { color: #555; font-size: 8.5pt; margin: 1.5mm 0 0; break-before: avoid; }
tbody tr:last-child, tbody tr:nth-last-child(2), tbody tr:nth-last-child(3) { break-after: avoid; }
.citation blockquote { margin: 0; border-color: #767676; background: #f6f6f6; }
.watermark { position: fixed; inset: 0 0 10mm; z-index: 2; pointer-events: none; background-repeat: repeat; background-size: 50% 25%; }
.trace { position: fixed; left: 0; right: 0; bottom: 0; height: 9.5mm; padding: 1.2mm 0 0; border-top: 0.2mm solid #bfbfbf;
  color: #444; font-size: 7.5pt; line-height: 1.35; background: #fff; z-index: 3; overflow: hidden; }
.trace bdi { white-space: nowrap; }
`;

/** Added where the same page is read in a browser, on a wide or a narrow screen; it prints as the PDF does. */
export const SCREEN_CSS = `
@media screen {
  html { color-scheme: light; background: #f0f1f3; }
  body { max-width: 210mm; min-height: 100vh; margin: 0 auto; padding: 14mm min(18mm, 5vw) 8mm; background: #fff; }
  .watermark { inset: 0 0 9.5mm; background-size: 329px 245px; }
  .trace { padding-inline: max(5vw, (100vw - 174mm) / 2); }
  figure.table { overflow-x: auto; }
}
`;
